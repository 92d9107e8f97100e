"""Fingerprint of the code and data of the package that an index is built with.

Sizes and times are compared first, because that is fast. If they differ, the contents decide,
so that reinstalling the same package keeps the indexes.
"""

import os
from binascii import crc32
from collections.abc import Iterator
from functools import cache

_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# Everything that decides what is stored, folders with all their files: the builder, the code
# and data that it uses, and the messages that are stored as text.
_COVERED = (
    "atomic_file.py",
    "data",
    "errors.py",
    "i18n.py",
    "index",
    "locale",
    "model",
    "quantity",
    "store",
    "termination.py",
    "text",
    "user_folders.py",
    "vocabulary",
)
# Exceptions: code that only reads an index, and code that only changes a store.
_EXCLUDED = frozenset(
    {"index/cache", "index/lookup", "store/bulk", "store/edit", "store/transaction"}
)


def package_fingerprint(known: str = "") -> str:
    """Return the fingerprint: a checksum of the file states and one of the contents.

    known: an earlier fingerprint, returned if the file states agree. The files are checked once
    in a process, because its code does not change.
    """
    first = _state_checksum()
    return known if known.startswith(f"{first} ") else f"{first} {_content_checksum()}"


def same_content(one: str, other: str) -> bool:
    """Whether two fingerprints are of packages that build the same index."""
    return one.partition(" ")[2] == other.partition(" ")[2]


def covered_files() -> Iterator[str]:
    """Yield the paths, within the package, of the files in the fingerprint."""
    for path in _COVERED:
        if path.endswith(".py"):
            yield path
        else:
            yield from _files_in(path)


def _files_in(folder: str) -> Iterator[str]:
    with os.scandir(os.path.join(_PACKAGE, folder)) as listing:
        for entry in listing:
            path = f"{folder}/{entry.name}"
            if entry.name.startswith(".") or entry.name == "__pycache__" or path in _EXCLUDED:
                continue
            if entry.is_dir():
                yield from _files_in(path)
            else:
                yield path


@cache
def _state_checksum() -> str:
    states = []
    for path in covered_files():
        seen = os.stat(f"{_PACKAGE}/{path}")  # `os.path.join` takes as long as the call
        states.append(f"{path} {seen.st_size} {seen.st_mtime_ns}")
    return _checksum("\n".join(sorted(states)).encode("utf-8", "surrogateescape"))


@cache
def _content_checksum() -> str:
    sums = []
    for path in covered_files():
        with open(os.path.join(_PACKAGE, path), "rb") as file:
            sums.append(f"{path} {_checksum(file.read())}")
    return _checksum("\n".join(sorted(sums)).encode("utf-8", "surrogateescape"))


def _checksum(data: bytes) -> str:
    return f"{crc32(data):08x}{len(data):x}"
