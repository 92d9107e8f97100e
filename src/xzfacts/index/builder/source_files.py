"""Reads store files for the index, and finds those that changed."""

import os
import sqlite3
from hashlib import blake2b

from xzfacts.index.builder.writer import FileRead
from xzfacts.index.file_states import Listing, possibly_changed
from xzfacts.index.schema import LABEL_GAP, LABEL_LIMIT
from xzfacts.store.paths import display_path
from xzfacts.store.regular_file import read_regular
from xzfacts.store.schema.reader import read_bytes, read_file

_UNREADABLE = b"unreadable"  # in place of a digest


class LabelsExhaustedError(Exception):
    """Raised when no label is free between two files, so that the index must be rebuilt."""


def read_store_file(root: str, listing: Listing, number: int) -> FileRead:
    """Read the file with this number in the listing; an unreadable one has a finding instead."""
    name = listing.names[number]
    path = listing.path(root, number)
    shown_as = display_path(root, os.path.join(root, name))
    data = _bytes(path)
    if data is None:
        return FileRead(os.fsencode(name), _UNREADABLE, read_file(path, shown_as))
    return FileRead(os.fsencode(name), _digest(data), read_bytes(data, shown_as))


class Changes:
    """The changes that make an index agree with the files of the store.

    removed: labels of the files that were deleted or changed.
    read: numbers in the listing of the files that are new or changed.
    """

    def __init__(self, db: sqlite3.Connection, root: str, listing: Listing, known: str) -> None:
        rows = {os.fsdecode(path): (label, digest) for label, path, digest in db.execute(_FILES)}
        present = [rows.get(name) for name in listing.names]
        self.read = [n for n, row in enumerate(present) if row is None]
        for n in possibly_changed(listing, known):
            row = present[n]
            if row is not None and row[1] != _digest(_bytes(listing.path(root, n))):
                self.read.append(n)
        self.read.sort()
        kept = set(listing.names)
        self.removed = [label for name, (label, _) in rows.items() if name not in kept]
        self.removed += [row[0] for n in self.read if (row := present[n]) is not None]
        self._labels = [row and row[0] for row in present]

    def __bool__(self) -> bool:
        return bool(self.read or self.removed)

    def labels(self) -> list[int]:
        """Return the labels of the files to read. Raises LabelsExhaustedError."""
        every = assign_labels(self._labels)
        return [every[n] for n in self.read]


_FILES = "SELECT id, path, digest FROM file ORDER BY id"


def assign_labels(before: list[int | None]) -> list[int]:
    """Assign labels that rise in store order.

    before: the label of each file, None for a new one. Raises LabelsExhaustedError if a gap is
    too narrow.
    """
    found: list[int] = []
    at = 0
    while at < len(before):
        label = before[at]
        if label is not None:
            found.append(label)
            at += 1
            continue
        end = at
        while end < len(before) and before[end] is None:
            end += 1
        last = found[-1] if found else 0
        following = before[end] if end < len(before) else None
        if following is None:
            following = LABEL_LIMIT
            step = LABEL_GAP
        else:
            # New files mostly sort after the last ones: leave more room there.
            step = (following - last) // (end - at + 7)
        if step < 1 or last + step * (end - at) >= following:
            raise LabelsExhaustedError
        found += [last + step * n for n in range(1, end - at + 1)]
        at = end
    return found


def _bytes(path: str) -> bytes | None:
    try:
        return read_regular(path)
    except OSError:
        return None


def _digest(data: bytes | None) -> bytes:
    return _UNREADABLE if data is None else blake2b(data, digest_size=16).digest()
