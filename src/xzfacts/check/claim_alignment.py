"""Verdicts on statements by the stored amount that they most probably restate.

The candidates are the amounts of one kind in the stored sentences most similar to the draft's. A
multinomial logit chooses among them and none of them; `alignment_weights` has its fitted weights.
This needs neither a known subject nor a known attribute, and the value itself is one of the
features.
"""

from math import exp

from xzfacts.check import alignment_weights as weights, explanations
from xzfacts.check.alignment_candidates import alignments, has_same_words, of_kind
from xzfacts.check.alignment_differences import NO_MEASURE, may_decide
from xzfacts.check.alignment_features import Alignment, Features
from xzfacts.check.alignment_modifiers import measures_other_noun, replaces_word
from xzfacts.check.alignment_statements import Statement, read_statement
from xzfacts.check.attribute_words import core
from xzfacts.check.claim_verdicts import OPEN, ClaimVerdict, ComparedFact, may_change, unknown
from xzfacts.check.dependent_verdicts import as_time, from_same_sentence, of_time
from xzfacts.check.exact_quotes import stands_in
from xzfacts.check.near_quotes import verdict_by_fact, verdict_by_sentence
from xzfacts.check.second_look import is_beyond_like_bound, unless_of_another
from xzfacts.check.stored_sentences import StoredSentence
from xzfacts.check.subject_facts import PreparedFact, SubjectFactCache, is_evidence, newer_fact
from xzfacts.language.known_names import NameMention
from xzfacts.language.sentence import Reading, Stated, strict
from xzfacts.language.stored_quotes import amounts_of, strict_quote
from xzfacts.model.verdicts import Reason, Verdict
from xzfacts.quantity.compare import same
from xzfacts.quantity.model import CALENDAR

_ALIGNED = 8  # statements of a sentence
_LONGEST = 400  # characters of a sentence that is aligned


def _has_alike(stated: Stated, similar: list[StoredSentence]) -> bool:
    """Whether stored sentences have an amount of the kind of a stated one."""
    return any(of_kind(stated, e) for sentence in similar for e in amounts_of(sentence.quote))


def probabilities(candidates: list[Alignment]) -> list[float]:
    """The probability of each alignment; what is missing to 1 is that of none."""
    odds = [exp(_score(each.features) / 1000) for each in candidates]
    total = exp(weights.UNALIGNED / 1000) + sum(odds)
    return [each / total for each in odds]


def aligned(
    reading: Reading,
    found: list[ClaimVerdict],
    names: tuple[NameMention, ...],
    similar: list[StoredSentence],
    fact_cache: SubjectFactCache,
) -> list[ClaimVerdict]:
    """The verdicts on a sentence with those by aligned stored amounts.

    names: the known names in the sentence. similar: stored sentences.
    """
    if len(reading.chars) > _LONGEST:
        return found
    every = reading.amounts()
    places = {(each.raw_start, each.raw_end): each for each in every}
    known = tuple(reading.chars[each.start : each.end] for each in names)
    judged, times = [*found], set[str]()
    words = strict(reading.text)
    undecided = [
        at for at, one in enumerate(found) if may_change(one) and not _is_verbatim(words, one)
    ]
    for at in undecided[:_ALIGNED]:
        stated = places.get((found[at].start, found[at].end))
        if stated is None or _is_only_time(stated, every) or not _has_alike(stated, similar):
            continue
        statement = read_statement(reading, stated, every)
        judged[at] = _judged(found[at], statement, known, similar, fact_cache)
        if judged[at] is not found[at] and found[at].code in OPEN:
            times |= {each.text for each in statement.frame.time.dates}
    if judged == found:
        return found
    judged = from_same_sentence(reading, every, judged)
    return [_dated(one, places, judged, times) for one in judged]


def _is_verbatim(words: str, one: ClaimVerdict) -> bool:
    """Whether a statement is supported by the sentence that these `strict` characters repeat."""
    quotes = [each.known.row.quote for each in one.facts]
    return one.verdict is Verdict.SUPPORTED and any(
        stands_in(words, strict_quote(quote)) for quote in quotes
    )


