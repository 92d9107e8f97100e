"""Terminal in raw mode: keys in, pages out; restored at the end."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from xzfacts.cli import streams
from xzfacts.cli.review.key_decoder import Key, Pending, decode, settle
from xzfacts.cli.review.review_view import Page
from xzfacts.cli.review.terminal_input import RawTerminal

_ESCAPE_TIMEOUT = 0.1  # seconds for the rest of an escape sequence, which ssh may split
_HOME = "\x1b[H"
_ERASE_LINE = "\x1b[K"
_ERASE_BELOW = "\x1b[J"
_BRACKETED_PASTE_ON = "\x1b[?2004h"
_BRACKETED_PASTE_OFF = "\x1b[?2004l"


class Terminal:
    """Reads keys from standard input and draws pages on standard output."""

    def __init__(self, raw: RawTerminal) -> None:
        self._raw = raw
        self._pending = Pending()
        self._keys: list[Key] = []

    @property
    def busy(self) -> bool:
        """Whether keys are waiting, so that drawing now would be wasted."""
        return bool(self._keys)

    def draw(self, page: Page) -> None:
        """Draw a page over the last one."""
        # Erase first: after a line that fills the width, erasing would delete its last cell.
        lines = [f"{_ERASE_LINE}{line}" for line in page.lines]
        # Set again for each page: another program may have changed it while this one was stopped.
        text = _BRACKETED_PASTE_ON + _HOME + "\n".join(lines) + _ERASE_BELOW
        if page.cursor is not None:
            row, cell = page.cursor
            text += f"\x1b[{row + 1};{cell + 1}H"
        _send(text)

    def key(self) -> Key:
        """Return the next key; `redraw` after a resize, `end_of_input` if the input is closed."""
        while not self._keys:
            partial = self._pending.rest and self._pending.paste is None
            received = self._raw.read(_ESCAPE_TIMEOUT if partial else None)
            if received.timed_out:
                self._keys, self._pending = settle(self._pending)
            elif received.woken:
                self._keys = [Key("redraw")]
            elif received.ended:
                self._keys = [Key("end_of_input")]
            else:
                self._keys, self._pending = decode(self._pending, received.data)
        return self._keys.pop(0)


@contextmanager
def terminal() -> Iterator[Terminal]:
    """Put the terminal into raw mode and restore it at the end."""
    with RawTerminal() as raw:
        # Scroll the current screen up, so that it is kept.
        _send("\n" * (streams.terminal_size().lines - 1))
        try:
            yield Terminal(raw)
        finally:
            with suppress(OSError):  # the terminal may be closed
                _send(_HOME + _ERASE_BELOW + _BRACKETED_PASTE_OFF)


def _send(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
