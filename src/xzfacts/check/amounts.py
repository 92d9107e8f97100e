"""The verdict on an amount: what it is stated of, and what the store has there."""

from dataclasses import dataclass

from xzfacts.check import signs
from xzfacts.check.evidence import LIKELY, SURE, Evidence, Surroundings, statement, weigh
from xzfacts.check.findings import Borne, Found
from xzfacts.check.known import Known
from xzfacts.check.qualifiers import NOT_AT_ALL, WHOLLY, Said, bearing
from xzfacts.check.reading import Reading, Stated
from xzfacts.check.slips import difference, likely_slip
from xzfacts.check.talk import Candidate
from xzfacts.i18n import gettext as _
from xzfacts.text.quantity import Quantity, agree, comparable, disjoint, same
from xzfacts.verdicts import Verdict

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


def check_amount(
    around: Surroundings,
    stated: Stated,
    amounts: tuple[Stated, ...],
    candidates: list[Candidate],
) -> Found | None:
    """The verdict on one amount of a sentence; None where it states nothing of anybody."""
    reading = around.reading
    local, scope = statement(reading, stated, amounts)
    said = _said(reading, stated, amounts, scope)
    cases: list[_Case] = []
    for candidate in candidates:
        cases += _cases(around, stated, local, scope, candidate, said)
    cases.sort(key=lambda case: case.rank)
    backing = [c for c in cases if c.bears and _supports(around, c, stated.quantity, scope)]
    against = [c for c in cases if c.bears == WHOLLY and _refutes(c, stated.quantity)]
    if backing and (not against or backing[0].evidence.tier >= against[0].evidence.tier):
        return _borne_out(stated, backing, cases)
    if against and not _about_another(around, against[0], local):
        return _belied(stated, against, cases)
    if stated.quantity.dimension in {"date", "clock", "ordinal"} or not candidates:
        return None
    return _undecided(stated, cases)


def _said(reading: Reading, stated: Stated, amounts: tuple[Stated, ...], scope: int) -> Said:
    chars = reading.chars
    first, last = reading.clause(stated.start)
    text = "".join(chars[i] if scope >> i & 1 else " " for i in range(first, last))
    dates = []
    for other in amounts:
        beside = other.start < stated.start or scope >> other.end & 1
        if other.quantity.dimension == "date" and other.start != stated.start and beside:
            dates.append(other.quantity)
    when = frozenset(signs.WHEN.findall(chars[: stated.end]))
    before = chars[first : stated.start]
    return Said(text, before, tuple(dates), when)


def _cases(
    around: Surroundings,
    stated: Stated,
    local: int,
    scope: int,
    candidate: Candidate,
    said: Said,
) -> list[_Case]:
    subject = candidate.subject
    facts = [
        k
        for k in subject.facts
        if k.quantity is not None and comparable(stated.quantity, k.quantity)
    ]
    alone = len({k.attribute.id for k in facts}) == 1
    found = []
    for known in facts:
        seen = weigh(around, stated, local, scope, subject, known, alone=alone)
        if seen is not None:
            found.append(_Case(candidate, known, seen, bearing(said, known)))
    return found


def _supports(around: Surroundings, case: _Case, stated: Quantity, scope: int) -> bool:
    known = case.known.quantity
    if known is None or not agree(stated, known):
        return False
    strange = case.evidence.strange.bit_count()
    if case.evidence.tier == LIKELY and not case.candidate.here:
        return strange == 0
    content = around.content(scope).bit_count()
    return strange <= max(_STRANGE, _STRANGE_SHARE * content)


def _refutes(case: _Case, stated: Quantity) -> bool:
    known = case.known.quantity
    if known is None or case.evidence.tier < SURE or not case.candidate.may_refute:
        return False
    if not disjoint(stated, known) or _rounded(stated, known):
        return False
    return case.evidence.loose.bit_count() <= _LOOSE


