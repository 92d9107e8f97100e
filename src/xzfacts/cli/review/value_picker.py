"""A value being chosen in its sentence: whatever it is, it is a slice of the quote."""

from dataclasses import dataclass, replace
from itertools import takewhile

from xzfacts.cli.review.key_decoder import Key
from xzfacts.render.escape import visible
from xzfacts.render.highlights import segments


@dataclass(frozen=True, slots=True)
class Slice:
    """From `start` to `end` in the quote, never empty; the end or the start of it can be moved.

    typed: what is looked for in the quote, empty while the ends are moved.
    """

    quote: str
    start: int
    end: int
    at_end: bool = True
    typed: str = ""

    @property
    def value(self) -> str:
        """What is chosen."""
        return self.quote[self.start : self.end]

    @property
    def found(self) -> bool:
        """Whether what was typed stands in the quote."""
        return not self.typed or self.value == self.typed


def begin(quote: str, value: str) -> Slice:
    """The value as it stands in the quote now; the whole quote where it does not."""
    pieces = segments(quote, value)
    before = takewhile(lambda piece: piece[1] != "value", pieces)
    start = sum(len(text) for text, _role in before)
    if start >= len(quote):
        return Slice(quote, 0, len(quote))
    return Slice(quote, start, start + len(value))


def moved(chosen: Slice, key: Key) -> Slice:
    """The slice after a key; keys that mean nothing here change nothing."""
    if key.name in {"text", "paste"}:
        typed = "".join(char for char in key.text if visible(char) == char)
        return _sought(chosen, chosen.typed + typed)
    if key.name in {"backspace", "clear", "rub"}:
        return _sought(chosen, chosen.typed[:-1] if key.name == "backspace" else "")
    if key.name in {"tab", "backtab", "up", "down"}:
        return replace(chosen, at_end=not chosen.at_end, typed="")
    if key.name not in {"left", "right", "home", "end"}:
        return chosen
    last = len(chosen.quote)
    old = chosen.end if chosen.at_end else chosen.start
    new = {"left": old - 1, "right": old + 1, "home": 0, "end": last}[key.name]
    if chosen.at_end:
        return replace(chosen, end=min(max(new, chosen.start + 1), last), typed="")
    return replace(chosen, start=max(min(new, chosen.end - 1), 0), typed="")


def _sought(chosen: Slice, typed: str) -> Slice:
    """The first place in the quote where the text stands; where none, the slice stays."""
    start = chosen.quote.find(typed) if typed else -1
    if start < 0:
        return replace(chosen, typed=typed)
    return replace(chosen, start=start, end=start + len(typed), typed=typed)
