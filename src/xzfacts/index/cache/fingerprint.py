"""What stands for the package's own part in an index: the code and data it is made with.

Sizes and times are looked at first, as that is quick; where they differ, the contents
decide, so that installing the same package again costs nobody an index.
"""

import os
from binascii import crc32
from collections.abc import Iterator
from functools import cache

_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# All that decides what is stored, folders with what is in them: the code that builds, the code
# and data that it uses, and the messages that are stored as text.
_MAKERS = (
    "data",
    "errors.py",
    "i18n.py",
    "index",
    "locale",
    "model",
    "quantity",
    "store",
    "text",
    "user_folders.py",
    "vocabulary",
)
# Within these: what only reads an index, and what only changes a store.
_NO_MAKERS = frozenset(
    {"index/cache", "index/lookup", "store/bulk", "store/edit", "store/transaction"}
)


def of_package(known: str = "") -> str:
    """The fingerprint: of looks and of contents. `known` is given back where the looks agree.

    Files are looked at once in a process: what it runs stays what it was.
    """
    first = _of_looks()
    return known if known.startswith(f"{first} ") else f"{first} {_of_contents()}"


def same_content(one: str, other: str) -> bool:
    """Whether two fingerprints are of packages that make the same index."""
    return one.partition(" ")[2] == other.partition(" ")[2]


def covered_files() -> Iterator[str]:
    """Paths, within the package, of the files that the fingerprint is made of."""
    for path in _MAKERS:
        if path.endswith(".py"):
            yield path
        else:
            yield from _files_in(path)


def _files_in(folder: str) -> Iterator[str]:
    with os.scandir(os.path.join(_PACKAGE, folder)) as listing:
        for entry in listing:
            path = f"{folder}/{entry.name}"
            if entry.name.startswith(".") or entry.name == "__pycache__" or path in _NO_MAKERS:
                continue
            if entry.is_dir():
                yield from _files_in(path)
            else:
                yield path


@cache
def _of_looks() -> str:
    looks = []
    for path in covered_files():
        seen = os.stat(os.path.join(_PACKAGE, path))
        looks.append(f"{path} {seen.st_size} {seen.st_mtime_ns}")
    return _checksum("\n".join(sorted(looks)).encode("utf-8", "surrogateescape"))


@cache
def _of_contents() -> str:
    sums = []
    for path in covered_files():
        with open(os.path.join(_PACKAGE, path), "rb") as file:
            sums.append(f"{path} {_checksum(file.read())}")
    return _checksum("\n".join(sorted(sums)).encode("utf-8", "surrogateescape"))


def _checksum(data: bytes) -> str:
    return f"{crc32(data):08x}{len(data):x}"