def _judged(
    found: ClaimVerdict,
    statement: Statement,
    names: tuple[str, ...],
    similar: list[StoredSentence],
    fact_cache: SubjectFactCache,
) -> ClaimVerdict:
    """The verdict on a statement, in view of the stored amounts that it may restate."""
    open_ = found.verdict is Verdict.UNKNOWN
    candidates = alignments(statement, names, similar, open_=open_)
    likely = probabilities(candidates)
    if found.verdict is Verdict.SUPPORTED and (
        _restates_another(candidates, likely, found.facts[0].known)
        or _is_of_another_noun(statement, candidates, found.facts[0].known)
    ):
        return _ambiguous(found)
    kept = found if found.code in OPEN else unless_of_another(found, statement, names)
    if kept.verdict is Verdict.SUPPORTED:
        return kept
    own = _aligned_verdict(statement, candidates, likely, fact_cache)
    if found.verdict is not Verdict.REFUTED:
        return own or kept
    if own is not None and own.verdict is Verdict.REFUTED:
        return found
    ranked = [*zip(likely, candidates, strict=True)]
    return _unless_another(kept, statement, ranked) if kept.facts else kept


def _restates_another(candidates: list[Alignment], likely: list[float], fact: PreparedFact) -> bool:
    """Whether a statement probably restates an amount with another value than that of a fact."""
    ranked = [*zip(likely, candidates, strict=True)]
    least = weights.ANOTHER + sum(p for p, each in ranked if each.features.same_value)
    others = any(_is_of_fact(each, fact) and _tells_of_others(each) for each in candidates)
    return others or any(
        p >= least and not each.features.same_value and not _is_of_fact(each, fact)
        for p, each in ranked
    )


def _is_of_another_noun(
    statement: Statement, candidates: list[Alignment], fact: PreparedFact
) -> bool:
    """Whether another noun is measured than the value of a fact: 急诊量 for 门诊量.

    Not if the statement has the name of the attribute, which its sentence may put otherwise.
    """
    own = [each for each in candidates if _is_of_fact(each, fact)]
    said = statement.reading.chars
    if not own or any(core(name) in said for name, _codes in fact.attribute.names):
        return False
    return all(
        measures_other_noun(statement, e.sentence, e.amount)
        or replaces_word(statement, e.sentence, e.amount)
        for e in own
    )


def _tells_of_others(found: Alignment) -> bool:
    """Whether a stored sentence has hardly any noun of a statement."""
    return found.features.noun_coverage < weights.COVERED


def _ambiguous(one: ClaimVerdict) -> ClaimVerdict:
    return unknown(one.start, one.end, Reason.AMBIGUOUS, (one.facts[0].known,))


def _is_only_time(stated: Stated, amounts: tuple[Stated, ...]) -> bool:
    """Whether a stated amount is a date that is the time of other amounts."""
    return stated.quantity.dimension == "date" and any(
        each.quantity.dimension not in CALENDAR for each in amounts
    )


def _unless_another(
    refuted: ClaimVerdict, statement: Statement, likely: list[tuple[float, Alignment]]
) -> ClaimVerdict:
    """The verdict, or an open one if the statement probably restates an equal stored amount.

    The fact that refutes it then may be of another measure: growth of this and of that.
    likely: the candidates with their probabilities.
    """
    against = refuted.facts[0].known
    of_fact = [(p, each) for p, each in likely if _is_of_fact(each, against)]
    least = max((p for p, _each in of_fact), default=1.0)
    same_value = [(p, e) for p, e in likely if e.features.same_value and may_decide(statement, e)]
    equal = max((p for p, _e in same_value), default=0.0)
    quote = against.row.quote
    own = (p for p, e in same_value if not e.features.words_of_others and e.sentence.quote == quote)
    if any(p > least for p in own):
        equal += weights.BESIDE
    told = any(
        e.features.told or (e.features.same_next and e.features.same_unit) for _, e in of_fact
    )
    timed = statement.stated.quantity.dimension in NO_MEASURE
    named = least < weights.NAMED and any(e.features.other_name for _p, e in of_fact)
    doubtful = named or any(_tells_of_others(e) for _p, e in of_fact)
    doubtful = doubtful or least < weights.DOUBTFUL or equal > least + weights.RIVAL
    return _ambiguous(refuted) if doubtful and not (told or timed or refuted.facts[1:]) else refuted


