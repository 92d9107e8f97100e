"""Verdicts on statements by the stored amount that they most probably restate.

The candidates are the amounts of one kind in the stored sentences most similar to the draft's. A
multinomial logit chooses among them and none of them; `weights` has its fitted weights. This needs
neither a known subject nor a known attribute, and the value itself is one of the features.
"""

from math import exp
from typing import NamedTuple

from xzfacts.check import weights
from xzfacts.check.alignment_features import (
    Features,
    Statement,
    compared,
    features_of,
    read_statement,
)
from xzfacts.check.claim_verdicts import ClaimVerdict
from xzfacts.check.near_quotes import verdict_by_fact, verdict_by_sentence
from xzfacts.check.stored_quotes import amounts_of
from xzfacts.check.stored_sentences import StoredSentence
from xzfacts.check.subject_facts import SubjectFactCache, is_evidence
from xzfacts.language.frame_comparison import Comparability, Comparison
from xzfacts.language.sentence import Reading, Stated
from xzfacts.model.verdicts import Reason, Verdict
from xzfacts.quantity.compare import completed, of_one_kind


class Alignment(NamedTuple):
    """A stored amount that a statement may restate.

    sentence: the stored sentence.
    amount: the amount in it.
    comparison: how the frames of both relate.
    features: how well they fit.
    """

    sentence: StoredSentence
    amount: Stated
    comparison: Comparison
    features: Features


def alignments(statement: Statement, similar: list[StoredSentence]) -> list[Alignment]:
    """The stored amounts of the kind of a statement."""
    found = []
    for sentence in similar:
        for amount in amounts_of(sentence.quote):
            stated = completed(statement.stated.quantity, amount.quantity)
            if of_one_kind(stated, amount.quantity):
                comparison = compared(statement, sentence, amount)
                features = features_of(statement, sentence, amount, comparison.comparability)
                found.append(Alignment(sentence, amount, comparison, features))
    return found


def probabilities(candidates: list[Alignment]) -> list[float]:
    """The probability of each alignment; what is missing to 1 is that of none."""
    odds = [exp(_score(each.features) / 1000) for each in candidates]
    total = exp(weights.UNALIGNED / 1000) + sum(odds)
    return [each / total for each in odds]


def aligned_verdict(
    reading: Reading,
    stated: Stated,
    amounts: tuple[Stated, ...],
    similar: list[StoredSentence],
    fact_cache: SubjectFactCache,
) -> ClaimVerdict | None:
    """The verdict on an amount by the stored one that it restates; None if that is uncertain.

    amounts: all amounts of the sentence. similar: stored sentences.
    """
    candidates = alignments(read_statement(reading, stated, amounts), similar)
    if not candidates:
        return None
    found = probabilities(candidates)
    chosen = max(range(len(found)), key=found.__getitem__)
    best = candidates[chosen]
    if best.comparison.reason is Reason.NOT_STATED:
        return None
    if best.features.same_value:
        agreeing = zip(found, candidates, strict=True)
        if sum(p for p, each in agreeing if each.features.same_value) < weights.SUPPORTED:
            return None
    elif found[chosen] < weights.REFUTED or not _may_refute(best):
        return None
    return _verdict(stated, best, fact_cache)


def _score(features: Features) -> float:
    named = features._asdict()
    return sum(weight * named[name] for name, weight in weights.ALIGNMENT.items())


def _may_refute(best: Alignment) -> bool:
    """Whether another value refutes: of the same time, scope and so on, or with similar digits."""
    comparable = best.comparison.comparability is Comparability.FULL
    return comparable or best.features.similar_digits > 0


def _verdict(stated: Stated, best: Alignment, fact_cache: SubjectFactCache) -> ClaimVerdict | None:
    fact = best.sentence.fact_at(best.amount)
    if fact is not None:
        if not is_evidence(fact.row):
            return None
        found = verdict_by_fact(
            stated, best.amount.quantity, fact, fact_cache, other_time=False
        )
    else:
        facts = [each for each in best.sentence.facts if is_evidence(each.row)]
        if not facts:
            return None
        found = verdict_by_sentence(stated, best.amount, facts, other_time=False)
    return None if found.verdict is Verdict.UNKNOWN else found
