"""The vocabulary as it was last parsed, kept in the user's cache folder.

Parsing the TOML files takes a third of a second, reading this file a few milliseconds. It is made
at the first use, not when the package is built: an editable install and a data file that
changes need no build step then, and a package that lies on a read-only disk works as well.

The file is JSON below a line with the state of its sources and a checksum. JSON can be read
without running anything. A file that does not fit in any respect (damaged, foreign, of
sources that have changed since) counts as absent; so does a folder that cannot be written.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from typing import Any

from xzfacts.user_folders import cache_folder

# A concept is id, kind, terms, cues and covers; a phrase is text, role and kinds.
Rows = tuple[list[list[Any]], list[list[Any]]]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_SOURCES = ("data", "data/vocabulary", "vocabulary", "text", "text/data")
_MAGIC = "xzfacts vocabulary 1"
_MOST = 8_000_000  # bytes, some twenty times of what is expected
_CONCEPT = (str, str, list, list, list)
_PHRASE = (str, str, list)


def source_key() -> str:
    """A checksum of size, times and inode of each file that decides what is compiled."""
    return sha256("\n".join(sorted(_looks())).encode("utf-8", "surrogateescape")).hexdigest()


def read(key: str) -> Rows | None:
    """Concepts and phrases compiled from the sources with this key; None where there are none."""
    path = _path()
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            head, _, body = file.read(_MOST).partition(b"\n")
        if head != _head(key, body):
            return None
        rows = json.loads(body)
    except (OSError, ValueError, RecursionError):
        return None
    return (rows[0], rows[1]) if _is_rows(rows) else None


def write(key: str, rows: Rows) -> None:
    """Keep what was compiled, where that is possible. The file is replaced at one stroke."""
    path = _path()
    if path is None:
        return
    body = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    temporary = f"{path}.{os.getpid():x}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(_head(key, body) + b"\n" + body)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)


def _path() -> str | None:
    folder = cache_folder()
    if folder is None:
        return None
    # Each installation has a file of its own.
    name = sha256(_PACKAGE.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return os.path.join(folder, f"vocabulary-{name}.json")


def _looks() -> Iterator[str]:
    for folder in _SOURCES:
        with os.scandir(os.path.join(_PACKAGE, folder)) as listing:
            for entry in listing:
                if entry.is_file() and not entry.name.startswith("."):
                    seen = os.stat(entry.path)
                    times = f"{seen.st_mtime_ns} {seen.st_ctime_ns}"
                    yield f"{folder}/{entry.name} {seen.st_size} {times} {seen.st_ino}"


def _head(key: str, body: bytes) -> bytes:
    return f"{_MAGIC} {key} {sha256(body).hexdigest()}".encode()


def _is_rows(rows: object) -> bool:
    return (
        isinstance(rows, list)
        and len(rows) == 2
        and all(_fits(row, _CONCEPT) for row in _listed(rows[0]))
        and all(_fits(row, _PHRASE) for row in _listed(rows[1]))
        and bool(rows[0] and rows[1])
    )


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [None]


def _fits(row: object, types: tuple[type, ...]) -> bool:
    return (
        isinstance(row, list)
        and tuple(map(type, row)) == types
        and all(type(text) is str for part in row if type(part) is list for text in part)
    )
