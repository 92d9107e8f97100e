"""Whether a number may be another one rounded, or be supported by it."""

from decimal import Decimal

from xzfacts.quantity.compare import (
    agree,
    aligned,
    differ_in_bound,
    is_span,
    named_limit,
    only_meet,
    same,
)
from xzfacts.quantity.hedges import NEAR, last_place
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.parser import number_as_written
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import VULGAR, close_numbers, plain_glyphs

_NEVER = frozenset({"date", "clock", "ordinal", "ratio"})
_COMPOUND = lazy_pattern(r"\d[^\d.,]{1,2}\d")
_DECIMALS = lazy_pattern("(?:[0-9][.]|点 ?)([0-9〇零一二三四五六七八九]+)")  # 3.5, 三点五
_MAX_CONVERSION_LOSS = Decimal(
    "0.01"
)  # largest share of a number lost in converting it to another unit
_MAX_OPEN_RATIO = 2  # largest ratio of a number to the end of an open range that supports it
_MAX_CHANGE = Decimal("0.1")  # largest share of a number; 1亿 is not 1.26亿 rounded
_MAX_BOUND_RATIO = 5  # largest ratio of a number to a bound that it supports: 超100人 of 450人


def may_round(one: Quantity, other: Quantity, most: Decimal = _MAX_CHANGE) -> bool:
    """Whether one of the two may be the other rounded to its last written place.

    1.2万 is 11761 rounded, 9.7公顷 is 146亩, and 900亩 is the number in 逾900亩; but 2400 is not
    2360, because a number written out in digits is exact. most: the largest change by rounding,
    as a share of the number.
    """
    return _rounds(one, other, most) or _rounds(other, one, most)


def supports(known: Quantity, stated: Quantity) -> bool:
    """Whether the known amount supports the stated one.

    They overlap, or are equal up to rounding in two units (146亩, 9.73公顷); and the stated one
    is close enough to the end of an open range: 超6500万元 does not support 6.5亿元. A number and
    its bound are no support for each other (20元, 20元起), nor is a limit for another amount.
    """
    if same(stated, known):
        return True
    one = stated.unit == known.unit
    overlap = agree(stated, known)
    if one and not overlap:
        return False
    if is_span(known) and (is_span(stated) or not _covers(stated, known)):
        return False  # 3000至5000人 supports neither 4000人 nor 2000至4000人
    if named_limit(stated) or named_limit(known) or only_meet(stated, known):
        return False
    if differ_in_bound(stated, known):
        return False
    if known.dimension == "date" and not one and _wider(known, stated):
        return False  # 2016年 says nothing of 11月17日
    if one and (not _round_alike(stated, known) or _is_more_exact(stated, known)):
        return False
    if not overlap and not may_round(stated, known, _MAX_CONVERSION_LOSS):
        return False
    if not one and None not in (stated.low, stated.high, known.low, known.high):
        return True
    ranges = aligned(stated, known)
    if ranges is not None:  # 逾900亩 is no 逾900公顷
        (low, high, _), (least, most, _) = ranges
        stated = stated._replace(low=low, high=high)
        known = known._replace(low=least, high=most)
    return _is_close_to_bound(known, stated)


def _covers(stated: Quantity, known: Quantity) -> bool:
    """Whether an amount includes all of a known range: 约600公斤 that of 580公斤至620公斤."""
    ranges = aligned(stated, known)
    if ranges is None:
        return False
    (low, high, _), (least, most, _) = ranges
    above = low is None or (least is not None and low <= least)
    return above and (high is None or (most is not None and most <= high))


def _is_close_to_bound(known: Quantity, stated: Quantity) -> bool:
    """Whether amounts of which one may be open are close enough, both in one unit."""
    if _far(stated.low, known.low) and stated.high is None:
        return False
    if _far(known.high, stated.high) and stated.low is None:
        return False
    if known.low is not None and known.high is None and stated.low is not None and known.low > 0:
        if stated.high is None:  # both were chosen as the next round number
            return stated.low <= known.low <= stated.low * _MAX_OPEN_RATIO
        return stated.low <= known.low * _MAX_OPEN_RATIO
    if known.high is not None and known.low is None and stated.high is not None:
        if known.high < 0:
            return stated.high >= known.high * _MAX_OPEN_RATIO
        return stated.high * _MAX_OPEN_RATIO >= known.high
    return True


