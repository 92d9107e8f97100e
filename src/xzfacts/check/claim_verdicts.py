"""What was found of one statement, before it is told."""

from dataclasses import dataclass, replace

from xzfacts.check.subject_facts import Known
from xzfacts.i18n import gettext as _
from xzfacts.model.verdicts import Verdict


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


def conflict(start: int, end: int, best: Borne, against: list[Known]) -> Found:
    """The finding where current facts of the store cannot all be true."""
    facts = [best, *(replace(best, known=known, exact=False) for known in against)]
    facts.sort(key=lambda borne: borne.known.row.fid)
    values = "; ".join(dict.fromkeys(borne.known.row.value for borne in facts))
    reason = _("The store disagrees with itself: {values}.").format(values=values)
    return Found(start, end, Verdict.CONFLICTING, tuple(facts), reason)


def outdated(start: int, end: int, best: Borne, now: Known) -> Found:
    """The finding where a newer fact of the store says otherwise than the one that agrees."""
    reason = _("A newer source says {value}; {old} was said before.").format(
        value=now.row.value, old=best.known.row.value
    )
    facts = (replace(best, known=now, exact=False), best)
    return Found(start, end, Verdict.REFUTED, facts, reason)
