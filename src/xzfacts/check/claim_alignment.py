"""Verdicts on statements by the stored amount that they most probably restate.

The candidates are the amounts of one kind in the stored sentences most similar to the draft's. A
multinomial logit chooses among them and none of them; `alignment_weights` has its fitted weights.
This needs neither a known subject nor a known attribute, and the value itself is one of the
features.
"""

from math import exp

from xzfacts.check import alignment_weights as weights
from xzfacts.check.alignment_differences import differs
from xzfacts.check.alignment_features import MOST_SIMILAR, Alignment, Compared, Features, align
from xzfacts.check.alignment_names import names_holder
from xzfacts.check.alignment_statements import Statement, read_statement
from xzfacts.check.alignment_words import shared_words
from xzfacts.check.claim_verdicts import OPEN, ClaimVerdict, may_change, unknown
from xzfacts.check.dependent_verdicts import as_time, from_same_sentence, of_time
from xzfacts.check.near_quotes import verdict_by_fact, verdict_by_sentence
from xzfacts.check.stored_sentences import StoredSentence
from xzfacts.check.subject_facts import SubjectFactCache, is_evidence, newer_fact
from xzfacts.language.known_names import NameMention
from xzfacts.language.sentence import Reading, Stated
from xzfacts.language.stored_quotes import amounts_of
from xzfacts.model.verdicts import Reason, Verdict
from xzfacts.quantity.compare import completed, of_one_kind, same
from xzfacts.quantity.model import CALENDAR

_NO_MEASURE = frozenset((*CALENDAR, "ordinal"))  # times, which may be of others, and ranks
_ALIGNED = 8  # statements of a sentence
_MOST, _IN_ALL = 20, 80  # amounts of a stored sentence, and of all of them
_LONGEST = 400  # characters of a sentence that is aligned


def alignments(
    statement: Statement, names: tuple[str, ...], similar: list[StoredSentence]
) -> list[Alignment]:
    """The stored amounts of the kind of a statement, at most `_MOST` of a sentence.

    A figure that the stored sentences have is no slip for another.
    names: the known names in its sentence.
    """
    chars = statement.reading.chars
    last = statement.reading.clause(statement.stated.start)[1]
    named = tuple(name for name in names if chars.find(name) < last)
    found: list[Alignment] = []
    rank = 0
    for sentence in similar:
        of_kind = [e for e in amounts_of(sentence.quote) if _alike(statement.stated, e)][:_MOST]
        if of_kind:
            words = shared_words(statement, sentence)
            both = Compared(statement, named, sentence, words, rank)
            found += [align(both, each) for each in of_kind[: _IN_ALL - len(found)]]
            rank += 1
        if rank == MOST_SIMILAR:
            break
    if any(each.features.same_value for each in found):
        found = [each if _is_turned(statement, each) else _no_slip(each) for each in found]
    return found


def _is_turned(statement: Statement, found: Alignment) -> bool:
    """Whether one is growth by what the other is decline by."""
    known = found.amount.quantity
    return not found.features.same_value and same(
        completed(statement.stated.quantity, known), known
    )


def _no_slip(found: Alignment) -> Alignment:
    return found._replace(features=found.features._replace(similar_digits=0.0))


def _alike(stated: Stated, amount: Stated) -> bool:
    return of_one_kind(completed(stated.quantity, amount.quantity), amount.quantity)


def _has_alike(stated: Stated, similar: list[StoredSentence]) -> bool:
    """Whether stored sentences have an amount of the kind of a stated one."""
    return any(_alike(stated, e) for sentence in similar for e in amounts_of(sentence.quote))


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
    undecided = [at for at, one in enumerate(found) if may_change(one)]
    for at in undecided[:_ALIGNED]:
        stated = places.get((found[at].start, found[at].end))
        if stated is None or not _has_alike(stated, similar):
            continue
        statement = read_statement(reading, stated, every)
        refuted = found[at].verdict is Verdict.REFUTED
        least = weights.DOUBTED if refuted else 0.0
        own = _aligned_verdict(statement, known, similar, fact_cache, least)
        if refuted:
            judged[at] = _unless_another(found[at], own)
        elif own:
            judged[at] = own
            times |= {each.text for each in statement.frame.time.dates}
    if judged == found:
        return found
    judged = from_same_sentence(reading, every, judged)
    return [_dated(one, places, judged, times) for one in judged]


