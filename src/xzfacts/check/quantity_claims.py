"""The verdict on an amount: what it is stated of, and what the store has there."""

from dataclasses import dataclass

from xzfacts.check import qualifier_words
from xzfacts.check.claim_verdicts import Borne, Found, conflict
from xzfacts.check.evidence import LIKELY, SURE, Evidence, statement, weigh
from xzfacts.check.explanations import reason_against, reason_of_rounding
from xzfacts.check.qualifiers import NOT_AT_ALL, WHOLLY, Said, bearing
from xzfacts.check.sentence_context import Surroundings
from xzfacts.check.subject_facts import Known, Subject, last_when, overtaken, rivals
from xzfacts.check.topic import Candidate
from xzfacts.i18n import gettext as _
from xzfacts.language.sentence import Stated
from xzfacts.model.verdicts import Verdict
from xzfacts.quantity.compare import comparable, disjoint, same
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.rounding import bears_out, may_round

_STRANGE = 2  # content units of a supported statement that nothing accounts for, at most …
_STRANGE_SHARE = 0.4  # … or this share of its content
_LOOSE = 1  # … of a refuted one


@dataclass(frozen=True, slots=True)
class _Case:
    """A fact that the amount may be stated of."""

    candidate: Candidate
    known: Known
    evidence: Evidence
    bears: int

    @property
    def rank(self) -> tuple[int, int, int, float, str]:
        """The surest first; the id breaks ties, so that the order of files does not."""
        seen = self.evidence
        strange = seen.loose.bit_count() + seen.strange.bit_count()
        return (-seen.tier, strange, -seen.asked.bit_count(), -seen.quality, self.known.row.fid)


def check_amount(around: Surroundings, stated: Stated, candidates: list[Candidate]) -> Found | None:
    """The verdict on one amount of a sentence; None where it states nothing of anybody."""
    of_kind = [(each, _of_kind(stated.quantity, each.subject)) for each in candidates]
    if not any(facts for _, facts in of_kind):
        return _undecided(around, stated, []) if candidates else None
    local, scope = statement(around.reading, stated, around.amounts)
    said = _said(around, stated, around.amounts, scope)
    cases: list[_Case] = []
    for candidate, facts in of_kind:
        cases += _cases(around, stated, local, scope, candidate, facts, said)
    cases.sort(key=lambda case: case.rank)
    backing = [c for c in cases if c.bears and _supports(around, c, stated.quantity, scope)]
    against = [c for c in cases if _refutes(around, c, stated.quantity)]
    if backing and (not against or backing[0].evidence.tier >= against[0].evidence.tier):
        return _borne_out(stated, backing[0])
    if against and not _about_another(around, against[0], local):
        return _belied(stated, against[0])
    return _undecided(around, stated, cases)


def _of_kind(stated: Quantity, subject: Subject) -> list[Known]:
    """The facts of the subject whose amounts can be held against this one."""
    return [known for known, quantity in subject.measured if comparable(stated, quantity)]


def _said(around: Surroundings, stated: Stated, amounts: tuple[Stated, ...], scope: int) -> Said:
    reading = around.reading
    first, last = reading.clause(stated.start)
    text = around.unnamed
    stop = next((i for i in range(stated.end, last) if not scope >> i & 1), last)
    dates = tuple(
        other.quantity
        for other in amounts
        if other.quantity.dimension == "date"
        and other.start != stated.start
        and (other.start < stated.start or other.start <= stop)
    )
    return Said(
        text=text[first : stated.start] + " " + text[stated.end : stop],
        amount=stated.quantity.text,
        before=reading.chars[first : stated.start],
        dates=dates,
        when=last_when(text[: stated.end]),
        doubted=qualifier_words.DOUBTED.search(text) is not None,
    )


