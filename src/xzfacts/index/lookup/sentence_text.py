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
_BESIDE = 150  # sentences of a file that are read as its text
_REMEMBERED = 256  # words with their sentences, and files with their text
_END = "\0"  # of a sentence
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class SentenceText:
    """The first sentences of an index, which must not change."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._joined = (0, "")
        self._holding: dict[str, list[int]] = {}
        self._files: dict[int, str] = {}

    def may_hold(self, pieces: Iterable[str], searched: int) -> bool:
        """Whether each of the pieces is in one of the first `searched` sentences."""
        if searched != self._joined[0]:
            query = "SELECT group_concat(quote, ?) FROM (SELECT quote FROM sentence LIMIT ?)"
            text = self._db.execute(query, (_END, searched)).fetchone()[0] or ""
            self._joined = searched, text
        return all(_holds(self._joined[1], piece) for piece in pieces)

    def with_most(self, pieces: Iterable[str], most: int) -> list[int]:
        """Return the ids of those of the first sentences that contain most of the pieces."""
        shared = Counter(number for piece in pieces for number in self._numbers_holding(piece))
        best = nsmallest(most, shared, key=lambda number: (-shared[number], number))
        return [self._ranked[0][number] for number in best]

    def of_file(self, label: int) -> str:
        """Return the first sentences of the file with this label, in compact characters."""
        if label not in self._files:
            first = label << NUMBER_BITS
            last = first + (1 << NUMBER_BITS) - 1
            query = "SELECT quote FROM sentence WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?"
            found = self._db.execute(query, (first, last, _BESIDE))
            text = compact("\n".join(quote for (quote,) in found))
            _remember(self._files, label, text)
        return self._files[label]

    def _numbers_holding(self, piece: str) -> list[int]:
        """Return the numbers of the ranked sentences that contain the piece, in order."""
        if piece not in self._holding:
            _, ends, text = self._ranked
            found = []
            at = text.find(piece) if _holds(text, piece) else -1
            while at >= 0:
                found.append(bisect_right(ends, at))
                at = text.find(piece, ends[found[-1]])
            _remember(self._holding, piece, found)
        return self._holding[piece]

    @cached_property
    def _ranked(self) -> tuple[list[int], list[int], str]:
        """Ids of the ranked sentences, where each ends in their text, and the text."""
        query = f"SELECT id, lower(quote) FROM sentence LIMIT {_RANKED}"  # noqa: S608 - ours
        rows = self._db.execute(query).fetchall()
        ends = accumulate(len(quote) + len(_END) for _, quote in rows)
        return [row[0] for row in rows], [*ends], "".join(quote + _END for _, quote in rows)


def _holds(text: str, piece: str) -> bool:
    """Whether the text has the piece. One character is found ten times as fast as several."""
    return all(char in text for char in piece) and piece in text


def _remember(known: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Add to what is remembered, forgetting all if that is much."""
    if len(known) >= _REMEMBERED:
        known.clear()
    known[key] = value
