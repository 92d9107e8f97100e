"""Quantities in a query, and units that it asks for."""

from decimal import Decimal
from typing import NamedTuple

from xzfacts.language.query_units import NONE, Query, span_mask
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
            ):
                continue
            if query.chars[at : at + 2] in _NOUNS:
                continue
            quantity = _with_unit(number, unit)
            if quantity is not None and quantity.dimension != "date":
                return Amount(mask, quantity)
    return None


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


# Nouns that begin with a measure word: 多少群众 asks for people.
_NOUNS = frozenset(
    "群众 家庭 家长 人才 部门 部队 件数 位置 台风 本金 本科 座位 户籍 组织 项目 班级 名额 "
    "名单 场馆 场地 节目 站点 份额 片区 批次 层次 条件 团队 团体 队员 队伍".split()
)


def _may_be_year(text: str) -> bool:
    """Whether a number alone may be a year: 2017."""
    return len(text) == 4 and text.isascii() and text.isdigit() and "1800" <= text < "2100"
