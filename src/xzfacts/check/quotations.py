"""Verdicts on quotations, by the sentences of the store.

A verbatim part of a stored sentence is supported. A passage that is similar to a stored sentence
or assembled from parts of it is misquoted: the reason marks the difference.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from xzfacts.check import explanations
from xzfacts.check.claim_verdicts import ClaimVerdict, ComparedFact, unknown
from xzfacts.check.exact_quotes import QuotedSentences, stands_in
from xzfacts.check.persons import NAME_SIZES
from xzfacts.check.stored_sentences import LONGEST
from xzfacts.check.subject_facts import SubjectFactCache
from xzfacts.index.lookup.catalog import FactRow
from xzfacts.index.lookup.quoted_facts import facts_quoted_with
from xzfacts.language.sentence import strict
from xzfacts.language.stored_quotes import strict_quote
from xzfacts.language.surnames import looks_like_person
from xzfacts.model.facts import Status
from xzfacts.model.verdicts import Reason, Verdict
from xzfacts.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from difflib import SequenceMatcher

_GRAM = 3  # length of the n-grams that find similar sentences
_SEARCHED = 200  # n-grams that are searched before the sentences are indexed
_NEAR = 0.5  # minimum share of a passage that occurs in a similar sentence
_TRIED = 3  # maximum number of sentences compared with a passage
_POSTINGS = 4_000  # maximum number of sentences counted for a passage, those of rare n-grams first
_SHOWN = 8  # maximum of stored characters shown for each character of a passage
_LIKENESS = 20_000  # maximum number of pairs of equal characters of two texts that are aligned
_SAYS = lazy_pattern('(?:说|表示|指出|强调|介绍|坦言|透露|回忆|认为|写道)道?[:：，,]?\\s*[“「"]?$')
_ADDED, _LEFT_OUT = "[+{}+]", "[-{}-]"


class Quotations:
    """The stored sentences, with an index of their n-grams for a draft that quotes a lot."""

    def __init__(self, fact_cache: SubjectFactCache, quoted: QuotedSentences) -> None:
        self._catalog = fact_cache.catalog
        self._fact_cache = fact_cache
        self._sentences = quoted.sentences
        self._searched = 0

    @cached_property
    def _printed(self) -> list[str]:
        """The `strict` characters of each sentence; none of a long one."""
        short = (quote if len(quote) <= LONGEST else "" for _fact, quote in self._sentences)
        return [*map(strict_quote, short)]

    @cached_property
    def _by_gram(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, printed in enumerate(self._printed):
            for gram in _grams(printed):
                found.setdefault(gram, []).append(number)
        return found

    def _having(self, gram: str) -> list[int]:
        """The sentences with an n-gram; the index of all takes as long as many searches."""
        if self._searched == _SEARCHED:
            return self._by_gram.get(gram, [])
        self._searched += 1
        return [number for number, printed in enumerate(self._printed) if gram in printed]

    def check(self, sentence: str, spans: Iterable[tuple[int, int]]) -> list[ClaimVerdict]:
        """The verdicts on the quoted passages of a sentence."""
        return [
            self._check(sentence[start:end], start, end, _speaker(sentence[:start]))
            for start, end in spans
        ]

    def _check(self, text: str, start: int, end: int, speaker: str) -> ClaimVerdict:
        words = strict(text)
        for number in self._alike(words):
            fact, quote = self._sentences[number]
            row = self._current(fact, quote)
            if row is None:
                continue
            printed = strict_quote(quote)
            if stands_in(words, printed):
                if speaker and strict(speaker) not in printed:
                    return unknown(start, end, Reason.AMBIGUOUS, [self._fact_cache.known(row)])
                reason = explanations.verbatim_quotation()
                compared = ComparedFact(self._fact_cache.known(row), 1.0, "context", None, True)
                return ClaimVerdict(start, end, Verdict.SUPPORTED, (compared,), reason)
            shared = sum(size for _, _, size in equal_blocks(words, printed))
            if shared >= _NEAR * len(words):
                reason = explanations.misquoted(marked_difference(text, quote))
                nearest = [self._fact_cache.known(row)]
                return unknown(start, end, Reason.MISQUOTED, nearest, reason)
        return unknown(
            start, end, Reason.UNKNOWN_ATTRIBUTE, reason=explanations.quotation_not_found()
        )

    def _alike(self, words: str) -> list[int]:
        """The sentences that share most n-grams with a passage, best first."""
        shared: Counter[int] = Counter()
        counted = 0
        for numbers in sorted(map(self._having, _grams(words)), key=len):
            counted += len(numbers)
            if counted > _POSTINGS:
                break
            shared.update(numbers)
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        return [number for number, _count in ranked[:_TRIED]]

    def _current(self, fact: int, quote: str) -> FactRow | None:
        rows = facts_quoted_with(self._catalog, fact, quote)
        return next((row for row in rows if row.status == Status.CURRENT), None)


def _speaker(before: str) -> str:
    """The speaker named right in front of a quotation; empty if there is none."""
    found = _SAYS.search(before)
    for size in NAME_SIZES if found else ():
        name = before[: found.start()][-size:] if found else ""
        if looks_like_person(name):
            return name
    return ""


def equal_blocks(text: str, quote: str) -> list[tuple[int, int, int]]:
    """Where two texts have equal passages of two characters or more, in order: at, at, size.

    None where the texts repeat the same characters so often that aligning them takes long.
    """
    matcher, occurrences = _indexed(quote)
    if sum(map(occurrences.__getitem__, text)) > _LIKENESS:
        return []
    matcher.set_seq1(text)
    return [(a, b, size) for a, b, size in matcher.get_matching_blocks() if size > 1]


@lru_cache(maxsize=32)
def _indexed(quote: str) -> "tuple[SequenceMatcher[str], Counter[str]]":
    """What aligns texts with a quote, and how often each character occurs in the quote."""
    from difflib import SequenceMatcher  # few drafts quote

    return SequenceMatcher(None, "", quote, autojunk=False), Counter(quote)


def marked_difference(text: str, quote: str) -> str:
    """The stored words that a passage quotes, with additions and omissions marked."""
    from difflib import SequenceMatcher

    blocks = equal_blocks(text, quote)
    if not blocks:
        return quote
    (a, b, _), (last_a, last_b, _) = blocks[0], blocks[-1]
    first = max(0, b - a)
    last = min(len(quote), last_b + len(text) - last_a, first + _SHOWN * len(text))
    window = quote[first:last]
    marked = []
    for kind, a, b, c, d in SequenceMatcher(None, text, window, autojunk=False).get_opcodes():
        if kind == "equal":
            marked.append(text[a:b])
            continue
        if b > a:
            marked.append(_ADDED.format(text[a:b]))
        if d > c:
            marked.append(_LEFT_OUT.format(window[c:d]))
    return "".join(marked)


def _grams(text: str) -> dict[str, None]:
    return dict.fromkeys(text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1))
