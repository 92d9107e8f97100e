"""Progress of a job on an archive, as one line on standard error that is erased at the end."""

import os
import sys
import time

from xzfacts.i18n import gettext as _

_PAUSE = 0.5  # seconds between updates
_WIPE = "\r\x1b[K"


class ArchiveProgress:
    """Number of articles, rate and time left; shown on a terminal only.

    done: number of articles that this run worked on. earlier: of those that others had finished.
    """

    def __init__(self) -> None:
        self._enabled = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._started = time.monotonic()
        self._next = self._started + _PAUSE
        self._skipped = 0.0  # share of the input that an earlier run finished
        self.done = self.earlier = 0

    def add(self, articles: int, share: float, *, earlier: bool) -> None:
        """Count a finished chunk. share: of the input, that was read."""
        if earlier:
            self.earlier += articles
            if not self.done:
                self._skipped = share
                self._started = time.monotonic()
        else:
            self.done += articles
        now = time.monotonic()
        if self._enabled and now >= self._next:
            self._next = now + _PAUSE
            sys.stderr.write(_WIPE + self._line(now - self._started, share))
            sys.stderr.flush()

    def wipe(self) -> None:
        """Erase the line."""
        if self._enabled:
            sys.stderr.write(_WIPE)
            sys.stderr.flush()

    def _line(self, seconds: float, share: float) -> str:
        worked = share - self._skipped
        left = seconds * (1 - share) / worked if worked > 0 else 0
        return _("{done} articles, {rate} a second, {left} left").format(
            done=f"{self.done + self.earlier:,}",
            rate=f"{self.done / seconds if seconds > 0 else 0:,.0f}",
            left=f"{left // 3600:.0f}:{left // 60 % 60:02.0f}:{left % 60:02.0f}",
        )
