"""Places in plain text where an amount may begin."""

from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import VULGAR

_SURE_START = f"0-9〇一二两三四五六七八九十百千廿卅卌几数半第首{VULGAR}"
_SURE_STARTS = frozenset("0123456789" + _SURE_START.removeprefix("0-9"))
_RARE_START = "零.对翻万亿前"
# The first characters of amounts.
MAY_START = lazy_pattern(f"[{_SURE_START}{_RARE_START}]")
_DOUBLED = lazy_pattern("翻了?[一二两三四五六七八九1-9]?番")
_BEFORE_POINT = frozenset(".0123456789")
_HEDGES = frozenset("上过近超逾破约")


def next_start(plain: str, pos: int) -> int:
    """Return the next place where an amount may begin; -1 if there is none."""
    while found := MAY_START.search(plain, pos):
        pos = found.start()
        if may_start(plain, pos):
            return pos
        pos += 1
    return -1


def may_start(plain: str, pos: int) -> bool:
    """Whether an amount may begin at `pos`."""
    char = plain[pos : pos + 1]
    return char in _SURE_STARTS or (char != "" and char in _RARE_START and _begins(plain, pos))


def _begins(plain: str, pos: int) -> bool:
    """Whether an amount may begin with the rare character at `pos`."""
    char, before, after = plain[pos], plain[max(0, pos - 1) : pos], plain[pos + 1 : pos + 2]
    if char in "万亿":
        return before in _HEDGES or after in ("余", "多") or plain.startswith("分之", pos + 1)
    if char == "零":
        return after != "下"
    if char == ".":
        return before not in _BEFORE_POINT and after.isdecimal()
    if char == "对":
        return after == "折"
    if char == "前":
        return after in tuple("二三23") and plain.startswith("季度", pos + 2)
    return _DOUBLED.match(plain, pos) is not None
