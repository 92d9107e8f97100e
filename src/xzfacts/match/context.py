"""What stands around a fact and may explain words of the query that name neither subject
nor attribute."""

from xzfacts.index.catalog import Catalog, FactRow
from xzfacts.match import weights
from xzfacts.match.query import Query, span_mask
from xzfacts.match.words import Word
from xzfacts.text.fold import compact
from xzfacts.text.sound import sound_codes


class Surroundings:
    """Texts around facts, folded once each; lives as long as one query."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._folded: dict[str, str] = {}
        self._subjects: dict[int, tuple[str, ...]] = {}

    def explain(
        self, query: Query, row: FactRow, free: int, words: tuple[Word, ...]
    ) -> tuple[dict[int, float], int]:
        """How well each free unit is explained, and the units explained by names or the value."""
        found: dict[int, float] = {}
        strong = 0
        for text in self._names(row.subject):
            free = self._take(query, text, free, weights.CONTEXT_NAME, found)
        free = self._take(query, self._fold(row.value), free, weights.CONTEXT_VALUE, found)
        for unit in found:
            strong |= 1 << unit
        free &= ~_asking(query, words)
        for text in (row.quote, row.sentence_note or "", row.note or ""):
            free = self._take(query, self._fold(text), free, weights.CONTEXT_SENTENCE, found)
        title = self._fold(self._catalog.source(row.source).title)
        self._take(query, title, free, weights.CONTEXT_TITLE, found)
        return found, strong

    def _names(self, subject: int) -> tuple[str, ...]:
        if subject not in self._subjects:
            entry = self._catalog.subject(subject)
            own = self._catalog.names_of(subject)
            wholes = [self._fold(name) for name in entry.wholes]
            self._subjects[subject] = (*own, *wholes, entry.qualifier)
        return self._subjects[subject]

    def _fold(self, text: str) -> str:
        if text not in self._folded:
            self._folded[text] = compact(text)
        return self._folded[text]

    def _take(
        self, query: Query, text: str, free: int, weight: float, found: dict[int, float]
    ) -> int:
        """Note the free units that stand in `text`; return what is left of them."""
        if not text or not free:
            return free
        typed = query.chars
        if query.pinyin:
            typed, text = query.codes, sound_codes(text)
        for start, end in _runs(query, free):
            at = start
            while at < end:
                stop = end
                while stop > at and typed[at:stop] not in text:
                    stop -= 1
                if stop - at > 1 or (stop > at and end - start == 1):
                    free &= ~span_mask(at, stop)
                    for unit in range(at, stop):
                        found[unit] = weight
                at = max(stop, at + 1)
        return free


def _runs(query: Query, free: int) -> list[tuple[int, int]]:
    """Stretches of free units within one word."""
    runs: list[tuple[int, int]] = []
    start = None
    for i in range(len(query) + 1):
        inside = i < len(query) and free >> i & 1
        if start is not None and (not inside or not query.joined(i)):
            runs.append((start, i))
            start = None
        if inside and start is None:
            start = i
    return runs


def _asking(query: Query, words: tuple[Word, ...]) -> int:
    """Units that ask for an attribute: that the sentence holds the word is no answer to them."""
    mask = 0
    for word in words:
        if word.term.role in {"concept", "attribute"} and word.end - word.start > 1:
            alone = not query.joined(word.start) and not (
                word.end < len(query) and query.joined(word.end)
            )
            if alone:
                mask |= word.mask
    return mask
