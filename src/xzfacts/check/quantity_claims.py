"""The verdict on a stated amount: which fact it is a statement of, and whether they agree."""

from collections.abc import Iterator
from typing import NamedTuple

from xzfacts.check import explanations
from xzfacts.check.claim_verdicts import ClaimVerdict, ComparedFact, conflict, supported, unknown
from xzfacts.check.coreference import Candidate
from xzfacts.check.evidence import LIKELY, SURE, Evidence, up_to_value, weigh
from xzfacts.check.likely_facts import CandidateFact, StatementWords
from xzfacts.check.quote_alignment import stands_at_another
from xzfacts.check.sentence_context import SentenceContext
from xzfacts.check.statement_scope import StatementScope, statement_scope
from xzfacts.check.subject_facts import PreparedFact, SubjectFacts, conflicting_facts
from xzfacts.language import qualifiers
from xzfacts.language.change_direction import change_before, change_of_arrow, negated
from xzfacts.language.frame import Frame
from xzfacts.language.frame_comparison import Comparability, Comparison, compare
from xzfacts.language.price_units import is_of_other_unit, is_unit_of_price
from xzfacts.language.sentence import Stated
from xzfacts.language.stored_quotes import amounts_of
from xzfacts.model.verdicts import Reason, Verdict
from xzfacts.quantity.compare import completed, contradict, of_one_kind, same
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.rounding import in_wrong_currency, may_round, supports
from xzfacts.text.lazy_pattern import lazy_pattern

_STRANGE = 2  # maximum of unexplained content units of a supported statement …
_STRANGE_SHARE = 0.4  # … or as a share of its content
_LOOSE = 1  # … of a refuted one
_LATIN_NAME = lazy_pattern("[a-z]{2,}")  # in compact characters


class _Case(NamedTuple):
    """A fact that the amount may be a statement of.

    candidate: its subject and how it was matched.
    known: the fact.
    evidence: the evidence that the statement is about its attribute.
    relation: how the frames of the statement and the fact relate.
    stated: the amount; without a unit, in that of the fact.
    """

    candidate: Candidate
    known: PreparedFact
    evidence: Evidence
    relation: Comparison
    stated: Quantity

    @property
    def rank(self) -> tuple[int, int, int, float, str]:
        """Sort key: strongest evidence first; the id makes the order independent of files."""
        seen = self.evidence
        strange = seen.loose.bit_count() + seen.strange.bit_count()
        return (-seen.tier, strange, -seen.asked.bit_count(), -seen.quality, self.known.row.fid)


def check_amount(
    context: SentenceContext, stated: Stated, candidates: list[Candidate]
) -> ClaimVerdict:
    """The verdict on one amount of a sentence."""
    start, end = stated.raw_start, stated.raw_end
    if not candidates:
        return unknown(start, end, Reason.UNKNOWN_SUBJECT)
    of_kind = [_of_kind(context, stated, each.subject) for each in candidates]
    if not any(of_kind):
        return unknown(start, end, Reason.UNKNOWN_ATTRIBUTE)
    scope = statement_scope(context.reading, stated, context.amounts)
    frame = context.frame(stated)
    pairs = _comparable(context, frame, candidates, of_kind)
    words = StatementWords(context, stated, scope)
    cases = [*_cases(context, stated, scope, frame, words.likely(pairs))]
    cases.sort(key=lambda case: case.rank)
    backing = [c for c in cases if c.relation.comparability and _supports(context, c, scope.clause)]
    against = [c for c in cases if _refutes(context, c)]
    if backing and (not against or backing[0].evidence.tier >= against[0].evidence.tier):
        return _supported(stated, backing[0])
    if against and not _about_another(context, against[0], scope.local, words):
        return _refuted(stated, against[0])
    return _undecided(context, stated, cases)


