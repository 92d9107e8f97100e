"""Finds names and terms of an index that begin at a position of running text.

A query is short enough to look up all of its substrings; a text is not. Here each pair of
characters is looked up once, with all names and terms that begin with it, and cached: one
B-tree search for each new pair, whatever the size of the store, then dictionary access.
"""

import sys
from collections.abc import Iterator
from sqlite3 import Connection

from xzfacts.index.lookup.catalog import Catalog, Name, Term

_LAST = "\U0010ffff"
_MAX_ROWS = 48  # entries with one prefix; if there are more, longer prefixes are looked up
_MAX_CACHED = 200_000  # prefixes, to limit the memory for long texts

_NAMES = (
    "SELECT id, text, kind, target FROM name"
    " WHERE text >= ? AND text < ? AND kind != 'value' ORDER BY text, id LIMIT ?"
)
_TERMS = (
    "SELECT text, codes, initials, role, target, kinds FROM term"
    " WHERE text >= ? AND text < ? AND role IN ('attribute', 'concept', 'cue', 'particle')"
    " ORDER BY text, role, target, kinds LIMIT ?"
)


class PrefixIndex(dict[str, bool]):
    """Maps two characters to whether a name begins with them; filled on demand."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._db: Connection = catalog._db  # noqa: SLF001 - of the same package
        self._names: dict[str, tuple[tuple[Name, ...], bool]] = {}
        self._terms: dict[str, tuple[tuple[Term, ...], bool]] = {}
        self._longest: dict[str, int] = {}

    def __missing__(self, pair: str) -> bool:
        """Look up the pair."""
        if len(self) > _MAX_CACHED:
            self.clear()
        found = self[pair] = bool(self._names_at(pair)[0])
        return found

    def names_at(self, text: str, start: int) -> list[Name]:
        """Return names of subjects, of two characters or more, that occur at `start`."""
        found: list[Name] = []
        for end in range(start + 2, len(text) + 1):
            names, more = self._names_at(text[start:end])
            if not more:
                found += [name for name in names if text.startswith(name.text, start)]
                break
            found += [name for name in names if name.text == text[start:end]]
        return found

    def terms_at(self, text: str, start: int) -> Iterator[Term]:
        """Yield terms of the vocabulary and names of attributes that occur at `start`."""
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

    def terms_from(self, prefix: str) -> tuple[Term, ...]:
        """Return the terms with this prefix; none if there are many."""
        terms, more = self._terms_at(prefix)
        return () if more else terms

    def longest_attribute(self, pair: str) -> int:
        """Return an upper bound of the length of attribute names that begin with the pair."""
        found = self._longest.get(pair)
        if found is None:
            if len(self._longest) > _MAX_CACHED:
                self._longest.clear()
            terms, more = self._terms_at(pair)
            lengths = (len(term.text) for term in terms if term.role == "attribute")
            found = self._longest[pair] = sys.maxsize if more else max(lengths, default=0)
        return found

    def _names_at(self, prefix: str) -> tuple[tuple[Name, ...], bool]:
        found = self._names.get(prefix)
        if found is None:
            if len(self._names) > _MAX_CACHED:
                self._names.clear()
            rows, more = self._read(_NAMES, prefix)
            found = tuple(Name(*row) for row in rows), more
            self._names[prefix] = found
        return found

    def _terms_at(self, prefix: str) -> tuple[tuple[Term, ...], bool]:
        found = self._terms.get(prefix)
        if found is None:
            if len(self._terms) > _MAX_CACHED:
                self._terms.clear()
            rows, more = self._read(_TERMS, prefix)
            found = tuple(Term._make((*row[:5], tuple(row[5].split()))) for row in rows), more
            self._terms[prefix] = found
        return found

    def _read(self, query: str, prefix: str) -> tuple[list[tuple], bool]:  # type: ignore[type-arg]
        """Return the rows with this prefix, and whether there are longer ones.

        If there are many, only the rows with exactly this text are returned. A single character
        is looked up as a whole text only.
        """
        try:
            prefix.encode()
        except UnicodeEncodeError:
            return [], False
        if len(prefix) == 1:
            return self._db.execute(query, (prefix, prefix + "\0", _MAX_ROWS)).fetchall(), False
        rows = self._db.execute(query, (prefix, prefix + _LAST, _MAX_ROWS + 1)).fetchall()
        if len(rows) <= _MAX_ROWS:
            return rows, False
        return self._db.execute(query, (prefix, prefix + "\0", _MAX_ROWS)).fetchall(), True
