"""Progress of a long check, as one line on standard error that is erased at the end."""

import os
import sys
import time
from io import BufferedReader

from xzfacts.i18n import gettext as _
from xzfacts.render.escape import visible

_PATIENCE = 1.0  # seconds before the first update, and after other output
_PAUSE = 0.2  # seconds between updates
_WIPE = "\r\x1b[K"
_MEGABYTE = 1 << 20


class Progress:
    """Progress line of `check`; shown on a terminal only, while nothing else is printed."""

    def __init__(self) -> None:
        self._enabled = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._next = time.monotonic() + _PATIENCE
        self._shown = False
        self._name = ""
        self._size = self._read = 0

    def start(self, name: str, file: BufferedReader) -> None:
        """Start the progress of a new draft."""
        self._name, self._read = name, 0
        try:
            self._size = os.fstat(file.fileno()).st_size
        except OSError:
            self._size = 0

    def add(self, size: int) -> None:
        """Record that `size` more bytes of the draft were read."""
        self._read += size
        if self._enabled and time.monotonic() >= self._next:
            self._next = time.monotonic() + _PAUSE
            sys.stderr.write(_WIPE + visible(self._line()))
            sys.stderr.flush()
            self._shown = True

    def make_way(self) -> None:
        """Erase the line before other output is printed on the same terminal."""
        if sys.stdout.isatty():
            self.wipe()
            self._next = time.monotonic() + _PATIENCE

    def wipe(self) -> None:
        """Erase the line."""
        if self._shown:
            sys.stderr.write(_WIPE)
            sys.stderr.flush()
            self._shown = False

    def _line(self) -> str:
        if self._size:
            part = min(100, 100 * self._read // self._size)
            return _("{name}: {part}% checked").format(name=self._name, part=part)
        return _("{name}: {size} MB checked").format(name=self._name, size=self._read // _MEGABYTE)
