"""Whether a value is a whole amount of its quote, and not a part of a longer number.

Sign, range, fraction, percent and group separators belong to an amount: 5度 is not the amount in
-5度 or 零下5度, 5人 not that in 3-5人, and 234人 not that in 1，234人. Hedges and units may be
omitted (88 of 约88人), and so may parts of a date (2024年 of 2024年5月); but a unit is not cut into
another one (88人 of 88人次, 5个 of 5个月, 5元 of 5元港币).
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from xzfacts.quantity.model import Quantity
from xzfacts.quantity.number_edges import (
    decimal_before,
    digits_after,
    digits_before,
    is_certain,
    is_digit,
    is_numeral,
    leading_joiners,
    marks_after,
    may_be_cut,
    minus_before,
    numerals_before,
)
from xzfacts.quantity.parser import find_quantities, parse_quantity
from xzfacts.quantity.prefixes import BEHIND_STARTS
from xzfacts.quantity.units import unit_bigrams
from xzfacts.text.lazy_pattern import lazy_pattern

_Span = tuple[int, int, Quantity]

# Finding the amounts of a quote takes 10 microseconds for each character of one that is full of
# them. So only so many occurrences of a value are examined, and a long quote is read around them.
_MAX_OCCURRENCES = 20
_LONG = 500
_AROUND = 50
_STEP = 100
_RANGE_WORDS = "至到"  # 至5人 is a piece of 3至5人
# Parts of an amount that change its number when omitted from a value.
_NUMERALS = (
    "〇零一二两三四五六七八九十百千万亿廿卅卌几半兆壹贰叁肆伍陆柒捌玖拾佰仟萬億½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
)
_LOST_BEFORE = frozenset(f"{_NUMERALS}数负-−﹣－‐‑‒–—―~～〜至到第↓▼±前/／")
_LOST_AFTER = frozenset(f"{_NUMERALS}-−﹣－‐‑‒–—―~～〜至到余餘多%％‰‱﹪成折倍/／")
# Digits in groups of three, which a full-width comma separates as it separates numbers.
_FIRST_GROUP = lazy_pattern(r"(?<!\d)\d{1,3}$")
_NEXT_GROUP = lazy_pattern(r"[,，﹐]\d{3}(?!\d)")


@lru_cache(maxsize=1024)
def cut_amount(quote: str, value: str) -> str | None:
    """Return the longer amount of which each occurrence of `value` in `quote` is only a part.

    None if some occurrence is a whole amount, if the value does not occur, or if it is neither an
    amount nor begins or ends with a digit.
    """
    start = quote.find(value)
    if start < 0 or not value:
        return None
    lead = leading_joiners(value)
    inner = value.strip(_RANGE_WORDS)
    if not _is_suspect(quote, value, start):
        return None
    amount = parse_quantity(value) or (parse_quantity(inner) if inner != value else None)
    longer = None
    for _ in range(_MAX_OCCURRENCES):
        found = _longer(quote, start, start + len(value), amount)
        if found is None and lead:
            found = digits_before(quote, start + lead)
            found = found + value[lead:] if len(found) > lead else None
        if found is None:
            return None
        longer = longer or found
        start = quote.find(value, start + 1)
        if start < 0:
            break
    return longer


def is_cut(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is only a part of a longer amount: 88人 of ٣88人 or ½88人."""
    value = text[start:end]
    if not _is_suspect(text, value, start):
        return False
    lead = leading_joiners(value)
    if lead and len(digits_before(text, start + lead)) > lead:
        return True
    return _longer(text, start, end, parse_quantity(value)) is not None


def _is_suspect(quote: str, value: str, start: int) -> bool:
    """Whether a value may be a part of a longer amount: a quick test of what is beside it."""
    if leading_joiners(value) or value.strip(_RANGE_WORDS) != value:
        return True
    end = start + len(value)
    after = quote[end : end + 1]
    if quote[end - 1 : end + 1] in unit_bigrams() or after == "每":
        return True
    if quote[end - 1] == "元" and after and after in BEHIND_STARTS:
        return True
    return may_be_cut(quote, start, end)


