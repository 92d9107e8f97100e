"""The stored sentences that may state what a sentence of a draft states."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache, partial
from heapq import nlargest
from math import log
from operator import add
from typing import NamedTuple

from xzfacts.check.exact_quotes import QuotedSentences
from xzfacts.check.subject_facts import PreparedFact, SubjectFactCache
from xzfacts.index.lookup.quoted_facts import facts_quoted_with
from xzfacts.index.schema import NUMBER_BITS
from xzfacts.language.qualifiers import WHEN, parts
from xzfacts.language.sentence import Stated
from xzfacts.language.stored_quotes import dates_in, plain_quote, quote_of, value_span
from xzfacts.quantity.model import Quantity
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact

_SIMILAR = 12  # sentences compared
_SHARED = 0.15  # least share of the pairs of a statement, by information, that such a sentence has
LONGEST = 1_000  # characters of an indexed sentence, so that the index stays small
_CACHED = 512
_ARTICLES, _READ = 16, 500  # articles cached, and sentences read of one
_YEAR = lazy_pattern("([12][0-9]{3})年")
_MANY = 0.2  # share of the sentences that have the name of who an article is about
_LEAD = 2  # first sentences, which name who an article is about
_BEFORE = 10  # sentences before one that are searched for a date …
_CONTEXT = 2  # … and for who is meant


class Article(NamedTuple):
    """The stored sentences of one source.

    sentences: how many there are.
    pairs: how many of them have each pair of characters.
    lead: the compact characters of the first ones.
    years: the years that they tell of, and that of its publication.
    """

    sentences: int
    pairs: dict[str, int]
    lead: str
    years: frozenset[int]

    def is_about(self, name: str) -> bool:
        """Whether the first sentences have a name, or many do."""
        least = min((self.pairs.get(each, 0) for each in _pairs_of(name)), default=0)
        return name in self.lead or (least > 1 and least >= _MANY * self.sentences)


class StoredSentence:
    """A stored sentence with its facts; what an alignment compares is read on first use.

    quote: the sentence.
    rows: the facts taken from it, as the index has them.
    """

    def __init__(self, stored: "StoredSentences", number: int) -> None:
        self._stored = stored
        self._number = number
        first, self.quote = stored.quoted.sentences[number]
        self.rows = facts_quoted_with(stored.fact_cache.catalog, first, self.quote)

    @cached_property
    def text(self) -> str:
        """Its compact characters, the names of its subjects and its title."""
        return f"{quote_of(self.quote).chars}\0{self.names}\0{self.title}"

    @cached_property
    def context(self) -> str:
        """The sentences right before it, and the beginning of its article."""
        return f"{self.before}\0{self.article.lead}"

    @cached_property
    def article(self) -> Article:
        """The sentences of its source."""
        return self._stored.article(self._number)

    @cached_property
    def title(self) -> str:
        """The compact title of its source."""
        return compact(self._stored.fact_cache.catalog.source(self.rows[0].source).title)

    @cached_property
    def _subjects(self) -> dict[int, tuple[str, ...]]:
        """The compact names of the subjects of its facts."""
        names_of = self._stored.fact_cache.catalog.names_of
        numbers = dict.fromkeys(each.subject for each in self.rows)
        return {each: tuple(sorted(names_of(each))) for each in numbers}

    @cached_property
    def names(self) -> str:
        """The names of its subjects, separated by NUL."""
        return "\0".join(name for names in self._subjects.values() for name in names)

    @cached_property
    def holders(self) -> tuple[tuple[str, ...], ...]:
        """The names of the subject of each fact."""
        return tuple(self._subjects[each.subject] for each in self.rows)

    @cached_property
    def _preceding(self) -> list[str]:
        return self._stored.preceding(self._number)

    @cached_property
    def before(self) -> str:
        """The compact characters of the sentences right before it."""
        return "\0".join(map(plain_quote, self._preceding[:_CONTEXT]))

    @cached_property
    def around(self) -> frozenset[str]:
        """The words for times and parts in them, and 今年."""
        return WHEN.meanings(self.before) | parts(self.before) | {"今年"}

    @cached_property
    def carried(self) -> tuple[Quantity, ...]:
        """The dates of the nearest sentence before it that has some."""
        return next(filter(None, map(dates_in, self._preceding)), ())

    @cached_property
    def facts(self) -> tuple[PreparedFact, ...]:
        """The facts, prepared for comparison."""
        return tuple(map(self._stored.fact_cache.known, self.rows))

    @cached_property
    def _spans(self) -> tuple[tuple[int, int] | None, ...]:
        """The units of the values of its facts; None for those that are not printed so."""
        return tuple(
            value_span(self.quote, each.value, each.quantity, each.name) for each in self.facts
        )

    def fact_at(self, amount: Stated) -> PreparedFact | None:
        """The fact whose value is this amount of the sentence, if any."""
        at = self._number_at(amount)
        return None if at is None else self.facts[at]

    def names_at(self, amount: Stated) -> tuple[str, ...]:
        """The names of the subject of the fact whose value is this amount."""
        at = self._number_at(amount)
        return () if at is None else self.holders[at]

    def _number_at(self, amount: Stated) -> int | None:
        for at, span in enumerate(self._spans):
            if span and span[0] < amount.end and amount.start < span[1]:
                return at
        return None


class StoredSentences:
    """An index of the stored sentences by the pairs of characters in them, built on first use."""

    def __init__(self, fact_cache: SubjectFactCache, quoted: QuotedSentences) -> None:
        self.fact_cache = fact_cache
        self.quoted = quoted
        self._known = lru_cache(maxsize=_CACHED)(partial(StoredSentence, self))
        self._article = lru_cache(maxsize=_ARTICLES)(self._read_article)

    @cached_property
    def _ordered(self) -> list[int]:
        """The sentences in the order of their characters, which decides between similar ones."""
        sentences = self.quoted.sentences
        return sorted(range(len(sentences)), key=lambda number: sentences[number][1])

    @cached_property
    def _by_pair(self) -> dict[str, "_Shared"]:
        sentences = self.quoted.sentences
        having: dict[str, list[int]] = {}
        for place, number in enumerate(self._ordered):
            quote = sentences[number][1]
            for pair in _pairs_of(plain_quote(quote)) if len(quote) <= LONGEST else ():
                having.setdefault(pair, []).append(place)
        return {pair: _shared(places, len(sentences)) for pair, places in having.items()}

    def similar(self, chars: str) -> Iterator[StoredSentence]:
        """The sentences that share most with these `plain` characters, the most similar first.

        Pairs of characters that few sentences have count more.
        """
        count = len(self._ordered)
        scores = [0] * count
        whole = everywhere = 0
        unknown = _shared((), count)
        for pair in _pairs_of(chars):
            shared = self._by_pair.get(pair, unknown)
            whole += shared.weight
            everywhere += shared.weight if shared.common else 0
            change = -shared.weight if shared.common else shared.weight
            for place in shared.places:
                scores[place] += change
        least = _SHARED * whole - everywhere
        enough = [place for place, score in enumerate(scores) if score >= least] if whole else ()
        for place in nlargest(_SIMILAR, enough, key=scores.__getitem__):
            found = self._known(self._ordered[place])
            if found.rows:
                yield found

    @cached_property
    def _by_source(self) -> dict[int, list[int]]:
        """The sentences of each source, which is a file of its own."""
        found: dict[int, list[int]] = {}
        for number, (fact, _) in enumerate(self.quoted.sentences):
            found.setdefault(fact >> NUMBER_BITS, []).append(number)
        return found

    def _read_article(self, source: int) -> Article:
        """The sentences of a source, of a long one the first."""
        numbers = self._by_source[source][:_READ]
        quotes = [plain_quote(self.quoted.sentences[number][1]) for number in numbers]
        pairs = Counter(pair for each in quotes for pair in _pairs_of(each))
        years = frozenset(year for each in quotes for year in map(int, _YEAR.findall(each)))
        return Article(len(quotes), pairs, "\0".join(quotes[:_LEAD]), years)

    def article(self, number: int) -> Article:
        """The sentences of the source of a sentence."""
        return self._article(self.quoted.sentences[number][0] >> NUMBER_BITS)

    def preceding(self, number: int) -> list[str]:
        """The sentences of the source before this one, the nearest first."""
        sentences = self.quoted.sentences
        source = sentences[number][0] >> NUMBER_BITS
        near = reversed(sentences[max(number - _BEFORE, 0) : number])
        return [q for fact, q in near if fact >> NUMBER_BITS == source and len(q) <= LONGEST]


class _Shared(NamedTuple):
    """The sentences that have a pair of characters, or, if most do, those that do not.

    weight: the information of the pair, in millionths, so that the order of sums does not matter.
    """

    weight: int
    common: bool
    places: Sequence[int]


def _shared(places: Sequence[int], count: int) -> _Shared:
    weight = round(1e6 * (log(1 + count) - log(max(len(places), 1))))
    if 2 * len(places) <= count:
        return _Shared(weight, False, places)
    has = set(places)
    return _Shared(weight, True, [place for place in range(count) if place not in has])


def _pairs_of(chars: str) -> set[str]:
    """The pairs of letters that stand side by side."""
    return set(filter(str.isalpha, map(add, chars, chars[1:])))
