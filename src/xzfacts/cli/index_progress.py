"""Progress bar of an index build, one line on standard error that is erased at the end."""

import os
import sys
import time

from xzfacts.i18n import gettext as _

_PATIENCE = 1.0  # seconds before the first update: most builds end earlier
_PAUSE = 0.1  # seconds between updates
_WIPE = "\r\x1b[K"
_WIDTH = 30  # characters of the bar


class Bar:
    """A progress callback that draws a bar; shown on a terminal only."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._enabled = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._next = time.monotonic() + patience
        self._shown = False

    def __call__(self, done: int, count: int) -> None:
        """Redraw the bar; erase it after the last step."""
        if done >= count:
            self.wipe()
        elif self._enabled and time.monotonic() >= self._next:
            self._next = time.monotonic() + _PAUSE
            full = _WIDTH * done // count
            bar = "█" * full + "░" * (_WIDTH - full)
            label = _("Building the index")
            sys.stderr.write(f"{_WIPE}{label} {bar} {100 * done // count}%")
            sys.stderr.flush()
            self._shown = True

    def wipe(self) -> None:
        """Erase the bar."""
        if self._shown:
            sys.stderr.write(_WIPE)
            sys.stderr.flush()
            self._shown = False
