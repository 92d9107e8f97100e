"""Styled text for a terminal, by Rich; nothing from outside is ever read as its markup."""

import io
from typing import NamedTuple

from rich.console import Console, RenderableType
from rich.text import Text

from xzfacts.render.highlights import Role, Segment
from xzfacts.render.wrap import wrap

# The sixteen colours of the terminal's own theme, so that dark and light both read well;
# each style differs also without colour.
STYLES: dict[Role, str] = {
    "": "",
    "value": "bold green",
    "word": "underline",
    "whole": "",
    "supported": "green",
    "refuted": "bold red",
    "conflicting_evidence": "bold magenta",
    "not_enough_evidence": "underline",
}
VALUE = "bold green"
SUBJECT = "bold"
ASIDE = "dim"
WARNING = "magenta"


class Screen(NamedTuple):
    """Where text is shown: its width in cells, and whether styles and colours reach it."""

    width: int
    styled: bool
    coloured: bool


def wrapped(pieces: list[Segment], width: int, style: str = "") -> Text:
    """The pieces in lines no wider than `width`, each in the style of its role."""
    text = Text(style=style)
    for number, line in enumerate(wrap(pieces, width)):
        if number:
            text.append("\n")
        for piece, role in line:
            text.append(piece, style=STYLES[role])
    return text


def printed(content: RenderableType, screen: Screen) -> str:
    """What the screen is sent to show `content`, escape sequences included."""
    console = Console(
        file=io.StringIO(),
        width=screen.width,
        force_terminal=screen.styled,
        no_color=not screen.coloured,
        color_system="standard" if screen.styled else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(content, no_wrap=True, overflow="ignore", crop=False)
    return "\n".join(line.rstrip() for line in capture.get().split("\n"))