def _unless_another(refuted: ClaimVerdict, own: ClaimVerdict | None) -> ClaimVerdict:
    """The verdict, or an open one if another sentence supports the statement.

    The fact that refutes it then may be of another measure: growth of this and of that.
    own: the verdict by alignment.
    """
    if own is None or own.verdict is not Verdict.SUPPORTED:
        return refuted
    against, known = refuted.facts[0].known, own.facts[0].known
    if against.row.quote == known.row.quote:
        return refuted  # 编制420张，开放350张 for 编制350张，开放420张
    return unknown(refuted.start, refuted.end, Reason.AMBIGUOUS, (against, known))


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
    names: tuple[str, ...],
    similar: list[StoredSentence],
    fact_cache: SubjectFactCache,
    least: float,
) -> ClaimVerdict | None:
    """The verdict on an amount by the stored one that it restates; None if that is uncertain.

    names: names of known subjects in the sentence. similar: stored sentences. least: the
    probability that an equal amount needs at least.
    """
    candidates = alignments(statement, names, similar)
    if not candidates:
        return None
    found = probabilities(candidates)
    chosen = max(range(len(found)), key=found.__getitem__)
    best = candidates[chosen]
    agreeing = zip(found, candidates, strict=True)
    same_value = best.features.same_value
    sure = sum(p for p, each in agreeing if each.features.same_value) if same_value else max(found)
    enough = max(least, least_probability(best, candidates))
    decides = sure >= enough and may_decide(statement, best)
    verdict = _verdict(statement, best, fact_cache) if decides else None
    return verdict and _with_quality(verdict, found[chosen])


def _score(features: Features) -> float:
    pairs = zip(weights.ALIGNMENT.values(), features, strict=True)
    return sum(weight * feature for weight, feature in pairs)


def least_probability(best: Alignment, candidates: list[Alignment]) -> float:
    """The probability from which an alignment decides; `best` is one of the candidates."""
    together = best.features.near_figures > 0
    if best.features.same_value:
        return weights.SUPPORTED_TOGETHER if together else weights.SUPPORTED
    if best.features.similar_digits:
        return weights.SLIPPED
    if together:
        return weights.REFUTED_TOGETHER
    elsewhere = any(each.features.same_value for each in candidates)
    return weights.REFUTED_ELSEWHERE if elsewhere else weights.REFUTED


def may_decide(statement: Statement, best: Alignment) -> bool:
    """Whether nothing makes a statement one about something else than the stored amount."""
    if differs(statement, best):
        return False
    timed = best.amount.quantity.dimension in _NO_MEASURE
    if best.features.same_value:
        exact = not timed or same(best.stated, best.amount.quantity)
        return exact and names_holder(statement.reading.chars, statement.stated, best.sentence)
    return not timed


def _with_quality(verdict: ClaimVerdict, quality: float) -> ClaimVerdict:
    """The verdict with the confidence that its facts are about the same as the statement."""
    return verdict._replace(facts=tuple(e._replace(quality=quality) for e in verdict.facts))


def _verdict(
    statement: Statement, best: Alignment, fact_cache: SubjectFactCache
) -> ClaimVerdict | None:
    stated = statement.stated._replace(quantity=best.stated)
    fact = best.sentence.fact_at(best.amount)
    if fact is not None:
        facts = fact_cache.subject(fact.row.subject).facts
        if not is_evidence(fact.row) or newer_fact(fact, facts):
            return None
        found = verdict_by_fact(stated, best.amount.quantity, fact, fact_cache, other_time=False)
    else:
        told = [each for each in best.sentence.facts if is_evidence(each.row)]
        if not told:
            return None
        found = verdict_by_sentence(stated, best.amount, told, other_time=False)
    return None if found.verdict is Verdict.UNKNOWN else found
