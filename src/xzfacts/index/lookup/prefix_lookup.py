"""Finds names and terms of an index that begin at a position of running text.

A query is short enough to look up all of its substrings; a text is not. Here each prefix is
looked up once, with all names and terms that begin with it, and cached: one B-tree search for
each new prefix, whatever the size of the store, then dictionary access. For names the prefix is
one character, or more where many names share it.
"""

import sys
from collections.abc import Iterator
from itertools import compress
from sqlite3 import Connection

from xzfacts.index.lookup.catalog import Catalog, Name, Term

_LAST = "\U0010ffff"
_MAX_ROWS = 48  # entries with one prefix; if there are more, longer prefixes are looked up
_MAX_ONE = 200  # entries, values included, read for one character; if there are more, pairs are
_MAX_CACHED = 200_000  # prefixes, to limit the memory for long texts

_NAMES = (
    "SELECT id, text, kind, target FROM name"
    " WHERE text >= ? AND text < ? AND kind != 'value' ORDER BY text, id LIMIT ?"
)
_NAMES_OF_ONE = (
    "SELECT id, text, kind, target FROM name WHERE text >= ? AND text < ? ORDER BY text, id LIMIT ?"
)
_TERMS = (
    "SELECT text, codes, initials, role, target, kinds FROM term"
    " WHERE text >= ? AND text < ? AND role IN ('attribute', 'concept', 'cue', 'particle')"
    " ORDER BY text, role, target, kinds LIMIT ?"
)


class PrefixIndex(dict[str, bool]):
    """Maps one or two characters to whether a name begins with them; filled on demand."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._db: Connection = catalog._db  # noqa: SLF001 - of the same package
        self._names: dict[str, tuple[tuple[Name, ...], bool]] = {}
        self._terms: dict[str, tuple[tuple[Term, ...], bool]] = {}
        self._longest: dict[str, int] = {}

    def __missing__(self, prefix: str) -> bool:
        """Look up one or two characters."""
        if len(self) > _MAX_CACHED:
            self.clear()
        names, more = self._names_at(prefix)
        found = self[prefix] = more or bool(names)
        return found

    def starts(self, text: str) -> Iterator[int]:
        """Yield the positions at which a name may occur."""
        for start in compress(range(len(text)), map(self.__getitem__, text)):
            if self[text[start : start + 2]]:
                yield start

    def names_at(self, text: str, start: int) -> list[Name]:
        """Return names of subjects, of two characters or more, that occur at `start`."""
        found: list[Name] = []
        for end in range(start + 1, len(text) + 1):
            names, more = self._names_at(text[start:end])
            if not more:
                found += [name for name in names if text.startswith(name.text, start)]
                break
            found += [name for name in names if name.text == text[start:end]]
        return found

    def names_from(self, prefix: str) -> tuple[Name, ...]:
        """Return the names of subjects with this prefix; none if there are many."""
        names, more = self._names_at(prefix)
        return () if more else names

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
            rows, more = self._read_one(prefix) if len(prefix) == 1 else self._read(_NAMES, prefix)
            found = self._names[prefix] = tuple(map(Name._make, rows)), more
        return found

    def _read_one(self, char: str) -> tuple[list[tuple], bool]:  # type: ignore[type-arg]
        """Return the names of two characters or more that begin with a character.

        If there are many, none are returned and longer prefixes have to be looked up.
        """
        try:
            char.encode()
        except UnicodeEncodeError:
            return [], False
        limits = (char, char + _LAST, _MAX_ONE + 1)
        rows = self._db.execute(_NAMES_OF_ONE, limits).fetchall()
        if len(rows) > _MAX_ONE:
            return [], True
        return [row for row in rows if row[2] != "value" and len(row[1]) > 1], False

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
