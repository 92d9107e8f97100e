"""Facts that state another amount than a claim typed as a query: 晨南服饰 100人."""

from collections.abc import Iterable
from decimal import Decimal

from xzfacts.index.lookup.catalog import FactRow
from xzfacts.match import weights
from xzfacts.match.attribute_linking import Asked, surely_names
from xzfacts.match.entity_linking import Mention
from xzfacts.match.fact_grouping import FactGrouping
from xzfacts.match.query_frame import ParsedQuery
from xzfacts.match.query_quantities import Amount
from xzfacts.match.scored_fact import Scored
from xzfacts.match.unaffirmed import affirmed
from xzfacts.quantity.compare import comparable
from xzfacts.quantity.model import CALENDAR, Quantity

_FACTOR = 10  # between two amounts of which nothing says that they measure the same
_PLAIN = {"number", *CALENDAR}


def differing_facts(
    parsed: ParsedQuery, mentions: Iterable[Mention], grouping: FactGrouping
) -> list[Scored]:
    """The facts of what a query in key words claims, with another amount, the closest first.

    Empty unless all words outside the subject and the amount name the attribute. mentions: the
    names in the query, spelled as they are.
    """
    amount = next((a for a in parsed.amounts if a.quantity.dimension not in CALENDAR), None)
    if amount is None or (amount.quantity.low or 0) < 0 or parsed.frame(parsed.all).whole:
        return []  # the sign of an amount below zero says what it measures
    subject = next((m for m in mentions if m.whole and m.name.kind != "value"), None)
    if subject:
        rows = parsed.catalog.facts_of(subject.name.target)
    else:
        words = (word.term for word in parsed.words)
        named = {term.target for term in words if term.role == "attribute"}
        rows = [row for number in sorted(named) for row in parsed.catalog.facts_with(number)]
    found = []
    for row in affirmed(grouping.answering(rows)):
        quantity = row.read_quantity()
        if quantity and comparable(amount.quantity, quantity):
            scored = _scored(parsed, row, subject, amount)
            if scored and (scored.asked or _is_close(amount.quantity, quantity)):
                found.append((_distance(amount.quantity, quantity), scored))
    found.sort(key=lambda pair: (-pair[1].score, pair[0], pair[1].row.id))
    return [
        s for (other, _), s in found if s.score == found[0][1].score and other == found[0][0][0]
    ]


def _scored(
    parsed: ParsedQuery, row: FactRow, subject: Mention | None, amount: Amount
) -> Scored | None:
    """The fact, unless a word of the query does not ask for it."""
    free = parsed.all & ~amount.mask & ~(subject.mask if subject else 0)
    asked = parsed.asked(parsed.catalog.attribute(row.attribute), free)
    if not surely_names(asked):
        asked = None
    left = free & ~parsed.frame(free).filler & ~(asked.mask if asked else 0)
    if left or not (asked or (subject and amount.quantity.dimension not in _PLAIN)):
        return None
    return Scored(parsed.query, row, _score(asked), subject, asked)


def _score(asked: Asked | None) -> float:
    return weights.THRESHOLD * (asked.quality if asked else weights.KIND_DIFFERS)


def _is_close(one: Quantity, other: Quantity) -> bool:
    return _distance(one, other)[1] <= _FACTOR


def _distance(one: Quantity, other: Quantity) -> tuple[bool, Decimal]:
    """Whether the units differ, and the factor between the amounts."""
    ends = [abs(q.low if q.low is not None else q.high or Decimal()) for q in (one, other)]
    return one.unit != other.unit, max(ends) / min(ends) if min(ends) else Decimal("Infinity")