def _cases(
    around: Surroundings,
    stated: Stated,
    local: int,
    scope: int,
    candidate: Candidate,
    of_kind: list[Known],
    said: Said,
) -> list[_Case]:
    # What was said before a newer source is looked at only for a statement about that time.
    dated = bool(said.dates or said.when)
    subject = candidate.subject
    facts = [known for known in of_kind if dated or overtaken(known, subject.facts) is None]
    alone = len({known.attribute.id for known in facts}) == 1
    found = []
    for known in facts:
        seen = weigh(around, stated, local, scope, subject, known, alone=alone)
        if seen is not None:
            found.append(_Case(candidate, known, seen, bearing(said, known, named=seen.named)))
    return found


def _supports(around: Surroundings, case: _Case, stated: Quantity, scope: int) -> bool:
    known = case.known.quantity
    if known is None or not bears_out(known, stated):
        return False
    strange = case.evidence.strange.bit_count()
    if case.evidence.tier == LIKELY and not case.candidate.here:
        return strange == 0
    content = around.content(scope).bit_count()
    return strange <= max(_STRANGE, _STRANGE_SHARE * content)


def _refutes(around: Surroundings, case: _Case, stated: Quantity) -> bool:
    known = case.known.quantity
    if known is None or not disjoint(stated, known) or not _is_of_same(around, case):
        return False
    return not may_round(stated, known)


def _is_of_same(around: Surroundings, case: _Case) -> bool:
    """Whether the statement is so surely of what the fact is of that the fact may belie it."""
    seen = case.evidence
    if seen.tier < SURE or case.bears != WHOLLY or not case.candidate.may_refute:
        return False
    return seen.loose.bit_count() <= _LOOSE and not around.beside(seen.asked, seen.loose)


def _about_another(around: Surroundings, case: _Case, local: int) -> bool:
    """Whether the words ask rather for another attribute of the subject."""
    asked = case.evidence.asked
    if around.text(asked) == case.known.name:
        return False
    for known in case.candidate.subject.facts:
        if known.attribute.id == case.known.attribute.id:
            continue
        other = around.requests(known, local)
        if other is None or other.quality < case.evidence.quality - 0.1:
            continue
        if other.mask & asked == asked and other.mask != asked:
            return True
    return False


def _borne_out(stated: Stated, best: _Case) -> Found:
    against = rivals(best.known, best.candidate.subject.facts)
    if against:
        return conflict(stated.raw_start, stated.raw_end, _borne(stated, best), against)
    value = best.known.row.value
    if best.known.quantity is not None and same(stated.quantity, best.known.quantity):
        reason = _("The store says the same: {value}.").format(value=value)
    else:
        reason = _("The store says {value}, which agrees.").format(value=value)
    return _found(stated, Verdict.SUPPORTED, best, reason)


def _belied(stated: Stated, best: _Case) -> Found:
    against = rivals(best.known, best.candidate.subject.facts)
    if against:
        return conflict(stated.raw_start, stated.raw_end, _borne(stated, best), against)
    reason = reason_against(stated.quantity, best.known.quantity, best.known.row.value)
    return _found(stated, Verdict.REFUTED, best, reason)


def _undecided(around: Surroundings, stated: Stated, cases: list[_Case]) -> Found | None:
    if stated.quantity.dimension in {"date", "clock", "ordinal"}:
        return None
    sure = (c.known for c in cases if _is_of_same(around, c))
    rounded = next((k for k in sure if k.quantity and may_round(stated.quantity, k.quantity)), None)
    if rounded:
        reason = reason_of_rounding(rounded.row.value)
    elif any(case.evidence.tier >= SURE and case.bears == NOT_AT_ALL for case in cases):
        reason = _("The store speaks of another time, part or measure.")
    elif cases:
        reason = _("It is not sure enough that the store speaks of the same.")
    else:
        reason = _("The store does not say.")
    return Found(stated.raw_start, stated.raw_end, Verdict.UNKNOWN, (), reason)


def _found(stated: Stated, verdict: Verdict, case: _Case, reason: str) -> Found:
    return Found(stated.raw_start, stated.raw_end, verdict, (_borne(stated, case),), reason)


def _borne(stated: Stated, case: _Case) -> Borne:
    known = case.known
    exact = known.quantity is not None and same(stated.quantity, known.quantity)
    return Borne(known, case.evidence.quality, case.candidate.how, case.evidence.how, exact)
