"""Score the attributes of a subject as answers to a whole question.

Each attribute is a candidate with named features; their weighted sum is the log-odds that its
facts answer the question. `tools/fit_match_score.py` fits the weights (`weights.ANSWER`).
"""

from collections.abc import Iterable, Sequence
from operator import mul
from typing import NamedTuple

from xzfacts.index.lookup.catalog import AttributeEntry, FactRow
from xzfacts.language.query_units import span_mask
from xzfacts.match import weights
from xzfacts.match.answer_type_check import (
    agreement,
    contradicts,
    in_other_unit,
    mentions_any,
)
from xzfacts.match.attribute_linking import Asked
from xzfacts.match.entity_linking import Mention
from xzfacts.match.fact_grouping import FactGrouping
from xzfacts.match.learned_association import MASK, Association, associations
from xzfacts.match.query_frame import ParsedQuery
from xzfacts.match.scored_fact import Scored
from xzfacts.text.normalize import compact

_GAP = 6_000  # largest absolute value of each feature
_MARGIN = 4_000
_NOW = ("现在", "目前", "现有", "如今")
_PAST = ("过去", "以前", "此前", "原先", "原来")


class Features(NamedTuple):
    """Evidence that an attribute answers a question, each in thousandths.

    gap: learned association above that of attributes which the subject lacks.
    margin: learned association above that of its other attributes.
    overlap: share of the attribute's name that occurs in the question.
    agreed: 1000 if a value has the expected answer type.
    disagreed: 1000 if no value has the expected answer type.
    named: quality of the match if the question names the attribute.
    part: quality of the match if it names only a part of it.
    lexical: score of its best fact by `scorer`.
    unexplained: share of the units outside the subject that the attribute does not explain.
    uncounted: 1000 if neither its name nor its sentences mention what the question counts.
    """

    gap: int
    margin: int
    overlap: int
    agreed: int
    disagreed: int
    named: int
    part: int
    lexical: int
    unexplained: int
    uncounted: int


class AttributeCandidate(NamedTuple):
    """An attribute of the subject that is asked about.

    attribute: the attribute.
    mention: the mention of the subject.
    rows: its facts.
    agreed: whether a value has the expected answer type; None if unknown.
    features: the evidence for it.
    probability: that it answers the question.
    """

    attribute: AttributeEntry
    mention: Mention
    rows: Sequence[FactRow]
    agreed: bool | None
    features: Features
    probability: float

    def scored(self, parsed: ParsedQuery) -> list[Scored]:
        """Its facts as answers."""
        mask = parsed.all & ~self.mention.mask
        asked = Asked(mask, self.probability, "related")
        return [
            Scored(
                query=parsed.query,
                row=row,
                score=self.probability,
                mention=self.mention,
                asked=asked,
                by_value=False,
                by_question=False,
                by_sentence=False,
                lone=False,
                agreed=self.agreed,
            )
            for row in self.rows
        ]


def attribute_candidates(
    parsed: ParsedQuery,
    mentions: Iterable[Mention],
    found: Iterable[Scored],
    grouping: FactGrouping,
) -> list[AttributeCandidate]:
    """The attributes of the subject that the question names, the most probable first.

    Empty unless it is certain which subject is meant: the one with the longest name.
    found: the facts that `scorer` accepts.
    """
    mention, subjects = _certain_subject(parsed, mentions)
    text = _masked(parsed, mention) if mention else MASK
    if mention is None or text == MASK:
        return []
    rows = [
        row
        for subject in subjects
        for row in grouping.answering(parsed.catalog.facts_of(subject))
        if _has_numbers(parsed, mention, row)
    ]
    offered = list(_offered(parsed, mention, rows))
    learned = associations(text, [compact(each.attribute.name) for each in offered])
    scores = _lexical_scores(found, subjects)
    candidates = []
    for (attribute, some, agreed, counted), association in zip(offered, learned, strict=True):
        asked = parsed.asked(attribute, parsed.all & ~mention.mask)
        features = _features(parsed, mention, association, asked)._replace(
            agreed=1000 * (agreed is True),
            disagreed=1000 * (agreed is False),
            lexical=round(1000 * scores.get(attribute.id, 0.0)),
            uncounted=1000 * (not counted),
        )
        candidates.append(
            AttributeCandidate(attribute, mention, some, agreed, features, probability(features))
        )
    return sorted(candidates, key=lambda c: (-c.probability, c.attribute.id))


