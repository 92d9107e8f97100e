"""Numbers that are one another with a slip: a digit changed, digits exchanged, a point moved."""

from functools import lru_cache

from xzfacts.language.sentence import Reading, Stated
from xzfacts.quantity.model import Quantity
from xzfacts.text.normalize import fold

_NUMERALS = "0123456789.,%/每点〇零一二两三四五六七八九十百千万亿半多余约近超逾达"
_HEDGES = "为有过起左右上下以不足到至少低高于大概仅"
_NO_NUMERALS = str.maketrans("", "", _NUMERALS + _HEDGES)
_MAGNITUDES = frozenset("百千万亿")
_DIGITS = 3  # digits from which two similar numbers count fully


def similar_digits(one: Quantity, other: Quantity) -> float:
    """How likely one number is the other with a slip; 0 if it is not, or not in that unit.

    A slip changes a digit or exchanges some: 4748万 for 4784万. It is less certain in two digits;
    zeros at the end do not count, 700万 is not 900万 with a slip.
    """
    texts = fold(one.text), fold(other.text)
    first, second = ("".join(filter(str.isdecimal, text)) for text in texts)
    if sorted(unit_of(one)) != sorted(unit_of(other)) or texts[0] == texts[1]:
        return 0.0
    if first.strip("0") == second.strip("0") and first.strip("0"):
        return 1.0 if len(first.strip("0")) >= _DIGITS else 0.5  # a zero or the point misplaced
    if len(first) != len(second):
        return 0.0
    magnitudes = [[char for char in text if char in _MAGNITUDES] for text in texts]
    changed = sum(a != b for a, b in zip(first, second, strict=True))
    slip = changed == 1 or (changed > 1 and sorted(first) == sorted(second))
    digits = max(len(first.rstrip("0")), len(second.rstrip("0")))
    if magnitudes[0] != magnitudes[1] or not slip or digits < _DIGITS - 1:
        return 0.0
    return 1.0 if digits >= _DIGITS else 0.5


def unit_of(quantity: Quantity) -> str:
    """The unit as written, but for the marks of a rate: 每股30元, 30元/股."""
    return _unit(quantity.text)


@lru_cache(maxsize=2048)
def _unit(text: str) -> str:
    return fold(text).translate(_NO_NUMERALS)


def counted(reading: Reading, stated: Stated) -> str:
    """The unit as written; of a number without one the character behind it: 4胜5平2负."""
    bare = stated.quantity.dimension == "number"
    return reading.chars[stated.end : stated.end + 1] if bare else unit_of(stated.quantity)
