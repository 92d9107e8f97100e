"""Amounts of the simplest kind, which are most: Arabic digits, maybe 万 or 亿, and a unit.

Nothing in front of such an amount or behind it can belong to it, as its neighbours tell. It is
read the same as by the full parser, which a test compares, in a fraction of the time.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from xzfacts.quantity.hedges import AFTER
from xzfacts.quantity.numerals import START
from xzfacts.quantity.prefixes import BEHIND_STARTS, may_end_prefix
from xzfacts.quantity.units import read_unit
from xzfacts.text.numeric_chars import is_han

_NUMBER = re.compile(r"([1-9]\d{0,8}|0(?=\.))(\.\d{1,6})?([万亿]?)")
_ENDS = frozenset("。；、！？\n")
_OPENS = frozenset("，。、；：（“")
# What may go on with an amount: hedges, ranges, smaller parts, rates, currencies.
_GOES_ON = frozenset(
    {word[0] for word in AFTER} | BEHIND_STARTS | set(START) | set("半零又加每/-–—―─~至到和与 (（")
)
# Units with forms of their own.
_SPECIAL = frozenset("个 块 成 折 分 点 角 号 台 套 秒 月 日 年 天 时 世".split())
_DIMENSIONS = frozenset("money people count percent length area weight volume energy power".split())
_MYRIADS = {"": Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8)}


class FastAmount(NamedTuple):
    """An amount up to `end`.

    number: what it comes to in the base unit.
    unit: the base unit, empty for a bare number.
    dimension: that of the unit.
    """

    end: int
    number: Decimal
    unit: str
    dimension: str


def read_fast(plain: str, pos: int) -> FastAmount | None:
    """The amount of plain text at `pos` if it is of this kind; else None."""
    before = plain[pos - 1 : pos]
    if before and (may_end_prefix(plain, pos) or not (is_han(before) or before in _OPENS)):
        return None
    found = _NUMBER.match(plain, pos)
    if found is None:
        return None
    end = found.end()
    behind = plain[end : end + 1]
    number = Decimal(found[1] + (found[2] or "")) * _MYRIADS[found[3]]
    if behind in _ENDS and not found[3]:
        return FastAmount(end, number, "", "number")
    if not (is_han(behind) or behind == "%"):
        return None
    unit = read_unit(plain, end, weak=True)
    if unit is None or unit.name in _SPECIAL or unit.dimension not in _DIMENSIONS:
        return None
    after = plain[unit.end : unit.end + 1]
    if after and after not in _ENDS and (after in _GOES_ON or not (is_han(after) or after == "，")):
        return None
    return FastAmount(unit.end, number * unit.factor, unit.base, unit.dimension)
