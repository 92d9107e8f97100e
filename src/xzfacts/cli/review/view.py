"""The page that shows a review, line by line, for a terminal of any size."""

from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from xzfacts.cli.review.completions import Background
from xzfacts.cli.review.fit import CUT, Block, fitted
from xzfacts.cli.review.prompt_view import entry_lines, slice_hint
from xzfacts.cli.review.state import Draft, Fate, State
from xzfacts.i18n import gettext as _
from xzfacts.i18n import ngettext
from xzfacts.model.facts import Fact
from xzfacts.model.temporal import Relation
from xzfacts.render.highlights import Role, Segment, segments
from xzfacts.render.styles import ASIDE, SUBJECT, WARNING, Screen, printed, wrapped
from xzfacts.render.wording import DIVIDER, join_names, join_remarks, source_line, subject_kind

_BRACKETS = "[{}]"  # around the value where no colour can show it
_DOTS = 2  # cells that are left free in a sentence for the dots that show a cut
_GAP = 2
_LONG = 4  # lines of one field that are shown
_OTHERS = 4  # statements of the same that are shown in full


class Page(NamedTuple):
    """What to draw: lines as the terminal is sent them, and where the cursor belongs.

    cursor: line and cell from 0; None for the end of the last line.
    """

    lines: list[str]
    cursor: tuple[int, int] | None


def page(state: State, background: Background | None, screen: Screen, height: int) -> Page:
    """The page for the state, in `height` lines at most."""
    if state.help:
        blocks = [_block(_help(screen.width))]
        giving: tuple[int, ...] = (0,)
    elif state.draft is None or background is None:
        blocks = [_block(_ending(state, screen.width), least=1), *_talk(state, screen.width)]
        giving = (1, 0, 2)
    else:
        blocks = _draft(state, state.draft, background, screen)
        giving = _GIVING
    shown = fitted(blocks, giving, height)
    cursor = None
    if state.line is not None and not state.help:
        row = sum(len(block.lines) for block in shown[:_ENTRY])
        cursor = row, entry_lines(state.asked, state.line, screen)[1]
    lines = [line for block in shown for line in block.lines]
    text = printed(Text("\n").join(lines), screen) if lines else ""
    return Page(text.removesuffix("\n").split("\n"), cursor)


# The blocks of a draft's page, by their places; then which of them give lines away first.
_HEAD, _GAP_1, _SENTENCE, _GAP_2, _FIELDS, _GAP_3, _EVIDENCE, _GAP_4, _ENTRY, _SAID, _KEYS = range(
    11
)
_GAPS = (_GAP_3, _GAP_4, _GAP_1, _GAP_2)
_GIVING = (*_GAPS, _EVIDENCE, _KEYS, _HEAD, _SENTENCE, _ENTRY, _FIELDS, _SAID)


def _draft(state: State, draft: Draft, background: Background, screen: Screen) -> list[Block]:
    width = screen.width
    fact = draft.fact
    position = f"{state.at + 1}/{len(state.drafts)}"
    head: list[Segment] = [(position, "whole"), (DIVIDER, ""), (source_line(fact), "")]
    gap = _block(Text())
    blocks = [
        _block(wrapped(head, width, ASIDE), least=1),
        gap,
        _sentence(state, fact, screen),
        gap,
    ]
    value = state.slice.value if state.slice else fact.value
    blocks += [_fields(fact, value, background, width), gap]
    busy = state.line is not None or state.slice is not None
    blocks += [_block(_evidence(background, width), least=0 if busy else 2), gap]
    if state.line is not None:
        blocks.append(_block(entry_lines(state.asked, state.line, screen)[0], least=1))
    elif state.slice is not None:
        blocks.append(_block(slice_hint(state.slice, width), least=1))
    else:
        blocks.append(Block(()))
    return blocks + _talk(state, width)


def _block(text: Text, least: int = 0) -> Block:
    return Block(tuple(text.split("\n", allow_blank=True)), least)


