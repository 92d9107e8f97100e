"""Fast path for the simplest and most frequent numerals: 1200, 3.6亿, one Chinese digit."""

from decimal import Decimal

from xzfacts.quantity.arabic_digits import last_place, read_arabic
from xzfacts.quantity.chinese_digits import BIG, DIGITS
from xzfacts.quantity.parts import Numeral
from xzfacts.text.numeric_chars import VULGAR

# Characters that continue a numeral: 3万, 20几, 1 亿, 三十, 三点五.
_GOES_ON = frozenset("十百千万亿兆余多来几数点 .廿卅卌") | DIGITS.keys()
_OTHERS = frozenset(".") | frozenset(VULGAR)
_MYRIADS = frozenset("万亿")
_NUMBERS = {char: Decimal(value) for char, value in DIGITS.items()}
_NOTHING, _ONE = Decimal(0), Decimal(1)


def read_simple(text: str, pos: int) -> Numeral | None:
    """Return the numeral of plain `text` at `pos`, or None if it is not of these kinds."""
    char = text[pos : pos + 1]
    digit = _NUMBERS.get(char)
    if digit is not None:
        after = text[pos + 1 : pos + 2]
        if after in _GOES_ON or after.isdecimal():
            return None
        return Numeral(pos, pos + 1, digit, digit, "[]", _ONE, 1, 1, chinese=True, hedged="")
    found = read_arabic(text, pos) if char.isdecimal() or char in _OTHERS else None
    if found is None:
        return None
    end, number = found
    place, big = last_place(number), 1
    if number and text[end : end + 1] in _MYRIADS:
        big = BIG[text[end]]
        number, place = number * big, place * big
        end += 1
    after = text[end : end + 1]
    if after in _GOES_ON or after.isdecimal():
        return None
    number = _NOTHING + number
    return Numeral(pos, end, number, number, "[]", place, big, 0, chinese=False, hedged="")
