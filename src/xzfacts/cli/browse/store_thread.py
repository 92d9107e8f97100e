"""A thread that searches the store, so that typing never waits for a search.

A store belongs to the thread that opened it, so the thread opens its own.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from xzfacts.app import Facts, open_store
from xzfacts.cli.browse.browse_reducer import Arrived
from xzfacts.cli.browse.browse_state import Context, Hit, Listing
from xzfacts.cli.browse.store_search import StoreSearch
from xzfacts.model.findings import Finding

_T = TypeVar("_T")


class StoreThread:
    """Searches the store in the folder `root`; what is submitted is done in turn."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._executor = ThreadPoolExecutor(max_workers=1)
        self._facts: Facts | None = None
        self._search: StoreSearch | None = None

    def find(self, listing: Listing) -> "Future[Arrived]":
        """Search for a listing; a future that has not begun can be cancelled."""

        def arrived(search: StoreSearch) -> Arrived:
            found = search.find(listing)
            first = found.hits[0] if found.hits else None
            return Arrived(found, first and (first, search.context(first)))

        return self._submit(arrived)

    def warm_up(self) -> None:
        """Have the query engine import what it imports at first use, before anything is typed."""
        self._submit(StoreSearch.warm_up)

    def context(self, hit: Hit) -> "Future[Context]":
        """Look up what is around a hit."""
        return self._submit(lambda search: search.context(hit))

    def reopen(self) -> "Future[tuple[Finding, ...]]":
        """Open the store anew, as its files have changed; give its faults."""

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
