"""Periods of a year that are written in words: 上半年, 前5个月, 头两个月 are months of a year.

Quarters, spans of months and all else with a number are read by `quantity.dates`.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from xzfacts.quantity.compare import agree, aligned
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.parser import parse_quantity
from xzfacts.text.lazy_pattern import lazy_pattern

_PERIOD = lazy_pattern(
    "(?<![产婚孕])[前头]([2-9]|1[01]|[两二三四五六七八九十]|十一)个?月(?!前|内|就)|([上下])半年"
)
_FIRST = frozenset("前头")
_MONTH = 100  # in the numbers of dates
_HALVES = {"上": "1至6月", "下": "7至12月"}


def read_periods(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """Each period with its place in a text, as a span of months.

    Not 2023年上半年, which is read as a date.
    """
    if "半年" not in text and ("月" not in text or _FIRST.isdisjoint(text)):
        return
    for found in _PERIOD.finditer(text):
        before = text[max(found.start() - 2, 0) : found.start()]
        if found[2] and before[-1:] == "年" and before[:1].isdecimal():
            continue
        yield found.start(), found.end(), _months(_HALVES.get(found[2]) or f"1至{found[1]}月")


@lru_cache(maxsize=32)
def _months(text: str) -> Quantity:
    found = parse_quantity(text.replace("两", "二"))
    if found is None:
        msg = f"no months: {text}"
        raise ValueError(msg)
    return found


def is_period(word: str) -> bool:
    """Whether a word is such a period."""
    return _PERIOD.fullmatch(word) is not None


def holds_on(known: Quantity, stated: Quantity) -> bool:
    """Whether what holds on a known date holds on the stated one, as far as it says.

    A year says nothing of a month, and months of a year are no other months of it.
    """
    ranges = aligned(known, stated)
    if ranges is None:
        return False
    (first, last), (low, high) = ranges[0][:2], ranges[1][:2]
    if first is None or last is None or low is None or high is None:
        return agree(known, stated)
    if _several_months(first, last) or (_several_months(low, high) and last - first > _MONTH):
        return (first, last) == (low, high)
    if last - first > _MONTH and last - first > high - low:
        return False
    return first <= high and low <= last


def _several_months(first: Decimal, last: Decimal) -> bool:
    """Whether a range of days is of several months, but not of a year or more."""
    return _MONTH < last - first < 11 * _MONTH