def _sentence(state: State, fact: Fact, screen: Screen) -> Block:
    chosen = state.slice
    if chosen is None:
        pieces = segments(fact.sentence.quote, fact.value)
    else:
        before, after = chosen.quote[: chosen.start], chosen.quote[chosen.end :]
        pieces = [(before, ""), (chosen.value, "value"), (after, "")]
    if chosen is not None or not screen.coloured:
        pieces = [(_BRACKETS.format(t) if role else t, role) for t, role in pieces]
    lines = wrapped(pieces, screen.width - _DOTS).split("\n", allow_blank=True)
    view = next((n for n, line in enumerate(lines) if line.spans), 0)  # only the value is styled
    return Block(tuple(lines), least=3, view=view, marked=True)


def _fields(fact: Fact, value: str, background: Background, width: int) -> Block:
    """What the draft says, each under its label; the first three stay where room is scarce."""
    rows: list[tuple[str, list[Segment], str]] = [
        (_("subject"), _subject(fact, background), SUBJECT),
        (_("attribute"), [(fact.attribute, "")], ""),
        (_("value"), [(value, "value")], ""),
    ]
    if fact.confidence is not None:
        rows.append((_("confidence"), [(str(fact.confidence), "")], ""))
    if fact.as_of:
        rows.append((_("as of"), [(fact.as_of, "")], ""))
    notes = dict.fromkeys(note for note in (fact.note, fact.sentence.note) if note)
    rows += [(_("note"), [(note, "")], WARNING) for note in notes]
    # Room for every label, so that nothing jumps from one draft to the next.
    labels = [_("confidence"), *(label for label, _said, _style in rows)]
    indent = max(map(cell_len, labels)) + _GAP
    shown = [_labelled(*row, indent, width) for row in rows]
    return Block(tuple(line for row in shown for line in row), sum(map(len, shown[:3])))


def _labelled(label: str, said: list[Segment], style: str, indent: int, width: int) -> list[Text]:
    """A label and what stands beside it, cut where it is very long."""
    room = max(width - indent, 2)
    lines = list(wrapped(said, room, style).split("\n", allow_blank=True))
    if len(lines) > _LONG:
        shorter = wrapped(said, max(room - 1, 2), style)
        lines = list(shorter.split("\n", allow_blank=True))[:_LONG]
        lines[-1].append(CUT)
    heads = [label + " " * (indent - cell_len(label)), *[" " * indent] * (len(lines) - 1)]
    return [
        Text(head, style=ASIDE).append_text(line) for head, line in zip(heads, lines, strict=True)
    ]


def _subject(fact: Fact, background: Background) -> list[Segment]:
    """The name, the subject's own name if that is another, and what is known of it."""
    known = background.subject
    parts: list[Segment] = [(fact.subject, "")]
    if known and known.name != fact.subject:
        parts.append((f" = {known.name}", ""))
    if background.reviewed:
        details = [_("known")]
    elif known and any(not fact.place.file.endswith(f"/{file}") for file in known.files):
        details = [_("declared")]
    else:
        details = [_("new")]
    others = [alias for alias in known.aliases if alias != fact.subject] if known else []
    if others:
        details.append(_("also {names}").format(names=join_names(others)))
    if known and known.kind:
        details.append(subject_kind(known.kind))
    if known and known.part_of:
        details.append(_("part of {name}").format(name=known.part_of))
    return [*parts, ("  ", ""), (f"({join_remarks(details)})", "")]


