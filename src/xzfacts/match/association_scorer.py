"""Score facts by the learned association of a question with attribute names."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from xzfacts.index.lookup.catalog import FactRow
from xzfacts.language.text_units import span_mask
from xzfacts.match import weights
from xzfacts.match.answer_type_check import agreement
from xzfacts.match.attribute_linking import Asked
from xzfacts.match.entity_linking import Mention
from xzfacts.match.fact_grouping import FactGrouping
from xzfacts.match.learned_association import MASK, SCALE, associate
from xzfacts.match.query_frame import ParsedQuery
from xzfacts.match.query_quantities import Amount
from xzfacts.match.scorer import Scored
from xzfacts.quantity.model import Quantity
from xzfacts.text.normalize import compact


class _Candidate(NamedTuple):
    """An attribute of the subject.

    name: its compact name.
    rows: its facts.
    agreed: whether a value has the expected answer type; None if unknown.
    """

    name: str
    rows: Sequence[FactRow]
    agreed: bool | None


def associated(
    parsed: ParsedQuery, mentions: Iterable[Mention], grouping: FactGrouping
) -> list[Scored]:
    """The facts of the attribute that is most likely asked for, however likely that is.

    Only where it is certain which subject is meant: the longest name of those mentioned.
    """
    named = [m for m in mentions if m.whole and m.name.kind != "value"]
    longest = max((parsed.query.weight(m.mask) for m in named), default=0.0)
    named = [m for m in named if parsed.query.weight(m.mask) == longest]
    if not named or not _certain(parsed, named[0]):
        return []
    mention = named[0]
    subjects = dict.fromkeys(m.name.target for m in named if m.mask == mention.mask)
    rows = [
        row
        for subject in subjects
        for row in grouping.answering(parsed.catalog.facts_of(subject))
        if _has_numbers(parsed, mention, row)
    ]
    offered = list(_candidates(parsed, mention, rows))
    text = _masked(parsed, mention)
    worth = [weights.ASSOCIATION_KIND[c.agreed] for c in offered]
    found = associate(text, [c.name for c in offered], worth) if text != MASK else None
    if found is None:
        return []
    chosen = offered[found.number]
    score = weights.probability(found.log_odds / SCALE) * mention.quality
    asked = Asked(parsed.all & ~mention.mask, score, "related")
    return [
        Scored(
            query=parsed.query,
            row=row,
            score=score,
            mention=mention,
            asked=asked,
            by_value=False,
            by_question=False,
            by_sentence=False,
            lone=False,
            agreed=chosen.agreed,
        )
        for row in chosen.rows
    ]


def _certain(parsed: ParsedQuery, mention: Mention) -> bool:
    """Whether the mention is a complete name, not a piece of an unknown one."""
    query = parsed.query
    frame = parsed.frame(parsed.all & ~mention.mask)
    known = frame.filler | frame.questions | frame.parting | frame.kind | frame.verbs
    for start, end in query.runs(mention.mask):
        before = query.joined(start) and not known >> (start - 1) & 1
        behind = query.joined(end) and not known >> end & 1
        if before or (behind and not frame.whole):
            return False
    return True


def _has_numbers(parsed: ParsedQuery, mention: Mention, row: FactRow) -> bool:
    """Whether the fact's sentence has every number of the query outside the name."""
    query = parsed.query
    for start, end in query.runs(parsed.all & ~mention.mask):
        digits = [i for i in range(start, end) if query.chars[i].isdigit()]
        if digits:
            number = query.chars[digits[0] : digits[-1] + 1]
            if number not in compact(row.quote):
                return False
    return True


def _candidates(
    parsed: ParsedQuery, mention: Mention, rows: Iterable[FactRow]
) -> Iterable[_Candidate]:
    frame = parsed.frame(parsed.all & ~mention.mask)
    by_attribute: dict[int, list[FactRow]] = {}
    for row in rows:
        by_attribute.setdefault(row.attribute, []).append(row)
    for number, some in by_attribute.items():
        attribute = parsed.catalog.attribute(number)
        if frame.unit and not _counts(parsed, frame.unit, attribute.name, some):
            continue
        quantities = [row.read_quantity() for row in some]
        if frame.unit and all(q and _counted_otherwise(frame.unit, q) for q in quantities):
            continue
        verdicts = {agreement(frame, quantity, attribute)[0] for quantity in quantities}
        agreed = True if True in verdicts else None if None in verdicts else False
        yield _Candidate(compact(attribute.name), some, agreed)


def _counts(parsed: ParsedQuery, unit: Amount, name: str, rows: Iterable[FactRow]) -> bool:
    """Whether attribute or sentence name what is counted: 学校 in 多少所学校."""
    end = unit.mask.bit_length()
    noun = next(
        (parsed.query.chars[end:e] for s, e in parsed.query.runs(parsed.all) if s < end < e), ""
    )
    noun = noun[: len(noun) - (noun[-1:] in "吗呢啊")]
    pairs = {noun[i : i + 2] for i in range(len(noun) - 1)}
    return not pairs or any(pair in name or pair in row.quote for pair in pairs for row in rows)


def _counted_otherwise(asked: Amount, quantity: Quantity) -> bool:
    """Whether the unit that is asked for, as in 多少台, cannot be that of the value."""
    dimensions = {asked.quantity.dimension, quantity.dimension}
    return "number" not in dimensions and len(dimensions) > 1


def _masked(parsed: ParsedQuery, mention: Mention) -> str:
    query = parsed.query
    start, end = query.runs(mention.mask)[0]
    rest = parsed.all & ~mention.mask & ~span_mask(start, end)
    return "".join(
        MASK if i == start else char
        for i, char in enumerate(query.chars)
        if i == start or rest >> i & 1
    )
