"""Verdicts by a fact that the words around its amount speak against become open."""

from decimal import Decimal

from xzfacts.check.alignment_items import is_of_another_item, is_of_who_begins
from xzfacts.check.alignment_statements import Statement
from xzfacts.check.claim_verdicts import ClaimVerdict, unknown
from xzfacts.check.opposites import says_the_opposite
from xzfacts.language.sentence import Stated
from xzfacts.language.stored_quotes import amounts_of
from xzfacts.model.verdicts import Reason, Verdict
from xzfacts.quantity.compare import completed
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.rounding import supports

_NEAR_BOUND = Decimal("1.1")  # largest ratio of a number to a bound that supports it


def is_beyond_bound(stated: Quantity, known: Quantity) -> bool:
    """Whether an exact number is far beyond the bound that is known: 42人 of 至少25人."""
    low, high = known.low, known.high
    if None not in (low, high) or stated.low is None or stated.low != stated.high:
        return False
    if stated.unit != known.unit:
        return False
    if low is not None and low > 0:
        return stated.low > low * _NEAR_BOUND
    return high is not None and high > 0 and stated.low * _NEAR_BOUND < high


def is_beyond_like_bound(stated: Quantity, known: Quantity) -> bool:
    """Whether a bound is far beyond the like one that is known: 超25万例 of 超2.5万例."""
    bounds = (stated.low, stated.high), (known.low, known.high)
    if stated.unit != known.unit or any(None not in each for each in bounds):
        return False
    if stated.low is not None and known.low is not None:
        return stated.low > known.low * _NEAR_BOUND
    if stated.high is not None and known.high is not None:
        return stated.high * _NEAR_BOUND < known.high
    return False


def unless_of_another(
    found: ClaimVerdict, statement: Statement, names: tuple[str, ...]
) -> ClaimVerdict:
    """A decided verdict, or an open one if the amount of its fact is that of something else.

    names: the known names in its sentence.
    """
    known = found.facts[0].known
    if known.quantity is None or found.facts[1:]:
        return found
    text, quote = "\0".join(names), known.row.quote
    amounts = amounts_of(quote)
    told = [each for each in amounts if _is_told(each, statement.stated, found)]
    equal = any(
        supports(each.quantity, completed(statement.stated.quantity, each.quantity))
        for each in amounts
    )
    # Another item than the named one is only meant where one of them has the figure.
    is_of_another = is_of_another_item if equal else is_of_who_begins
    if told and all(
        says_the_opposite(statement.reading, statement.stated, quote, each)
        or is_beyond_bound(statement.stated.quantity, each.quantity)
        or is_of_another(statement, quote, each, text)
        for each in told
    ):
        return unknown(found.start, found.end, Reason.AMBIGUOUS, (known,))
    return found


def _is_told(amount: Stated, stated: Stated, found: ClaimVerdict) -> bool:
    """Whether a verdict is by this amount of the sentence of its fact."""
    known = found.facts[0].known
    if found.verdict is Verdict.REFUTED:
        return known.frame is not None and amount.start == known.frame.start
    return supports(amount.quantity, completed(stated.quantity, amount.quantity))
