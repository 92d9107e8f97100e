"""Where the index of a store is and how much it holds."""

from typing import NamedTuple


class IndexState(NamedTuple):
    """Location and size of an index.

    path: of the database file; None if the index is in memory only.
    size: bytes on disk.
    written: when the index was last written, in seconds since the epoch; None in memory.
    files: number of store files.
    facts: number of facts.
    """

    path: str | None
    size: int
    written: float | None
    files: int
    facts: int
