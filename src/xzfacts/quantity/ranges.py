"""Ranges of two amounts, and the signs of either: 3—5万元, 零下3至5度, -3～5℃."""

from decimal import Decimal

from xzfacts.quantity.parts import Amount
from xzfacts.quantity.patterns import read_amount
from xzfacts.quantity.prefixes import sign_before
from xzfacts.text.lazy_pattern import lazy_pattern

_BETWEEN = lazy_pattern(r" ?(?:[-–—―─~]{1,2}|至|到) ?")
_AND = lazy_pattern(" ?[和与] ?")
_JOINTS = frozenset("-–—―─~至到和与 ")
_BETWEEN_END = "之间"


def with_range(plain: str, first: Amount, floor: int) -> Amount:
    """Read a range of two amounts; unit and 万 may follow only the second: 3—5万元.

    floor: where the amount before ends.
    """
    if plain[first.end : first.end + 1] not in _JOINTS:
        return first
    joint = _BETWEEN.match(plain, first.end)
    between = None if joint else _AND.match(plain, first.end)
    joint = joint or between
    if not joint or (first.numeral is None) or joint.end() >= len(plain):
        return first
    minus = sign_before(plain, first.start, floor)
    start, sign = _second_sign(plain, joint.end(), joint[0].strip(), minus)
    second = read_amount(plain, start)
    if second is None or second.numeral is None or second.end <= start:
        return first
    closed = plain.startswith(_BETWEEN_END, second.end)
    if between and not closed:
        return first
    low = _low_of(first, second)
    if low is None:
        return first
    end = second.end + (len(_BETWEEN_END) if closed else 0)
    ends = _ends(low, second, minus, sign)
    if ends is None:
        return first
    return second._replace(
        start=first.start, end=end, low=ends[0], high=ends[1], bounds="[" + second.bounds[1],
        numeral=second.numeral._replace(start=first.numeral.start),
    )  # fmt: skip


def _second_sign(plain: str, start: int, joint: str, minus: str) -> tuple[int, str]:
    """Where the second number of a range begins, and the sign in front of it, if any.

    joint: what separates it from the first. minus: the sign of that.
    """
    if plain.startswith(("零下", "零上"), start):
        return start + 2, plain[start : start + 2]
    if joint in {"至", "到"} and plain.startswith("-", start):
        return start + 1, "-"
    if len(joint) == 2 and joint[1] == "-" != joint[0] and (minus or joint[0] == "~"):
        return start, "-"
    return start, ""


def _low_of(first: Amount, second: Amount) -> Decimal | None:
    """The first number of a range in the unit of the second; None if they have different ones."""
    if first.numeral is None or second.numeral is None:
        return None
    least = second.numeral.low / second.numeral.big
    alone = first.numeral.big == 1 and second.numeral.big > 1 and first.low < least
    if first.unit is None:
        size = second.unit_size if second.unit is not None else 1
        return first.low * size * (second.numeral.big if alone else 1)
    same = (first.unit, first.dimension) == (second.unit, second.dimension)
    return first.low if same else None


def _ends(low: Decimal, second: Amount, minus: str, sign: str) -> tuple[Decimal, Decimal] | None:
    """The ends of a range before the first sign is applied to both; None if it is no range.

    A sign of its own is for one number: -3～5℃ begins below zero and ends above it. 零下3至5度
    and 负3到5度 are below zero as a whole.
    """
    below = sign in {"-", "零下"}
    if minus and below:
        return min(low, second.low), max(low, second.high)
    if minus == "-" or (minus and sign):
        return -second.high, low
    if below:
        return -second.high, low
    return (low, second.high) if low < second.high else None
