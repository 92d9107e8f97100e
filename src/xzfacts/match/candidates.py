"""Candidate generation: select the fact rows to score, with or without a mention."""

import math
from collections.abc import Iterable

from xzfacts.index.lookup.catalog import AttributeEntry, Catalog, FactRow
from xzfacts.language.query_units import union
from xzfacts.match import weights
from xzfacts.match.answer_types import HEADS
from xzfacts.match.attribute_linking import names
from xzfacts.match.entity_linking import Mention
from xzfacts.match.fact_grouping import FactGrouping
from xzfacts.match.query_frame import Frame, ParsedQuery
from xzfacts.match.query_quantities import Amount
from xzfacts.match.query_terms import ASKING
from xzfacts.model.facts import Status

_MIN_COUNTED = 2  # characters
_WHOLES = 4  # mentions of which the parts are candidates
_FEW = 12  # minimum number of facts per attribute without a mention
_STANDING = frozenset({Status.CURRENT, Status.DRAFT})
_ROUNDING = 1e-9  # the index holds floats; the exact numbers are compared afterwards


def facts_for_mention(
    parsed: ParsedQuery, mention: Mention, grouping: FactGrouping
) -> list[FactRow]:
    """The facts to score for a mention: where attributes are asked for by name, only theirs."""
    catalog = parsed.catalog
    if mention.name.kind == "value":
        return catalog.facts_by_id([mention.name.target])
    named = [] if parsed.amounts else _named_attributes(parsed, mention)
    if named:
        rows = catalog.facts_of(mention.name.target, named)
        if any(row.status in _STANDING for row in rows):
            grouping.add_known(mention.name.target, named, rows)
            return rows
    return grouping.facts_of(mention.name.target)


def facts_without_mention(
    parsed: ParsedQuery, grouping: FactGrouping, named: int, limit: int
) -> list[FactRow]:
    """Facts for a query that names no subject: by an amount, or by the attribute alone.

    named: units that stand for a whole name; what they leave free is looked at.
    """
    rows = _with_amounts(parsed, named)
    frame = parsed.frame(parsed.all)
    empty = frame.filler | frame.questions
    for number in sorted(_attributes_alone(parsed, frame, named)):
        attribute = parsed.catalog.attribute(number)
        if frame.whole and not named:
            rows |= {row.id: row for row in _in_sentence(parsed, attribute, empty)}
        asked = parsed.asked(attribute, parsed.all)
        if (
            asked
            and not named & ~asked.mask
            and parsed.query.weight(parsed.all & ~empty & ~asked.mask) == 0
        ):
            few = parsed.catalog.facts_with(number, max(limit, _FEW))
            if len(grouping.answering(few)) < min(limit, len(few)):
                few = parsed.catalog.facts_with(number)
            rows |= {r.id: r for r in few}
    return grouping.answering(rows.values())


def _with_amounts(parsed: ParsedQuery, named: int) -> dict[int, FactRow]:
    """By their ids, facts that may have an amount of the query outside the named units."""
    rows: dict[int, FactRow] = {}
    for amount in parsed.amounts:
        if amount.mask & named:
            continue
        low, high = amount.quantity.low, amount.quantity.high
        least = -math.inf if low is None else _widened(float(low), -_ROUNDING)
        most = math.inf if high is None else _widened(float(high), _ROUNDING)
        rows |= {r.id: r for r in parsed.catalog.facts_between(least, most)}
    return rows


def _attributes_alone(parsed: ParsedQuery, frame: Frame, named: int) -> set[int]:
    """Attributes that a query without a subject may ask for. named: units of a whole name."""
    catalog = parsed.catalog
    attributes = {w.term.target for w in parsed.words if w.term.role == "attribute"}
    concepts = {w.term.target for w in parsed.words if w.term.role in {"concept", "cue"}}
    attributes |= {a.id for a in catalog.attributes_meaning(concepts)}
    if named and not any(w.term.role in ASKING and named & ~w.mask == 0 for w in parsed.words):
        attributes = set()  # a name of an attribute must then be the name of the subject too
    if frame.kinds and not named:
        attributes |= _counted(parsed, parsed.all & ~frame.filler & ~frame.questions)
    return attributes


def _widened(number: float, share: float) -> float:
    """Move a number by a share of its size, also where it is negative."""
    return number + abs(number) * share


def _in_sentence(parsed: ParsedQuery, attribute: AttributeEntry, empty: int) -> list[FactRow]:
    """Facts of an attribute that is asked for by name, with all other words in their sentences."""
    asked = parsed.asked(attribute, parsed.all)
    if asked is None or not names(asked):
        return []
    others = parsed.query.runs(parsed.all & ~empty & ~asked.mask)
    pieces = [parsed.query.chars[start:end] for start, end in others]
    rows = parsed.catalog.facts_with(attribute.id)
    return [row for row in rows if pieces and all(piece in row.quote for piece in pieces)]


def _counted(parsed: ParsedQuery, content: int) -> set[int]:
    """Attributes whose name is a stretch of the query and a word for a number: 病例|数量."""
    catalog = parsed.catalog
    return {
        number
        for start, end in parsed.query.runs(content)
        if end - start >= _MIN_COUNTED
        for number in catalog.attributes_beginning(parsed.query.chars[start:end])
        if any(
            text.removeprefix(parsed.query.chars[start:end]) in HEADS
            for text, _ in catalog.attribute(number).names
        )
    }


def mentioned_parts(catalog: Catalog, mentions: list[Mention]) -> list[Mention]:
    """Return mentions of the parts of the mentioned subjects, which may have other attributes."""
    return [
        mention._replace(
            name=mention.name._replace(target=part),
            quality=mention.quality * weights.PART_OF,
            how="context",
        )
        for mention in mentions[:_WHOLES]
        if mention.name.kind != "value"
        for part in catalog.parts(mention.name.target)
    ]


def leaves_unknown_words(parsed: ParsedQuery, named: int) -> bool:
    """Whether the query has unknown words outside the given units.

    An answer is then rarely certain before longer names and typos have been tried.
    """
    free = parsed.all & ~named
    return bool(_unknown_units(parsed.frame(free), free, parsed.amounts))


def _named_attributes(parsed: ParsedQuery, mention: Mention) -> list[int]:
    """Return the attributes of which the names are all the content beside the mention."""
    free = parsed.all & ~mention.mask
    frame = parsed.frame(free)
    content = free & ~frame.filler & ~frame.questions
    if not content:
        return []
    # Only a name of its own asks for an attribute so surely.
    meant = {word.term.target for word in frame.words if word.term.role == "attribute"}
    asked = [
        (number, parsed.asked(parsed.catalog.attribute(number), free)) for number in sorted(meant)
    ]
    return [number for number, by in asked if by and names(by) and content & ~by.mask == 0]


def _unknown_units(frame: Frame, free: int, amounts: Iterable[Amount]) -> int:
    """Return the free units that are in no separate known word."""
    understood = _understood(frame, amounts)
    for word in frame.words:
        if word.term.role in ASKING and (word.end - word.start > 1 or word in frame.asking):
            understood |= word.mask
    return free & ~understood


def _understood(frame: Frame, amounts: Iterable[Amount]) -> int:
    """Return the units without content, of question words and of amounts."""
    understood = frame.filler | frame.questions | frame.kind | frame.parting | frame.verbs
    if frame.unit:
        understood |= frame.unit.mask
    return understood | union(amount.mask for amount in amounts)
