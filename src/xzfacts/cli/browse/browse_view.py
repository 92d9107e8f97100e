"""Renders the state of the browser as lines of text, without I/O."""

from rich.cells import cell_len

from xzfacts.cli.browse.actions import ACTIONS, actions_for
from xzfacts.cli.browse.browse_state import BrowseState, FactHit, Hit, NameHit, Scope
from xzfacts.cli.browse.preview import preview
from xzfacts.cli.browse.styled_lines import Line, Piece, clip, fill, padded, paragraph
from xzfacts.i18n import gettext as _, ngettext
from xzfacts.render.wording import DIVIDER

_SIDE_BY_SIDE = 100  # minimum width in cells for a preview beside the list
_DIVIDER = " │ "
_MIN_PREVIEW = 4  # lines
_MARKS = ("> ", "  ")  # before the selected hit, and before the others


def page(state: BrowseState, width: int, height: int) -> list[Line]:
    """Return the lines below the input line: exactly `height`, each of at most `width` cells."""
    if height < 3:
        return [_status(state, width), _keys(state, width)][:height]
    body = _help(width) if state.help else _body(state, width, height - 2)
    return [_status(state, width), *fill(body, height - 2), _keys(state, width)]


def _body(state: BrowseState, width: int, height: int) -> list[Line]:
    """Return the list, with the preview or the menu beside or below it."""
    if width >= _SIDE_BY_SIDE:
        left = width * 2 // 5
        right = width - left - len(_DIVIDER)
        listed = fill(_list(state, left, height), height)
        shown = fill(_shown(state, right, height), height)
        return [
            (*padded(one, left), (_DIVIDER, "aside"), *other)
            for one, other in zip(listed, shown, strict=True)
        ]
    below = height * 3 // 5
    if below < _MIN_PREVIEW and state.menu is None:
        return _list(state, width, height)
    listed = fill(_list(state, width, height - below - 1), height - below - 1)
    return [*listed, (("─" * width, "aside"),), *_shown(state, width, below)]


def _shown(state: BrowseState, width: int, height: int) -> list[Line]:
    if state.menu is not None:
        return _menu(state, state.menu, width)
    return preview(state.selected, state.selected_context, width, height)


def _status(state: BrowseState, width: int) -> Line:
    if state.message:
        return clip([(state.message, "name")], width)
    scope = state.listing.scope
    if scope is None:
        return clip([(state.found.summary, "aside")], width)
    return clip(
        [(_scope_title(scope), "name"), (f"{DIVIDER}{state.found.summary}", "aside")], width
    )


def _scope_title(scope: Scope) -> str:
    if scope.kind == "subject":
        return _("Facts about {subject}").format(subject=scope.name)
    return _("Facts with the attribute {attribute}").format(attribute=scope.name)


def _list(state: BrowseState, width: int, height: int) -> list[Line]:
    """Return the lines of the list around the selected hit."""
    rows: list[tuple[int, Hit] | str] = []  # numbered hits, and headings
    at = chosen = 0
    for section in state.found.sections:
        if section.title:
            rows.append(section.title)
        for hit in section.hits:
            if at == state.at:
                chosen = len(rows)
            rows.append((at, hit))
            at += 1
    start = max(0, min(chosen - height // 2, len(rows) - height))
    return [
        clip([(row, "heading")], width)
        if isinstance(row, str)
        else _hit(row[1], state, width, selected=row[0] == state.at)
        for row in rows[start : start + height]
    ]


def _hit(hit: Hit, state: BrowseState, width: int, *, selected: bool) -> Line:
    pieces = _hit_pieces(hit, state.found.listing.scope, width)
    if not selected:
        return clip([(_MARKS[1], ""), *pieces], width)
    line = clip([(_MARKS[0], "selected"), *((text, "selected") for text, _style in pieces)], width)
    return padded(line, width, "selected")


def _hit_pieces(hit: Hit, scope: Scope | None, width: int) -> list[Piece]:
    if isinstance(hit, NameHit):
        called: list[Piece] = [(hit.called, ""), (" = ", "aside")] if hit.called else []
        count = ngettext("{count} fact", "{count} facts", hit.facts).format(count=hit.facts)
        return [*called, (hit.name, "name"), ("  " + count, "aside")]
    if not isinstance(hit, FactHit):
        return [(hit.query, "")]
    if hit.result.kind == "sentence":
        return [(hit.fact.sentence.quote, "")]
    fact = hit.fact
    names = [fact.subject, fact.attribute]
    if scope is not None:
        names = [fact.attribute if scope.kind == "subject" else fact.subject]
    value = clip([(fact.value, "value")], width // 2)
    return [*value, ("  ", ""), (DIVIDER.join(names), "")]


def _menu(state: BrowseState, chosen: int, width: int) -> list[Line]:
    lines: list[Line] = []
    for at, action in enumerate(actions_for(state.selected)):
        key, _label, title = ACTIONS[action]
        text = f"{key}  {_(title)}"
        if at == chosen:
            lines.append(padded(clip([(_MARKS[0] + text, "selected")], width), width, "selected"))
        else:
            lines.append(clip([(_MARKS[1] + text, "")], width))
    return lines


def _keys(state: BrowseState, width: int) -> Line:
    """Return the help line: the first and the last keys, and as many others as fit."""
    actions = actions_for(state.selected)
    if state.menu is not None:
        first, last = [_("Enter: choose")], _("Esc: close")
    else:
        enter = _("Enter: actions") if actions else _("Enter: show facts")
        first, last = [enter] if state.selected else [], _("Esc: leave")
        last = _("Esc: back") if state.back else last
    keyed = _("{key}: {action}")
    labels = [keyed.format(key=ACTIONS[one][0], action=_(ACTIONS[one][1])) for one in actions]
    for part in (*labels, _("F1: help")):
        if cell_len(DIVIDER.join([*first, part, last])) > width:
            break
        first.append(part)
    return clip([(DIVIDER.join([*first, last]), "aside")], width)


def _help(width: int) -> list[Line]:
    """Return the page that lists all keys."""
    rows = [
        (_("any text"), _("search; names, attributes, values and pinyin, also partly typed")),
        ("↑ ↓ PgUp PgDn", _("select")),
        ("Enter", _("actions for a fact; facts of a subject or an attribute")),
        *((key, _(title)) for key, _label, title in ACTIONS.values()),
        ("Esc", _("back, or leave")),
        ("Ctrl-C", _("leave")),
    ]
    room = max(cell_len(key) for key, _text in rows) + 2
    lines: list[Line] = []
    for key, text in rows:
        for number, line in enumerate(paragraph(text, max(width - room, 10))):
            lead = "" if number else key
            lines.append(clip([(lead + " " * (room - cell_len(lead)), "name"), *line], width))
    return lines
