"""One fact in full, with what its article says around it."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from xzfacts.i18n import gettext as _
from xzfacts.model import Fact
from xzfacts.render.describe import place, remarks, source_line
from xzfacts.render.marks import segments
from xzfacts.render.screen import ASIDE, SUBJECT, VALUE, WARNING, Screen, printed, wrapped
from xzfacts.render.visible import visible

_INDENT = 2
_GAP = 2
# The value between these where no style can show it.
_MARKS = "«{}»"


def fact(stated: Fact, neighbours: tuple[Fact, ...], screen: Screen) -> str:
    """The fact, its sentence with the value marked, its source, and its neighbours."""
    width = screen.width - _INDENT
    parts: list[RenderableType] = [_sentence(stated, screen)]
    parts += [wrapped([(remark, "")], width, WARNING) for remark in remarks(stated)]
    details = (source_line(stated), stated.source.url or "", place(stated.place), stated.id)
    parts += [wrapped([(detail, "")], width, ASIDE) for detail in details if detail]
    name = f"{stated.subject} · {stated.attribute}"
    shown: list[RenderableType] = [
        wrapped([(name, "")], screen.width, SUBJECT),
        wrapped([(stated.value, "value")], screen.width),
        Padding(Group(*parts), (0, 0, 0, _INDENT)),
    ]
    if neighbours:
        shown += [Text(), Text(_("Around it in the article:")), _around(neighbours)]
    return printed(Group(*shown), screen)


def _sentence(stated: Fact, screen: Screen) -> Text:
    pieces = segments(stated.sentence.quote, stated.value)
    if not screen.styled:
        pieces = [(_MARKS.format(text), role) if role else (text, role) for text, role in pieces]
    return wrapped(pieces, screen.width - _INDENT)


def _around(neighbours: tuple[Fact, ...]) -> Padding:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for _column in range(4):
        grid.add_column(no_wrap=True)
    for near in neighbours:
        line = near.sentence.line
        grid.add_row(
            Text("" if line is None else _("line {number}").format(number=line), style=ASIDE),
            Text(visible(near.value), style=VALUE),
            Text(visible(f"{near.subject} · {near.attribute}")),
            Text(near.id, style=ASIDE),
        )
    return Padding(grid, (0, 0, 0, _INDENT))