def _of_kind(context: SentenceContext, stated: Stated, subject: SubjectFacts) -> list[PreparedFact]:
    """The facts of the subject with comparable amounts; of each unit, one amount is compared."""
    told: dict[tuple[str, str], bool] = {}
    found = {}
    for known in (*context.valued(stated, subject), *(known for known, _ in subject.measured)):
        quantity = known.quantity
        if quantity is None:
            continue
        unit = quantity.unit, quantity.dimension
        if unit not in told or quantity.dimension == "date":  # dates lack parts of their own
            told[unit] = of_one_kind(completed(stated.quantity, quantity), quantity)
        if told[unit]:
            found[known.row.id] = known
    return list(found.values())


def _comparable(
    context: SentenceContext,
    frame: Frame,
    candidates: list[Candidate],
    of_kind: list[list[PreparedFact]],
) -> list[CandidateFact]:
    """The facts of the kind that are comparable with a statement of that time.

    Superseded values are compared only with statements that name a time.
    """
    dated = bool(frame.time.dates or frame.time.word)
    found = []
    for candidate, facts in zip(candidates, of_kind, strict=True):
        replaced = () if dated else context.replaced(candidate.subject.id)
        known = [each for each in facts if each.row.id not in replaced]
        alone = len({each.attribute.id for each in known}) == 1
        found += [CandidateFact(candidate, each, alone) for each in known]
    return found


def _cases(
    context: SentenceContext,
    stated: Stated,
    scope: StatementScope,
    frame: Frame,
    facts: list[CandidateFact],
) -> Iterator[_Case]:
    arrow = change_of_arrow(stated.quantity.text)
    change = arrow or change_before(frame.measure.left)
    for candidate, known, alone in facts:
        subject = candidate.subject
        # Growth and decline are one measure with two signs.
        worded = known.worded(change.word) if change else known
        seen = weigh(context, stated, scope, subject, worded, alone=alone)
        if seen is not None:
            fact = worded.stored._replace(holders=subject.names)
            relation = compare(frame, fact, named=seen.named)
            if relation.comparability and stands_at_another(context.reading, stated, worded):
                relation = Comparison(Comparability.NONE, Reason.OTHER_MEASURE)
            if relation.comparability and _is_of_other(context, stated, subject, known):
                relation = Comparison(Comparability.NONE, Reason.OTHER_SCOPE)
            value = known.quantity
            amount = completed(stated.quantity, value) if value else stated.quantity
            if change and known.change:
                # The sign of an arrow is in the amount itself.
                turned = known.change.sign * (1 if arrow else change.sign) < 0
                amount = negated(amount) if turned else amount
            yield _Case(candidate, known, seen, relation, amount)


def _is_of_other(
    context: SentenceContext, stated: Stated, subject: SubjectFacts, known: PreparedFact
) -> bool:
    """Whether a fact is of another territory than the statement, or per another unit.

    The sentence of a fact may be about all of a country and name its subject only before.
    """
    quote = up_to_value(known)
    whole = qualifiers.WHOLE_WORLD & set(qualifiers.TERRITORY.findall(quote))
    names = "\0".join(subject.names)
    unnamed = not any(each in quote for each in subject.names)
    if (
        whole
        and unnamed
        and not any(each in context.reading.chars or each in names for each in whole)
    ):
        return True
    printed = amounts_of(known.row.quote)
    value = next((e for e in printed if known.frame and e.start == known.frame.start), None)
    return is_unit_of_price(stated, context.amounts) or (
        value is not None and is_of_other_unit(stated, context.amounts, value, printed)
    )


def _supports(context: SentenceContext, case: _Case, scope: int) -> bool:
    known = case.known.quantity
    if known is None or not supports(known, case.stated):
        return False
    seen = case.evidence
    strange = seen.strange.bit_count()
    if case.candidate.namesake or _has_other_latin_name(context, case):
        return False
    if seen.tier == LIKELY and not case.candidate.here:
        return strange == 0
    general = seen.tier == LIKELY or context.text(seen.asked) in qualifiers.GENERAL
    if general and context.beside(seen.asked, seen.strange):
        return False  # 建筑面积 is not 占地面积
    content = context.content(scope).bit_count()
    return strange <= max(_STRANGE, _STRANGE_SHARE * content)


