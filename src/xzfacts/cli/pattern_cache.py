"""Keeps compiled regular expressions in the cache folder.

Python compiles regular expressions by code written in Python, those with Chinese characters in up
to two milliseconds each, and a check of ten lines needs ninety. What it makes of one is a list of
numbers that depends only on the pattern and on Python, so it never becomes outdated. It also
verifies such a list before it runs it, so a foreign file can give wrong matches at worst; a damaged
one, or one of another Python, counts as missing.

The compiler offers no public way to its list: where its parts are missing, `re.compile` is used.
"""

import os
import re
import sys
from binascii import crc32
from contextlib import suppress
from importlib import import_module
from typing import Any, NamedTuple

from xzfacts.atomic_file import replacement
from xzfacts.store.regular_file import open_regular
from xzfacts.user_folders import cache_folder, is_private

_ENGINE: Any = sys.modules.get("_sre")  # `re` has imported it
_MAGIC = "xzfacts patterns 1"
_MAX_SIZE = 8_000_000  # bytes, about fifty times the expected size
_RECORD, _FIELD, _NAME = "\x1e", "\x1f", "\x1d"


class _Compiled(NamedTuple):
    """What the compiler makes of a pattern.

    flags: the flags with those written in the pattern. groups: their number.
    names: the named groups with their numbers.
    code: the numbers, each of four bytes.
    """

    flags: int
    groups: int
    names: dict[str, int]
    code: bytes


class PatternCache:
    """Compiled patterns of one command.

    command: name of the command; another one reads another file, so each is small.
    """

    def __init__(self, command: str) -> None:
        self._command = command
        self._known: dict[str, _Compiled] | None = None
        self._new = False

    def compile(self, pattern: str) -> re.Pattern[str]:
        """Compile a pattern, or take it from the cache."""
        try:
            if self._known is None:
                self._known = self._read()
            known = self._known.get(pattern)
            compiled = known or _compile(pattern)
            loaded = _loaded(pattern, compiled)
        except (AttributeError, ImportError, RuntimeError, TypeError, ValueError, OverflowError):
            return re.compile(pattern)
        if known is None:
            self._known[pattern] = compiled
            self._new = True
        return loaded

    def save(self) -> None:
        """Write the cache if it lacks a pattern that was compiled; failures are ignored."""
        path = self._path()
        if not self._new or path is None:
            return
        with suppress(OSError, ValueError):
            data = _encoded(self._known or {})
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            with replacement(path) as temporary, open(temporary, "wb") as file:
                file.write(data)

    def _path(self) -> str | None:
        folder = cache_folder()
        name = f"patterns-{self._command}-{sys.implementation.cache_tag}"
        return os.path.join(folder, name) if folder is not None and is_private(folder) else None

    def _read(self) -> dict[str, _Compiled]:
        path = self._path()
        try:
            file = open_regular(path) if path is not None else None
            if file is not None:
                with file:
                    return _decoded(file.read(_MAX_SIZE))
        except (OSError, ValueError):
            pass
        return {}


def _compile(pattern: str) -> _Compiled:
    parsed: Any = import_module("re._parser").parse(pattern)
    code = import_module("re._compiler")._code(parsed, 0)  # noqa: SLF001 - see above
    state = parsed.state
    return _Compiled(
        state.flags,
        state.groups - 1,
        dict(state.groupdict),
        b"".join(number.to_bytes(4, sys.byteorder) for number in code),
    )


def _loaded(pattern: str, compiled: _Compiled) -> re.Pattern[str]:
    of_number: list[str | None] = [None] * (compiled.groups + 1)
    for name, number in compiled.names.items():
        of_number[number] = name
    code = memoryview(compiled.code).cast("I").tolist()
    names = compiled.names
    made: re.Pattern[str] = _ENGINE.compile(
        pattern, compiled.flags, code, compiled.groups, names, tuple(of_number)
    )
    return made


def _encoded(patterns: dict[str, _Compiled]) -> bytes:
    """A line about Python and the content, a table of the patterns, and their numbers."""
    rows = (
        _FIELD.join((pattern, str(each.flags), str(each.groups), _names(each), str(len(each.code))))
        for pattern, each in patterns.items()
    )
    table = _RECORD.join(rows).encode()
    body = table + b"".join(each.code for each in patterns.values())
    return f"{_head()} {len(table)} {crc32(body)}\n".encode() + body


def _decoded(data: bytes) -> dict[str, _Compiled]:
    """The patterns of a file. Raises ValueError."""
    line, _, body = data.partition(b"\n")
    head, size, checksum = line.decode().rsplit(" ", 2)
    if head != _head() or int(checksum) != crc32(body):
        return {}
    at = int(size)
    found = {}
    for row in body[:at].decode().split(_RECORD):
        pattern, flags, groups, names, length = row.split(_FIELD)
        end = at + int(length)
        numbers = (name.split("=") for name in names.split(_NAME) if name)
        of_name = {name: int(number) for name, number in numbers}
        found[pattern] = _Compiled(int(flags), int(groups), of_name, body[at:end])
        at = end
    return found


def _names(compiled: _Compiled) -> str:
    return _NAME.join(f"{name}={number}" for name, number in compiled.names.items())


def _head() -> str:
    engine = f"{_ENGINE.MAGIC} {_ENGINE.CODESIZE} {sys.byteorder}"
    return f"{_MAGIC} {sys.hexversion:x} {engine}"
