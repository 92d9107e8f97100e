"""The verdict on one statement, with its evidence, as the modules of the checker exchange it."""

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from xzfacts.check import explanations
from xzfacts.check.subject_facts import PreparedFact
from xzfacts.language.sentence import Stated
from xzfacts.model.verdicts import Reason, Verdict

# Reasons that do not show what a statement is about.
OPEN = frozenset(
    (
        Reason.UNKNOWN_SUBJECT,
        Reason.UNKNOWN_ATTRIBUTE,
        Reason.AMBIGUOUS,
        Reason.OTHER_PERIOD,
        Reason.OTHER_MEASURE,
        Reason.OTHER_SCOPE,
        Reason.NOT_COMPARABLE,
        Reason.NOT_STATED,
    )
)
_NEAREST = 3  # maximum number of nearest facts
LISTED = 20  # maximum number of facts that are listed with one statement, or against one


class ComparedFact(NamedTuple):
    """A fact that a statement was compared with.

    known: the fact.
    quality: confidence that both are about the same attribute, 0 to 1.
    subject: how the subject was matched, as in `Match.subject`.
    attribute: how the attribute was matched, as in `Match.attribute`.
    exact: whether the values are equal.
    """

    known: PreparedFact
    quality: float
    subject: str
    attribute: str | None
    exact: bool


class ClaimVerdict(NamedTuple):
    """A verdict on one statement of a sentence.

    start, end: its characters in the sentence.
    verdict: the verdict.
    facts: the evidence; empty if there is not enough.
    reason: the explanation, translated.
    code: why there is not enough evidence; None with any other verdict.
    nearest: ids of the nearest facts.
    """

    start: int
    end: int
    verdict: Verdict
    facts: tuple[ComparedFact, ...]
    reason: str
    code: Reason | None = None
    nearest: tuple[str, ...] = ()


def unknown(
    start: int, end: int, code: Reason, nearest: Iterable[PreparedFact] = (), reason: str = ""
) -> ClaimVerdict:
    """The verdict if the store has not enough evidence."""
    ids = (known.row.fid for known in nearest) if nearest else ()
    return unknown_near(start, end, code, ids, reason)


def unknown_near(
    start: int, end: int, code: Reason, nearest: Iterable[str], reason: str = ""
) -> ClaimVerdict:
    """The same, with the ids of the nearest facts."""
    ids = tuple(dict.fromkeys(nearest))[:_NEAREST] if nearest else ()
    text = reason or explanations.of_code(code)
    return ClaimVerdict(start, end, Verdict.UNKNOWN, (), text, code, ids)


def conflict(start: int, end: int, best: ComparedFact, against: list[PreparedFact]) -> ClaimVerdict:
    """The verdict if current facts of the store exclude each other."""
    others = against[:LISTED]
    facts = [best, *(best._replace(known=known, exact=False) for known in others)]
    facts.sort(key=lambda compared: compared.known.row.fid)
    reason = explanations.disagreement(compared.known.row.value for compared in facts)
    return ClaimVerdict(start, end, Verdict.CONFLICTING, tuple(facts), reason)


def outdated(start: int, end: int, best: ComparedFact, now: PreparedFact) -> ClaimVerdict:
    """The verdict if a newer fact contradicts the one that agrees."""
    reason = explanations.newer_value(now.row.value, best.known.row.value)
    facts = (best._replace(known=now, exact=False), best)
    return ClaimVerdict(start, end, Verdict.REFUTED, facts, reason)


def supported(start: int, end: int, best: ComparedFact) -> ClaimVerdict:
    """The verdict if the store has the same value or one that agrees."""
    explain = explanations.same_value if best.exact else explanations.agreeing_value
    reason = explain(best.known.row.value)
    return ClaimVerdict(start, end, Verdict.SUPPORTED, (best,), reason)


def instead_of_open(
    found: list[ClaimVerdict], named_values: list[ClaimVerdict]
) -> list[ClaimVerdict]:
    """The verdicts with those on named values instead of open ones in the same place."""
    kept = [
        one
        for one in found
        if one.verdict is not Verdict.UNKNOWN
        or not any(new.start < one.end and one.start < new.end for new in named_values)
    ]
    return kept + [
        new
        for new in named_values
        if not any(one.start < new.end and new.start < one.end for one in kept)
    ]


def may_change(one: ClaimVerdict) -> bool:
    """Whether alignment may give another verdict: on open statements and on decided ones."""
    return one.code in OPEN or one.verdict in {Verdict.REFUTED, Verdict.SUPPORTED}


def covered(stated: Stated, found: list[ClaimVerdict]) -> bool:
    """Whether one of the verdicts is on the amount or a part of it."""
    return any(one.start < stated.raw_end and stated.raw_start < one.end for one in found)


def ordered(found: list[ClaimVerdict]) -> tuple[ClaimVerdict, ...]:
    """The verdicts by their places in the sentence."""
    return tuple(sorted(found, key=itemgetter(0, 1)) if len(found) > 1 else found)
