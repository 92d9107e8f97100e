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


class Reason(StrEnum):
    """Why there is not enough evidence; scripts rely on these codes."""

    UNKNOWN_SUBJECT = "unknown_subject"
    UNKNOWN_ATTRIBUTE = "unknown_attribute"
    OTHER_MEASURE = "other_measure"
    OTHER_PERIOD = "other_period"
    OTHER_SCOPE = "other_scope"
    NOT_STATED = "not_stated"
    NOT_COMPARABLE = "not_comparable"
    LESS_EXACT = "less_exact"
    AMBIGUOUS = "ambiguous"
    MISQUOTED = "misquoted"


@dataclass(frozen=True, slots=True)
class Assertion:
    """A statement: the characters start to end of its sentence.

    text: these characters.
    start, end: where it stands in the sentence.
    verdict: how it stands to the store.
    fact: id of the fact that it was compared with; None where there is not enough evidence.
    reason: why the verdict, translated.
    reason_code: why there is not enough evidence; None with any other verdict.
    nearest: ids of the facts that come closest to it, where there is not enough evidence.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    fact: str | None
    reason: str
    reason_code: Reason | None = None
    nearest: tuple[str, ...] = ()


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
