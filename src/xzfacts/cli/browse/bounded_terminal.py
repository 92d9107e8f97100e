"""The terminal of the browser, with control sequences of limited length and a limited size."""

from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.output import Output, create_output

_PARAMETERS = frozenset("0123456789;<")
_LONGEST = 64  # characters of the parameters of a control sequence; mouse events have up to 20
# What is drawn of a terminal that says that it is larger: each place of it costs time and memory.
_LARGEST = Size(rows=250, columns=700)


class SequenceParser(Vt100Parser):
    """Takes a longer control sequence for text.

    prompt_toolkit waits for the end of each and keeps all of its beginnings, so that one of 40 KB
    would take half a minute and a gigabyte.
    """

    _length = 0

    def feed(self, data: str) -> None:
        """Read characters."""
        for at, char in enumerate(data):
            if self._in_bracketed_paste:
                super().feed(data[at:])
                return
            self._length = self._length + 1 if char in _PARAMETERS else 0
            if self._length > _LONGEST:
                self.flush()
                self._length = 0
            super().feed(char)


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
