"""A thread that searches the store, so that typing never waits for a search.

A store can be used only in the thread that opened it, so this thread opens the store itself.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from xzfacts.app import Facts, open_store
from xzfacts.cli.browse.browse_reducer import Arrived
from xzfacts.cli.browse.browse_state import Hit, HitContext, SearchRequest
from xzfacts.cli.browse.store_search import StoreSearch
from xzfacts.model.findings import Finding

_T = TypeVar("_T")


class StoreThread:
    """Searches the store in the folder `root`; requests are processed in order."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._executor = ThreadPoolExecutor(max_workers=1)
        self._facts: Facts | None = None
        self._search: StoreSearch | None = None

    def find(self, listing: SearchRequest) -> "Future[Arrived]":
        """Search for a listing; a search that has not started can be cancelled."""

        def arrived(search: StoreSearch) -> Arrived:
            found = search.find(listing)
            first = found.hits[0] if found.hits else None
            return Arrived(found, first and (first, search.context(first)))

        return self._submit(arrived)

    def warm_up(self) -> None:
        """Make the query engine import its modules before anything is typed."""
        self._submit(StoreSearch.warm_up)

    def context(self, hit: Hit) -> "Future[HitContext]":
        """Look up the context of a hit."""
        return self._submit(lambda search: search.context(hit))

    def reopen(self) -> "Future[tuple[Finding, ...]]":
        """Reopen the store, whose files have changed; return its findings."""

        def reopened() -> tuple[Finding, ...]:
            self._close()
            self._opened()
            return self._facts.findings if self._facts else ()

        return self._executor.submit(reopened)

    def stop(self) -> None:
        """Close the store and end the thread."""
        self._executor.submit(self._close)
        self._executor.shutdown()

    def _submit(self, work: Callable[[StoreSearch], _T]) -> "Future[_T]":
        return self._executor.submit(lambda: work(self._opened()))

    def _opened(self) -> StoreSearch:
        if self._search is None:
            self._facts = open_store(self._root)
            self._search = StoreSearch(self._facts)
        return self._search

    def _close(self) -> None:
        if self._facts is not None:
            self._facts.close()
        self._facts = self._search = None