def _is_of_fact(found: Alignment, fact: PreparedFact) -> bool:
    """Whether a stored amount is the value of a fact."""
    known = found.sentence.fact_at(found.amount)
    return known is not None and known.row.id == fact.row.id


def _dated(
    one: ClaimVerdict,
    places: dict[tuple[int, int], Stated],
    found: list[ClaimVerdict],
    times: set[str],
) -> ClaimVerdict:
    """The verdict, or that on an open date as the time of other statements.

    times: the dates of statements that alignment decided, which are those of the stored amounts.
    """
    stated = places.get((one.start, one.end)) if one.code in OPEN else None
    if stated is None or stated.quantity.dimension != "date":
        return one
    if stated.quantity.text in times:
        return as_time(stated, found)
    own = of_time(stated, found)
    return one if own.verdict is Verdict.UNKNOWN else own


def _aligned_verdict(
    statement: Statement,
    candidates: list[Alignment],
    found: list[float],
    fact_cache: SubjectFactCache,
) -> ClaimVerdict | None:
    """The verdict on an amount by the stored one that it restates; None if that is uncertain.

    found: the probability of each candidate.
    """
    ranked = sorted(zip(found, candidates, strict=True), key=lambda each: -each[0])
    if not ranked:
        return None
    best = ranked[0][1]
    sure = sum(p for p, each in ranked if _is_like(each, best))
    least = least_probability(best, candidates)
    if has_same_words(statement, best.sentence.quote, best.amount):
        least = min(least, weights.SLIPPED)
    if sure < least or not may_decide(statement, best):
        return None
    verdict = _verdict(statement, best, fact_cache)
    return verdict and _with_quality(verdict, sure)


def _is_like(one: Alignment, other: Alignment) -> bool:
    """Whether two stored amounts have one value."""
    if one.features.same_value or other.features.same_value:
        return one.features.same_value == other.features.same_value
    return same(one.amount.quantity, other.amount.quantity)


def _score(features: Features) -> float:
    pairs = zip(weights.ALIGNMENT.values(), features, strict=True)
    return sum(weight * feature for weight, feature in pairs)


def least_probability(best: Alignment, candidates: list[Alignment]) -> float:
    """The probability from which an alignment decides.

    Another amount refutes a statement with less if it is that with a slip, or if the stated one
    stands in its sentence, too: figures that were swapped.
    """
    together = best.features.near_figures > 0
    if best.features.same_value:
        return weights.SUPPORTED_TOGETHER if together else weights.SUPPORTED
    if best.features.similar_digits:
        return weights.SLIPPED
    beside = (each for each in candidates if each.sentence.quote == best.sentence.quote)
    if any(each.features.same_value for each in beside):
        return weights.SWAPPED_TOGETHER if together else weights.SWAPPED
    return weights.REFUTED_TOGETHER if together else weights.REFUTED


def _with_quality(verdict: ClaimVerdict, quality: float) -> ClaimVerdict:
    """The verdict with the confidence that its facts are about the same as the statement."""
    return verdict._replace(facts=tuple(e._replace(quality=quality) for e in verdict.facts))


def _verdict(
    statement: Statement, best: Alignment, fact_cache: SubjectFactCache
) -> ClaimVerdict | None:
    stated = statement.stated._replace(quantity=best.stated)
    fact = best.sentence.fact_at(best.amount)
    told = [each for each in best.sentence.facts if is_evidence(each.row)]
    if fact is not None:
        facts = fact_cache.subject(fact.row.subject).facts
        if not is_evidence(fact.row) or newer_fact(fact, facts):
            return None
        found = verdict_by_fact(stated, best.amount.quantity, fact, fact_cache, other_time=False)
    else:
        if not told:
            return None
        found = verdict_by_sentence(stated, best.amount, told, other_time=False)
    if found.verdict is not Verdict.UNKNOWN:
        return found
    known = best.amount.quantity
    if not is_beyond_like_bound(best.stated, known):
        return None
    compared = ComparedFact(fact or told[0], 1.0, "context", "exact", False)
    reason = explanations.other_amount(best.stated, known, known.text)
    return found._replace(verdict=Verdict.REFUTED, facts=(compared,), reason=reason, code=None)
