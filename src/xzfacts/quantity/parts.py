"""Intermediate results of the parser: a number and an amount, with how they were written."""

from decimal import Decimal
from typing import NamedTuple

from xzfacts.quantity.units import Unit


class Numeral(NamedTuple):
    """A number in a text; a range if the numeral is vague (十几, 三五百).

    start: where it begins.
    end: the position behind it.
    low: the lower end of the range.
    high: the upper end of the range.
    bounds: which ends belong to the range, in interval notation.
    place: the value of its last written place (700 → 100, 1.2亿 → 10 million); 余 and 多 add
        at most as much.
    big: the value of the last 万 or 亿, 1 if there is none.
    digits: the number of Chinese digits without 十百千万 (二〇二二 → 4).
    chinese: whether it has no Arabic digit.
    hedged: the 余, 多, 来, 几 or 把 that is part of it, or "".
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    bounds: str
    place: Decimal
    big: int
    digits: int
    chinese: bool
    hedged: str


class Amount(NamedTuple):
    """An amount in a text, in base units.

    start: where it begins.
    end: the position behind it.
    low: the lower end of the range.
    high: the upper end of the range.
    bounds: which ends belong to the range, in interval notation.
    unit: the base unit, None for a bare number.
    dimension: as in `Quantity`.
    name: the unit as written.
    place: the value of the last written place, in base units.
    unit_size: the number of base units in one of the unit as written.
    numeral: the number it begins with, None if it has none (首届, 半年).
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    bounds: str
    unit: str | None
    dimension: str
    name: str
    place: Decimal
    unit_size: Decimal
    numeral: Numeral | None


def amount_of(start: int, numeral: Numeral, unit: Unit) -> Amount:
    """Return the amount of `numeral` units; it ends where `unit` ends."""
    low, high = numeral.low * unit.factor, numeral.high * unit.factor
    return Amount(
        start, unit.end, min(low, high), max(low, high), numeral.bounds,
        unit.base, unit.dimension, unit.name,
        abs(numeral.place * unit.factor), abs(unit.factor), numeral,
    )  # fmt: skip
