"""What is shown while something is typed or chosen."""

from rich.cells import cell_len
from rich.text import Text

from xzfacts.cli.review.state import Asked
from xzfacts.cli.review.text_input import Entry
from xzfacts.cli.review.value_picker import Slice
from xzfacts.i18n import gettext as _
from xzfacts.render.escape import visible
from xzfacts.render.highlights import Segment
from xzfacts.render.styles import ASIDE, Screen, wrapped

_FRESH = "reverse"  # what the next character replaces


def asking(asked: Asked | None) -> str:
    """What stands before the line."""
    if asked == "attribute":
        return _("attribute:")
    return _("same as:") if asked == "merge" else _("subject:")


def entry_lines(asked: Asked | None, line: Entry, screen: Screen) -> tuple[Text, int]:
    """The line with its offers and keys, and the cell of the first line where the cursor is."""
    label = f"{asking(asked)} "
    room = max(screen.width - cell_len(label) - 1, 2)
    start, end = _window(line.text, line.cursor, room)
    style = _FRESH if line.fresh else ""
    text = Text(label).append(visible(line.text[start:end]), style=style)
    cell = cell_len(label) + cell_len(visible(line.text[start : line.cursor]))
    for number, offer in enumerate(line.offers):
        mark = ">" if number == line.chosen else " "
        about = f"  ({offer.about})" if offer.about else ""
        text.append("\n")
        text.append_text(_one_line(f"{mark} {offer.text}{about}", screen.width))
    hint = _("Tab: next of these · Enter: take it · Esc: back")
    text.append("\n")
    text.append_text(wrapped([(hint, "")], screen.width, ASIDE))
    return text, cell


def slice_hint(chosen: Slice, width: int) -> Text:
    """Which end moves, what is looked for, and the keys."""
    if chosen.typed:
        sought = _("looked for: {text}").format(text=chosen.typed)
        hint = _("Enter: take it · Backspace: less · Esc: back")
    else:
        sought = _("The arrows move its end.") if chosen.at_end else _("The arrows move its start.")
        hint = _("Tab: other end · type to look for it · Enter: take it · Esc: back")
    lines: list[list[Segment]] = [[(sought, "")], [(hint, "")]]
    return Text("\n").join(
        wrapped(pieces, width, ASIDE if number else "") for number, pieces in enumerate(lines)
    )


def _window(text: str, cursor: int, room: int) -> tuple[int, int]:
    """The stretch of a long text that is shown, with the cursor in it."""
    start = 0
    while start < cursor and cell_len(visible(text[start:cursor])) > room:
        start += 1
    end = len(text)
    while end > cursor and cell_len(visible(text[start:end])) > room:
        end -= 1
    return start, end


def _one_line(text: str, width: int) -> Text:
    line = Text(visible(text))
    line.truncate(width, overflow="ellipsis")
    return line
