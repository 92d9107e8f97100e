"""Renders the state of a review as a page for a terminal of any size."""

from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from xzfacts.cli.review.completions import Background
from xzfacts.cli.review.page_fitting import CUT, Block, fitted
from xzfacts.cli.review.prompt_view import input_lines, selection_hint
from xzfacts.cli.review.review_state import Outcome, ReviewItem, ReviewState
from xzfacts.i18n import gettext as _, ngettext
from xzfacts.model.facts import Fact
from xzfacts.model.temporal import Relation
from xzfacts.render.highlights import Role, Segment, segments
from xzfacts.render.styles import ASIDE, SUBJECT, WARNING, Screen, printed, wrapped
from xzfacts.render.wording import (
    DIVIDER,
    join_names,
    join_remarks,
    modality,
    source_line,
    subject_kind,
)

_BRACKETS = "[{}]"  # around the value if there is no colour
_CUT_MARK_WIDTH = 2  # cells left free in a sentence for the marks of a cut
_GAP = 2
_MAX_FIELD_LINES = 4
_MAX_OTHERS = 4  # facts with the same subject and attribute


class Page(NamedTuple):
    """A rendered page.

    lines: lines with escape sequences.
    cursor: line and cell of the cursor, from 0; None for the end of the last line.
    """

    lines: list[str]
    cursor: tuple[int, int] | None


def page(state: ReviewState, background: Background | None, screen: Screen, height: int) -> Page:
    """Render the state in at most `height` lines."""
    if state.help:
        blocks = [_block(_help(screen.width))]
        cut_order: tuple[int, ...] = (0,)
    elif state.draft is None or background is None:
        blocks = [_block(_ending(state, screen.width), min_lines=1), *_footer(state, screen.width)]
        cut_order = (1, 0, 2)
    else:
        blocks = _draft(state, state.draft, background, screen)
        cut_order = _CUT_ORDER
    shown = fitted(blocks, cut_order, height)
    cursor = None
    if state.line is not None and not state.help:
        row = sum(len(block.lines) for block in shown[:_INPUT])
        cursor = row, input_lines(state.prompt, state.line, screen)[1]
    lines = [line for block in shown for line in block.lines]
    text = printed(Text("\n").join(lines), screen) if lines else ""
    return Page(text.removesuffix("\n").split("\n"), cursor)


# Indexes of the blocks of a draft's page, and the order in which they are cut.
_HEAD, _GAP_1, _SENTENCE, _GAP_2, _FIELDS, _GAP_3 = range(6)
_EVIDENCE, _GAP_4, _INPUT, _MESSAGE, _KEYS = range(6, 11)
_GAPS = (_GAP_3, _GAP_4, _GAP_1, _GAP_2)
_CUT_ORDER = (*_GAPS, _EVIDENCE, _KEYS, _HEAD, _SENTENCE, _INPUT, _FIELDS, _MESSAGE)


def _draft(
    state: ReviewState, draft: ReviewItem, background: Background, screen: Screen
) -> list[Block]:
    width = screen.width
    fact = draft.fact
    position = f"{state.at + 1}/{len(state.drafts)}"
    head: list[Segment] = [(position, "whole"), (DIVIDER, ""), (source_line(fact), "")]
    if draft.outcome is not Outcome.OPEN:
        head += [(DIVIDER, ""), (_outcome(draft.outcome), "whole")]
    gap = _block(Text())
    blocks = [
        _block(wrapped(head, width, ASIDE), min_lines=1),
        gap,
        _sentence(state, fact, screen),
        gap,
    ]
    value = state.selection.value if state.selection else fact.value
    blocks += [_fields(fact, value, background, width), gap]
    busy = state.line is not None or state.selection is not None
    context = _paragraph(background, width) if state.paragraph else _evidence(background, width)
    blocks += [_block(context, min_lines=0 if busy else 2), gap]
    if state.line is not None:
        blocks.append(_block(input_lines(state.prompt, state.line, screen)[0], min_lines=1))
    elif state.selection is not None:
        blocks.append(_block(selection_hint(state.selection, width), min_lines=1))
    else:
        blocks.append(Block(()))
    return blocks + _footer(state, width)


