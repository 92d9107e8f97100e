"""How far a long draft has been read, in one line on standard error that is wiped in the end."""

import os
import sys
import time
from io import BufferedReader

from xzfacts.i18n import gettext as _
from xzfacts.render.escape import visible

_PATIENCE = 1.0  # seconds before the first word, and after other output
_PAUSE = 0.2  # seconds between two
_WIPE = "\r\x1b[K"
_MEGABYTE = 1 << 20


class Progress:
    """Speaks to a terminal only, and there only while nothing else is printed."""

    def __init__(self) -> None:
        self._speaks = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._next = time.monotonic() + _PATIENCE
        self._shown = False
        self._name = ""
        self._size = self._read = 0

    def start(self, name: str, file: BufferedReader) -> None:
        """A draft begins."""
        self._name, self._read = name, 0
        try:
            self._size = os.fstat(file.fileno()).st_size
        except OSError:
            self._size = 0

    def add(self, size: int) -> None:
        """So many bytes of it were read."""
        self._read += size
        if self._speaks and time.monotonic() >= self._next:
            self._next = time.monotonic() + _PAUSE
            sys.stderr.write(_WIPE + visible(self._line()))
            sys.stderr.flush()
            self._shown = True

    def make_way(self) -> None:
        """Something is going to be printed on the same terminal."""
        if sys.stdout.isatty():
            self.wipe()
            self._next = time.monotonic() + _PATIENCE

    def wipe(self) -> None:
        """Leave nothing behind."""
        if self._shown:
            sys.stderr.write(_WIPE)
            sys.stderr.flush()
            self._shown = False

    def _line(self) -> str:
        if self._size:
            part = min(100, 100 * self._read // self._size)
            return _("{name}: {part}% checked").format(name=self._name, part=part)
        return _("{name}: {size} MB checked").format(name=self._name, size=self._read // _MEGABYTE)
