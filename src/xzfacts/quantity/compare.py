"""Comparison of two quantities: equal, compatible, disjoint, or one matching a query."""

import re
from decimal import Decimal

from xzfacts.quantity.model import CALENDAR, COUNTED, EXACT, Quantity, pack_ratio
from xzfacts.quantity.unit_scales import SCALES
from xzfacts.text.numeric_chars import close_numbers, plain_glyphs

_FAHRENHEIT = "℉"  # the only scale with another zero: (F - 32) × 5/9 ℃
_GENERAL_CLASSIFIER = "个"  # counts anything, people included
# Interchangeable measure words: patents are counted in 件 and in 项.
_ALIKE = {"幢": "栋", "棵": "株", "项": "件", "台": "辆", "艘": "条", "所": "家", "例": "人"}
_DATE_UNITS = ("day", "month-day", "date")  # from the least specific to the most
_METRES = Decimal(1000)  # of a kilometre
_STARTING = ("起", "起步")
_LEAST = ("下限", "最低", "最少")
_GREATEST = ("上限", "最高", "最多")
_SPAN = "[^-~—到至][-~—到至]+[0-9〇零一二两三四五六七八九十百千]"
_JOINTS = frozenset("-~—到至")

_Range = tuple[Decimal | None, Decimal | None, str]


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether the two are of one kind, so that one can support or refute the other."""
    return aligned(a, b) is not None


def same(a: Quantity, b: Quantity) -> bool:
    """Whether the two are the same range: 0.16亿元 and 1600万元."""
    ranges = aligned(a, b)
    return ranges is not None and _equal(*ranges)


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether the two ranges overlap: 超过700万元 and 700余万元."""
    ranges = aligned(a, b)
    return ranges is not None and _overlap(*ranges)


def disjoint(a: Quantity, b: Quantity) -> bool:
    """Whether the two are of one kind and do not overlap: 100人 and 88人."""
    ranges = aligned(a, b)
    return ranges is not None and not _overlap(*ranges)


def of_one_kind(a: Quantity, b: Quantity) -> bool:
    """Whether the two measure one thing: comparable, or sums of money in two currencies."""
    return comparable(a, b) or _in_two_forms(a, b)


def contradict(a: Quantity, b: Quantity) -> bool:
    """Whether two values of one measure cannot both be right.

    Amounts of one kind that do not overlap; two spans with one end the same; two limits of one
    kind (25元起, 52元起; 上限20人, 上限30人); a least and a greatest one that have only their
    number in common (1500亩以上, 1500亩以下); and one number in two currencies, or with and
    without ±. Other numbers in two currencies may be one sum, converted.
    """
    if disjoint(a, b) or _spans_to_another_end(a, b) or _differ_in_limit(a, b) or only_meet(a, b):
        return True
    return _in_two_forms(a, b) and (_sizes(a) == _sizes(b))


def is_span(quantity: Quantity) -> bool:
    """Whether both ends of a range are written: 580公斤至620公斤, but not 约600公斤."""
    bounded = quantity.low is not None and quantity.high is not None
    if not bounded or quantity.low == quantity.high or quantity.dimension in CALENDAR:
        return False
    closed = close_numbers(quantity.text)
    text = plain_glyphs(closed.text if closed else quantity.text)
    return not _JOINTS.isdisjoint(text) and re.search(_SPAN, text) is not None


def _spans_to_another_end(a: Quantity, b: Quantity) -> bool:
    ranges = aligned(a, b) if is_span(a) and is_span(b) else None
    return ranges is not None and (ranges[0][0] == ranges[1][0]) != (ranges[0][1] == ranges[1][1])


def named_limit(quantity: Quantity) -> str:
    """Which limit an amount names exactly: `least` (20元起, 下限20人) or `greatest` (上限20人).

    Empty for the others; 至少20人 and 20人以上 name no limit, but say that it is not below.
    """
    text = plain_glyphs(quantity.text)
    if text.endswith(_STARTING) or text.startswith(_LEAST):
        return "least"
    return "greatest" if text.startswith(_GREATEST) else ""


def _differ_in_limit(a: Quantity, b: Quantity) -> bool:
    limit = named_limit(a)
    return limit != "" and limit == named_limit(b) and comparable(a, b) and not same(a, b)


