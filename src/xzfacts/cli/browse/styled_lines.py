"""Lines of styled pieces, measured in cells; a Chinese character takes two cells."""

from collections.abc import Iterable, Sequence
from typing import Literal

from rich.cells import cell_len

from xzfacts.render.escape import visible
from xzfacts.render.highlights import Segment
from xzfacts.render.wrap import wrap

Style = Literal["", "value", "word", "name", "aside", "warning", "heading", "selected"]
Piece = tuple[str, Style]
Line = tuple[Piece, ...]

_ELLIPSIS = "…"


def clip(pieces: Iterable[Piece], width: int) -> Line:
    """Return the pieces cut to `width` cells, with control characters escaped."""
    shown = [(visible(text), style) for text, style in pieces if text]
    if sum(cell_len(text) for text, _style in shown) <= width:
        return tuple(shown)
    kept: list[Piece] = []
    room = width - cell_len(_ELLIPSIS)
    for text, style in shown:
        part = _fitting(text, room)
        room -= cell_len(part)
        kept.append((part, style))
        if part != text:
            break
    return (*kept, (_ELLIPSIS, "")) if width > 0 else ()


def _fitting(text: str, room: int) -> str:
    """Return the longest prefix of at most `room` cells."""
    end = len(text)
    if cell_len(text) > room:
        end = 0
        used = 0
        while (used := used + cell_len(text[end])) <= room:
            end += 1
    return text[:end]


def padded(line: Line, width: int, style: Style = "") -> Line:
    """Return the line filled with blanks to `width` cells."""
    gap = width - sum(cell_len(text) for text, _style in line)
    return (*line, (" " * gap, style)) if gap > 0 else line


def paragraph(text: str, width: int, style: Style = "") -> list[Line]:
    """Wrap a text into lines of at most `width` cells."""
    return [tuple((part, style) for part, _role in line) for line in wrap([(text, "")], width)]


def quotation(pieces: list[Segment], width: int) -> list[Line]:
    """Wrap a sentence with highlighted parts into lines of at most `width` cells."""
    styles: dict[str, Style] = {"value": "value", "word": "word"}
    return [
        tuple((text, styles.get(role, "")) for text, role in line) for line in wrap(pieces, width)
    ]


def fill(lines: Sequence[Line], height: int) -> list[Line]:
    """Return the first `height` lines, with blank ones after them if there are fewer."""
    return [*lines[:height], *[()] * (height - len(lines))]
