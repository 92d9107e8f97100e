"""The terminal of the browser: control sequences and pastes of limited length, a limited size."""

from collections.abc import Callable

from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import Output, create_output

_INTERRUPT = "\x03"  # Ctrl-C
_PASTE_END = "\x1b[201~"
_LONGEST = 64  # characters of the parameters of a control sequence; of a cursor key, a few
_LONGEST_PASTE = 10_000  # characters that are kept of a paste; a query has 200
# What is drawn of a terminal that says that it is larger: each place of it costs time and memory.
_LARGEST = Size(rows=250, columns=700)


class SequenceParser(Vt100Parser):
    """Takes a longer control sequence for text, keeps part of a longer paste, and ignores a mouse.

    prompt_toolkit waits for the end of each sequence and keeps all of its beginnings, so that one
    of 40 KB would take half a minute and a gigabyte; it searches a paste for its end with each
    piece that is read; and it fails at a mouse sequence that says nothing.
    """

    def __init__(self, feed_key_callback: Callable[[KeyPress], None]) -> None:
        """feed_key_callback: what is called with each key."""
        self._length = 0

        def feed(press: KeyPress) -> None:
            if press.key is not Keys.Vt100MouseEvent:
                feed_key_callback(press)

        super().__init__(feed)

    def feed(self, data: str) -> None:
        """Read characters."""
        for at, char in enumerate(data):
            if self._in_bracketed_paste:
                self._feed_paste(data[at:])
                return
            # All decimal digits: those of other scripts are parameters for prompt_toolkit.
            self._length = self._length + 1 if char.isdecimal() or char in ";<" else 0
            if self._length > _LONGEST:
                self.flush()
                self._length = 0
            super().feed(char)

    def _feed_paste(self, data: str) -> None:
        """Read characters of a paste; Ctrl-C ends one whose end does not come."""
        text, key, rest = data.partition(_INTERRUPT)
        if len(self._paste_buffer) > _LONGEST_PASTE:
            end = self._paste_buffer[-len(_PASTE_END) :]
            self._paste_buffer = self._paste_buffer[: _LONGEST_PASTE - len(end)] + end
        super().feed(text)
        if key and self._in_bracketed_paste:
            super().feed(_PASTE_END)
        if key:
            self.feed(key + rest)


def terminal_keys() -> Input:
    """Return the input of the terminal."""
    keys = create_input()
    parser = getattr(keys, "vt100_parser", None)  # not on Windows
    if isinstance(parser, Vt100Parser):
        keys.vt100_parser = SequenceParser(parser.feed_key_callback)  # type: ignore[attr-defined]
    return keys


def terminal_output() -> Output:
    """Return the output to the terminal."""
    output = create_output()
    whole = output.get_size
    output.get_size = lambda: Size(*map(min, whole(), _LARGEST))  # type: ignore[method-assign]
    return output
