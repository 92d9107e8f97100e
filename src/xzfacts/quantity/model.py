"""An amount that a text states, as an exact range of numbers in one unit.

Light on purpose: the data model imports it. What reads text is in `xzfacts.quantity.parser`.

Numbers are Decimals in the base unit of their dimension (700余万元 is 7000000 to below
8000000 元). A conversion that no finite decimal can hold is left to the comparison: an
area in 亩 stays in 亩, and `compare._SCALES` says what a 亩 is in square metres as a ratio of
whole numbers, so that comparing is exact as well.

Dates are numbers too, so that ranges work alike for all: the first and the last day meant,
as yyyymmdd (unit `date`), as mmdd where no year is said (unit `month-day`), as dd (unit
`day`); times of day are minutes since midnight (unit `clock`).
"""

from decimal import Context, Decimal, Inexact
from typing import NamedTuple

CALENDAR = ("date", "clock")

# Wide enough for every product of two numbers that the parser lets through.
EXACT = Context(prec=400, traps=[Inexact])


class Quantity(NamedTuple):
    """A range of numbers with a unit; an exact amount is the range from it to itself.

    low, high: the ends, None where open. bounds: which end belongs to the range, in
    interval notation: `[]`, `[)`, `(]` or `()`; an open end has a round bracket, save
    that `3500元以上` is written `[)` and `至多50人` `(]`; `][` is all but the range (≠50人).
    unit: the base unit that the numbers are in, empty for a bare number.
    dimension: number, count, people, money, percent, fraction, multiple, ordinal, date,
        clock, duration, age, length, area, and so on as `data/units.tsv` lists them;
        a rate names both of its parts (`money/duration`).
    text: what was read, as it stood there.
    """

    low: Decimal | None
    high: Decimal | None
    bounds: str
    unit: str
    dimension: str
    text: str


def to_json(quantity: Quantity) -> dict[str, str | None]:
    """The JSON form: numbers as plain exact decimals, open ends null.

    Dates are in ISO 8601 as far as they are said: 2022-03-01, --03-01, ---01; 09:30.
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
    """The quantity that `to_json` wrote. Raises KeyError or ValueError on anything else."""
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
    """The number in digits: no exponent, no zeros after the last decimal that counts."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


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
