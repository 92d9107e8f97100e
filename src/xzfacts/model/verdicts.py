"""What checking a draft yields: verdicts on the statements of its sentences."""

from dataclasses import dataclass
from enum import StrEnum

from xzfacts.model.facts import Result


class Verdict(StrEnum):
    """How a statement stands to the store; the labels are those of AVeriTeC."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting_evidence"
    UNKNOWN = "not_enough_evidence"


@dataclass(frozen=True, slots=True)
class Assertion:
    """A checkable statement: the characters start to end of its sentence.

    fact: id of the fact that it was held against. reason: why the verdict, translated.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    fact: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of a draft that asserts something checkable.

    line: 1-based line of the input that it starts in. start: where in that line, in
    characters. verdict: the gravest of its assertions. evidence: the facts, as results.
    """

    line: int
    start: int
    sentence: str
    verdict: Verdict
    evidence: tuple[Result, ...]
    assertions: tuple[Assertion, ...]
