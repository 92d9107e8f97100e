"""An amount that a text states, as an exact range of numbers in one unit.

Imports little, because the data model imports it; `xzfacts.quantity.parser` reads text.

Numbers are Decimals in the base unit of their dimension (700余万元 is 7000000 to below
8000000 元). A conversion without a finite decimal is left to the comparison: an area in 亩
stays in 亩, and `unit_scales.SCALES` holds its size in square metres as a fraction of whole
numbers, so that comparisons are exact as well.

Dates are numbers too, so that all ranges work alike: the first and the last day, as yyyymmdd
(unit `date`), as mmdd without a year (unit `month-day`), or as dd (unit `day`). Times of day
are minutes since midnight (unit `clock`). A ratio is its two numbers in thousandths, the first
times 10^9 plus the second (unit `比`).
"""

from decimal import Context, Decimal, Inexact
from typing import NamedTuple

CALENDAR = ("date", "clock")
COUNTED = frozenset({"count", "people"})  # 几个孩子 may be 8名
_PACKED = (*CALENDAR, "ratio")  # dimensions with several numbers in one

MAX_PART = 10**6  # each number of a ratio is smaller
RATIO_DECIMALS = Decimal("0.001")  # and has no more decimals
_THOUSANDTHS = 1000
_PART_SIZE = MAX_PART * _THOUSANDTHS

# Wide enough for the product of any two numbers that the parser accepts.
EXACT = Context(prec=400, traps=[Inexact])


class Quantity(NamedTuple):
    """A range of numbers with a unit; the two ends of an exact amount are equal.

    low: the lower end, None where open.
    high: the upper end, None where open.
    bounds: which ends belong to the range, in
    interval notation: `[]`, `[)`, `(]` or `()`; an open end has a round bracket, save
    that `3500元以上` is written `[)` and `至多50人` `(]`; `][` is all but the range (≠50人).
    unit: the base unit of the two ends, empty for a bare number.
    dimension: number, count, people, money, percent, fraction, multiple, ratio, ordinal, date,
        clock, duration, age, length, area and the others of `data/units.tsv`;
        a rate names both of its parts (`money/duration`).
    text: the amount as printed.
    """

    low: Decimal | None
    high: Decimal | None
    bounds: str
    unit: str
    dimension: str
    text: str


class Span(NamedTuple):
    """An amount in a text.

    start: where it begins.
    end: the position behind it.
    quantity: the amount that text[start:end] states.
    """

    start: int
    end: int
    quantity: Quantity


def to_json(quantity: Quantity) -> dict[str, str | None]:
    """Return the JSON form: numbers as exact decimals without exponent, open ends null.

    Dates are in ISO 8601 with the parts that are given: 2022-03-01, --03-01, ---01; 09:30.
    A ratio is 3:1.
    """
    written = _unpacked if quantity.dimension in _PACKED else plain
    return {
        "low": None if quantity.low is None else written(quantity.low, quantity.unit),
        "high": None if quantity.high is None else written(quantity.high, quantity.unit),
        "bounds": quantity.bounds,
        "unit": quantity.unit,
        "dimension": quantity.dimension,
        "text": quantity.text,
    }


def from_json(data: dict[str, str | None]) -> Quantity:
    """Read what `to_json` wrote. Raises KeyError or ValueError on anything else."""
    dimension = data["dimension"] or "number"
    return Quantity(
        low=_number(data["low"], dimension),
        high=_number(data["high"], dimension),
        bounds=data["bounds"] or "[]",
        unit=data["unit"] or "",
        dimension=dimension,
        text=data["text"] or "",
    )


def plain(number: Decimal, _unit: str = "") -> str:
    """Format a number without exponent and trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def without_exponent(number: Decimal) -> Decimal:
    """Drop exponent and trailing zeros, so that equal numbers print alike."""
    if number == number.to_integral_value():
        return Decimal(int(number))
    return number.normalize(EXACT)


def pack_ratio(first: Decimal, second: Decimal) -> int:
    """Return the one number that stands for a ratio; see the head of this module."""
    return int(first * _THOUSANDTHS) * _PART_SIZE + int(second * _THOUSANDTHS)


def _unpacked(number: Decimal, unit: str) -> str:
    """Format the date, time of day or ratio that a number stands for."""
    digits = str(int(number))
    if unit == "比":
        parts = divmod(int(number), _PART_SIZE)
        return ":".join(plain(Decimal(part) / _THOUSANDTHS) for part in parts)
    if unit == "date":
        digits = digits.zfill(8)
        return f"{digits[:-4]}-{digits[-4:-2]}-{digits[-2:]}"
    if unit == "month-day":
        digits = digits.zfill(4)
        return f"--{digits[:2]}-{digits[2:]}"
    if unit == "clock":
        return f"{int(number) // 60:02}:{int(number) % 60:02}"
    return f"---{digits.zfill(2)}"


def _number(text: str | None, dimension: str) -> Decimal | None:
    if text is None:
        return None
    try:
        if dimension in _PACKED and ":" in text:
            first, second = map(Decimal, text.split(":", 1))
            if dimension == "ratio":
                return Decimal(pack_ratio(first, second))
            return first * 60 + second
        return Decimal(text.replace("-", "") if dimension in CALENDAR else text)
    except ArithmeticError as error:
        raise ValueError(text) from error
