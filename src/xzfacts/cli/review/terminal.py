"""A terminal that hands over each key as it is pressed, and is put back as it was."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from xzfacts.cli.review.key_decoder import Key, Pending, decode, settle
from xzfacts.cli.review.tty import Raw
from xzfacts.cli.review.view import Page

_PATIENCE = 0.1  # seconds for the rest of an escape sequence: ssh may send it in pieces
_HOME = "\x1b[H"
_WIPE_LINE = "\x1b[K"
_WIPE_REST = "\x1b[J"
_PASTES_MARKED = "\x1b[?2004h"
_PASTES_PLAIN = "\x1b[?2004l"
_SIZE = (80, 24)


class Terminal:
    """Keys in and pages out, on standard input and standard output."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        self._pending = Pending()
        self._keys: list[Key] = []

    @property
    def busy(self) -> bool:
        """Whether keys came that were not asked for yet: what is drawn now is seen by nobody."""
        return bool(self._keys)

    def draw(self, page: Page) -> None:
        """Show a page in place of the last one."""
        # A line that fills the terminal wipes nothing behind it: there is nothing.
        lines = [f"{_WIPE_LINE}{line}" for line in page.lines]
        # Whoever had the terminal while we were stopped may have set it otherwise.
        text = _PASTES_MARKED + _HOME + "\n".join(lines) + _WIPE_REST
        if page.cursor is not None:
            row, cell = page.cursor
            text += f"\x1b[{row + 1};{cell + 1}H"
        _send(text)

    def key(self) -> Key:
        """The next key; `redraw` where the size changed, `finish` where nobody types any more."""
        while not self._keys:
            begun = self._pending.rest and self._pending.paste is None
            got = self._raw.read(_PATIENCE if begun else None)
            if got.late:
                self._keys, self._pending = settle(self._pending)
            elif got.woken:
                self._keys = [Key("redraw")]
            elif got.ended:
                self._keys = [Key("finish")]
            else:
                self._keys, self._pending = decode(self._pending, got.data)
        return self._keys.pop(0)


def size() -> tuple[int, int]:
    """Columns and lines of the terminal."""
    seen = shutil.get_terminal_size(_SIZE)
    return seen.columns, seen.lines


@contextmanager
def terminal() -> Iterator[Terminal]:
    """Take the terminal over, and give it back whatever happens."""
    with Raw() as raw:
        # What is on the screen moves up, out of the way: it is not lost.
        _send("\n" * (size()[1] - 1))
        try:
            yield Terminal(raw)
        finally:
            with suppress(OSError):  # the terminal may be gone
                _send(_HOME + _WIPE_REST + _PASTES_PLAIN)


def _send(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