def differ_in_bound(a: Quantity, b: Quantity) -> bool:
    """Whether one is the number in the other, an open range, or both bounds differ.

    20元 and 20元以上; 不超过6% and 不超过8%. Not for dates, nor for 超过6% and 超过8%, which only
    round a number down.
    """
    ranges = aligned(a, b)
    if ranges is None or a.dimension in CALENDAR:
        return False
    one, other = ranges
    if None in one[:2] and None in other[:2]:
        side = one[0] is None
        return one[2][side] == other[2][side] in ("[", "]") and one[side] != other[side]
    exact, open_ = (one, other) if one[0] == one[1] else (other, one)
    return exact[0] == exact[1] and None in open_[:2] and exact[0] in open_[:2]


def only_meet(a: Quantity, b: Quantity) -> bool:
    """Whether both are open, in opposite directions, with only one number in common."""
    ranges = aligned(a, b)
    if ranges is None or a.dimension in CALENDAR:
        return False
    (low, high, _), (least, greatest, _) = ranges
    if high is None and least is None:
        return low is not None and low == greatest
    return low is None and greatest is None and high is not None and high == least


def _sizes(quantity: Quantity) -> tuple[Decimal | None, ...]:
    return tuple(None if end is None else abs(end) for end in quantity[:2])


def _in_two_forms(a: Quantity, b: Quantity) -> bool:
    if a.unit == b.unit:
        return False
    if a.unit.removeprefix("±") == b.unit.removeprefix("±"):
        return True
    return a.dimension == "money" == b.dimension


def per_hour(quantity: Quantity) -> Quantity:
    """A length as the speed of so much an hour; anything else is returned as it is."""
    if quantity.dimension != "length" or quantity.unit != "米":
        return quantity
    low, high = (end and EXACT.divide(end, _METRES) for end in (quantity.low, quantity.high))
    return quantity._replace(low=low, high=high, unit="公里/小时", dimension="speed")


def completed(stated: Quantity, known: Quantity) -> Quantity:
    """The stated amount with the unit of the known one where it leaves its own out.

    5个亿 of a sum of money; 80公里 of a speed, which is by the hour.
    """
    if known.dimension == "speed":
        return per_hour(stated)
    left_out = stated.dimension == "number" and known.dimension == "money"
    if not left_out or not {"万", "亿"} & set(plain_glyphs(stated.text)):
        return stated
    return stated._replace(unit=known.unit, dimension=known.dimension)


def matches_value(query: Quantity, fact: Quantity) -> bool:
    """Whether a fact has the value that a query asks for.

    An exact query matches the same number, also where a hedge modifies it (700万元 matches
    700余万元, 1000个 matches 近千个); a hedged query matches values inside its range. A unit
    missing from the query, wholly (1600万) or behind the slash (3500元 for 3500元/月), is taken
    from the fact, except for dates.
    """
    ranges = aligned(query, fact)
    if ranges is not None:
        return _found_in(*ranges)
    if query.dimension != "number":
        left_out = fact.unit.startswith(query.unit + "/")
        return left_out and _found_in(_range(query), _range(fact))
    if fact.dimension in CALENDAR:
        return False
    if _found_in(_range(query), _range(fact)):
        return True
    from xzfacts.quantity.parser import number_as_written  # few queries need it

    number = number_as_written(fact.text)
    return number is not None and _found_in(_range(query), _range(number))


def _found_in(asked: _Range, known: _Range) -> bool:
    if "][" in (asked[2], known[2]):
        return _equal(asked, known)
    if asked[0] is not None and asked[0] == asked[1]:
        return _is_stated_number(asked[0], known)
    return _inside(known, asked)


def _range(quantity: Quantity) -> _Range:
    return quantity.low, quantity.high, quantity.bounds


