"""The stored sentences that may state what a sentence of a draft states."""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from math import log
from typing import NamedTuple

from xzfacts.check.exact_quotes import QuotedSentences
from xzfacts.check.subject_facts import PreparedFact, SubjectFactCache
from xzfacts.index.lookup.quoted_facts import facts_quoted_with
from xzfacts.language.sentence import Stated
from xzfacts.language.stored_quotes import plain_quote, value_span
from xzfacts.text.normalize import compact

_SIMILAR = 12  # sentences compared
_SHARED = 0.15  # least share of the pairs of a statement, by information, that such a sentence has
LONGEST = 1_000  # characters of an indexed sentence, so that the index stays small
_CACHED = 512


class StoredSentence(NamedTuple):
    """A stored sentence with its facts.

    quote: the sentence.
    facts: the facts taken from it.
    spans: the units of their values in it; None for those that are not printed so.
    names: compact names of their subjects, separated by NUL.
    title: compact title of its source.
    """

    quote: str
    facts: tuple[PreparedFact, ...]
    spans: tuple[tuple[int, int] | None, ...]
    names: str
    title: str

    def fact_at(self, amount: Stated) -> PreparedFact | None:
        """The fact whose value is this amount of the sentence, if any."""
        for span, fact in zip(self.spans, self.facts, strict=True):
            if span and span[0] < amount.end and amount.start < span[1]:
                return fact
        return None


class StoredSentences:
    """An index of the stored sentences by the pairs of characters in them, built on first use."""

    def __init__(self, fact_cache: SubjectFactCache, quoted: QuotedSentences) -> None:
        self._fact_cache = fact_cache
        self._quoted = quoted
        self._prepared = lru_cache(maxsize=_CACHED)(self._prepare)

    @cached_property
    def _by_pair(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, (_, quote) in enumerate(self._quoted.sentences):
            for pair in _pairs_of(plain_quote(quote)) if len(quote) <= LONGEST else ():
                found.setdefault(pair, []).append(number)
        return found

    def similar(self, chars: str) -> Iterator[StoredSentence]:
        """The sentences that share most with these `plain` characters, the most similar first.

        Pairs of characters that few sentences have count more.
        """
        shared: dict[int, float] = {}
        most = log(1 + len(self._quoted.sentences))
        whole = 0.0
        for pair in _pairs_of(chars):
            numbers = self._by_pair.get(pair, ())
            weight = most - log(max(len(numbers), 1))
            whole += weight
            for number in numbers:
                shared[number] = shared.get(number, 0.0) + weight
        sentences = self._quoted.sentences
        enough = [each for each in shared.items() if each[1] >= _SHARED * whole]
        enough.sort(key=lambda each: (-each[1], sentences[each[0]][1]))
        for number, _weight in enough[:_SIMILAR]:
            found = self._prepared(*sentences[number])
            if found.facts:
                yield found

    def _prepare(self, fact: int, quote: str) -> StoredSentence:
        catalog = self._fact_cache.catalog
        facts = [self._fact_cache.known(row) for row in facts_quoted_with(catalog, fact, quote)]
        subjects = dict.fromkeys(each.row.subject for each in facts)
        return StoredSentence(
            quote,
            tuple(facts),
            tuple(value_span(quote, each.value, each.quantity, each.name) for each in facts),
            "\0".join(name for subject in subjects for name in sorted(catalog.names_of(subject))),
            compact(catalog.source(facts[0].row.source).title) if facts else "",
        )


def _pairs_of(chars: str) -> set[str]:
    """The pairs of letters that stand side by side."""
    return {chars[at : at + 2] for at in range(len(chars) - 1) if chars[at : at + 2].isalpha()}