def _has_other_latin_name(context: SentenceContext, case: _Case) -> bool:
    """Whether the statement has a Latin name that the stored sentence has not for the value."""
    quote = up_to_value(case.known)
    names = _LATIN_NAME.findall(context.text(case.evidence.loose))
    return any(name not in quote for name in names)


def _refutes(context: SentenceContext, case: _Case) -> bool:
    known = case.known.quantity
    if known is None or not _is_of_same(context, case):
        return False
    if in_wrong_currency(case.stated, known):
        return True
    return contradict(case.stated, known) and not may_round(case.stated, known)


def _is_of_same(context: SentenceContext, case: _Case) -> bool:
    """Whether the statement certainly measures the same as the fact, so that it may be refuted."""
    seen = case.evidence
    if (
        seen.tier < SURE
        or case.relation.comparability is not Comparability.FULL
        or not case.candidate.may_refute
    ):
        return False
    if case.candidate.subject.partial and context.text(seen.asked) != case.known.name:
        return False  # it may restate a fact that was not read
    return seen.loose.bit_count() <= _LOOSE and not context.beside(seen.asked, seen.loose)


def _about_another(
    context: SentenceContext, case: _Case, local: int, words: StatementWords
) -> bool:
    """Whether the words match another attribute of the subject better."""
    asked = case.evidence.asked
    if context.text(asked) == case.known.name:
        return False
    for known in words.likely_attributes(case.candidate.subject.facts):
        if known.attribute.id == case.known.attribute.id:
            continue
        other = context.requests(known, local)
        if other is None or other.quality < case.evidence.quality - 0.1:
            continue
        if other.mask & asked == asked and other.mask != asked:
            return True
    return False


def _supported(stated: Stated, best: _Case) -> ClaimVerdict:
    against = conflicting_facts(best.known, best.candidate.subject.facts)
    compared = _compared(best)
    if against:
        return conflict(stated.raw_start, stated.raw_end, compared, against)
    return supported(stated.raw_start, stated.raw_end, compared)


def _refuted(stated: Stated, best: _Case) -> ClaimVerdict:
    against = conflicting_facts(best.known, best.candidate.subject.facts)
    compared = _compared(best)
    if against:
        return conflict(stated.raw_start, stated.raw_end, compared, against)
    reason = explanations.other_amount(best.stated, best.known.quantity, best.known.row.value)
    return ClaimVerdict(stated.raw_start, stated.raw_end, Verdict.REFUTED, (compared,), reason)


def _undecided(context: SentenceContext, stated: Stated, cases: list[_Case]) -> ClaimVerdict:
    start, end = stated.raw_start, stated.raw_end
    nearest = [case.known for case in cases]
    sure = (c.known for c in cases if _is_of_same(context, c))
    rounded = next((k for k in sure if k.quantity and may_round(stated.quantity, k.quantity)), None)
    if rounded:
        reason = explanations.rounded(rounded.row.value)
        return unknown(start, end, Reason.LESS_EXACT, nearest, reason)
    for case in cases:
        if case.evidence.tier >= SURE and case.relation.reason:
            return unknown(start, end, case.relation.reason, nearest)
    if not cases:
        return unknown(start, end, Reason.UNKNOWN_ATTRIBUTE)
    best = cases[0]
    value = best.known.quantity
    if best.evidence.tier >= SURE and value and best.stated.unit != value.unit:
        return unknown(start, end, Reason.NOT_COMPARABLE, nearest)
    return unknown(start, end, Reason.AMBIGUOUS, nearest)


def _compared(case: _Case) -> ComparedFact:
    known = case.known
    exact = known.quantity is not None and same(case.stated, known.quantity)
    return ComparedFact(known, case.evidence.quality, case.candidate.how, case.evidence.how, exact)