def _block(text: Text, min_lines: int = 0) -> Block:
    return Block(tuple(text.split("\n", allow_blank=True)), min_lines)


def _sentence(state: ReviewState, fact: Fact, screen: Screen) -> Block:
    chosen = state.selection
    if chosen is None:
        pieces = segments(fact.sentence.quote, fact.value)
    else:
        before, after = chosen.quote[: chosen.start], chosen.quote[chosen.end :]
        pieces = [(before, ""), (chosen.value, "value"), (after, "")]
    if chosen is not None or not screen.coloured:
        pieces = [(_BRACKETS.format(t) if role else t, role) for t, role in pieces]
    lines = wrapped(pieces, screen.width - _CUT_MARK_WIDTH).split("\n", allow_blank=True)
    focus = next((n for n, line in enumerate(lines) if line.spans), 0)  # only the value has a style
    return Block(tuple(lines), min_lines=3, focus=focus, marked=True)


def _fields(fact: Fact, value: str, background: Background, width: int) -> Block:
    """Render the fields of the draft; the first three are kept when space is short."""
    rows: list[tuple[str, list[Segment], str]] = [
        (_("subject"), _subject(fact, background), SUBJECT),
        (_("attribute"), [(fact.attribute, "")], ""),
        (_("value"), [(value, "value")], ""),
    ]
    if fact.confidence is not None:
        rows.append((_("confidence"), [(str(fact.confidence), "")], ""))
    if fact.as_of:
        rows.append((_("as of"), [(fact.as_of, "")], ""))
    rows += [(_("mode"), [(text, "")], WARNING) for text in modality(fact)]
    notes = dict.fromkeys(note for note in (fact.note, fact.sentence.note) if note)
    rows += [(_("note"), [(note, "")], WARNING) for note in notes]
    # Same indent for all drafts, so that the page does not jump.
    labels = [_("confidence"), *(label for label, _text, _style in rows)]
    indent = max(map(cell_len, labels)) + _GAP
    shown = [_labelled(*row, indent, width) for row in rows]
    return Block(tuple(line for row in shown for line in row), sum(map(len, shown[:3])))


def _labelled(
    label: str, content: list[Segment], style: str, indent: int, width: int
) -> list[Text]:
    """Render a label with its content, cut if it is very long."""
    room = max(width - indent, 2)
    lines = list(wrapped(content, room, style).split("\n", allow_blank=True))
    if len(lines) > _MAX_FIELD_LINES:
        shorter = wrapped(content, max(room - 1, 2), style)
        lines = list(shorter.split("\n", allow_blank=True))[:_MAX_FIELD_LINES]
        lines[-1].append(CUT)
    heads = [label + " " * (indent - cell_len(label)), *[" " * indent] * (len(lines) - 1)]
    return [
        Text(head, style=ASIDE).append_text(line) for head, line in zip(heads, lines, strict=True)
    ]


def _subject(fact: Fact, background: Background) -> list[Segment]:
    """Render the name, the canonical name if it differs, and what is known about the subject."""
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


def _outcome(outcome: Outcome) -> str:
    """Return what was decided about a draft."""
    labels = {
        Outcome.ACCEPTED: _("accepted"),
        Outcome.REJECTED: _("rejected"),
        Outcome.GONE: _("changed by someone else"),
    }
    return labels.get(outcome, "")


def _paragraph(background: Background, width: int) -> Text:
    text = background.paragraph or _("The text of this source is not archived.")
    return wrapped([(text, "")], width, "" if background.paragraph else ASIDE)


def _evidence(background: Background, width: int) -> Text:
    """Render the facts with the same subject and attribute, conflicting ones first."""
    if not background.others:
        return wrapped([(_("The store has nothing on this yet."), "")], width, ASIDE)
    ranked = sorted(background.others, key=lambda pair: _ORDER.index(pair[1]))
    lines = [wrapped([(_("In the store:"), "")], width, ASIDE)]
    for fact, relation in ranked[:_MAX_OTHERS]:
        mark, name, role = _relation(relation)
        parts: list[Segment] = [(f"{mark} {name}", role), ("  ", ""), (fact.value, "value")]
        when = f"{DIVIDER}{_('as of {date}').format(date=fact.as_of)}" if fact.as_of else ""
        parts += [(when, ""), (DIVIDER + source_line(fact), "")]
        lines.append(wrapped(parts, width))
    left = len(ranked) - _MAX_OTHERS
    if left > 0:
        more = ngettext("and {count} more", "and {count} more", left).format(count=left)
        lines.append(wrapped([(more, "")], width, ASIDE))
    return Text("\n").join(lines)


