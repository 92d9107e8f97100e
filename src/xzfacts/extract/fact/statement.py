"""A stretch of a sentence as a proposal."""

from decimal import Decimal

from xzfacts.extract.fact.proposal import Proposal
from xzfacts.extract.fact.tokens import Line


def state(
    line: Line,
    span: tuple[int, int],
    subject: str,
    attribute: str,
    kind: str,
    confidence: Decimal,
    as_of: str | None = None,
) -> Proposal:
    """Propose that the stretch of the sentence is the value of an attribute."""
    start, end = line.raw(*span)
    value = line.quote.text[start:end]
    return Proposal(subject, attribute, value, start, end, kind, line.quote, confidence, as_of)
