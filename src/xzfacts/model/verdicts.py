"""Verdicts on the statements of a text."""

from enum import StrEnum
from typing import NamedTuple

from xzfacts.model.facts import Fact, Result


class Verdict(StrEnum):
    """Verdict on a statement; the labels of AVeriTeC (Schlichtkrull et al., 2023)."""

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


class Assertion(NamedTuple):
    """A statement of a sentence.

    text: the statement.
    start: offset in the sentence.
    end: offset in the sentence, exclusive.
    verdict: the verdict.
    fact: id of the fact that it was compared with; None where there is not enough evidence.
    reason: explanation of the verdict, translated.
    reason_code: why there is not enough evidence; None with any other verdict.
    nearest: ids of the closest facts, where there is not enough evidence.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    fact: str | None
    reason: str
    reason_code: Reason | None = None
    nearest: tuple[str, ...] = ()


class CheckedSentence(NamedTuple):
    """A sentence of a text with checkable statements.

    line: 1-based line of the input at which it starts.
    start: offset in that line.
    sentence: its text.
    verdict: the most severe verdict of its assertions.
    evidence: the facts that were compared, as results.
    assertions: its statements.
    nearest: the closest fact of each statement without enough evidence, where there is one.
    """

    line: int
    start: int
    sentence: str
    verdict: Verdict
    evidence: tuple[Result, ...]
    assertions: tuple[Assertion, ...]
    nearest: tuple[Fact, ...] = ()
