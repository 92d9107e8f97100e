"""Preview of a hit: the sentence in its article, or a subject or attribute with its facts."""

from xzfacts.cli.browse.browse_state import FactHit, Hit, HitContext, NameHit
from xzfacts.cli.browse.styled_lines import Line, clip, paragraph, quotation
from xzfacts.i18n import gettext as _, ngettext
from xzfacts.model.facts import Fact
from xzfacts.render import wording
from xzfacts.render.highlights import segments


def preview(hit: Hit | None, context: HitContext, width: int, height: int) -> list[Line]:
    """Return at most `height` lines of at most `width` cells."""
    if isinstance(hit, FactHit):
        return _fact(hit, context, width, height)
    if isinstance(hit, NameHit):
        return _name(hit, context, width, height)[:height]
    return paragraph(hit.query, width)[:height] if hit else []


def _fact(hit: FactHit, context: HitContext, width: int, height: int) -> list[Line]:
    """Return the sentence with as much of its article as fits, and its source."""
    fact = hit.fact
    head = paragraph(f"{fact.subject}{wording.DIVIDER}{fact.attribute}", width, "name")
    if hit.result.kind == "sentence":
        head = []
    else:
        head += paragraph(fact.value, width, "value")
    foot = _source(hit, context, width)
    value = "" if hit.result.kind == "sentence" else fact.value
    quote = quotation(segments(fact.sentence.quote, value, hit.result.words), width)
    room = max(height - len(head) - len(foot) - 2, 1)
    body = _quote_window(quote, room)
    before = [line for text in context.before for line in paragraph(text, width, "aside")]
    after = [line for text in context.after for line in paragraph(text, width, "aside")]
    room -= len(body)
    above = min(len(before), max(room // 2, room - len(after)))
    body = [*before[len(before) - above :], *body, *after[: room - above]]
    return [*head, (), *body, (), *foot][:height]


def _quote_window(quote: list[Line], room: int) -> list[Line]:
    """Return the lines of a sentence around its value, as many as fit."""
    marked = (at for at, line in enumerate(quote) if any(style == "value" for _t, style in line))
    start = max(0, min(next(marked, 0) - room // 2, len(quote) - room))
    return quote[start : start + room]


def _source(hit: FactHit, context: HitContext, width: int) -> list[Line]:
    """Return warnings, citation, web address, place, kind of match, and related facts."""
    fact = hit.fact
    related = wording.related_facts(context.related or hit.result)
    lines = [line for text in wording.remarks(fact) for line in paragraph(text, width, "warning")]
    for one in related:
        if one.warns:
            lines += paragraph(one.line, width, "warning")
    lines += paragraph(wording.source_line(fact), width, "aside")
    if fact.source.url:
        lines.append(clip([(fact.source.url, "aside")], width))
    found = [wording.searched_for(hit.result.match), *wording.how_found(hit.result.match)]
    spot = wording.DIVIDER.join(filter(None, (wording.place(fact.place), *found)))
    lines += paragraph(spot, width, "aside")
    for one in related:
        if not one.warns:
            lines += paragraph(one.line, width, "aside")
    return lines


def _name(hit: NameHit, context: HitContext, width: int, height: int) -> list[Line]:
    """Return a subject or an attribute with its first facts."""
    lines = paragraph(hit.name, width, "name")
    subject = context.subject
    if subject is not None:
        if subject.kind:
            lines += paragraph(wording.subject_kind(subject.kind), width, "aside")
        if subject.aliases:
            names = _("aliases: {names}").format(names=wording.join_names(subject.aliases))
            # As much as can be seen: a subject may have a hundred thousand.
            lines += paragraph(names[: width * height], width, "aside")
    count = ngettext("{count} fact", "{count} facts", hit.facts).format(count=hit.facts)
    lines += [*paragraph(count, width, "aside"), ()]
    lines += [_short(fact, hit, width) for fact in context.facts]
    return lines


def _short(fact: Fact, hit: NameHit, width: int) -> Line:
    other = fact.attribute if hit.kind == "subject" else fact.subject
    return clip([(other, ""), ("  ", ""), (fact.value, "value")], width)