def _evidence(background: Background, width: int) -> Text:
    """What the store states of the same already, what disagrees first."""
    if not background.others:
        return wrapped([(_("The store says nothing of this yet."), "")], width, ASIDE)
    ranked = sorted(background.others, key=lambda pair: _ORDER.index(pair[1]))
    lines = [wrapped([(_("In the store:"), "")], width, ASIDE)]
    for fact, relation in ranked[:_OTHERS]:
        mark, name, role = _relation(relation)
        said: list[Segment] = [(f"{mark} {name}", role), ("  ", ""), (fact.value, "value")]
        when = f"{DIVIDER}{_('as of {date}').format(date=fact.as_of)}" if fact.as_of else ""
        said += [(when, ""), (DIVIDER + source_line(fact), "")]
        lines.append(wrapped(said, width))
    left = len(ranked) - _OTHERS
    if left > 0:
        more = ngettext("and {count} more", "and {count} more", left).format(count=left)
        lines.append(wrapped([(more, "")], width, ASIDE))
    return Text("\n").join(lines)


_ORDER = (Relation.CONFLICTING, Relation.SAME, Relation.NEWER, Relation.OLDER, Relation.COMPATIBLE)


def _relation(relation: Relation) -> tuple[str, str, Role]:
    """Mark, name and style of how the draft stands to a fact."""
    told: dict[Relation, tuple[str, str, Role]] = {
        Relation.CONFLICTING: ("✗", _("contradicts"), "refuted"),
        Relation.SAME: ("✓", _("agrees"), "supported"),
        Relation.NEWER: ("↑", _("newer than"), ""),
        Relation.OLDER: ("↓", _("older than"), ""),
        Relation.COMPATIBLE: ("·", _("beside"), ""),
    }
    return told[relation]


def _talk(state: State, width: int) -> list[Block]:
    """What was just done, and the keys."""
    said = Block(())
    if state.message:
        said = _block(wrapped([(state.message, "")], width, WARNING), least=1)
    if state.line is not None or state.slice is not None:
        return [said, Block(())]
    return [said, _block(_keys(state, width), least=1)]


def _keys(state: State, width: int) -> Text:
    if state.draft is None:
        names = [("u", _("undo")), ("q", _("quit"))]
        if state.count(Fate.OPEN):
            names.insert(0, ("n", _("again through those left")))
    else:
        names = [(letters, short) for letters, short, _long in keys()]
    pieces: list[Segment] = []
    for letters, short in names:
        pieces += [(f"{letters} {short}", "whole"), ("  ", "")]
    return wrapped(pieces[:-1], width, ASIDE)


def keys() -> list[tuple[str, str, str]]:
    """Letter, short name and meaning of each key."""
    return [
        ("a", _("accept"), _("the draft becomes a fact that answers queries")),
        ("s", _("subject"), _("give it another subject")),
        ("t", _("attribute"), _("give it another attribute")),
        ("v", _("value"), _("choose other characters of the sentence as the value")),
        ("m", _("merge"), _("its subject is a known one: make the name here another name of it")),
        ("n", _("skip"), _("leave it a draft (the space bar as well)")),
        ("x", _("reject"), _("delete the draft from its file (r as well)")),
        ("u", _("undo"), _("take back the last decision, then the one before")),
        ("q", _("quit"), _("stop; what is undecided stays a draft")),
        ("?", _("help"), _("this page")),
    ]


def _help(width: int) -> Text:
    rows = [
        line
        for letters, _short, long in keys()
        for line in _labelled(letters, [(long, "")], "", 3, width)
    ]
    said = _("Each decision is written at once. Any key goes back to the draft.")
    rows += [Text(), wrapped([(said, "")], width, ASIDE)]
    return Text("\n").join(rows)


def _ending(state: State, width: int) -> Text:
    said = [_("All drafts were shown."), summary(state)]
    return Text("\n").join(wrapped([(line, "")], width) for line in said)


def summary(state: State) -> str:
    """How many drafts came to what."""
    parts = [
        _("accepted: {count}").format(count=state.count(Fate.ACCEPTED)),
        _("rejected: {count}").format(count=state.count(Fate.REJECTED)),
        _("left: {count}").format(count=state.count(Fate.OPEN)),
    ]
    return join_names(parts)
