"""Line breaking of Chinese text by its display width.

Lines break between Chinese characters, but not before closing or after opening punctuation.
Latin words, numbers and highlighted values are broken only if they are longer than a line.
"""

from itertools import groupby
from typing import get_args

from xzfacts.render.escape import visible
from xzfacts.render.highlights import Role, Segment
from xzfacts.text.lazy_pattern import lazy_pattern

_CLOSING = "/，。、；：？！）》」』】〕”’…％%,.;:?!)]}·"
_WHOLE = tuple(role for role in get_args(Role) if role not in {"", "word"})
_WIDEST = 2  # cells of a character
_OPENING = "/（《「『【〔“‘([{"
_WORD = lazy_pattern(r"[A-Za-z0-9.,%/:~_'+-]+")


def wrap(pieces: list[Segment], width: int) -> list[list[Segment]]:
    """The segments in lines of at most `width` cells; control characters are escaped."""
    shown = [(visible(text), role) for text, role in pieces if text]
    if _fits(shown, width):
        return [_joined(shown)]
    lines: list[list[Segment]] = [[]]
    used = 0
    for unit in _units(shown):
        for part in _fitting(unit, width):
            size = _size(part)
            if used + size > width and lines[-1]:
                lines.append(_without_space(part))
                used = _size(lines[-1])
            else:
                lines[-1] += part
                used += size
    return [_joined(line) for line in lines]


def _fits(pieces: list[Segment], width: int) -> bool:
    most = _WIDEST * sum(len(text) for text, _role in pieces)
    return most <= width or _size(pieces) <= width


def _joined(line: list[Segment]) -> list[Segment]:
    runs = groupby(line, key=lambda piece: piece[1])
    return [("".join(text for text, _role in run), role) for role, run in runs]


def _units(pieces: list[Segment]) -> list[list[Segment]]:
    """The runs between possible line breaks."""
    units: list[list[Segment]] = []
    glue = False
    for text, role in pieces:
        for atom in [text] if role in _WHOLE else _atoms(text):
            if units and (glue or atom[0] in _CLOSING or atom.isspace()):
                units[-1].append((atom, role))
            else:
                units.append([(atom, role)])
            glue = atom[-1] in _OPENING
    return units


def _atoms(text: str) -> list[str]:
    atoms: list[str] = []
    at = 0
    while at < len(text):
        word = _WORD.match(text, at)
        end = word.end() if word else at + 1
        atoms.append(text[at:end])
        at = end
    return atoms


def _fitting(unit: list[Segment], width: int) -> list[list[Segment]]:
    """The unit itself, or its characters with their punctuation if it is longer than a line."""
    if _size(unit) <= width:
        return [unit]
    parts: list[list[Segment]] = []
    for character, role in ((each, role) for text, role in unit for each in text):
        glued = parts and (character in _CLOSING or parts[-1][-1][0] in _OPENING)
        if glued and _size([*parts[-1], (character, role)]) <= width:
            parts[-1].append((character, role))
        else:
            parts.append([(character, role)])
    return parts


def _size(pieces: list[Segment]) -> int:
    from rich.cells import cell_len

    return sum(cell_len(text) for text, _role in pieces)


def _without_space(pieces: list[Segment]) -> list[Segment]:
    """Removes the space at a line break."""
    text, role = pieces[0]
    rest = text.lstrip()
    return [(rest, role), *pieces[1:]] if rest else pieces[1:]
