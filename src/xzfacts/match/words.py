"""The words of a query that the vocabulary knows: attributes, question words, filler."""

from collections.abc import Iterable
from dataclasses import dataclass

from xzfacts.index.catalog import Catalog, Term
from xzfacts.match.query import NONE, Query, span_mask

_LONGEST_TERM = 14
_SOUND_MIN = 2  # one sound alone says too little


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of the query that is a known word. how: exact, homophone, pinyin, initials."""

    start: int
    end: int
    term: Term
    how: str

    @property
    def mask(self) -> int:
        return span_mask(self.start, self.end)


def known_words(query: Query, catalog: Catalog) -> tuple[Word, ...]:
    """The words that stand in the query letter by letter, longest first."""
    spans = _spans(query.chars, 1)
    return _found(spans, ((t.text, t) for t in catalog.terms(spans)), "exact")


def sounding_words(query: Query, catalog: Catalog) -> tuple[Word, ...]:
    """The words that something in the query only sounds like, longest first."""
    how = "pinyin" if query.pinyin else "homophone"
    spans = _spans(query.codes, _SOUND_MIN)
    found = _found(spans, ((t.codes, t) for t in catalog.terms_by_codes(spans)), how)
    found = tuple(w for w in found if query.chars[w.start : w.end] != w.term.text)
    if query.pinyin and NONE in query.codes:
        letters = "".join(
            letter if code == NONE else " "
            for letter, code in zip(query.letters, query.codes, strict=True)
        )
        runs = {
            span: places
            for span, places in _spans(letters, _SOUND_MIN).items()
            if " " not in span
        }
        found += _found(
            runs, ((t.initials, t) for t in catalog.terms_by_initials(runs)), "initials"
        )
    return tuple(w for w in found if w.term.role in {"attribute", "concept", "cue"})


def _spans(text: str, least: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + _LONGEST_TERM) + 1):
            if text[end - 1] == NONE:
                break
            if end - start >= least:
                found.setdefault(text[start:end], []).append(start)
    return found


def _found(
    spans: dict[str, list[int]], terms: Iterable[tuple[str, Term]], how: str
) -> tuple[Word, ...]:
    found = [
        Word(start, start + len(key), term, how) for key, term in terms for start in spans[key]
    ]
    found.sort(key=lambda w: (w.start - w.end, w.start, w.term.role, w.term.target))
    return tuple(found)


def filler(query: Query, words: tuple[Word, ...], free: int) -> tuple[int, tuple[str, ...]]:
    """The free units that carry no content, and the kinds of value that question words ask for.

    Leading phrases count at the beginning (one may follow another), tails at the end,
    particles and question words anywhere. Longer words are taken first.
    """
    mask = 0
    kinds: list[str] = []
    start = 0
    while lead := next(
        (w for w in words if w.term.role == "lead" and w.start == start and _is_free(w, free)),
        None,
    ):
        mask |= lead.mask
        start = lead.end
    end = len(query)
    while tail := next(
        (w for w in words if w.term.role == "tail" and w.end == end and _is_free(w, free & ~mask)),
        None,
    ):
        mask |= tail.mask
        end = tail.start
    for word in words:
        if word.term.role in {"particle", "descriptor", "question"} and _is_free(
            word, free & ~mask
        ):
            mask |= word.mask
            if word.term.role == "question":
                kinds += word.term.kinds
    return mask, tuple(kinds)


def _is_free(word: Word, free: int) -> bool:
    return word.mask & ~free == 0
