"""What a number and an amount are while they are being read, with how they were written."""

from decimal import Decimal
from typing import NamedTuple


class Numeral(NamedTuple):
    """A number read from `start` to `end`: a range where it is vague in itself (十几, 三五百).

    place: the value of its last written place (700 → 100, 1.2亿 → 10 million), which is
    what 余 and 多 may add. big: the last 万 or 亿 (1 where none). digits: how many Chinese
    digits stood without 十百千万 (二〇二二 → 4). chinese: no Arabic digit in it.
    hedged: 余, 多, 来 or 几 was part of it.
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
    """An amount read from `start` to `end` in a base unit; `unit` None for a bare number.

    numeral: the number it begins with. name: its unit as written. place: one of the last
    written place, in base units. own: how many base units one of the numeral is.
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
    own: Decimal
    numeral: Numeral | None


def amount_of(
    start: int, numeral: Numeral, end: int, unit: str | None, dimension: str, name: str,
    factor: Decimal,
) -> Amount:  # fmt: skip
    """The amount of `numeral` units, one of which is `factor` base units."""
    low, high = numeral.low * factor, numeral.high * factor
    return Amount(
        start, end, min(low, high), max(low, high), numeral.bounds, unit, dimension, name,
        abs(numeral.place * factor), abs(factor), numeral,
    )  # fmt: skip
