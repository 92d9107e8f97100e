"""Statements about nobody the store has by name, whose words a stored sentence has all the same.

王嘉男以8米36夺冠 is told of in a sentence from which a fact of another subject was taken. The
sentence speaks for itself where it has all the words of the draft's, the first of them in the
clause of the value, and the same words next to the amount.
"""

from xzfacts.check.claim_verdicts import Borne, Found, conflict, supported
from xzfacts.check.explanations import reason_against
from xzfacts.check.quote_alignment import shared_words, stands_at_another
from xzfacts.check.subject_facts import Knowledge, Known, amounts_of, quote_of, rivals
from xzfacts.language.frame import read_frame
from xzfacts.language.frame_comparison import Bearing, compare
from xzfacts.language.qualifiers import FILLER
from xzfacts.language.sentence import Reading, Stated
from xzfacts.model.verdicts import Verdict
from xzfacts.quantity.compare import completed, contradict, of_one_kind, same
from xzfacts.quantity.rounding import bears_out, may_round

_CONTENT = 6  # characters of a sentence beside filler and amounts, at least
_SHARED = 3  # characters next to the amount that are the same
_HEAD = 2  # characters of the first words, which say whom it is about


def by_words(
    reading: Reading,
    stated: Stated,
    amounts: tuple[Stated, ...],
    known: Known,
    knowledge: Knowledge,
) -> Found | None:
    """The verdict on an amount by the sentence of a fact; None where that does not speak of it."""
    value = known.quantity
    if value is None or not of_one_kind(completed(stated.quantity, value), value):
        return None
    if not _has_words(reading, amounts, known) or stands_at_another(reading, stated, known):
        return None
    frame = read_frame(reading, (stated.start, stated.end), stated.quantity, amounts)
    if compare(frame, known.stored, named=True).bearing is not Bearing.FULL:
        return None
    if not _at_value(reading, stated, known):
        return None
    amount = completed(stated.quantity, value)
    borne = Borne(known, 0.85, "context", "exact", same(amount, value))
    against = rivals(known, knowledge.subject(known.row.subject).facts)
    start, end = stated.raw_start, stated.raw_end
    if bears_out(value, amount):
        return conflict(start, end, borne, against) if against else supported(start, end, borne)
    if not contradict(amount, value) or may_round(amount, value) or against:
        return None
    reason = reason_against(amount, value, known.row.value)
    return Found(start, end, Verdict.REFUTED, (borne,), reason)


def _at_value(reading: Reading, stated: Stated, known: Known) -> bool:
    """Whether the same words stand next to the amount and to the value."""
    frame = known.frame
    quote = quote_of(known.row.quote)
    for other in amounts_of(known.row.quote):
        if frame and other.start < frame.end and frame.start < other.end:
            return shared_words((reading.chars, stated), (quote.chars, other)) >= _SHARED
    return False


def _has_words(reading: Reading, amounts: tuple[Stated, ...], known: Known) -> bool:
    """Whether the sentence of the fact has all words of this one, the first in its clause."""
    frame = known.frame
    if frame is None:
        return False
    chars = list(reading.chars)
    for amount in amounts:
        chars[amount.start : amount.end] = " " * (amount.end - amount.start)
    text = FILLER.sub(lambda found: " " * len(found.group()), "".join(chars))
    words = text.split()
    quote = quote_of(known.row.quote)
    first, last = quote.clause(frame.start)
    if sum(map(len, words)) < _CONTENT or len(words[0]) < _HEAD:
        return False
    if quote.chars.find(words[0][:_HEAD], first, last) < 0:
        return False
    return all(
        word[at : at + _HEAD] in quote.chars
        for word in words
        for at in range(max(1, len(word) - 1))
    )
