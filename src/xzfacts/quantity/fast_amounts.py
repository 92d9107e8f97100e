"""Fast path for the simplest and most frequent amounts: Arabic digits, 万 or 亿, and a unit.

The characters beside such an amount show that it is complete. The result is that of the full
parser, as a test verifies.
"""

from decimal import Decimal

from xzfacts.quantity.hedges import AFTER
from xzfacts.quantity.model import Quantity, Span, without_exponent
from xzfacts.quantity.numerals import START
from xzfacts.quantity.prefixes import BEHIND_STARTS, may_end_prefix
from xzfacts.quantity.units import Unit, read_unit
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import is_han

_NUMBER = lazy_pattern(r"([1-9]\d{0,8}|0(?=\.))(\.\d{1,6})?([万亿]?)")
_ENDS = frozenset("。；、！？\n")
_OPENS = frozenset("，。、；：（“")
# Characters that may continue an amount: hedges, ranges, smaller parts, rates, currencies.
_GOES_ON = frozenset(
    {word[0] for word in AFTER} | BEHIND_STARTS | set(START) | set("半零又加每/-–—―─~至到和与 (（")
)
# Units with special forms.
_SPECIAL = frozenset("个 块 成 折 分 点 角 号 台 套 秒 月 日 年 天 时 世".split())
_DIMENSIONS = frozenset("money people count percent length area weight volume energy power".split())
_MYRIADS = {"": 1, "万": 10**4, "亿": 10**8}
_AHEAD = 4  # characters behind a number that decide which unit it has
_MAX_CACHED = 20_000


class _Units(dict[str, Unit | None]):
    """Maps the characters behind a number to their unit; None unless the unit is simple.

    A unit of `_AHEAD` characters may be longer, and is not simple. Filled on first use, because
    few units are frequent.
    """

    def __missing__(self, behind: str) -> Unit | None:
        """Read the unit."""
        if len(self) > _MAX_CACHED:
            self.clear()
        unit = read_unit(behind, 0, weak=True)
        if unit and (unit.name in _SPECIAL or unit.dimension not in _DIMENSIONS):
            unit = None
        if unit and unit.end == _AHEAD:
            unit = None
        self[behind] = unit
        return unit


_UNITS = _Units()


def read_fast(plain: str, pos: int, text: str) -> Span | None:
    """Return the amount of plain text at `pos` if it is of this kind, else None.

    text: the original text, from which the amount is quoted.
    """
    before = plain[pos - 1 : pos]
    if before and (not (is_han(before) or before in _OPENS) or may_end_prefix(plain, pos)):
        return None
    found = _NUMBER.match(plain, pos)
    if found is None:
        return None
    end = found.end()
    behind = plain[end : end + 1]
    digits, decimals, myriads = found.groups()
    if behind in _ENDS and not myriads:
        number = Decimal(digits) if decimals is None else without_exponent(Decimal(found[0]))
        return Span(pos, end, Quantity(number, number, "[]", "", "number", text[pos:end]))
    unit = _UNITS[plain[end : end + _AHEAD]] if behind == "%" or is_han(behind) else None
    if unit is None:
        return None
    end += unit.end
    after = plain[end : end + 1]
    if after and after not in _ENDS and (after in _GOES_ON or not (is_han(after) or after == "，")):
        return None
    if decimals is None and unit.factor == 1:
        number = Decimal(int(digits) * _MYRIADS[myriads])
    else:
        number = Decimal(digits + (decimals or "")) * _MYRIADS[myriads] * unit.factor
        number = without_exponent(number)
    quantity = Quantity(number, number, "[]", unit.base, unit.dimension, text[pos:end])
    return Span(pos, end, quantity)
