"""What was found of one statement, before it is told."""

from dataclasses import dataclass

from xzfacts.check.known import Known
from xzfacts.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Borne:
    """A fact that a statement was held against, and how subject and attribute were told."""

    known: Known
    quality: float
    subject: str
    attribute: str | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A verdict on characters start to end of a sentence, with the facts it rests on."""

    start: int
    end: int
    verdict: Verdict
    facts: tuple[Borne, ...]
    reason: str
