"""What stands for the package's own part in an index: the code and data it is made with.

Sizes and times are looked at first, as that is quick; where they differ, the contents
decide, so that installing the same package again costs nobody an index.
"""

import os
from binascii import crc32
from collections.abc import Iterator
from functools import cache

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_FOLDERS = ("data", "index", "store", "text", os.path.join("text", "data"), "")
# Modules beside the folders that an index depends on, and modules in them that only read one.
_MAKERS = ("declared.py", "findings.py", "model.py", "vocabulary.py")
_READERS = (
    "beginnings.py",
    "cache.py",
    "catalog.py",
    "entries.py",
    "findings.py",
    "fingerprint.py",
    "freshness.py",
    "holdings.py",
    "opening.py",
    "quoted.py",
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


def _files() -> Iterator["os.DirEntry[str]"]:
    for folder in _FOLDERS:
        with os.scandir(os.path.join(_PACKAGE, folder)) as listing:
            for entry in listing:
                name = entry.name
                made_with = name in _MAKERS if folder == "" else name not in _READERS
                if made_with and entry.is_file() and not name.startswith("."):
                    yield entry


@cache
def _of_looks() -> str:
    looks = sorted(
        f"{entry.name} {(seen := entry.stat()).st_size} {seen.st_mtime_ns}" for entry in _files()
    )
    return _checksum("\n".join(looks).encode("utf-8", "surrogateescape"))


@cache
def _of_contents() -> str:
    sums = []
    for entry in _files():
        with open(entry.path, "rb") as file:
            sums.append(f"{entry.name} {_checksum(file.read())}")
    return _checksum("\n".join(sorted(sums)).encode("utf-8", "surrogateescape"))


def _checksum(data: bytes) -> str:
    return f"{crc32(data):08x}{len(data):x}"
