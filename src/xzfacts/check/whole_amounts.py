"""Takes back verdicts on parts of numbers: 88人 in ½88人 or 8×88人."""

from xzfacts.check.claim_verdicts import ClaimVerdict, unknown
from xzfacts.language.amounts import find_amounts
from xzfacts.model.verdicts import Reason, Verdict
from xzfacts.quantity.number_edges import may_be_cut
from xzfacts.quantity.whole_amount import is_cut


def of_whole_amounts(sentence: str, found: list[ClaimVerdict]) -> list[ClaimVerdict]:
    """The verdicts of a sentence; not comparable where the number goes on beside the amount."""
    return [
        unknown(one.start, one.end, Reason.NOT_COMPARABLE)
        if one.verdict is not Verdict.UNKNOWN and _is_cut(sentence, one.start, one.end)
        else one
        for one in found
    ]


def _is_cut(sentence: str, start: int, end: int) -> bool:
    if not may_be_cut(sentence, start, end):
        return False
    # A verdict may be on 5℃ of -5℃.
    around = (each for each in find_amounts(sentence) if each.start <= start and end <= each.end)
    amount = next(around, None)
    return is_cut(sentence, *((amount.start, amount.end) if amount else (start, end)))
