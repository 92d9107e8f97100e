"""Score the attributes of a subject as answers to a whole question.

Each attribute is a candidate with named features; their weighted sum is the log-odds that its
facts answer the question. `tools/fit_match_score.py` fits the weights (`weights.ANSWER`).
"""

from collections.abc import Iterable, Iterator, Sequence
from operator import mul
from typing import NamedTuple

from xzfacts.index.lookup.catalog import AttributeEntry, FactRow
from xzfacts.match import weights
from xzfacts.match.answer_type_check import (
    agreement,
    contradicts,
    in_other_unit,
    mentions_any,
)
from xzfacts.match.answer_types import FORMER, NAMES
from xzfacts.match.attribute_linking import Asked, names, surely_names
from xzfacts.match.entity_linking import Mention
from xzfacts.match.fact_grouping import FactGrouping
from xzfacts.match.learned_association import MASK, Association, associations, masked
from xzfacts.match.name_boundaries import may_begin_before
from xzfacts.match.query_frame import ParsedQuery
from xzfacts.match.scored_fact import Scored
from xzfacts.quantity.model import COUNTED
from xzfacts.text.normalize import compact

_MOST = 8_000  # largest absolute value of gap and margin …
_MOST_AHEAD = 4_000  # … and the largest margin: one attribute may be far ahead of a few odd ones
_NOW = ("现在", "目前", "现有", "如今")


class Features(NamedTuple):
    """Evidence that an attribute answers a question, each in thousandths.

    gap: learned association above that of attributes which the subject lacks.
    margin: learned association above that of its other attributes.
    overlap: share of the attribute's name that occurs in the question.
    agreed: 1000 if a value has the expected answer type, -1000 if none has, 0 if unknown.
    asked: quality of the match if the question names the attribute or a part of it.
    gap_asked: product of `gap` and `asked`.
    unexplained: share of the units outside the subject that the attribute does not explain.
    less_explained: how much greater that is than for the attribute that explains most.
    other_named: 1000 if the question is completely explained by a name of another attribute or a
        synonym of it, and not by one of this.
    """

    gap: int
    margin: int
    overlap: int
    agreed: int
    asked: int
    gap_asked: int
    unexplained: int
    less_explained: int
    other_named: int


class AttributeCandidate(NamedTuple):
    """An attribute of the subject that is asked about.

    attribute: the attribute.
    mention: the mention of the subject.
    asked: how the question asks for it, or None.
    rows: its facts.
    agreed: whether a value has the expected answer type; None if unknown.
    uncounted: whether neither it nor its values mention the noun that the question counts.
    features: the evidence for it.
    probability: that it answers the question.
    """

    attribute: AttributeEntry
    mention: Mention
    asked: Asked | None
    rows: Sequence[FactRow]
    agreed: bool | None
    uncounted: bool
    features: Features = Features(0, 0, 0, 0, 0, 0, 0, 0, 0)
    probability: float = 0.0

    def scored(self, parsed: ParsedQuery) -> list[Scored]:
        """Its facts as answers."""
        asked = self.asked
        if not surely_names(asked):
            asked = Asked(parsed.all & ~self.mention.mask, self.probability, "related")
        return [
            Scored(
                query=parsed.query,
                row=row,
                score=self.probability,
                mention=self.mention,
                asked=asked,
                agreed=self.agreed,
            )
            for row in self.rows
        ]


def attribute_candidates(
    parsed: ParsedQuery, mentions: Iterable[Mention], grouping: FactGrouping
) -> list[AttributeCandidate]:
    """The attributes of the subject that the question names, the most probable first.

    Empty unless it is certain which subject is meant: the one with the longest name.
    """
    mention, subjects = _certain_subject(parsed, mentions)
    text = masked(parsed.query, mention.mask) if mention else MASK
    if mention is None or text == MASK:
        return []
    rows = [
        row
        for subject in subjects
        for row in grouping.answering(grouping.facts_of(subject))
        if _has_numbers(parsed, mention, row)
    ]
    offered = list(_offered(parsed, mention, rows))
    others = _named_concepts(parsed, mention, offered)
    learned = associations(text, [compact(each.attribute.name) for each in offered], others)
    features = [_features(parsed, *pair) for pair in zip(offered, learned, strict=True)]
    least = min((f.unexplained for f in features), default=0)
    named = [f.unexplained == 0 and f.asked >= 1000 * weights.ATTRIBUTE_SYNONYM for f in features]
    candidates = []
    for each, has, is_named in zip(offered, features, named, strict=True):
        found = has._replace(
            less_explained=has.unexplained - least,
            other_named=1000 * (any(named) and not is_named),
        )
        if each.uncounted and found.gap < weights.UNCOUNTED_GAP:
            continue  # 多少个停车场 asks for no 床位数
        if found.gap >= 0 or not _is_alone(parsed, each, found):
            candidates.append(each._replace(features=found, probability=probability(found)))
    return sorted(candidates, key=lambda c: (-c.probability, c.attribute.id))