def aligned(a: Quantity, b: Quantity) -> tuple[_Range, _Range] | None:
    """Return both ranges in one unit, or None if they cannot be compared."""
    if a.unit == b.unit:
        return (_range(a), _range(b)) if a.dimension == b.dimension else None
    if a.dimension in COUNTED and b.dimension in COUNTED:
        alike = _ALIKE.get(a.unit, a.unit) == _ALIKE.get(b.unit, b.unit)
        general = _GENERAL_CLASSIFIER in {a.unit, b.unit}
        return (_range(a), _range(b)) if alike or general else None
    if a.dimension == "ordinal" == b.dimension:
        return (_range(a), _range(b)) if "" in {a.unit, b.unit} else None
    if a.dimension == "date" == b.dimension:
        return _dates_aligned(a, b)
    if {a.dimension, b.dimension} == {"clock", "ratio"}:
        return _range(_as_score(a)), _range(_as_score(b))
    unit_a, over_a, under_a = _scale(a.unit)
    unit_b, over_b, under_b = _scale(b.unit)
    if unit_a != unit_b:
        return None
    return (_scaled(a, over_a * under_b), _scaled(b, over_b * under_a))


def _as_score(quantity: Quantity) -> Quantity:
    """Read 21:19 as a score where the other amount is one."""
    if quantity.dimension == "ratio" or quantity.low is None:
        return quantity
    packed = Decimal(pack_ratio(*divmod(quantity.low, Decimal(60))))
    return quantity._replace(low=packed, high=packed)


def _scale(unit: str) -> tuple[str, int, int]:
    """Return the unit to compare in and the factor to it, for a rate from its parts."""
    if unit == _FAHRENHEIT:
        return "℃", 5, 9
    if "/" not in unit:
        return SCALES.get(unit, (unit, 1, 1))
    above, below = unit.split("/", 1)
    top, over, under = SCALES.get(above, (above, 1, 1))
    bottom, over_below, under_below = SCALES.get(below, (below, 1, 1))
    return f"{top}/{bottom}", over * under_below, under * over_below


def _scaled(quantity: Quantity, factor: int) -> _Range:
    zero = Decimal(32 if quantity.unit == _FAHRENHEIT else 0)
    low, high = (
        None if end is None else EXACT.multiply(EXACT.subtract(end, zero), Decimal(factor))
        for end in (quantity.low, quantity.high)
    )
    return low, high, quantity.bounds


def _dates_aligned(a: Quantity, b: Quantity) -> tuple[_Range, _Range] | None:
    """Reduce the more specific date to the parts of the other: 2022年3月1日 and 3月1日."""
    if _DATE_UNITS.index(a.unit) < _DATE_UNITS.index(b.unit):
        ranges = _dates_aligned(b, a)
        return ranges and (ranges[1], ranges[0])
    if a.low is None or a.high is None:
        return None
    modulus = 10000 if b.unit == "month-day" else 100
    if a.low // modulus != a.high // modulus:
        return None
    return (a.low % modulus, a.high % modulus, a.bounds), _range(b)


def _overlap(a: _Range, b: _Range) -> bool:
    if a[2] == "][" or b[2] == "][":
        return a[2] == b[2] or a[:2] != b[:2]
    return _reaches(a, b) and _reaches(b, a)


def _reaches(a: _Range, b: _Range) -> bool:
    """Whether the upper end of `a` is not below the lower end of `b`."""
    high, low = a[1], b[0]
    if high is None or low is None:
        return True
    return high >= low if a[2][1] == "]" and b[2][0] == "[" else high > low


def _equal(a: _Range, b: _Range) -> bool:
    return (
        a[:2] == b[:2]
        and (a[0] is None or a[2][0] == b[2][0])
        and (a[1] is None or a[2][1] == b[2][1])
    )


def _inside(inner: _Range, outer: _Range) -> bool:
    low, high = outer[0], outer[1]
    if low is not None and (
        inner[0] is None
        or inner[0] < low
        or (inner[0] == low and outer[2][0] == "(" and inner[2][0] == "[")
    ):
        return False
    return high is None or not (
        inner[1] is None
        or inner[1] > high
        or (inner[1] == high and outer[2][1] == ")" and inner[2][1] == "]")
    )


def _is_stated_number(number: Decimal, known: _Range) -> bool:
    """Whether `known` was derived from the number: an end of it, or the middle of 约."""
    low, high, bounds = known
    if number in {low, high}:
        return True
    if low is None or high is None or bounds != "[]":
        return False
    return EXACT.add(low, high) == EXACT.multiply(number, Decimal(2))
