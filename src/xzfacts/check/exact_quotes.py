"""Sentences that repeat a stored sentence verbatim and are supported by its facts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from xzfacts.check import explanations
from xzfacts.check.claim_verdicts import LISTED, ClaimVerdict, ComparedFact, conflict, outdated
from xzfacts.check.subject_facts import SubjectFactCache, conflicting_facts, newer_fact
from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.index.lookup.quoted_facts import facts_quoted_with, sentences_of, values_of
from xzfacts.language.modality import withheld
from xzfacts.language.qualifiers import groups
from xzfacts.language.sentence import Reading, Stated, fold_chars, plain, sentences, strict
from xzfacts.language.stored_quotes import plain_quote, says_as, strict_quote
from xzfacts.model.facts import Status
from xzfacts.model.verdicts import Verdict
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact

_SHORTEST = 8  # minimum length of a sentence that counts as verbatim
_LONGER = 6  # maximum of extra characters of a stored sentence that contains an unnamed one
_WORDS = 3  # characters next to a value that identify what it measures
_GROUP = 2  # characters of a word for a group
_ALIKE = 20  # sentences that differ in numerals only and are read
_INDEXED = 4_000  # maximum number of sentences of a store that are indexed
_IN_NUMBER = lazy_pattern("[-+±.<>≤≥≠≈↓▼0-9%‰‱]")
_COUNTING = "0123456789.〇零一二两三四五六七八九十百千万亿"
_WITHOUT_NUMERALS = dict.fromkeys(map(ord, _COUNTING))


def quoted(
    reading: Reading,
    rows: Iterable[FactRow],
    fact_cache: SubjectFactCache,
    amounts: tuple[Stated, ...],
) -> list[ClaimVerdict] | None:
    """The verdicts on a sentence that one of these facts was taken from; None for any other.

    amounts: its amounts; those without a fact are supported by the sentence itself.
    """
    if len(reading.chars) < _SHORTEST:
        return None
    told: dict[int, FactRow] = {}
    seen: set[tuple[str, str]] = set()
    words = strict(reading.text)
    for row in rows:
        printed = strict_quote(row.quote)
        if (row.file, row.quote) in seen or _leaves_out_mode(words, printed):
            continue
        if stands_in(words, printed):
            beside = _beside(row, fact_cache)
            told |= {each.id: each for each in beside if _stated_alike(reading, each)}
        seen.add((row.file, row.quote))
    if not told:
        return None
    found = _found(reading, list(told.values()), fact_cache)
    current = next((row for row in told.values() if row.status == Status.CURRENT), None)
    if current is not None:
        found += _others(
            amounts, found, ComparedFact(fact_cache.known(current), 1.0, "context", None, True)
        )
    return found


def _others(
    amounts: tuple[Stated, ...], found: list[ClaimVerdict], compared: ComparedFact
) -> list[ClaimVerdict]:
    """The verdicts on amounts of a stored sentence that no fact was taken from."""
    reason = explanations.stored_sentence()
    return [
        ClaimVerdict(each.raw_start, each.raw_end, Verdict.SUPPORTED, (compared,), reason)
        for each in amounts
        if not any(one.start < each.raw_end and each.raw_start < one.end for one in found)
    ]


def _leaves_out_mode(words: str, quote: str) -> bool:
    """Whether the rest of the quote marks this piece as planned, denied or rumoured."""
    before, found, after = quote.partition(words)
    return bool(found) and withheld(before, words, after)


def _stated_alike(reading: Reading, row: FactRow) -> bool:
    """Whether the draft states the value in the modality that the store has written, if any."""
    value = compact(row.value)
    at = reading.chars.find(value)
    return at < 0 or says_as(reading, (at, at + len(value)), row.how)


def stands_in(words: str, quote: str) -> bool:
    """Whether `strict` characters occur in a quote without splitting a number or 死亡失踪."""
    at = quote.find(words)
    while at >= 0:
        end = at + len(words)
        of_more = groups(words[-_GROUP:]) and groups(quote[end : end + _GROUP])
        if not (_cuts(quote, at) or _cuts(quote, end) or of_more):
            return True
        at = quote.find(words, at + 1)
    return False


def _cuts(text: str, at: int) -> bool:
    """Whether a position is within a number or between a number and its sign."""
    if not 0 < at < len(text):
        return False
    return (_IN_NUMBER.fullmatch(text[at - 1]) is not None and text[at].isdecimal()) or (
        text[at - 1].isdecimal() and _IN_NUMBER.fullmatch(text[at]) is not None
    )


class QuotedSentences:
    """An index of the stored sentences by their words without numerals, built on first use.

    It recognises a stored sentence that names no subject. Stores with more than `_INDEXED`
    sentences are not indexed: there a sentence has to name a subject.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def knows(self, chars: str) -> bool:
        """Whether a stored sentence has the same words as these `plain` characters."""
        first, last = self._ends
        return chars[-1:] in last and chars[:1] in first and self._words(chars) in self._by_words

    def holding(self, words: str, near: Iterable[str]) -> list[FactRow]:
        """The facts of a sentence that contains these `strict` characters and little more.

        near: ids of facts that may come from such a sentence.
        """
        for fid in near if len(words) >= _SHORTEST else ():
            row = self._catalog.fact_called(fid)
            printed = strict_quote(row.quote) if row else ""
            if row and len(printed) - len(words) <= _LONGER and stands_in(words, printed):
                return facts_quoted_with(self._catalog, row.id, row.quote)
        return []

    def beside(self, sentence: str, start: int, end: int) -> list[str]:
        """Ids of facts with the same words right in front of the value or right behind it."""
        beside, anchors = self._beside_values, self._anchors
        found: list[str] = []
        if start and beside[sentence[start - 1]]:
            before = fold_chars(sentence[max(0, start - 2 * _WORDS) : start])[-_WORDS:]
            found += anchors.get(before + "\0", ())
        if end < len(sentence) and beside[sentence[end]]:
            behind = fold_chars(sentence[end : end + 2 * _WORDS])[:_WORDS]
            found += anchors.get("\0" + behind, ())
        return found

    @cached_property
    def sentences(self) -> list[tuple[int, str]]:
        """The sentences, each with the id of its first fact; none of a larger store."""
        return sentences_of(self._catalog, _INDEXED)

    @cached_property
    def _anchors(self) -> dict[str, list[str]]:
        anchors: dict[str, list[str]] = {}
        if self.sentences:
            for fid, value, quote in values_of(self._catalog):
                printed = plain_quote(quote)
                words = plain(value)
                at = printed.find(words)
                end = at + len(words)
                if at >= _WORDS:
                    anchors.setdefault(printed[at - _WORDS : at] + "\0", []).append(fid)
                if at >= 0 and end + _WORDS <= len(printed):
                    anchors.setdefault("\0" + printed[end : end + _WORDS], []).append(fid)
        return anchors

    @cached_property
    def _beside_values(self) -> "_BesideValues":
        return _BesideValues("".join(self._anchors))

    def rows(self, chars: str) -> list[FactRow]:
        """The facts of the stored sentences with the same words, of very many of the likest."""
        found: Sequence[tuple[int, str]] = self._by_words.get(self._words(chars), ())
        if len(found) > _ALIKE:
            found = list(dict.fromkeys((*self._by_chars.get(chars, ()), *found[:_ALIKE])))[:_ALIKE]
        return [row for each in found for row in facts_quoted_with(self._catalog, *each)]

    @cached_property
    def _by_words(self) -> dict[str, list[tuple[int, str]]]:
        by_words: dict[str, list[tuple[int, str]]] = {}
        for chars, quotes in self._by_chars.items():
            words = self._words(chars)
            if len(words) >= _SHORTEST:
                by_words.setdefault(words, []).extend(quotes)
        return by_words

    @cached_property
    def _by_chars(self) -> dict[str, list[tuple[int, str]]]:
        by_chars: dict[str, list[tuple[int, str]]] = {}
        for number, quote in self.sentences:
            several = [sentence for _start, sentence in sentences(quote)]
            for sentence in several:
                chars = plain_quote(quote) if len(several) == 1 else plain(sentence)
                by_chars.setdefault(chars, []).append((number, quote))
        return by_chars

    @cached_property
    def _ends(self) -> tuple[frozenset[str], frozenset[str]]:
        """The first and the last characters of the stored sentences, and all numerals."""
        numerals = frozenset(_COUNTING)
        first = numerals.union(words[0] for words in self._by_words)
        return first, numerals.union(words[-1] for words in self._by_words)

    @staticmethod
    def _words(chars: str) -> str:
        return chars.translate(_WITHOUT_NUMERALS)


