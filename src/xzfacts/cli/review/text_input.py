"""A line that is typed, with what may be meant offered below it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from xzfacts.cli.review.key_decoder import Key
from xzfacts.render.escape import visible

_MOST = 300  # characters; no name is longer


class Offer(NamedTuple):
    """A text that may be meant, and what to know of it."""

    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with the cursor before the character numbered `cursor`.

    fresh: the text was put there beforehand: what is typed takes its place, as if it were
    marked; keys that move the cursor keep it. offers: for what was typed; `chosen` is the one
    that stands in the line now.
    """

    text: str = ""
    cursor: int = 0
    fresh: bool = False
    offers: tuple[Offer, ...] = ()
    chosen: int | None = None


# Gives what to offer for a text; for none, what is likely without one.
Offering = Callable[[str], tuple[Offer, ...]]


def begin(text: str, offering: Offering) -> Entry:
    """A line that holds `text`, which the first character typed replaces."""
    return Entry(text, len(text), fresh=bool(text), offers=offering(""))


def edited(entry: Entry, key: Key, offering: Offering) -> Entry:
    """The line after a key; keys that mean nothing in a line change nothing."""
    if key.name in {"text", "paste"}:
        typed = "".join(char for char in key.text if visible(char) == char)
        typed = typed[: _MOST - (0 if entry.fresh else len(entry.text))]
        if not typed:
            return entry
        if entry.fresh:
            return _typed(entry, typed, len(typed), offering)
        text = entry.text[: entry.cursor] + typed + entry.text[entry.cursor :]
        return _typed(entry, text, entry.cursor + len(typed), offering)
    if key.name in {"tab", "down"}:
        return _cycled(entry, 1)
    if key.name in {"backtab", "up"}:
        return _cycled(entry, -1)
    if key.name in _MOVES:
        cursor = _MOVES[key.name](entry)
        return replace(entry, cursor=min(max(cursor, 0), len(entry.text)), fresh=False)
    if key.name in _CUTS:
        start, end = (0, len(entry.text)) if entry.fresh else _CUTS[key.name](entry)
        start = max(start, 0)
        if start < end:
            return _typed(entry, entry.text[:start] + entry.text[end:], start, offering)
    return entry


_MOVES: dict[str, Callable[[Entry], int]] = {
    "left": lambda entry: entry.cursor - 1,
    "right": lambda entry: entry.cursor + 1,
    "home": lambda _entry: 0,
    "end": lambda entry: len(entry.text),
}
_CUTS: dict[str, Callable[[Entry], tuple[int, int]]] = {
    "backspace": lambda entry: (entry.cursor - 1, entry.cursor),
    "delete": lambda entry: (entry.cursor, entry.cursor + 1),
    "clear": lambda entry: (0, len(entry.text)),
    "rub": lambda entry: (
        len(entry.text[: entry.cursor].rstrip().rpartition(" ")[0]),
        entry.cursor,
    ),
}


def _typed(entry: Entry, text: str, cursor: int, offering: Offering) -> Entry:
    if text == entry.text:
        return replace(entry, fresh=False)
    return Entry(text, cursor, offers=offering(text.strip()))


def _cycled(entry: Entry, step: int) -> Entry:
    """The next offer in the line; the offers stay as they are, so that all can be reached."""
    if not entry.offers:
        return entry
    if entry.chosen is None:
        chosen = 0 if step > 0 else len(entry.offers) - 1
    else:
        chosen = (entry.chosen + step) % len(entry.offers)
    text = entry.offers[chosen].text
    return replace(entry, text=text, cursor=len(text), fresh=False, chosen=chosen)
