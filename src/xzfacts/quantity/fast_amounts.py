"""Fast path for the simplest and most frequent amounts: Arabic digits, 万 or 亿, and a unit.

The characters beside such an amount show that it is complete. The result is that of the full
parser, as a test verifies.
"""

from decimal import Decimal

from xzfacts.quantity.chinese_digits import START
from xzfacts.quantity.hedges import AFTER
from xzfacts.quantity.model import EXACT, Quantity, Span, without_exponent
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
_BACK = 3  # characters in front of a number that decide whether it is complete
_MAX_CACHED = 20_000
_BARE = Unit(0, "", "", Decimal(1), "number")


class _Complete(dict[str, bool]):
    """Maps the characters before a number to whether nothing in front belongs to the amount."""

    def __missing__(self, before: str) -> bool:
        """Test the characters."""
        if len(self) > _MAX_CACHED:
            self.clear()
        apart = not before or is_han(before[-1]) or before[-1] in _OPENS
        found = self[before] = apart and not may_end_prefix(before, len(before))
        return found


class _Units(dict[str, Unit | None]):
    """Maps the characters behind a number to their unit, `_BARE` for the end of a clause.

    None unless the unit is simple and the amount ends with it. A unit of `_AHEAD` characters may
    be longer, and is not simple. Filled on first use, because few units are frequent.
    """

    def __missing__(self, behind: str) -> Unit | None:
        """Read the unit."""
        if len(self) > _MAX_CACHED:
            self.clear()
        found = self[behind] = _BARE if behind[:1] in _ENDS else _simple_unit(behind)
        return found


def _simple_unit(behind: str) -> Unit | None:
    unit = read_unit(behind, 0, weak=True) if behind[:1] == "%" or is_han(behind[:1]) else None
    if unit is None or unit.name in _SPECIAL or unit.dimension not in _DIMENSIONS:
        return None
    after = behind[unit.end : unit.end + 1]
    ends = not after or after in _ENDS
    if unit.end == _AHEAD or not (ends or after == "，" or is_han(after)):
        return None
    return None if after in _GOES_ON and not ends else unit


_COMPLETE = _Complete()
_UNITS = _Units()


def read_fast(plain: str, pos: int, text: str) -> Span | None:
    """Return the amount of plain text at `pos` if it is of this kind, else None.

    text: the original text, from which the amount is quoted.
    """
    found = _NUMBER.match(plain, pos)
    if found is None or not _COMPLETE[plain[max(0, pos - _BACK) : pos]]:
        return None
    end = found.end()
    unit = _UNITS[plain[end : end + _AHEAD]]
    digits, decimals, myriads = found.groups()
    if unit is None or (unit is _BARE and myriads):
        return None
    end += unit.end
    if decimals is None and unit.factor == 1:
        number = Decimal(int(digits) * _MYRIADS[myriads])
    else:
        size = EXACT.multiply(unit.factor, _MYRIADS[myriads])
        number = without_exponent(EXACT.multiply(Decimal(digits + (decimals or "")), size))
    return Span(pos, end, Quantity(number, number, "[]", unit.base, unit.dimension, text[pos:end]))
