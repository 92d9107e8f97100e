"""What names and words of an index begin at a place in running text.

A query is short enough to look up every stretch of it. A text is not: here each pair of
characters is looked up once, with what begins so, and remembered. That costs one step down
a B-tree for each new pair, however large the store, and a look into a dictionary after that.
"""

import sys
from collections.abc import Iterator
from sqlite3 import Connection

from xzfacts.index.lookup.catalog import Catalog, Name, Term

_LAST = "\U0010ffff"
_FEW = 48  # what begins alike; of more, longer beginnings are looked up
_REMEMBERED = 200_000  # beginnings, so that an endless text takes no endless memory

_NAMES = (
    "SELECT id, text, kind, target FROM name"
    " WHERE text >= ? AND text < ? AND kind != 'value' ORDER BY text, id LIMIT ?"
)
_TERMS = (
    "SELECT text, codes, initials, role, target, kinds FROM term"
    " WHERE text >= ? AND text < ? AND role IN ('attribute', 'concept', 'cue', 'particle')"
    " ORDER BY text, role, target, kinds LIMIT ?"
)


class Beginnings(dict[str, bool]):
    """Whether any name begins with two characters; learns as it is asked."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._db: Connection = catalog._db  # noqa: SLF001 - of the same package
        self._names: dict[str, tuple[tuple[Name, ...], bool]] = {}
        self._terms: dict[str, tuple[tuple[Term, ...], bool]] = {}
        self._longest: dict[str, int] = {}

    def __missing__(self, pair: str) -> bool:
        """Look the pair up."""
        if len(self) > _REMEMBERED:
            self.clear()
        begun = self[pair] = bool(self._names_at(pair)[0])
        return begun

    def names_at(self, text: str, start: int) -> list[Name]:
        """Names of subjects, two characters long or longer, that stand at `start`."""
        found: list[Name] = []
        for end in range(start + 2, len(text) + 1):
            names, more = self._names_at(text[start:end])
            if not more:
                found += [name for name in names if text.startswith(name.text, start)]
                break
            found += [name for name in names if name.text == text[start:end]]
        return found

    def terms_at(self, text: str, start: int) -> Iterator[Term]:
        """Words of the vocabulary and names of attributes that stand at `start`."""
        yield from self._terms_at(text[start])[0]
        end = start + 2
        while end <= len(text):
            terms, more = self._terms_at(text[start:end])
            for term in terms:
                if text.startswith(term.text, start) and (
                    not more or len(term.text) == end - start
                ):
                    yield term
            if not more:
                return
            end += 1

    def terms_from(self, beginning: str) -> tuple[Term, ...]:
        """Words that begin so, if they are few."""
        terms, more = self._terms_at(beginning)
        return () if more else terms

    def longest_attribute(self, pair: str) -> int:
        """A length that no name of an attribute that begins with the pair exceeds."""
        found = self._longest.get(pair)
        if found is None:
            if len(self._longest) > _REMEMBERED:
                self._longest.clear()
            terms, more = self._terms_at(pair)
            lengths = (len(term.text) for term in terms if term.role == "attribute")
            found = self._longest[pair] = sys.maxsize if more else max(lengths, default=0)
        return found

    def _names_at(self, beginning: str) -> tuple[tuple[Name, ...], bool]:
        found = self._names.get(beginning)
        if found is None:
            if len(self._names) > _REMEMBERED:
                self._names.clear()
            rows, more = self._read(_NAMES, beginning)
            found = tuple(Name(*row) for row in rows), more
            self._names[beginning] = found
        return found

    def _terms_at(self, beginning: str) -> tuple[tuple[Term, ...], bool]:
        found = self._terms.get(beginning)
        if found is None:
            if len(self._terms) > _REMEMBERED:
                self._terms.clear()
            rows, more = self._read(_TERMS, beginning)
            found = tuple(Term._make((*row[:5], tuple(row[5].split()))) for row in rows), more
            self._terms[beginning] = found
        return found

    def _read(self, query: str, beginning: str) -> tuple[list[tuple], bool]:  # type: ignore[type-arg]
        """All that begins so; where that is much, only what is just this, and that there is more.

        A single character stands for itself alone.
        """
        try:
            beginning.encode()
        except UnicodeEncodeError:
            return [], False
        if len(beginning) == 1:
            return self._db.execute(query, (beginning, beginning + "\0", _FEW)).fetchall(), False
        rows = self._db.execute(query, (beginning, beginning + _LAST, _FEW + 1)).fetchall()
        if len(rows) <= _FEW:
            return rows, False
        return self._db.execute(query, (beginning, beginning + "\0", _FEW)).fetchall(), True
