"""Progress of long work, as one line on standard error that is erased at the end."""

import os
import sys
import time
from collections.abc import Callable
from io import BufferedReader

from xzfacts.i18n import gettext as _

_PATIENCE = 1.0  # seconds before the first update, and after other output: most work ends earlier
_WIPE = "\r\x1b[K"
_WIDTH = 30  # characters of a bar
_MEGABYTE = 1 << 20


class ProgressLine:
    """The line; shown on a terminal only.

    patience: seconds before the first update. pause: seconds between updates.
    """

    def __init__(self, patience: float, pause: float) -> None:
        self._enabled = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._patience = patience
        self._pause = pause
        self._next = time.monotonic() + patience
        self._shown = False

    def update(self, line: Callable[[], str]) -> None:
        """Show a new line, unless the last update was a moment ago."""
        now = time.monotonic()
        if self._enabled and now >= self._next:
            self._next = now + self._pause
            sys.stderr.write(_WIPE + line())
            sys.stderr.flush()
            self._shown = True

    def wipe(self) -> None:
        """Erase the line."""
        if self._shown:
            sys.stderr.write(_WIPE)
            sys.stderr.flush()
            self._shown = False

    def make_way(self) -> None:
        """Erase the line before other output is printed on the same terminal."""
        if sys.stdout.isatty():
            self.wipe()
            self._next = time.monotonic() + self._patience


class IndexProgress(ProgressLine):
    """Progress bar of an index build: called with the steps done and their number."""

    def __init__(self, patience: float | None = None) -> None:
        super().__init__(_PATIENCE if patience is None else patience, pause=0.1)

    def __call__(self, done: int, count: int) -> None:
        """Redraw the bar; erase it after the last step."""

        def bar() -> str:
            full = _WIDTH * done // count
            blocks = "█" * full + "░" * (_WIDTH - full)
            return f"{_('Building the index')} {blocks} {100 * done // count}%"

        if done >= count:
            self.wipe()
        else:
            self.update(bar)


class CheckProgress(ProgressLine):
    """Progress line of `check`: the part of the text that was read."""

    def __init__(self) -> None:
        super().__init__(_PATIENCE, pause=0.2)
        self._name = ""
        self._size = self._read = 0

    def start(self, name: str, file: BufferedReader) -> None:
        """Start the progress of a new text."""
        self._name, self._read = name, 0
        try:
            self._size = os.fstat(file.fileno()).st_size
        except OSError:
            self._size = 0

    def add(self, size: int) -> None:
        """Record that `size` more bytes of the text were read."""
        self._read += size
        self.update(self._text)

    def _text(self) -> str:
        from xzfacts.render.escape import visible

        name = visible(self._name)
        if self._size:
            part = min(100, 100 * self._read // self._size)
            return _("{name}: {part}% checked").format(name=name, part=part)
        return _("{name}: {size} MB checked").format(name=name, size=self._read // _MEGABYTE)


class ArchiveProgress(ProgressLine):
    """Progress line of a job on an archive: number of articles, rate and time left.

    done: number of articles that this run worked on.
    earlier: number of articles that earlier runs had finished.
    """

    def __init__(self) -> None:
        super().__init__(0.5, pause=0.5)
        self._started = time.monotonic()
        self._skipped = 0.0  # share of the input that an earlier run finished
        self.done = self.earlier = 0

    def add(self, articles: int, share: float, *, earlier: bool) -> None:
        """Count a finished chunk.

        share: share of the input that was read.
        earlier: whether an earlier run finished the chunk.
        """
        if earlier:
            self.earlier += articles
            if not self.done:
                self._skipped = share
                self._started = time.monotonic()
        else:
            self.done += articles
        self.update(lambda: self._text(time.monotonic() - self._started, share))

    def _text(self, seconds: float, share: float) -> str:
        worked = share - self._skipped
        left = seconds * (1 - share) / worked if worked > 0 else 0
        return _("{done} articles, {rate} a second, {left} left").format(
            done=f"{self.done + self.earlier:,}",
            rate=f"{self.done / seconds if seconds > 0 else 0:,.0f}",
            left=f"{left // 3600:.0f}:{left // 60 % 60:02.0f}:{left % 60:02.0f}",
        )