def _longer(quote: str, start: int, end: int, amount: Quantity | None) -> str | None:
    """Return the longer amount around quote[start:end], None if that is a whole amount.

    amount: what quote[start:end] means by itself.
    """
    exact = False
    if amount is not None:
        for span in _spans_at(quote, start, end):
            exact = exact or (span[0], span[1]) == (start, end)
            if _is_cut(quote, start, end, amount, span):
                return quote[min(span[0], start) : max(span[1], end)]
        if minus := minus_before(quote, start):
            return minus + quote[start:end]
    left, right = _joined(quote, start, end, is_amount=amount is not None, exact=exact)
    return left + quote[start:end] + right if left or right else None


def _is_cut(quote: str, start: int, end: int, amount: Quantity, span: _Span) -> bool:
    """Whether quote[start:end] omits a part of the amount at `span` that changes its meaning."""
    if span[1] > end and _changes_unit(amount, span[2]):
        return True
    left, right = quote[span[0] : start], quote[end : span[1]]
    return _loses(left, right, is_date=_is_date(span[2]))


def _joined(quote: str, start: int, end: int, *, is_amount: bool, exact: bool) -> tuple[str, str]:
    """Return what continues the number of quote[start:end] before it and behind it.

    exact: whether the parser reads this part as an amount: 周一8人.
    """
    first, last = quote[start], quote[end - 1]
    left = right = ""
    if is_digit(first):
        left = digits_before(quote, start)
        if exact and left and is_numeral(left[0]):
            left = numerals_before(quote, start)
        left = left or decimal_before(quote, start)
    elif is_amount and not exact and is_numeral(first) and start:
        before = quote[start - 1]
        left = before if is_digit(before) or is_numeral(before) else ""
    if is_digit(last) or (is_amount and is_numeral(last)):
        right = digits_after(quote, end)
        if exact and right and not is_certain(right) and not _is_grouped(quote, end):
            right = ""
    if not right and (is_amount or is_digit(last)):
        right = marks_after(quote, end)
    return left, right


def _is_grouped(quote: str, end: int) -> bool:
    """Whether quote[:end] ends with the first digits of a number with a unit: 103 of 103，855例."""
    if not _FIRST_GROUP.search(quote, max(end - 4, 0), end):
        return False
    while _NEXT_GROUP.match(quote, end):
        for start, _end, amount in _spans_at(quote, end + 1, end + 4):
            if start == end + 1 and amount.unit:
                return True
        end += 4
    return False


def _loses(left: str, right: str, *, is_date: bool) -> bool:
    """Whether omitting `left` from the start and `right` from the end changes the amount."""
    if is_date:
        return left.endswith("前")
    left = left.removeprefix("零上")
    return (
        not (_LOST_BEFORE.isdisjoint(left) and _LOST_AFTER.isdisjoint(right))
        or any(map(str.isdecimal, left))
        or any(map(str.isdecimal, right))
    )


def _changes_unit(part: Quantity, whole: Quantity) -> bool:
    """Whether the beginning of an amount has another unit than the whole: 88人 of 88人次."""
    if not part.unit or _is_date(whole):
        return False
    if (part.unit, part.dimension) != (whole.unit, whole.dimension):
        return True
    return not {part.low, part.high} & {whole.low, whole.high}  # 5克 of 5克拉


def _is_date(amount: Quantity) -> bool:
    return amount.dimension in {"date", "clock"}


def _spans_at(quote: str, start: int, end: int) -> Iterator[_Span]:
    """Yield the amounts that have a part of quote[start:end]."""
    low, high = 0, len(quote)
    if high > _LONG:  # of steps, so that the amounts beside each other have the same part
        low = max(start - _AROUND, 0) // _STEP * _STEP
        high = -(-(end + _AROUND) // _STEP) * _STEP
    ends, spans = _spans(quote[low:high])
    for first, last, amount in spans[bisect_right(ends, start - low) :]:
        if first + low >= end:
            break
        yield first + low, last + low, amount


@lru_cache(maxsize=64)
def _spans(quote: str) -> tuple[list[int], list[_Span]]:
    """Return the end of each amount of a quote; its start, its end, and its quantity."""
    spans = [(one.start, one.end, one.quantity) for one in find_quantities(quote)]
    return [span[1] for span in spans], spans
