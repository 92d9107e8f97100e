"""`xzfacts mcp`: serve the store to assistants over standard input and output."""

import io
import os
import re
import signal
import sys
from typing import NoReturn, TextIO

from xzfacts.cli import streams
from xzfacts.cli.extras import extra
from xzfacts.cli.options import StorePath
from xzfacts.errors import INTERRUPTED
from xzfacts.i18n import gettext as _
from xzfacts.store.locate import locate_store

# An escaped backslash, an escaped character of two surrogates, or a surrogate alone.
_ESCAPES = re.compile(
    rb"\\\\|\\u[dD][89aAbB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)


def run(store: StorePath = None) -> int:
    """Serve the store to assistants by the Model Context Protocol, for reading only."""
    root = locate_store(store)
    with extra("mcp", "mcp"):
        from xzfacts.mcp_server.store_tools import server
    if sys.stdin.isatty():
        streams.message(_("Waiting for an assistant on standard input; Ctrl-C ends."))
    requests = io.BufferedReader(_Requests(sys.stdin))
    sys.stdin = io.TextIOWrapper(requests, encoding="utf-8", errors="replace")
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # not where it is ignored
        signal.signal(signal.SIGINT, _end_at_once)
    server(root).run("stdio")
    return 0


def _end_at_once(_number: int, _frame: object) -> NoReturn:
    """End the process: a thread that waits for input would end only with the input."""
    os._exit(INTERRUPTED)


class _Requests(io.RawIOBase):
    """Requests in JSON, a line each, with lone surrogates replaced.

    The library of the protocol cannot decode these, and would leave the request unanswered.
    """

    def __init__(self, text: TextIO) -> None:
        self._text = text  # closes the buffer when it is deleted
        self._lines = text.buffer
        self._waiting = b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Read no more than the rest of a line; return the number of bytes."""
        if not self._waiting:
            self._waiting = without_lone_surrogates(self._lines.readline())
        piece, self._waiting = self._waiting[: len(buffer)], self._waiting[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def without_lone_surrogates(line: bytes) -> bytes:
    """Replace escapes of surrogates in JSON that are not part of a pair."""
    if b"\\u" not in line:
        return line
    return _ESCAPES.sub(lambda found: b"\\ufffd" if found[1] else found[0], line)
