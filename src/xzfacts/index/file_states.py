"""Finds the store files that may have changed since the index was built.

The store is listed once, and size, times and inode of each file are compared with those of
the last listing. If they differ, the content of the file decides. A file that changed less
than two seconds before it was listed could change again without a new time, so its times are
recorded as unknown, and its content is compared until it is older, as git does.
"""

import os
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xzfacts.model.findings import Finding

    Findings = list[Finding]
else:
    Findings = list  # a quoted type of a field would be compiled, in 4 % of a short run

_RECENT = 2_000_000_000  # nanoseconds: the coarsest clock of a file system (FAT)


class Listing(NamedTuple):
    """The files of a store at one time.

    names: paths within the store, in store order.
    states: size, times, inode and name of each file, without times if it changed recently.
    findings: faults of the listing itself.
    recent: whether any file changed recently.
    pending: path of the new content, by name, of files in an unfinished transaction.
    """

    names: list[str]
    states: list[str]
    findings: Findings
    recent: bool
    pending: dict[str, str]

    def path(self, root: str, number: int) -> str:
        """Return the path to read the file with this number from."""
        name = self.names[number]
        content = self.pending.get(name)
        if content is not None and os.path.lexists(content):
            return content
        return os.path.join(root, name)

    @property
    def text(self) -> str:
        """All states as one string, for the manifest."""
        return "\0".join(self.states)


def list_store(root: str) -> Listing:
    """List the files of the store with their states. Raises StoreUnreadableError."""
    from xzfacts.store.listing import PendingEntry, store_files

    entries, findings = store_files(root)
    recent_from = time.time_ns() - _RECENT
    start = len(os.path.join(root, ""))
    names = []
    states = []
    any_recent = False
    pending = {}
    for entry in entries:
        try:
            seen = entry.stat(follow_symlinks=False)
        except OSError:  # deleted or not accessible: reading it reports the fault
            state = "? ? ? ?"
            any_recent = True
        else:
            written, changed = seen.st_mtime_ns, seen.st_ctime_ns
            if written > recent_from or changed > recent_from:
                state = f"{seen.st_size} ? ? {seen.st_ino}"
                any_recent = True
            else:
                state = f"{seen.st_size} {written} {changed} {seen.st_ino}"
        names.append(entry.path[start:])
        if isinstance(entry, PendingEntry):
            pending[names[-1]] = entry.content
        states.append(f"{state} {names[-1]}")
    return Listing(names, states, findings, any_recent, pending)


def possibly_changed(listing: Listing, known: str) -> list[int]:
    """Return the numbers of the files that may differ from an earlier listing.

    known: the `text` of the earlier listing.
    """
    seen = set(known.split("\0"))
    return [
        number
        for number, state in enumerate(listing.states)
        if state not in seen or state.split(" ", 3)[1] == "?"
    ]