def _lexical_scores(found: Iterable[Scored], subjects: set[int]) -> dict[int, float]:
    """For each attribute the highest score of an accepted fact of the subjects."""
    scores: dict[int, float] = {}
    for scored in found:
        if scored.row.subject in subjects:
            attribute = scored.row.attribute
            scores[attribute] = max(scores.get(attribute, 0.0), scored.score)
    return scores


def probability(features: Features) -> float:
    """The probability that an attribute with these features answers."""
    log_odds = sum(map(mul, weights.ANSWER.values(), features)) // 1000 + weights.ANSWER_BIAS
    return weights.probability(log_odds / 1000)


def _features(
    parsed: ParsedQuery, mention: Mention, association: Association, asked: Asked | None
) -> Features:
    query = parsed.query
    free = parsed.all & ~mention.mask
    frame = parsed.frame(free)
    left = free & ~frame.filler & ~frame.questions & ~(asked.mask if asked else 0)
    quality = round(1000 * asked.quality) if asked else 0
    sure = asked is not None and asked.quality >= weights.SURE_ATTRIBUTE
    return Features(
        gap=max(-_GAP, min(_GAP, association.gap)),
        margin=max(-_MARGIN, min(_MARGIN, association.margin)),
        overlap=association.overlap,
        agreed=0,
        disagreed=0,
        named=quality if sure else 0,
        part=0 if sure else quality,
        lexical=0,
        unexplained=round(1000 * query.weight(left) / max(1.0, query.weight(free))),
        uncounted=0,
    )


def _certain_subject(
    parsed: ParsedQuery, mentions: Iterable[Mention]
) -> tuple[Mention | None, set[int]]:
    """The longest mention, if no other name can be meant, and the subjects of that name."""
    named = [m for m in mentions if m.whole and m.name.kind != "value"]
    longest = max((parsed.query.weight(m.mask) for m in named), default=0.0)
    named = [m for m in named if parsed.query.weight(m.mask) == longest]
    if not named or not _is_complete(parsed, named[0]):
        return None, set()
    return named[0], {m.name.target for m in named if m.mask == named[0].mask}


def _is_complete(parsed: ParsedQuery, mention: Mention) -> bool:
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


class _Offered(NamedTuple):
    """An attribute that the question may ask for.

    attribute: the attribute.
    rows: its facts.
    agreed: whether a value has the expected answer type; None if unknown.
    counted: whether it is about what the question counts, if it counts something.
    """

    attribute: AttributeEntry
    rows: list[FactRow]
    agreed: bool | None
    counted: bool


def _offered(parsed: ParsedQuery, mention: Mention, rows: Iterable[FactRow]) -> Iterable[_Offered]:
    """Yield the attributes that are not excluded by what the question counts or asks for."""
    frame = parsed.frame(parsed.all & ~mention.mask)
    now = any(word in parsed.query.chars for word in _NOW)
    by_attribute: dict[int, list[FactRow]] = {}
    for row in rows:
        by_attribute.setdefault(row.attribute, []).append(row)
    for number, some in by_attribute.items():
        attribute = parsed.catalog.attribute(number)
        if now and attribute.name.startswith(_PAST):
            continue
        counted = mentions_any(frame.counted, attribute.name, some)
        agreed: bool | None = None
        if frame.kinds:
            values = [(row.value, row.read_quantity()) for row in some]
            if all(contradicts(frame, v, q) or in_other_unit(frame, q) for v, q in values):
                continue
            verdicts = {agreement(frame, v, q, attribute)[0] for v, q in values}
            agreed = True if True in verdicts else None if None in verdicts else False
        if counted or not frame.unit:
            yield _Offered(attribute, some, agreed, counted)


def _masked(parsed: ParsedQuery, mention: Mention) -> str:
    """The query with `MASK` in place of the mention."""
    query = parsed.query
    start, end = query.runs(mention.mask)[0]
    rest = parsed.all & ~mention.mask & ~span_mask(start, end)
    return "".join(
        MASK if i == start else char
        for i, char in enumerate(query.chars)
        if i == start or rest >> i & 1
    )
