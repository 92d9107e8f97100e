"""Numbers in Arabic digits: 1,234.5, .5, 2.9e3, 2^10, 40k, 3½."""

from decimal import ROUND_HALF_EVEN, Context, Decimal

from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import VULGAR

# Longer runs are account numbers or noise; the bound also keeps all arithmetic exact.
MAX_DIGITS = 30
# Numbers without a finite decimal, such as 三分之一, are rounded to this many digits.
ROUNDED = Context(prec=28, rounding=ROUND_HALF_EVEN)

_PARTS = ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 6), (5, 6))
_EIGHTHS = ((1, 8), (3, 8), (5, 8), (7, 8))
_VULGAR = {
    char: ROUNDED.divide(Decimal(above), Decimal(below))
    for char, (above, below) in zip(VULGAR, (*_PARTS, *_EIGHTHS), strict=True)
}
_NUMBER = lazy_pattern(
    r"(?:\d{1,3}(?:,\d{3}){1,9}+(?!\d|,\d)(?:\.\d++)?|\d++(?:\.\d++)?|\.\d++)"
    r"(?:[eE][+-]?\d{1,2}(?![0-9A-Za-z]))?"
)
_POWER = lazy_pattern(r"\^(?:\+|--|(-))?(\d{1,2})(?!\d)")
_THOUSANDS = lazy_pattern("([kK]| ?M)(?![0-9A-Za-z])")
_SCREENS = ("2", "4", "8")  # 4K电视 is not four thousand


def read_arabic(text: str, pos: int) -> tuple[int, Decimal] | None:
    """Return the end and the value of the number of plain `text` at `pos`, or None."""
    alone = _VULGAR.get(text[pos : pos + 1])
    if alone is not None:
        return pos + 1, alone
    found = _NUMBER.match(text, pos)
    if not found or len(found[0]) > MAX_DIGITS:
        return None
    end, number = found.end(), Decimal(found[0].replace(",", ""))
    if abs(number.adjusted()) > MAX_DIGITS:
        return None
    after = text[end : end + 1]
    if after in _VULGAR and "." not in found[0]:
        return end + 1, number + _VULGAR[after]
    if not after or after not in "^kK M":
        return end, number
    power = _POWER.match(text, end)
    if power and number and abs(int(power[2]) * number.adjusted()) < MAX_DIGITS:
        exponent = -int(power[2]) if power[1] else int(power[2])
        return power.end(), ROUNDED.power(number, exponent)
    letter = _THOUSANDS.match(text, end)
    if letter and not (letter[1] == "K" and found[0] in _SCREENS):
        return letter.end(), number * (10**6 if letter[1][-1] == "M" else 10**3)
    return end, number


def last_place(number: Decimal) -> Decimal:
    """Return the value of the last digit before the trailing zeros of a whole number: 700 → 100."""
    _, digits, exponent = number.as_tuple()
    power = exponent if isinstance(exponent, int) else 0
    if power >= 0:
        for digit in reversed(digits[1:]):
            if digit:
                break
            power += 1
    return Decimal(1).scaleb(power)
