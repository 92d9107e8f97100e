"""Caches the parsed vocabulary, and tables made from it, in the user's cache folder.

Parsing the TOML files takes a third of a second, reading the cache a few milliseconds. It is
written at the first use, not when the package is built: so editable installs and changed data
files need no build step, and the package may be on a read-only disk.

The file has a line with the key of its sources and a checksum, then JSON, which is safe to
read. A damaged or foreign file, or one with an outdated key, counts as missing; if the folder
cannot be written, nothing is cached.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from typing import Any

from xzfacts.atomic_file import replacement
from xzfacts.user_folders import cache_folder, is_private, make_folders

# A concept is id, kind, terms, cues and covers; a phrase is text, role and kinds; a word list is
# its table and words.
Rows = tuple[list[list[Any]], list[list[Any]], list[list[Any]]]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_SOURCES = ("data", "data/vocabulary", "vocabulary", "text", "text/data")
VOCABULARY = "vocabulary"  # name of its cache
_MAGIC = "xzfacts vocabulary 3"
_MAX_SIZE = 8_000_000  # bytes, about twenty times the expected size
_CONCEPT = (str, str, list, list, list)
_PHRASE = (str, str, list)
_WORDS = (str, list)


def source_key() -> str:
    """Return a checksum of size, times and inode of all source files."""
    return sha256("\n".join(sorted(_file_states())).encode("utf-8", "surrogateescape")).hexdigest()


def read(key: str) -> Rows | None:
    """Return the cached concepts, phrases and word lists for this key, or None."""
    rows = _read(VOCABULARY, key)
    if not isinstance(rows, list) or not _is_rows(rows):
        return None
    return (rows[0], rows[1], rows[2])


def read_table(name: str, key: str) -> dict[str, str] | None:
    """Return the cached table of texts with this name for this key, or None."""
    table = _read(name, key)
    if not isinstance(table, dict) or not table:
        return None
    return table if all(type(value) is str for value in table.values()) else None


def _read(name: str, key: str) -> object:
    path = _path(name)
    if path is None:
        return None
    try:
        with open(path, "rb", opener=_opened) as file:
            head, _, body = file.read(_MAX_SIZE).partition(b"\n")
        if head != _head(key, body):
            return None
        data: object = json.loads(body)
    except (OSError, ValueError, RecursionError):
        return None
    return data


def write(name: str, key: str, data: Rows | dict[str, str]) -> None:
    """Write a cache atomically, the vocabulary or a table of texts; failures are ignored."""
    path = _path(name)
    if path is None:
        return
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(OSError):
        make_folders(os.path.dirname(path))
        with replacement(path) as temporary, open(temporary, "wb") as file:
            file.write(_head(key, body) + b"\n" + body)


def _opened(path: str, flags: int) -> int:
    """Open a file; a pipe in its place is empty, instead of blocking."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _path(name: str) -> str | None:
    """The file with a cache; None if there is no folder for it, or others can write to it."""
    folder = cache_folder()
    if folder is None or not is_private(folder):
        return None
    # One file for each installation.
    place = sha256(_PACKAGE.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return os.path.join(folder, f"{name}-{place}.json")


def _file_states() -> Iterator[str]:
    for folder in _SOURCES:
        with os.scandir(os.path.join(_PACKAGE, folder)) as listing:
            for entry in listing:
                if entry.is_file() and not entry.name.startswith("."):
                    seen = os.stat(entry.path)
                    times = f"{seen.st_mtime_ns} {seen.st_ctime_ns}"
                    yield f"{folder}/{entry.name} {seen.st_size} {times} {seen.st_ino}"


def _head(key: str, body: bytes) -> bytes:
    return f"{_MAGIC} {key} {sha256(body).hexdigest()}".encode()


def _is_rows(rows: list[object]) -> bool:
    return (
        len(rows) == 3
        and all(_has_types(row, _CONCEPT) for row in _as_list(rows[0]))
        and all(_has_types(row, _PHRASE) for row in _as_list(rows[1]))
        and all(_has_types(row, _WORDS) for row in _as_list(rows[2]))
        and all(rows)
    )


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [None]


def _has_types(row: object, types: tuple[type, ...]) -> bool:
    return (
        isinstance(row, list)
        and tuple(map(type, row)) == types
        and all(type(text) is str for part in row if type(part) is list for text in part)
    )
