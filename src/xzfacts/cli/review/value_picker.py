"""Selection of a value in its sentence; it is always a slice of the quote."""

from dataclasses import dataclass, replace
from itertools import takewhile

from xzfacts.cli.review.key_decoder import Key
from xzfacts.render.escape import visible
from xzfacts.render.highlights import segments


@dataclass(frozen=True, slots=True)
class Selection:
    """A non-empty selection in a quote.

    quote: text of the sentence.
    start: index of the first selected character.
    end: index after the last selected character.
    at_end: whether the arrow keys move the end rather than the start.
    typed: text searched for; empty while the ends are moved.
    """

    quote: str
    start: int
    end: int
    at_end: bool = True
    typed: str = ""

    @property
    def value(self) -> str:
        """The selected text."""
        return self.quote[self.start : self.end]

    @property
    def found(self) -> bool:
        """Whether the typed text occurs in the quote."""
        return not self.typed or self.value == self.typed


def begin(quote: str, value: str) -> Selection:
    """Select the value in the quote; the whole quote if it does not occur."""
    pieces = segments(quote, value)
    before = takewhile(lambda piece: piece[1] != "value", pieces)
    start = sum(len(text) for text, _role in before)
    if start >= len(quote):
        return Selection(quote, 0, len(quote))
    return Selection(quote, start, start + len(value))


def moved(chosen: Selection, key: Key) -> Selection:
    """Return the selection after a key; unknown keys change nothing."""
    if key.name in {"text", "paste"}:
        typed = "".join(char for char in key.text if visible(char) == char)
        return _search(chosen, chosen.typed + typed)
    if key.name in {"backspace", "clear", "delete_word"}:
        return _search(chosen, chosen.typed[:-1] if key.name == "backspace" else "")
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


def _search(chosen: Selection, typed: str) -> Selection:
    """Select the first occurrence of the text; keep the selection if there is none."""
    start = chosen.quote.find(typed) if typed else -1
    if start < 0:
        return replace(chosen, typed=typed)
    return replace(chosen, start=start, end=start + len(typed), typed=typed)