def _rounded(stated: Quantity, known: Quantity) -> bool:
    """Whether the statement may be the fact's number rounded: 1.2万 for 11761."""
    if stated.unit != known.unit or known.low is None or known.low != known.high:
        return False
    number = known.low
    if stated.low != stated.high:
        return number in {stated.low, stated.high}
    if stated.low is None or not ("万" in stated.text or "亿" in stated.text):
        return False
    digits = stated.low.normalize().as_tuple()
    exponent = digits.exponent
    return (
        isinstance(exponent, int) and exponent > 0 and abs(number - stated.low) * 2 <= 10**exponent
    )


def _about_another(around: Surroundings, case: _Case, local: int) -> bool:
    """Whether the words ask rather for another attribute of the subject."""
    asked = case.evidence.asked
    for known in case.candidate.subject.facts:
        if known.attribute.id == case.known.attribute.id:
            continue
        other = around.requests(known, local)
        if other is None or other.quality < case.evidence.quality - 0.1:
            continue
        if other.mask & asked == asked and other.mask != asked:
            return True
    return False


def _borne_out(stated: Stated, backing: list[_Case], cases: list[_Case]) -> Found:
    best = backing[0]
    disagreeing = _disagreeing(best, cases)
    if disagreeing:
        return _conflict(stated, [best, *disagreeing])
    value = best.known.row.value
    if best.known.quantity is not None and same(stated.quantity, best.known.quantity):
        reason = _("The store says the same: {value}.").format(value=value)
    else:
        reason = _("The store says {value}, which agrees.").format(value=value)
    return _found(stated, Verdict.SUPPORTED, [best], reason)


def _belied(stated: Stated, against: list[_Case], cases: list[_Case]) -> Found:
    best = against[0]
    disagreeing = _disagreeing(best, cases)
    if disagreeing:
        return _conflict(stated, [best, *disagreeing])
    known = best.known.quantity
    said = (
        [difference(stated.quantity, known), likely_slip(stated.quantity, known)] if known else []
    )
    value = best.known.row.value
    if said[1:] and said[1]:
        reason = _("The store says {value}: {difference}; perhaps {slip}.")
        if not said[0]:
            reason = _("The store says {value}; perhaps {slip}.")
        reason = reason.format(value=value, difference=said[0], slip=said[1])
    elif said and said[0]:
        reason = _("The store says {value}: {difference}.").format(value=value, difference=said[0])
    else:
        reason = _("The store says {value}.").format(value=value)
    return _found(stated, Verdict.REFUTED, [best], reason)


def _disagreeing(best: _Case, cases: list[_Case]) -> list[_Case]:
    """Facts of the same attribute and time that cannot be true together with the best one."""
    known = best.known
    return [
        case
        for case in cases
        if case.bears
        and case.known.row.subject == known.row.subject
        and case.known.attribute.id == known.attribute.id
        and case.known.row.as_of == known.row.as_of
        and case.known.quantity is not None
        and known.quantity is not None
        and disjoint(case.known.quantity, known.quantity)
    ]


def _conflict(stated: Stated, cases: list[_Case]) -> Found:
    cases = sorted(cases, key=lambda case: case.known.row.fid)
    values = "; ".join(dict.fromkeys(case.known.row.value for case in cases))
    reason = _("The store disagrees with itself: {values}.").format(values=values)
    return _found(stated, Verdict.CONFLICTING, cases, reason)


def _undecided(stated: Stated, cases: list[_Case]) -> Found:
    if any(case.evidence.tier >= SURE and case.bears == NOT_AT_ALL for case in cases):
        reason = _("The store speaks of another time, part or measure.")
    elif cases:
        reason = _("It is not sure enough that the store speaks of the same.")
    else:
        reason = _("The store does not say.")
    return Found(stated.raw_start, stated.raw_end, Verdict.UNKNOWN, (), reason)


def _found(stated: Stated, verdict: Verdict, cases: list[_Case], reason: str) -> Found:
    facts = tuple(
        Borne(
            case.known,
            case.evidence.quality,
            case.candidate.how,
            case.evidence.how,
            case.known.quantity is not None and same(stated.quantity, case.known.quantity),
        )
        for case in cases
    )
    return Found(stated.raw_start, stated.raw_end, verdict, facts, reason)
