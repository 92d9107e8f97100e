"""Whether a value is a whole amount of its quote, and not a part of a longer number.

Sign, range, fraction, percent and group separators belong to an amount: 5度 is not the amount in
-5度 or 零下5度, 5人 not that in 3-5人, and 234人 not that in 1，234人. Hedges and units may be
omitted (88 of 约88人), and so may parts of a date (2024年 of 2024年5月); but a unit is not cut into
another one (88人 of 88人次, 5个 of 5个月, 5元 of 5元港币).
"""

from bisect import bisect_right
from functools import lru_cache

from xzfacts.quantity.model import Quantity
from xzfacts.quantity.parser import find_quantities, parse_quantity
from xzfacts.quantity.prefixes import BEHIND_STARTS
from xzfacts.quantity.units import unit_bigrams
from xzfacts.text.lazy_pattern import lazy_pattern

_MAX_OCCURRENCES = 100  # examined, so that a quote of nothing but digits costs little
_HAN = "〇零一二两三四五六七八九十百千万亿廿卅卌几半兆"
_HIDDEN = r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
_HIDDEN += r"\ufe00-\ufe0f\ufeff"
_BLANK = r"\s\u00a0\u2000-\u200a\u202f\u205f\u3000"
_DIGIT = r"\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_POINT = "[.．·•・‧∙⋅/／⁄∕×xX*^'’_]"
_COMMA = "[,，﹐]"
# What precedes a value that begins with a digit, if it is part of a longer number.
_NUMBER_BEFORE = lazy_pattern(
    rf"(?:[{_DIGIT}]{_POINT}?|(?<!\d)\d{{1,3}}[{_BLANK}]|[{_HAN}])[{_HIDDEN}]*$"
)
_GROUP_BEFORE = lazy_pattern(rf"(?:^|[^\d])(?:\d{{1,3}}{_COMMA})+[{_HIDDEN}]*$")
_GROUP = lazy_pattern(r"\d{3}(?!\d)")
_NUMBER_AFTER = lazy_pattern(
    rf"[{_HIDDEN}]*(?:{_POINT}?[{_DIGIT}]|[{_HAN}]|{_COMMA}\d{{3}}(?!\d)|[{_BLANK}]\d{{1,3}}(?!\d))"
)
# Parts of an amount that change its number when omitted from a value.
_LOST_BEFORE = lazy_pattern(rf"[{_DIGIT}{_HAN}负\-−﹣－‐‑‒–—―~～〜至到第↓▼±前/／]")
_LOST_AFTER = lazy_pattern(rf"[{_DIGIT}{_HAN}\-−﹣－‐‑‒–—―~～〜至到余餘多%％‰‱﹪成折倍/／]")
_MINUS = lazy_pattern(
    rf"(?:(?<![0-9A-Za-z\d年月日)）])[-−﹣－]|负|負|零下|公元前)[{_BLANK}{_HIDDEN}]*$"
)
_LONGEST_UNIT = 3
# The characters of units that have smaller ones: 3元5角, 3个月5天, 1公斤5克.
_UNIT = "元块角毛分公市千米里尺寸斤两钱克吨小时点刻秒钟天日周个月年岁度亩顷'"
_REACH = 24  # characters before and after a value that may belong to its number

_DIGITS_FIRST = lazy_pattern(rf"[{_DIGIT}]")
_DIGITS_LAST = lazy_pattern(rf"[{_DIGIT}{_HAN}]")
# Any other character beside a value shows that the value is complete on that side.
_SEPARATOR = rf"(?:{_POINT}|{_COMMA}|[{_BLANK}])"
_SUSPECT_BEFORE = lazy_pattern(
    rf"(?:[{_DIGIT}{_HAN}{_HIDDEN}负負零下上前第分之\-−﹣－‐‑‒–—―~～〜至到↓▼±和与约]"
    rf"|[{_DIGIT}{_HAN}{_HIDDEN}负負零下\-−﹣－–—]{_SEPARATOR}"
    rf"|[{_DIGIT}{_HAN}][{_UNIT}]{{1,{_LONGEST_UNIT}}})$"
)
_SUSPECT_AFTER = lazy_pattern(
    rf"[{_DIGIT}{_HAN}{_HIDDEN}余餘多\-−﹣－‐‑‒–—―~～〜至到和与%％‰‱﹪成折倍/／]"
    rf"|{_SEPARATOR}[{_DIGIT}{_HAN}{_HIDDEN}]"
)


@lru_cache(maxsize=1024)
def cut_amount(quote: str, value: str) -> str | None:
    """Return the longer amount of which each occurrence of `value` in `quote` is only a part.

    None if some occurrence is a whole amount, if the value does not occur, or if it is neither an
    amount nor begins or ends with a digit.
    """
    start = quote.find(value)
    if start < 0 or not value:
        return None
    if not _is_suspect(quote, value, start):
        return None
    amount = parse_quantity(value)
    longer = None
    for _ in range(_MAX_OCCURRENCES):
        found = _longer(quote, start, start + len(value), amount)
        if found is None:
            return None
        longer = longer or found
        start = quote.find(value, start + 1)
        if start < 0:
            break
    return longer


def _is_suspect(quote: str, value: str, start: int) -> bool:
    """Whether the characters beside the first occurrence may belong to a longer amount."""
    end = start + len(value)
    before, after = quote[max(0, start - _LONGEST_UNIT - 1) : start], quote[end : end + 2]
    if quote[end - 1 : end + 1] in unit_bigrams() or after[:1] == "每":
        return True
    if quote[end - 1] == "元" and after and after[0] in BEHIND_STARTS:
        return True
    return bool(_SUSPECT_BEFORE.search(before) or _SUSPECT_AFTER.match(after))


def _longer(quote: str, start: int, end: int, amount: Quantity | None) -> str | None:
    """Return the longer amount around quote[start:end], None if that is a whole amount.

    amount: what quote[start:end] means by itself.
    """
    before = quote[max(0, start - _REACH) : start]
    after = quote[end : end + _REACH]
    first, last = quote[start], quote[end - 1]
    exact = False
    is_amount = amount is not None
    if amount is not None:
        ends, spans = _spans(quote)
        for span in spans[bisect_right(ends, start) :]:
            if span[0] >= end:
                break
            exact = exact or (span[0], span[1]) == (start, end)
            cut = span[1] > end and _changes_unit(amount, span[2])
            if cut or _loses(
                quote[span[0] : start], quote[end : span[1]], is_date=_is_date(span[2])
            ):
                return quote[min(span[0], start) : max(span[1], end)]
        if found := _MINUS.search(before):
            return found[0] + quote[start:end]
    left = right = ""
    if _DIGITS_FIRST.match(first):
        found = _NUMBER_BEFORE.search(before)
        if found is None and _GROUP.match(quote, start):
            found = _GROUP_BEFORE.search(before)
        left = found[0] if found else ""
        if exact and left and left[-1] in _HAN:
            left = ""  # 周一8人
    elif is_amount and not exact and first in _HAN and _DIGITS_LAST.match(before[-1:]):
        left = before[-1]
    if _DIGITS_LAST.match(last) and (is_amount or last.isdecimal()):
        found = _NUMBER_AFTER.match(after)
        right = found[0] if found and not exact else ""
    return left + quote[start:end] + right if left or right else None


def _loses(left: str, right: str, *, is_date: bool) -> bool:
    """Whether omitting `left` from the start and `right` from the end changes the amount."""
    if is_date:
        return left.endswith("前")
    left = left.removeprefix("零上")
    return bool(_LOST_BEFORE.search(left) or _LOST_AFTER.search(right))


def _changes_unit(part: Quantity, whole: Quantity) -> bool:
    """Whether the beginning of an amount has another unit than the whole: 88人 of 88人次."""
    if not part.unit or _is_date(whole):
        return False
    if (part.unit, part.dimension) != (whole.unit, whole.dimension):
        return True
    return not {part.low, part.high} & {whole.low, whole.high}  # 5克 of 5克拉


def _is_date(amount: Quantity) -> bool:
    return amount.dimension in {"date", "clock"}


@lru_cache(maxsize=64)
def _spans(quote: str) -> tuple[list[int], list[tuple[int, int, Quantity]]]:
    """Return the end of each amount of a quote; its start, its end, and its quantity."""
    spans = [(one.start, one.end, one.quantity) for one in find_quantities(quote)]
    return [span[1] for span in spans], spans
