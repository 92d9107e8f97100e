"""Searches the first sentences of a store in memory, while its index is open.

The words of sentences are not indexed. SQLite reads some thousand sentences again for each word,
which for a name that the store does not have takes longer than all else.
"""

import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from heapq import nsmallest
from itertools import accumulate
from typing import TypeVar

from xzfacts.index.schema import NUMBER_BITS
from xzfacts.text.normalize import compact

_RANKED = 4_000  # sentences that are ranked by the words in them
_BESIDE = 150  # sentences of a file that are read as its text …
_ARTICLE = 15_000  # … and characters of them
_REMEMBERED = 256  # words with their sentences, and files with their text
_END = "\0"  # of a sentence
_NUMBERED = 16  # bits of the number of a ranked sentence
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class _Searched:
    """A text that is searched for many words; whether it has a character is remembered."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._has: dict[str, bool] = {}

    def __contains__(self, piece: str) -> bool:
        """Whether the text has the piece. One character is found ten times as fast as several."""
        return all(map(self._has_char, piece)) and piece in self.text

    def _has_char(self, char: str) -> bool:
        if char not in self._has:
            self._has[char] = char in self.text
        return self._has[char]


class SentenceText:
    """The first sentences of an index, which must not change."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._joined = (0, _Searched(""))
        self._holding: dict[str, list[int]] = {}
        self._files: dict[int, str] = {}

    def may_hold(self, pieces: Iterable[str], searched: int) -> bool:
        """Whether each of the pieces is in one of the first `searched` sentences."""
        if searched != self._joined[0]:
            query = "SELECT group_concat(quote, ?) FROM (SELECT quote FROM sentence LIMIT ?)"
            text = self._db.execute(query, (_END, searched)).fetchone()[0] or ""
            self._joined = searched, _Searched(text)
        return all(piece in self._joined[1] for piece in pieces)

    def with_most(self, pieces: Iterable[str], most: int) -> list[int]:
        """Return the ids of those of the first sentences that contain most of the pieces."""
        shared = Counter(number for piece in pieces for number in self._numbers_holding(piece))
        ranks = (number - (count << _NUMBERED) for number, count in shared.items())
        ids, last = self._ranked[0], (1 << _NUMBERED) - 1
        return [ids[rank & last] for rank in nsmallest(most, ranks)]

    def of_file(self, label: int) -> str:
        """Return the first sentences of the file with this label, in compact characters."""
        if label not in self._files:
            first = label << NUMBER_BITS
            last = first + (1 << NUMBER_BITS) - 1
            query = "SELECT quote FROM sentence WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?"
            found = self._db.execute(query, (first, last, _BESIDE))
            text = compact("\n".join(quote for (quote,) in found)[:_ARTICLE])
            _remember(self._files, label, text)
        return self._files[label]

    def _numbers_holding(self, piece: str) -> list[int]:
        """Return the numbers of the ranked sentences that contain the piece, in order."""
        if piece not in self._holding:
            _, ends, searched = self._ranked
            find = searched.text.find
            found = []
            at = find(piece) if piece in searched else -1
            while at >= 0:
                found.append(bisect_right(ends, at))
                at = find(piece, ends[found[-1]])
            _remember(self._holding, piece, found)
        return self._holding[piece]

    @cached_property
    def _ranked(self) -> tuple[list[int], list[int], _Searched]:
        """Ids of the ranked sentences, where each ends in their text, and the text."""
        query = f"SELECT id, lower(quote) FROM sentence LIMIT {_RANKED}"  # noqa: S608 - ours
        rows = self._db.execute(query).fetchall()
        ends = accumulate(len(quote) + len(_END) for _, quote in rows)
        text = "".join(quote + _END for _, quote in rows)
        return [row[0] for row in rows], [*ends], _Searched(text)


def _remember(known: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Add to what is remembered, forgetting all if that is much."""
    if len(known) >= _REMEMBERED:
        known.clear()
    known[key] = value
