"""Quantities in a query, and units that it asks for."""

from decimal import Decimal
from typing import NamedTuple

from xzfacts.language.query_units import NONE, Query, span_mask
from xzfacts.language.segmentation import words_of
from xzfacts.quantity.model import COUNTED, Quantity
from xzfacts.text.lazy_pattern import lazy_pattern

NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两半廿卅壹贰叁肆伍陆柒捌玖拾佰仟")
_HOW_MANY = lazy_pattern("(?:多少|几)[十百千万亿]*")
_LONGEST_UNIT = 4
_SOME = {"几": "3", "多": "300"}  # numbers of which there may be 几 and 多少: 多少点 is no time


class Amount(NamedTuple):
    """A quantity in the query.

    mask: its units of the query.
    quantity: its value.
    """

    mask: int
    quantity: Quantity


def read_amounts(query: Query) -> tuple[Amount, ...]:
    """Return the quantities in the query."""
    if not any(char.isdigit() or char in NUMERALS for char in query.chars):
        return ()
    from xzfacts.quantity.parser import find_quantities

    spans = [
        span
        for span in find_quantities(query.chars)
        if not _HOW_MANY.search(query.chars, span.start, span.end)
    ]
    return (
        *(Amount(span_mask(span.start, span.end), span.quantity) for span in spans),
        *(
            Amount(span_mask(span.start, span.end), year.quantity)
            for span in spans
            if _may_be_year(span.quantity.text)
            for year in find_quantities(span.quantity.text + "年")
        ),
    )


def asked_unit(query: Query, free: int) -> Amount | None:
    """The unit behind 多少, 几 or 第几 (多少户, 几座, 第几次) and its units; the amount is any."""
    for found in _HOW_MANY.finditer(query.chars):
        if _is_vague(query.chars, found.start()):
            continue
        at = found.end()
        number = "第3" if query.chars[: found.start()].endswith("第") else _SOME[found[0][0]]
        for end in range(min(query.size, at + _LONGEST_UNIT), at, -1):
            unit = query.chars[at:end]
            mask = span_mask(at, end)
            if (
                mask & ~free
                or NONE in unit
                or unit[0] in NUMERALS
                or unit[0].isdigit()
                or unit.startswith("钱")
                or _begins_noun(query.chars, at, end)
                or _POINTS.match(query.chars, at)
            ):
                continue
            plain = _plain(unit, query.chars[end:], found[0])
            quantity = _with_unit(number, plain) if plain else None
            if quantity is not None and quantity.dimension != "date":
                return Amount(mask, quantity)
    return None


def may_ask_for(chars: str, start: int, end: int) -> bool:
    """Whether a word at chars[start:end] may ask for an amount, if it is 几 or 多少 with a unit.

    It does not in 这几条高速 and 近几年, nor does 多少座 in 多少座位 or 多少号 in 多少号人.
    """
    found = _HOW_MANY.match(chars, start)
    if not found:
        return True
    unit = chars[found.end() : end]
    return not _is_vague(chars, start) and not (
        (unit and _begins_noun(chars, found.end(), end))
        or (unit == "号" and _plain(unit, chars[end:], found[0]) == "人")
    )


def _is_vague(chars: str, at: int) -> bool:
    """Whether 几 at a place only says that there are some."""
    return chars[at : at + 1] == "几" and chars[max(0, at - 1) : at] in {"这", "那", "近", "好"}


def _plain(unit: str, behind: str, how_many: str) -> str:
    """The unit that a colloquial one stands for: 人 in 多少号人, 枚 in 几块金牌."""
    if unit == "号" and not _NUMBERED.match(behind):
        people = behind[:1] == "人" if how_many == "几" else behind
        return "人" if people else "" if how_many == "几" else unit  # 几号: a day
    if unit == "块" and behind and not _OF_MONEY.match(behind):
        words = words_of("三块" + behind)
        return "枚" if any(w.start == len("三块") and w.tag == "n" for w in words) else unit
    return unit


def _begins_noun(chars: str, start: int, end: int) -> bool:
    """Whether chars[start:end] is the beginning of a noun: 成 of 多少成品油."""
    if chars[start : start + 2] in _NOUNS:
        return True
    return any(w.start == start and w.end > end and w.tag == "n" for w in words_of(chars))


def _with_unit(number: str, unit: str) -> Quantity | None:
    """The amount of a number and a unit; None if this is no unit."""
    from xzfacts.quantity.units import read_unit  # not needed by key words

    countable = number.isdigit() and unit != "点"  # 几点 asks for a time of day
    plain = read_unit(unit, 0, weak=True) if countable else None
    if plain and plain.end == len(unit) and plain.factor == 1 and plain.dimension in COUNTED:
        low = Decimal(number)
        return Quantity(low, low, "[]", plain.base, plain.dimension, number + unit)
    from xzfacts.quantity.parser import find_quantities  # a tenth of the time of a question

    spans = find_quantities(number + unit)
    return spans[0].quantity if spans and spans[0].end == len(number + unit) else None


# Nouns that begin with a measure word and that the table of words has not, or as no noun.
_NOUNS = frozenset("位置 台风 本科 组织 场地 批次 层次".split())
_POINTS = lazy_pattern("个?点(?:$|了|的|[,，。？?])")  # percentage points: 涨了几个点
_NUMBERED = lazy_pattern("[线楼房门车馆台井桌床文公]")  # behind 号 as a number: 多少号线
_OF_MONEY = lazy_pattern("钱|了|的|[吗呢啊才就]|左右|多|一")  # behind 块 as money


def _may_be_year(text: str) -> bool:
    """Whether a number alone may be a year: 2017."""
    return len(text) == 4 and text.isascii() and text.isdigit() and "1800" <= text < "2100"
