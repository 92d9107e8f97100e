"""The stored amounts that a statement may restate.

One that is not the stated amount, even with a slip, can only refute an open statement, and only if
it is probable enough. Most drafts tell of other things than the store: there not even the best
values of the features that take long to compute make it so, and they are left out.
"""

from itertools import islice
from math import exp

from xzfacts.check import alignment_weights as weights
from xzfacts.check.alignment_features import (
    MANY,
    MOST_SIMILAR,
    Alignment,
    Compared,
    align,
    few,
    same_next,
)
from xzfacts.check.alignment_statements import Statement
from xzfacts.check.alignment_words import SharedWords, equal_amounts, figures_of, shared_words
from xzfacts.check.item_labels import has_other_label
from xzfacts.check.similar_numbers import counted, similar_digits
from xzfacts.check.stored_sentences import StoredSentence
from xzfacts.language.change_direction import change_before, negated
from xzfacts.language.sentence import Stated
from xzfacts.language.stored_quotes import amounts_of, quote_of
from xzfacts.quantity.compare import completed, of_one_kind, same
from xzfacts.quantity.rounding import supports

_MOST, _IN_ALL = 20, 80  # amounts of a stored sentence, and of all of them
_LEAST = min(weights.REFUTED, weights.REFUTED_TOGETHER) - 1e-6


def alignments(
    statement: Statement, names: tuple[str, ...], similar: list[StoredSentence], *, open_: bool
) -> list[Alignment]:
    """The stored amounts of the kind of a statement, at most `_MOST` of a sentence.

    A figure that the stored sentences have is no slip for another.
    names: the known names in its sentence. open_: whether the statement has no verdict yet; then
        there are no alignments if none of them can decide it.
    """
    alike = _alike(statement, similar)
    words = [shared_words(statement, sentence) for sentence, _ in alike]
    if open_ and not _may_decide(statement, alike, words):
        return []
    chars = statement.reading.chars
    last = statement.reading.clause(statement.stated.start)[1]
    named = tuple(name for name in names if chars.find(name) < last)
    found: list[Alignment] = []
    for rank, ((sentence, amounts), shared) in enumerate(zip(alike, words, strict=True)):
        both = Compared(statement, named, sentence, shared, rank)
        found += [align(both, each) for each in amounts]
    if any(each.features.same_value for each in found):
        found = [each if _is_turned(statement, each) else _no_slip(each) for each in found]
    return found


def _alike(
    statement: Statement, similar: list[StoredSentence]
) -> list[tuple[StoredSentence, list[Stated]]]:
    """The most similar sentences that have amounts of the kind of a statement, with these."""
    found: list[tuple[StoredSentence, list[Stated]]] = []
    left = _IN_ALL
    for sentence in similar:
        alike = (
            each
            for each in amounts_of(sentence.quote)
            if of_kind(statement.stated, each)
            and not has_other_label(statement.reading, statement.stated, sentence.quote, each)
        )
        amounts = [*islice(alike, min(_MOST, left))]
        left -= len(amounts)
        if amounts:
            found.append((sentence, amounts))
        if len(found) == MOST_SIMILAR:
            break
    return found


def _may_decide(
    statement: Statement,
    alike: list[tuple[StoredSentence, list[Stated]]],
    words: list[SharedWords],
) -> bool:
    """Whether one of the amounts may decide an open statement.

    words: how the words of the statement occur in each of the sentences.
    """
    together = 0.0
    for rank, ((sentence, amounts), shared) in enumerate(zip(alike, words, strict=True)):
        for amount in amounts:
            if _may_be_stated(statement, amount):
                return True
            if has_same_words(statement, sentence.quote, amount):
                return True
            together += exp(_highest_score(statement, sentence.quote, amount, rank, shared) / 1000)
    return together >= _LEAST * (together + exp(weights.UNALIGNED / 1000))


def has_same_words(statement: Statement, quote: str, amount: Stated) -> bool:
    """Whether a statement and a stored sentence are equal letter by letter but for an amount."""
    said, printed, stated = statement.reading.chars, quote_of(quote).chars, statement.stated
    front, rest = said[: stated.start], said[stated.end :]
    return (front, rest) == (printed[: amount.start], printed[amount.end :])


def _is_turned(statement: Statement, found: Alignment) -> bool:
    """Whether one is growth by what the other is decline by."""
    known = found.amount.quantity
    return not found.features.same_value and same(
        completed(statement.stated.quantity, known), known
    )


def _no_slip(found: Alignment) -> Alignment:
    return found._replace(features=found.features._replace(similar_digits=0.0))


def of_kind(stated: Stated, amount: Stated) -> bool:
    """Whether a stored amount is of the kind of a stated one."""
    return of_one_kind(completed(stated.quantity, amount.quantity), amount.quantity)


def _may_be_stated(statement: Statement, amount: Stated) -> bool:
    """Whether an amount may be the stated one, with a slip or as growth for decline."""
    known = amount.quantity
    stated = completed(statement.stated.quantity, known)
    if supports(known, stated) or similar_digits(statement.stated.quantity, known):
        return True
    if change_before(statement.left) is None:
        return False
    return same(stated, known) or supports(known, negated(stated))


def _highest_score(
    statement: Statement, quote: str, amount: Stated, rank: int, words: SharedWords
) -> float:
    """A score that the alignment with an amount of a stored sentence does not exceed.

    The amount is none that `may_be_stated`. rank: the number of sentences that are more similar.
    words: how the words of the statement occur in the sentence.
    """
    beside = (*statement.figures, *statement.ordinals)
    equal = sum(any(at != amount.start for at in equal_amounts(e, quote)) for e in beside)
    unit = counted(quote_of(quote), amount)
    known = {
        "same_value": 0.0,
        "similar_digits": 0.0,
        "same_unit": float(counted(statement.reading, statement.stated) == unit),
        "near_figures": equal / len(beside) if beside else 0.0,
        "less_similar": rank / MOST_SIMILAR,
        "same_next": float(same_next(statement, quote, amount)),
        "figures": min(len(figures_of(quote)) / MANY, 1.0),
        "told": float(any(same(each.quantity, amount.quantity) for each in statement.figures)),
        "noun_coverage": words.coverage,
        "nouns_elsewhere": few(words.elsewhere),
        "anchors": few(words.anchors),
    }
    return sum(
        weight * known[name] if name in known else max(weight, 0)
        for name, weight in weights.ALIGNMENT.items()
    )