def _wider(one: Quantity, other: Quantity) -> bool:
    """Whether one of two dates is of more days than the other."""
    ranges = aligned(one, other)
    if ranges is None:
        return False
    (first, last), (low, high) = ranges[0][:2], ranges[1][:2]
    if first is None or last is None or low is None or high is None:
        return False
    return last - first > high - low


def _round_alike(one: Quantity, other: Quantity) -> bool:
    """Whether a number that is about another one may be it, to the last place of either.

    约90人 supports 88人, but 约22亿元 does not support 23亿元. If both are about a number, they
    have to be equal when rounded.
    """
    hedged = _is_about(one) + _is_about(other)
    ranges = aligned(one, other) if hedged else None
    if ranges is None or None in (*ranges[0][:2], *ranges[1][:2]):
        return True
    middles = [(low + high) / 2 for low, high, _ in ranges if low is not None and high is not None]
    place = max(_place(one) * abs(middles[0]), _place(other) * abs(middles[1]))
    gap = abs(middles[0] - middles[1])
    return not gap or (gap < place if hedged == 1 else gap * 2 <= place)


def _is_more_exact(stated: Quantity, known: Quantity) -> bool:
    """Whether a vague number has places that a vague known one lacks: 63多名 of 60多名."""
    ranges = (stated.low, stated.high, known.low, known.high)
    if None in ranges or stated.low == stated.high or known.low == known.high:
        return False
    one, other = number_as_written(stated.text), number_as_written(known.text)
    if one is None or other is None or one.low in (None, other.low) or other.low is None:
        return False
    return _place(stated) * abs(one.low) < _place(known) * abs(other.low)


def _place(quantity: Quantity) -> Decimal:
    """The value of the last written place but zeros, as a share of the number."""
    written = number_as_written(quantity.text)
    if written is None or not written.low:
        return Decimal(0)
    return last_place(written.low) / abs(written.low)


def _is_about(quantity: Quantity) -> bool:
    """Whether an amount is a number with a hedge such as 约."""
    if None in (quantity.low, quantity.high) or quantity.low == quantity.high:
        return False
    if quantity.bounds != "[]" or is_span(quantity):
        return False
    written = number_as_written(quantity.text)
    return written is not None and written.low is not None and written.low == written.high


def _far(less: Decimal | None, more: Decimal | None) -> bool:
    """Whether a bound is too far from the number to be a plausible statement of it.

    A bound with the opposite sign always is: 3500元以上 does not support -3500元以上.
    """
    if less is None or more is None:
        return False
    return less < 0 < more or 0 < less * _MAX_BOUND_RATIO < more


def _rounds(one: Quantity, other: Quantity, most: Decimal) -> bool:
    ranges = aligned(one, other)
    if ranges is None or one.dimension in _NEVER or "][" in (one.bounds, other.bounds):
        return False
    (low, high, _), (least, greatest, _) = ranges
    if low is None or low != high or plain_glyphs(other.text)[:1] in ("<", ">"):
        return False
    if least is None or least != greatest:
        bare = least is None or greatest is None or least == greatest * NEAR  # not 700余万
        return low == least or (bare and low == greatest)
    gap = abs(low - least)
    return gap <= abs(low) * most and gap <= abs(low) * _last_place(one) / 2


def _last_place(quantity: Quantity) -> Decimal:
    """Return the value of the last written place, as a share of the number."""
    written = number_as_written(quantity.text)
    if written is None or not written.low:
        return Decimal(0)
    closed = close_numbers(quantity.text)
    plain = plain_glyphs(closed.text if closed else quantity.text)
    if _COMPOUND.search(plain) or any(char in VULGAR for char in plain):
        return Decimal(0)  # 8米63, 3元5角, 3¼: exact to the last part
    decimals = _DECIMALS.search(plain)
    exponent = -len(decimals.group(1)) if decimals else 0
    if "万" in plain or "亿" in plain:
        exponent = int(written.low.normalize().as_tuple().exponent)
    return Decimal(1).scaleb(exponent) / abs(written.low)


def in_wrong_currency(stated: Quantity, known: Quantity) -> bool:
    """Whether the stated sum is the known one with another currency: 超12亿日元 for 12.6亿元.

    True if the known sum would support it in its own currency, or if the numbers are equal. Any
    other sum may be the known one, converted.
    """
    if not stated.dimension == known.dimension == "money" or stated.unit == known.unit:
        return False
    same_number = bool({stated.low, stated.high} & {known.low, known.high} - {None})
    return same_number or supports(known, stated._replace(unit=known.unit))