def _named_concepts(
    parsed: ParsedQuery, mention: Mention, offered: Iterable[AttributeCandidate]
) -> set[str]:
    """The words of the question for concepts that none of the attributes has."""
    own = {concept for each in offered for concept, _rest in each.attribute.concepts}
    words = parsed.frame(parsed.all & ~mention.mask).words
    return {
        word.term.text
        for word in words
        if word.term.role == "concept" and word.how == "exact" and word.term.target not in own
    }


def probability(features: Features) -> float:
    """The probability that an attribute with these features answers."""
    log_odds = sum(map(mul, weights.ANSWER.values(), features)) // 1000 + weights.ANSWER_BIAS
    return weights.probability(log_odds / 1000)


def _features(
    parsed: ParsedQuery, candidate: AttributeCandidate, association: Association
) -> Features:
    query, asked, agreed = parsed.query, candidate.asked, candidate.agreed
    free = parsed.all & ~candidate.mention.mask
    frame = parsed.frame(free)
    left = free & ~frame.filler & ~frame.questions & ~(asked.mask if asked else 0)
    gap = max(-_MOST, min(_MOST, association.gap))
    quality = round(1000 * asked.quality) if asked else 0
    return Features(
        gap=gap,
        margin=max(-_MOST, min(_MOST_AHEAD, association.margin)),
        overlap=association.overlap,
        agreed=0 if agreed is None else 1000 if agreed else -1000,
        asked=quality,
        gap_asked=gap * quality // 1000,
        unexplained=round(1000 * query.weight(left) / max(1.0, query.weight(free))),
        less_explained=0,
        other_named=0,
    )


def _is_alone(parsed: ParsedQuery, candidate: AttributeCandidate, features: Features) -> bool:
    """Whether nothing but a question word can ask for it: 谁 does not ask for 身高."""
    kinds = parsed.frame(parsed.all & ~candidate.mention.mask).kinds
    other = features.agreed > 0 or features.asked or features.unexplained
    return not other and "any" not in kinds


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
        before = before and may_begin_before(query.chars, start, end)
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


def _offered(
    parsed: ParsedQuery, mention: Mention, rows: Iterable[FactRow]
) -> Iterator[AttributeCandidate]:
    """Yield the attributes that are not excluded by what the question counts or asks for."""
    frame = parsed.frame(parsed.all & ~mention.mask)
    now = any(word in parsed.query.chars for word in _NOW)
    by_attribute: dict[int, list[FactRow]] = {}
    for row in rows:
        by_attribute.setdefault(row.attribute, []).append(row)
    for number, some in by_attribute.items():
        attribute = parsed.catalog.attribute(number)
        if now and attribute.name.startswith(FORMER):
            continue
        values = [(row.value, row.read_quantity()) for row in some]
        counts = frame.unit or any(q and q.dimension in COUNTED for _, q in values)
        uncounted = bool(counts) and not mentions_any(frame.counted, attribute.name, some)
        asked = parsed.asked(attribute, parsed.all & ~mention.mask)
        # 百胜 is a name that reads as a number: the attribute's own name is better evidence.
        named = names(asked) and NAMES.issuperset(frame.kinds)
        agreed: bool | None = None
        if frame.kinds:
            if not named and all(
                contradicts(frame, v, q) or in_other_unit(frame, q) for v, q in values
            ):
                continue
            verdicts = {agreement(frame, v, q, attribute)[0] for v, q in values}
            agreed = True if True in verdicts else None if None in verdicts else False
        yield AttributeCandidate(attribute, mention, asked, some, agreed, uncounted)
