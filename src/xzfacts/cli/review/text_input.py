"""Line editor with completion, as pure functions."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from xzfacts.cli.review.key_decoder import Key
from xzfacts.render.escape import visible

_MAX_LENGTH = 300  # characters; no name is longer


class Completion(NamedTuple):
    """A completion.

    text: text of the completion.
    about: remark shown beside it.
    """

    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class TextInput:
    """An input line.

    text: current text.
    cursor: index of the character after the cursor.
    fresh: whether the text is a default that the next typed character replaces; moving the
        cursor keeps it.
    completions: completions of the typed text.
    chosen: index of the completion that is in the line; None for typed text.
    """

    text: str = ""
    cursor: int = 0
    fresh: bool = False
    completions: tuple[Completion, ...] = ()
    chosen: int | None = None


# From a text to its completions; from an empty text to suggestions.
Completer = Callable[[str], tuple[Completion, ...]]


def begin(text: str, completer: Completer) -> TextInput:
    """Return a line with a default text, which the first typed character replaces."""
    return TextInput(text, len(text), fresh=bool(text), completions=completer(""))


def edited(line: TextInput, key: Key, completer: Completer) -> TextInput:
    """Return the line after a key; unknown keys change nothing."""
    if key.name in {"text", "paste"}:
        typed = "".join(char for char in key.text if visible(char) == char)
        typed = typed[: _MAX_LENGTH - (0 if line.fresh else len(line.text))]
        if not typed:
            return line
        if line.fresh:
            return _with_text(line, typed, len(typed), completer)
        text = line.text[: line.cursor] + typed + line.text[line.cursor :]
        return _with_text(line, text, line.cursor + len(typed), completer)
    if key.name in {"tab", "down"}:
        return _next_completion(line, 1)
    if key.name in {"backtab", "up"}:
        return _next_completion(line, -1)
    if key.name in _MOVES:
        cursor = _MOVES[key.name](line)
        return replace(line, cursor=min(max(cursor, 0), len(line.text)), fresh=False)
    if key.name in _CUTS:
        start, end = (0, len(line.text)) if line.fresh else _CUTS[key.name](line)
        start = max(start, 0)
        if start < end:
            return _with_text(line, line.text[:start] + line.text[end:], start, completer)
    return line


_MOVES: dict[str, Callable[[TextInput], int]] = {
    "left": lambda line: line.cursor - 1,
    "right": lambda line: line.cursor + 1,
    "home": lambda _line: 0,
    "end": lambda line: len(line.text),
}
_CUTS: dict[str, Callable[[TextInput], tuple[int, int]]] = {
    "backspace": lambda line: (line.cursor - 1, line.cursor),
    "delete": lambda line: (line.cursor, line.cursor + 1),
    "clear": lambda line: (0, len(line.text)),
    "delete_word": lambda line: (
        len(line.text[: line.cursor].rstrip().rpartition(" ")[0]),
        line.cursor,
    ),
}


def _with_text(line: TextInput, text: str, cursor: int, completer: Completer) -> TextInput:
    if text == line.text:
        return replace(line, fresh=False)
    return TextInput(text, cursor, completions=completer(text.strip()))


def _next_completion(line: TextInput, step: int) -> TextInput:
    """Put the next completion in the line; the list stays, so that all can be reached."""
    if not line.completions:
        return line
    if line.chosen is None:
        chosen = 0 if step > 0 else len(line.completions) - 1
    else:
        chosen = (line.chosen + step) % len(line.completions)
    text = line.completions[chosen].text
    return replace(line, text=text, cursor=len(text), fresh=False, chosen=chosen)
