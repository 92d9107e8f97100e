"""Verdicts on the statements of a draft."""

from dataclasses import dataclass
from enum import StrEnum

from xzfacts.model.facts import Result


class Verdict(StrEnum):
    """Verdict on a statement; the labels of AVeriTeC (Schlichtkrull et al., 2023)."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting_evidence"
    UNKNOWN = "not_enough_evidence"


@dataclass(frozen=True, slots=True)
class Assertion:
    """A checkable statement of a sentence.

    text: the statement.
    start: offset in the sentence.
    end: offset in the sentence, exclusive.
    verdict: the verdict.
    fact: id of the fact that it was compared with.
    reason: explanation of the verdict, translated.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    fact: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of a draft with checkable statements.

    line: 1-based line of the input at which it starts.
    start: offset in that line.
    sentence: its text.
    verdict: the most severe verdict of its assertions.
    evidence: the facts that were compared, as results.
    assertions: its statements.
    """

    line: int
    start: int
    sentence: str
    verdict: Verdict
    evidence: tuple[Result, ...]
    assertions: tuple[Assertion, ...]
