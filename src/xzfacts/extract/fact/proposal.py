"""What is proposed to be taken into a store."""

from decimal import Decimal
from typing import NamedTuple

from xzfacts.extract.article.article import Quote
from xzfacts.extract.fact.tokens import Line
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Mode


class Proposal(NamedTuple):
    """A fact that a sentence seems to state.

    subject: the canonical name of a known subject, or the full name of a new one.
    value: a verbatim slice of `quote.text`, from `start` to `end`.
    kind: quantity, date, person, organization, relation or text.
    confidence: 0 to 1, two places.
    mode: how the sentence states it; None if as a fact.
    as_of: the date or the period for which the value holds.
    said_by: who says so.
    months: the months of a year that it holds for, as the sentence names them.
    """

    subject: str
    attribute: str
    value: str
    start: int
    end: int
    kind: str
    quote: Quote
    confidence: Decimal
    as_of: str | None = None
    mode: Mode | None = None
    said_by: str | None = None
    months: str = ""


def state(
    line: Line,
    span: tuple[int, int],
    subject: str,
    attribute: str,
    kind: str,
    confidence: Decimal,
    as_of: str | None = None,
) -> Proposal:
    """Propose that a stretch of a sentence is the value of an attribute. Others: as there."""
    start, end = line.raw(*span)
    value = line.quote.text[start:end]
    return Proposal(subject, attribute, value, start, end, kind, line.quote, confidence, as_of)


class Extracted(NamedTuple):
    """The proposals of an article, and the subjects that are new, with their other names."""

    proposals: tuple[Proposal, ...]
    subjects: tuple[Subject, ...]
