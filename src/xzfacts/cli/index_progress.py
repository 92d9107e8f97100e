"""How far an index has been built, in one line on standard error that is wiped in the end."""

import os
import sys
import time

from xzfacts.i18n import gettext as _

_PATIENCE = 1.0  # seconds before the first word: most builds are over by then
_PAUSE = 0.1  # seconds between two
_WIPE = "\r\x1b[K"
_WIDTH = 30  # of the bar, in characters


class Bar:
    """To be called with how many steps are done and how many there are; says when to stop."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._speaks = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._next = time.monotonic() + patience
        self._shown = False

    def __call__(self, done: int, count: int) -> None:
        """Draw the bar anew, wipe it at the last step."""
        if done >= count:
            self.wipe()
        elif self._speaks and time.monotonic() >= self._next:
            self._next = time.monotonic() + _PAUSE
            full = _WIDTH * done // count
            bar = "█" * full + "░" * (_WIDTH - full)
            told = _("Building the index")
            sys.stderr.write(f"{_WIPE}{told} {bar} {100 * done // count}%")
            sys.stderr.flush()
            self._shown = True

    def wipe(self) -> None:
        """Make room for other output."""
        if self._shown:
            sys.stderr.write(_WIPE)
            sys.stderr.flush()
            self._shown = False
