"""Renders the input line with its completions, and the hints of the value picker."""

from rich.cells import cell_len
from rich.text import Text

from xzfacts.cli.review.review_state import PromptKind
from xzfacts.cli.review.text_input import TextInput
from xzfacts.cli.review.value_picker import Selection
from xzfacts.i18n import gettext as _
from xzfacts.render.escape import visible
from xzfacts.render.highlights import Segment
from xzfacts.render.styles import ASIDE, Screen, wrapped

_FRESH = "reverse"  # style of text that the next character replaces


def prompt_label(prompt: PromptKind | None) -> str:
    """Return the label of the input line."""
    if prompt == "attribute":
        return _("attribute:")
    if prompt == "confidence":
        return _("minimum confidence:")
    if prompt == "every_subject":
        return _("subject of all:")
    return _("same as:") if prompt == "merge" else _("subject:")


def input_lines(prompt: PromptKind | None, line: TextInput, screen: Screen) -> tuple[Text, int]:
    """Return the input line with completions and key hints, and the column of the cursor."""
    label = f"{prompt_label(prompt)} "
    room = max(screen.width - cell_len(label) - 1, 2)
    start, end = _window(line.text, line.cursor, room)
    style = _FRESH if line.fresh else ""
    text = Text(label).append(visible(line.text[start:end]), style=style)
    cell = cell_len(label) + cell_len(visible(line.text[start : line.cursor]))
    for number, completion in enumerate(line.completions):
        mark = ">" if number == line.chosen else " "
        about = f"  ({completion.about})" if completion.about else ""
        text.append("\n")
        text.append_text(_one_line(f"{mark} {completion.text}{about}", screen.width))
    hint = _("Tab: next · Enter: select · Esc: back")
    text.append("\n")
    text.append_text(wrapped([(hint, "")], screen.width, ASIDE))
    return text, cell


def selection_hint(chosen: Selection, width: int) -> Text:
    """Return the state of the value picker and its key hints."""
    if chosen.typed:
        status = _("search: {text}").format(text=chosen.typed)
        hint = _("Enter: select · Backspace: delete · Esc: back")
    else:
        status = (
            _("The arrow keys move the end.")
            if chosen.at_end
            else _("The arrow keys move the start.")
        )
        hint = _("Tab: other end · type to search · Enter: select · Esc: back")
    lines: list[list[Segment]] = [[(status, "")], [(hint, "")]]
    return Text("\n").join(
        wrapped(pieces, width, ASIDE if number else "") for number, pieces in enumerate(lines)
    )


def _window(text: str, cursor: int, room: int) -> tuple[int, int]:
    """Return start and end of the visible part of a long text, which contains the cursor."""
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
