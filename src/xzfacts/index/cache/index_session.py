"""An index held open; if it turns out to be damaged, it is rebuilt and the operation repeated."""

import sqlite3
from _thread import get_ident
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from typing import TypeVar

from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark
from xzfacts.index.cache.index_opener import (
    OpenIndex,
    Progress,
    discard,
    open_copy,
    open_in_memory,
    open_index,
)

_T = TypeVar("_T")

# What reading columns of wrong types raises: somebody changed the cached index.
_WRONG_DATA = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class WrongThreadError(XzfactsError):
    """A store was used in another thread than the one that opened it."""

    template = mark("A store can be used only in the thread that opened it; open one per thread.")


class StoreClosedError(XzfactsError):
    """A store was used after it was closed."""

    template = mark("The store is closed.")


class DamagedCopyError(XzfactsError):
    """A copy of an index was damaged while it was used."""

    template = mark("The copy of the index is damaged; run the command again.")


class DamagedIndexError(XzfactsError):
    """A command failed because somebody changed the rows of the cached index; it was deleted."""

    template = mark("The cached index was damaged and has been deleted; run the command again.")


class IndexSession:
    """The open index of the store in the folder `root`, for one thread."""

    def __init__(self, root: str, progress: Progress | None = None, *, rebuild: bool) -> None:
        self._root = root
        self._progress = progress
        self._thread = get_ident()
        self._is_own = False  # whether this process built the index
        self._opened: OpenIndex | None = open_index(root, progress, rebuild=rebuild)
        if self._opened.path is not None:
            _cached[root] = self._opened.path

    def opened(self) -> OpenIndex:
        """Return the open index. Raises WrongThreadError or StoreClosedError."""
        if get_ident() != self._thread:
            raise WrongThreadError
        if self._opened is None:
            raise StoreClosedError
        return self._opened

    def close(self) -> None:
        """Close the index; closing it again does nothing."""
        if self._opened is not None:
            self.opened().db.close()
            self._opened = None

    def run(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `work`; if the index is damaged, retry with a rebuilt one, then one in memory.

        Errors that wrong data can cause are raised only if they occur with a rebuilt one too.
        """
        for recover in (self._reopen, self._open_in_memory):
            opened = self.opened()
            try:
                found = work(opened.db)
            except sqlite3.DatabaseError:
                pass
            except Exception as error:
                doubtful = not self._is_own and isinstance(error, _WRONG_DATA)
                if opened.is_intact() and not doubtful:
                    raise
            else:
                if opened.is_intact():
                    return found
            recover()
        return work(self.opened().db)

    def stream(self, rows: Callable[[sqlite3.Connection], Iterator[_T]]) -> Iterator[_T]:
        """Yield rows; if the index is damaged, rebuild it and continue after the last row."""
        given = 0
        for recover in (self._reopen, self._open_in_memory, None):
            try:
                for row in islice(rows(self.opened().db), given, None):
                    given += 1
                    yield row
            except (sqlite3.DatabaseError, *_WRONG_DATA) as error:
                wrong = self._is_own and not isinstance(error, sqlite3.DatabaseError)
                if recover is None or wrong:
                    raise
                recover()
            else:
                return

    def _reopen(self) -> None:
        _cached.pop(self._root, None)
        path = self.opened().path
        if path is not None:
            discard(path, self._root)
        self._opened = open_index(self._root, self._progress)
        self._is_own = True

    def _open_in_memory(self) -> None:
        self._opened = open_in_memory(self._root, self._progress)
        self._is_own = True


# The file of the last index opened for each store, unless this process had to rebuild it. Not the
# sessions, which would have to be weak references: importing them takes 1 % of a short run.
_cached: dict[str, str] = {}


def discard_damaged() -> bool:
    """Delete the cached indexes used that have values of wrong types; return whether any had.

    For the end of a command that failed: with such values, it may fail after reading them.
    """
    damaged = [_discard_if_damaged(root, path) for root, path in list(_cached.items())]
    return any(damaged)


def _discard_if_damaged(root: str, path: str) -> bool:
    from xzfacts.index.cache.column_types import has_wrong_types

    try:
        with closing(open_copy(path).db) as db:
            damaged = has_wrong_types(db)
    except (OSError, sqlite3.Error):
        damaged = True
    if damaged:
        discard(path, root)
    return damaged


class IndexCopy(IndexSession):
    """A copy of an index at `path`, for one thread; it is never updated or rebuilt."""

    def __init__(self, path: str) -> None:
        self._thread = get_ident()
        self._is_own = True
        self._opened = open_copy(path)

    def _reopen(self) -> None:
        raise DamagedCopyError