_ORDER = (Relation.CONFLICTING, Relation.SAME, Relation.NEWER, Relation.OLDER, Relation.COMPATIBLE)


def _relation(relation: Relation) -> tuple[str, str, Role]:
    """Return the symbol, name and style of the draft's relation to a fact."""
    labels: dict[Relation, tuple[str, str, Role]] = {
        Relation.CONFLICTING: ("✗", _("contradicts"), "refuted"),
        Relation.SAME: ("✓", _("agrees"), "supported"),
        Relation.NEWER: ("↑", _("newer than"), ""),
        Relation.OLDER: ("↓", _("older than"), ""),
        Relation.COMPATIBLE: ("·", _("separate from"), ""),
    }
    return labels[relation]


def _footer(state: ReviewState, width: int) -> list[Block]:
    """Render the last message and the keys."""
    message = Block(())
    if state.message:
        message = _block(wrapped([(state.message, "")], width, WARNING), min_lines=1)
    if state.line is not None or state.selection is not None:
        return [message, Block(())]
    return [message, _block(_keys(state, width), min_lines=1)]


def _keys(state: ReviewState, width: int) -> Text:
    if state.draft is None:
        names = [("u", _("undo")), ("q", _("quit"))]
        if state.count(Outcome.OPEN):
            names.insert(0, ("n", _("review the rest")))
    else:
        names = [(letters, short) for letters, short, _long in keys() if short]
    pieces: list[Segment] = []
    for letters, short in names:
        pieces += [(f"{letters} {short}", "whole"), ("  ", "")]
    return wrapped(pieces[:-1], width, ASIDE)


def keys() -> list[tuple[str, str, str]]:
    """Return the letter, short name and description of each key; only the help page has all."""
    return [
        ("a", _("accept"), _("accept the fact, so that it answers queries")),
        ("s", _("subject"), _("change the subject")),
        ("t", _("attribute"), _("change the attribute")),
        ("v", _("value"), _("select another part of the sentence as the value")),
        ("m", _("merge"), _("merge the subject with a known one, as an alias")),
        ("n", _("skip"), _("leave it undecided (also the space bar)")),
        ("x", _("reject"), _("delete the fact from its file (also r)")),
        ("u", _("undo"), _("undo the last decision, then the one before")),
        ("q", _("quit"), _("quit; undecided facts stay draft facts")),
        ("?", _("help"), _("show this page")),
        ("b", "", _("go back to the previous fact, decided or not (also the arrow keys)")),
        ("c", "", _("show the paragraph, or what the store has")),
        ("g", "", _("change the subject of all draft facts that have it")),
        ("o", "", _("accept all draft facts with a minimum confidence, except contradictions")),
        ("d", "", _("reject all draft facts of this article")),
    ]


def _help(width: int) -> Text:
    rows = [
        line
        for letters, _short, long in keys()
        for line in _labelled(letters, [(long, "")], "", 3, width)
    ]
    note = _("Each decision is saved at once. Press any key to return.")
    rows += [Text(), wrapped([(note, "")], width, ASIDE)]
    return Text("\n").join(rows)


def _ending(state: ReviewState, width: int) -> Text:
    lines = [_("End of the draft facts."), summary(state)]
    return Text("\n").join(wrapped([(line, "")], width) for line in lines)


def summary(state: ReviewState) -> str:
    """Return the numbers of accepted, rejected and remaining drafts."""
    parts = [
        _("accepted: {count}").format(count=state.count(Outcome.ACCEPTED)),
        _("rejected: {count}").format(count=state.count(Outcome.REJECTED)),
        _("left: {count}").format(count=state.count(Outcome.OPEN)),
    ]
    return join_names(parts)