class _BesideValues(dict[str, bool]):
    """Whether a character may be next to a value; cached.

    False only for characters that the words next to values do not contain.
    """

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = frozenset(words)

    def __missing__(self, char: str) -> bool:
        """Fold the character and look it up."""
        folded = fold_chars(char)
        found = self[char] = not folded or not self._words.isdisjoint(folded)
        return found


def _beside(row: FactRow, fact_cache: SubjectFactCache) -> list[FactRow]:
    return facts_quoted_with(fact_cache.catalog, row.id, row.quote)


def _found(
    reading: Reading, rows: list[FactRow], fact_cache: SubjectFactCache
) -> list[ClaimVerdict]:
    by_place: dict[tuple[int, int], list[ComparedFact]] = {}
    found: list[ClaimVerdict] = []
    dated = any(each.quantity.dimension == "date" for each in reading.amounts())
    compared_at = Counter[int]()
    for row in rows:
        value = compact(row.value)
        at = reading.chars.find(value) if value else -1
        if at < 0 or row.status not in {Status.CURRENT, Status.SUPERSEDED}:
            continue
        compared_at[at] += 1
        if compared_at[at] > LISTED:
            continue
        compared = ComparedFact(fact_cache.known(row), 1.0, "context", None, exact=True)
        facts = fact_cache.subject(row.subject).facts
        against = conflicting_facts(compared.known, facts)
        now = None if dated or compared.known.when else newer_fact(compared.known, facts)
        if row.status == Status.SUPERSEDED:
            now = None if dated else fact_cache.successor(row)
            if now is None:
                continue
        if now:
            found.append(outdated(*reading.raw(at, at + len(value)), compared, now))
            continue
        if against:
            found.append(conflict(*reading.raw(at, at + len(value)), compared, against))
            continue
        by_place.setdefault((at, at + len(value)), []).append(compared)
    for (start, end), bearing in by_place.items():
        raw_start, raw_end = reading.raw(start, end)
        reason = explanations.stored_sentence()
        found.append(ClaimVerdict(raw_start, raw_end, Verdict.SUPPORTED, tuple(bearing), reason))
    return found
