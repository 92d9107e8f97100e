"""Match query units with a fact's context: its value, sentence, notes, title and other names."""

from functools import lru_cache

from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.language.query_units import Query, span_mask
from xzfacts.match import weights
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact
from xzfacts.text.pinyin import sound_codes

_LONGEST_PIECE = 64  # units of a query that are searched for at once, so that time is in proportion

_CLAUSE_END = lazy_pattern(r"(?<!\d)[,，]|[,，](?!\d)|[;；。:：!！?？]")
_NO_DIGIT = lazy_pattern(r"\D")

# Of the facts of several queries: while one types, each key asks for the same ones again.
_fold = lru_cache(maxsize=4096)(compact)
_codes = lru_cache(maxsize=1024)(sound_codes)


class FactContext:
    """Context of facts, for one query."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._subjects: dict[int, tuple[str, ...]] = {}
        self._taken: dict[tuple[Query, int, int], int] = {}

    def explain(
        self, query: Query, row: FactRow, free: int, asking: int, barred: int, *, question: bool
    ) -> dict[int, float]:
        """The weight of each free unit that the context of a fact explains.

        asking: units that ask for an attribute; matching them outside the value's clause would
        be a coincidence.
        barred: units that ask for another kind of value than the fact's.
        question: whether the query is a whole question; its verbs may then share only one
        character with the sentence.
        """
        found: dict[int, float] = {}
        clause = _folded_clause(row.quote, row.value)
        free = _take(query, clause, free & ~barred, weights.CONTEXT_CLAUSE, found)
        if question:
            free = _take(query, clause, free, weights.CONTEXT_CHARACTER, found, least=1)
        free &= ~asking
        for text in (row.quote, row.sentence_note or "", row.note or ""):
            free = _take(query, _fold(text), free, weights.CONTEXT_SENTENCE, found)
        title = _fold(self._catalog.source(row.source).title)
        _take(query, title, free, weights.CONTEXT_TITLE, found)
        return found

    def named(self, query: Query, subject: int, free: int) -> int:
        """Return the free units that occur in a name of the subject or of a whole it is part of."""
        if not free:
            return 0
        key = (query, subject, free)
        if key not in self._taken:
            left = free
            for text in self._names(subject):
                left = _take(query, text, left, weights.CONTEXT_NAME, {})
            self._taken[key] = free & ~left
        return self._taken[key]

    def _names(self, subject: int) -> tuple[str, ...]:
        if subject not in self._subjects:
            entry = self._catalog.subject(subject)
            names = self._catalog.names_of(subject)
            for whole in self._catalog.names(map(compact, entry.wholes)):
                if whole.kind == "name":
                    names += self._catalog.names_of(whole.target)
            self._subjects[subject] = (*names, entry.disambiguator)
        return self._subjects[subject]


def value_clause(quote: str, value: str) -> str:
    """Return the clause of the quote that contains the value."""
    at = quote.find(value)
    if at < 0:
        return ""
    start = max((m.end() for m in _CLAUSE_END.finditer(quote, 0, at)), default=0)
    end = _CLAUSE_END.search(quote, at + len(value))
    return quote[start : end.start() if end else len(quote)]


@lru_cache(maxsize=4096)
def _folded_clause(quote: str, value: str) -> str:
    return compact(value_clause(quote, value))


def _occurs(piece: str, text: str) -> bool:
    """Whether the piece occurs in the text other than as digits of a longer number."""
    at = text.find(piece)
    if at < 0 or not any(char.isdigit() for char in piece):
        return at >= 0
    while at >= 0:
        end = at + len(piece)
        cut = piece[0].isdigit() and text[at - 1 : at].isdigit()
        if not cut and not (piece[-1].isdigit() and text[end : end + 1].isdigit()):
            return True
        # Within a number, only its first digit begins an occurrence.
        following = _NO_DIGIT.search(text, at + 1) if cut else None
        at = text.find(piece, following.start() if following else len(text) if cut else at + 1)
    return False


def _take(
    query: Query, text: str, free: int, worth: float, found: dict[int, float], least: int = 2
) -> int:
    """Record the runs of free units that occur in `text`; return the remaining free units."""
    if not text or not free:
        return free
    typed = query.chars
    if query.pinyin:
        typed, text = query.codes, _codes(text)
    sizes = _sizes(typed, text)
    for start, end in query.runs(free):
        at = start
        while at < end:
            if at not in sizes:
                sizes[at] = _longest(typed, at, sizes.get(at - 1, 0) - 1, text)
            stop = min(end, at + sizes[at])
            while stop - at >= least and not _occurs(typed[at:stop], text):
                stop -= 1
            if stop - at >= least:
                free &= ~span_mask(at, stop)
                for unit in range(at, stop):
                    found[unit] = worth
                at = stop
            else:
                at += 1
    return free


@lru_cache(maxsize=512)
def _sizes(_typed: str, _text: str) -> dict[int, int]:
    """The lengths of the pieces of a query that are in a text, which many facts share, by start."""
    return {}


def _longest(typed: str, at: int, size: int, text: str) -> int:
    """The length of the longest piece of a query from `at` in a text, which is `size` at least."""
    size = max(size, 0)
    while size < _LONGEST_PIECE and at + size < len(typed) and typed[at : at + size + 1] in text:
        size += 1
    return size
