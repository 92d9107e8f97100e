"""An amount that a text states, as an exact range of numbers in one unit.

Imports little, because the data model imports it; `xzfacts.quantity.parser` reads text.

Numbers are Decimals in the base unit of their dimension (700余万元 is 7000000 to below
8000000 元). A conversion without a finite decimal is left to the comparison: an area in 亩
stays in 亩, and `compare._SCALES` holds its size in square metres as a ratio of whole
numbers, so that comparisons are exact as well.

Dates are numbers too, so that all ranges work alike: the first and the last day, as yyyymmdd
(unit `date`), as mmdd without a year (unit `month-day`), or as dd (unit `day`). Times of day
are minutes since midnight (unit `clock`).
"""

from decimal import Context, Decimal, Inexact
from typing import NamedTuple

CALENDAR = ("date", "clock")

# Wide enough for the product of any two numbers that the parser accepts.
EXACT = Context(prec=400, traps=[Inexact])


class Quantity(NamedTuple):
    """A range of numbers with a unit; the two ends of an exact amount are equal.

    low: the lower end, None where open.
    high: the upper end, None where open.
    bounds: which ends belong to the range, in
    interval notation: `[]`, `[)`, `(]` or `()`; an open end has a round bracket, save
    that `3500元以上` is written `[)` and `至多50人` `(]`; `][` is all but the range (≠50人).
    unit: the base unit that the numbers are in, empty for a bare number.
    dimension: number, count, people, money, percent, fraction, multiple, ordinal, date,
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
    """
    written = _iso if quantity.dimension in CALENDAR else plain
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
    dated = data["dimension"] in CALENDAR
    return Quantity(
        low=_number(data["low"], dated=dated),
        high=_number(data["high"], dated=dated),
        bounds=data["bounds"] or "[]",
        unit=data["unit"] or "",
        dimension=data["dimension"] or "number",
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


def _iso(number: Decimal, unit: str) -> str:
    digits = str(int(number))
    if unit == "date":
        digits = digits.zfill(8)
        return f"{digits[:-4]}-{digits[-4:-2]}-{digits[-2:]}"
    if unit == "month-day":
        digits = digits.zfill(4)
        return f"--{digits[:2]}-{digits[2:]}"
    if unit == "clock":
        return f"{int(number) // 60:02}:{int(number) % 60:02}"
    return f"---{digits.zfill(2)}"


def _number(text: str | None, *, dated: bool) -> Decimal | None:
    if text is None:
        return None
    try:
        if dated and ":" in text:
            hours, _, minutes = text.partition(":")
            return Decimal(hours) * 60 + Decimal(minutes)
        return Decimal(text.replace("-", "") if dated else text)
    except ArithmeticError as error:
        raise ValueError(text) from error
