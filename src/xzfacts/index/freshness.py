"""Whether an index still says what the store's files say, and which of them to read again.

The store is listed once; size, times and inode of every file are held against those of the
last time. Where they differ, the file's content decides. A file that changed less than two
seconds before it was read might change again without a visible trace, so it is written down
as unknown, and its content is looked at until it has aged: as git does.
"""

import os
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xzfacts.model.findings import Finding


_TICK = 2_000_000_000  # nanoseconds: the coarsest clock of a file system (FAT)


class Listing(NamedTuple):
    """The files of a store at one moment.

    names: paths within the store, in store order. looks: for each its size, times, inode
    and name, with no times where it is too young to be trusted. findings: faults of the
    listing itself. pending: the files whose content lies elsewhere for now, with its path.
    """

    names: list[str]
    looks: list[str]
    findings: "list[Finding]"
    young: bool  # whether any file is
    pending: dict[str, str]

    def path(self, root: str, number: int) -> str:
        """Where the content of the file at this place of the listing is to be read."""
        name = self.names[number]
        content = self.pending.get(name)
        if content is not None and os.path.lexists(content):
            return content
        return os.path.join(root, name)

    @property
    def text(self) -> str:
        """All looks, to be written down and compared."""
        return "\0".join(self.looks)


def list_store(root: str) -> Listing:
    """Look at every file of the store once. Raises StoreUnreadableError."""
    from xzfacts.store.listing import PendingEntry, store_files

    entries, findings = store_files(root)
    young = time.time_ns() - _TICK
    start = len(os.path.join(root, ""))
    names = []
    looks = []
    any_young = False
    pending = {}
    for entry in entries:
        try:
            seen = entry.stat(follow_symlinks=False)
        except OSError:  # deleted since, or no right to look at it: reading will tell
            look = "? ? ? ?"
            any_young = True
        else:
            written, changed = seen.st_mtime_ns, seen.st_ctime_ns
            if written > young or changed > young:
                look = f"{seen.st_size} ? ? {seen.st_ino}"
                any_young = True
            else:
                look = f"{seen.st_size} {written} {changed} {seen.st_ino}"
        names.append(entry.path[start:])
        if isinstance(entry, PendingEntry):
            pending[names[-1]] = entry.content
        looks.append(f"{look} {names[-1]}")
    return Listing(names, looks, findings, any_young, pending)


def doubtful(listing: Listing, known: str) -> list[int]:
    """Which files of a listing may differ from how they were known, by their place in it."""
    seen = set(known.split("\0"))
    return [
        number
        for number, look in enumerate(listing.looks)
        if look not in seen or look.split(" ", 3)[1] == "?"
    ]
