"""A stretch of a sentence as a proposal."""

from decimal import Decimal
from typing import NamedTuple

from xzfacts.extract.fact.proposal import Proposal
from xzfacts.extract.fact.tokens import Line


class Slot(NamedTuple):
    """What a value is the value of.

    subject: the canonical name of a known subject, or the full name of a new one.
    attribute: the attribute of it.
    kind: quantity, date, person, organization, relation or text.
    confidence: 0 to 1, two places.
    as_of: the date or the period for which the value holds.
    """

    subject: str
    attribute: str
    kind: str
    confidence: Decimal
    as_of: str | None = None


def state(line: Line, span: tuple[int, int], slot: Slot) -> Proposal:
    """Propose that the stretch of the sentence is the value of the slot."""
    start, end = line.raw(*span)
    value = line.quote.text[start:end]
    subject, attribute, kind, confidence, as_of = slot
    return Proposal(subject, attribute, value, start, end, kind, line.quote, confidence, as_of)
