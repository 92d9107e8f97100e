"""Verdicts on statements without a known subject, by the words of a stored sentence.

The sentence about 王嘉男以8米36夺冠 may be the quote of a fact of another subject. It is evidence
if it contains all words of the draft's sentence, the first ones in the clause of the value, and
the same words next to the amount.
"""

from xzfacts.check import explanations
from xzfacts.check.claim_verdicts import ClaimVerdict, ComparedFact, supported
from xzfacts.check.quote_alignment import shared_words, stands_at_another
from xzfacts.check.stored_quotes import amounts_of, quote_of
from xzfacts.check.subject_facts import PreparedFact
from xzfacts.language.frame import read_frame
from xzfacts.language.frame_comparison import Comparability, compare
from xzfacts.language.qualifiers import filler_end, filler_spans
from xzfacts.language.sentence import Reading, Stated
from xzfacts.model.verdicts import Verdict
from xzfacts.quantity.compare import completed, contradict, of_one_kind, same
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.rounding import may_round, supports

_CONTENT = 6  # minimum of characters of a sentence without amounts
_SHARED = 3  # minimum of equal characters next to the amount
_FOREIGN = 1  # maximum of characters in the clause of the value that the draft lacks
_HEAD = 2  # characters at the start, which name the subject


def by_words(
    reading: Reading,
    stated: Stated,
    amounts: tuple[Stated, ...],
    known: PreparedFact,
) -> ClaimVerdict | None:
    """The verdict on an amount by a fact whose quote `has_words`; None if it is no evidence."""
    value = known.quantity
    if value is None or not of_one_kind(completed(stated.quantity, value), value):
        return None
    if stands_at_another(reading, stated, known):
        return None
    frame = read_frame(reading, (stated.start, stated.end), stated.quantity, amounts)
    if compare(frame, known.stored, named=True).comparability is not Comparability.FULL:
        return None
    if not _at_value(reading, stated, known):
        return None
    return by_value(stated, known, value)


def by_value(stated: Stated, known: PreparedFact, value: Quantity) -> ClaimVerdict | None:
    """The verdict on an amount that is certainly about a fact; None if they may both be right."""
    amount = completed(stated.quantity, value)
    compared = ComparedFact(known, 0.85, "context", "exact", same(amount, value))
    start, end = stated.raw_start, stated.raw_end
    if supports(value, amount):
        return supported(start, end, compared)
    if not contradict(amount, value) or may_round(amount, value):
        return None
    reason = explanations.other_amount(amount, value, known.row.value)
    return ClaimVerdict(start, end, Verdict.REFUTED, (compared,), reason)


def _at_value(reading: Reading, stated: Stated, known: PreparedFact) -> bool:
    """Whether the words next to the amount and next to the value are equal."""
    frame = known.frame
    quote = quote_of(known.row.quote)
    for other in amounts_of(known.row.quote):
        if frame and other.start < frame.end and frame.start < other.end:
            return len(shared_words((reading, stated), (quote, other))) >= _SHARED
    return False


def has_words(reading: Reading, amounts: tuple[Stated, ...], known: PreparedFact) -> bool:
    """Whether the quote of the fact has all words of the sentence and the same subject."""
    frame = known.frame
    if frame is None:
        return False
    chars = without_amounts(reading, amounts)
    if len(chars) - chars.count(" ") < _CONTENT or " " in chars[:_HEAD]:
        return False
    quote = quote_of(known.row.quote)
    if unshared(chars, quote.chars) or leaves_out_words(reading, chars, known.row.quote):
        return False
    first = quote.clause(frame.start)[0]
    if quote.chars.find(chars[:_HEAD], first, frame.start) >= 0:
        return True
    # A clause without a subject has that of an earlier clause.
    opens = any(
        quote.chars.startswith(chars[:_HEAD], at)
        for at in range(first)
        if at == 0 or quote.clauses[at] != quote.clauses[at - 1]
    )
    return opens and unshared(quote.chars[first : frame.start], chars) <= _FOREIGN


def without_amounts(reading: Reading, amounts: tuple[Stated, ...]) -> str:
    """The characters of a sentence with spaces for its amounts."""
    chars = reading.chars
    for amount in amounts:
        blank = " " * (amount.end - amount.start)
        chars = chars[: amount.start] + blank + chars[amount.end :]
    return chars


def leaves_out_words(reading: Reading, chars: str, quote: str, *, across: bool = True) -> bool:
    """Whether a clause leaves out more than filler or what a figure counts.

    青沙市棉纺厂 is not 青沙市第二棉纺厂. chars: those of the reading without amounts. quote: the
    stored sentence. across: whether what ends a clause of the quote counts too.
    """
    text, clauses = quote_of(quote).chars, quote_of(quote).clauses
    counted = {each.start for each in amounts_of(quote) if each.quantity.dimension != "ordinal"}
    for at in range(1, len(chars) - 2):
        before, behind = chars[at - 1 : at + 1], chars[at + 1 : at + 3]
        joint = chars[at : at + 2] in text or " " in before + behind
        if joint or reading.clauses[at] != reading.clauses[at + 1]:
            continue
        first = text.find(before) + len(before)
        last = text.find(behind, first)
        if not across and last >= 0 and clauses[last] != clauses[first - 1]:
            continue
        end = filler_end(text, first, max(last, first))
        if end != last and end not in counted:
            return True
    return False


def unshared(chars: str, text: str) -> int:
    """The number of characters in no pair that also occurs in the text, without filler."""
    shared = [char == " " for char in chars]
    for at in range(len(chars) - 1):
        if chars[at : at + 2] in text:
            shared[at] = shared[at + 1] = True
    for start, end in filler_spans(chars):
        shared[start:end] = [True] * (end - start)
    return shared.count(False)
