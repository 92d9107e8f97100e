"""Verdicts on values that are words: a place, a product, a name. They are only ever supported.

Two different descriptions may both be true, so a value that the store lacks is not refuted.
"""

from xzfacts.check import explanations
from xzfacts.check.claim_verdicts import ClaimVerdict, ComparedFact
from xzfacts.check.coreference import Candidate
from xzfacts.check.sentence_context import SentenceContext
from xzfacts.check.subject_facts import PreparedFact
from xzfacts.language.known_names import NameMention
from xzfacts.language.query_units import span_mask
from xzfacts.language.sentence import Reading
from xzfacts.match import weights
from xzfacts.model.verdicts import Verdict

_SHORTEST = 2
_VERBATIM = 4  # minimum of characters of a verbatim clause besides the value
_PREDICATES = frozenset("是 为 系 属 属于 叫 称 简称 又称 又名 即 现任 任 担任".split())


def check_words(
    reading: Reading,
    context: SentenceContext,
    names: tuple[NameMention, ...],
    candidates: list[Candidate],
) -> list[ClaimVerdict]:
    """The verdicts on values of the store that occur in the sentence."""
    if not context.stated:
        return []
    found: dict[tuple[int, int], ClaimVerdict] = {}
    for candidate in candidates:
        for known in candidate.subject.described:
            at = reading.chars.find(known.value)
            if at < 0 or len(known.value) < _SHORTEST or _is_office(known):
                continue
            one = _judge(reading, context, names, candidate, known, at)
            if one is not None:
                found.setdefault((one.start, one.end), one)
    return list(found.values())


def _is_office(known: PreparedFact) -> bool:
    from xzfacts.check.role_claims import is_office  # takes long, and few sentences have values

    return is_office(known)


def _judge(
    reading: Reading,
    context: SentenceContext,
    names: tuple[NameMention, ...],
    candidate: Candidate,
    known: PreparedFact,
    at: int,
) -> ClaimVerdict | None:
    end = at + len(known.value)
    own = [name for name in names if candidate.subject.id in name.subjects]
    if any(name.start < end and at < name.end for name in own):
        return None
    first, last = reading.clause(at)[0], reading.clause(end - 1)[1]
    clause = reading.chars[first:last]
    how: str | None = None
    verbatim = len(clause) - len(known.value) >= _VERBATIM and clause in known.quote
    if verbatim or _predicate(reading, own, at):
        how = "exact"
    else:
        asked = context.requests(known, span_mask(first, last) & ~span_mask(at, end))
        if asked and asked.quality >= weights.SURE_ATTRIBUTE:
            how = asked.how if asked.how in {"synonym", "related"} else "exact"
    if how is None:
        return None
    start, stop = reading.raw(at, end)
    reason = explanations.same_value(known.row.value)
    compared = ComparedFact(known, 0.9, candidate.how, how, True)
    return ClaimVerdict(start, stop, Verdict.SUPPORTED, (compared,), reason)


def _predicate(reading: Reading, own: list[NameMention], at: int) -> bool:
    """Whether a copula joins the subject and the value, as in 晨南服饰是…."""
    return any(
        name.end <= at
        and reading.clauses[name.start] == reading.clauses[at]
        and reading.chars[name.end : at] in _PREDICATES
        for name in own
    )
