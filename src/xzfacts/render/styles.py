"""Styled text for a terminal, by Rich; its markup is disabled."""

import io
from typing import TYPE_CHECKING, NamedTuple

from xzfacts.render.highlights import Role, Segment
from xzfacts.render.wrap import wrap

if TYPE_CHECKING:  # plain output needs no Rich
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType
    from rich.text import Text

# Only the sixteen colours of the terminal's theme, so that dark and light themes are readable.
# The styles also differ without colour.
STYLES: dict[Role, str] = {
    "": "",
    "value": "bold green",
    "word": "underline",
    "whole": "",
    "id": "dim",
    "supported": "green",
    "refuted": "bold red",
    "conflicting_evidence": "bold magenta",
    "not_enough_evidence": "underline",
}
SUBJECT = "bold"
ASIDE = "dim"
WARNING = "magenta"


class Screen(NamedTuple):
    """The capabilities of the output.

    width: in cells.
    styled: whether styles are available.
    coloured: whether colours are available.
    """

    width: int
    styled: bool
    coloured: bool


def wrapped(pieces: list[Segment], width: int, style: str = "") -> "Text":
    """The segments in lines of at most `width` cells, each in the style of its role."""
    from rich.text import Text

    text = Text(style=style)
    for number, line in enumerate(wrap(pieces, width)):
        if number:
            text.append("\n")
        for piece, role in line:
            text.append(piece, style=STYLES[role])
    return text


def indented(texts: "Iterable[Text]", cells: int) -> "Iterator[Text]":
    """The lines of the texts, each behind `cells` spaces.

    `rich.padding` would fill every line up to the width of the screen, which may be a million.
    """
    from rich.text import Text

    for text in texts:
        for line in text.split("\n", allow_blank=True):
            yield Text(" " * cells) + line


def printed(content: "RenderableType", screen: Screen) -> str:
    """`content` as text with escape sequences for the screen."""
    from rich.console import Console

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
