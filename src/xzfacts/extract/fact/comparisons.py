"""Figures that tell what something was and what it became: 由90分钟缩短至35分钟."""

from typing import NamedTuple

from xzfacts.extract.fact.tokens import Line
from xzfacts.quantity.model import CALENDAR
from xzfacts.text.lazy_pattern import lazy_pattern

_GROWING = (
    "增长|上升|提高|下降|减少|增加|降低|上涨|下跌|提升|缩短|延长|回升|扩大|下滑|回落|"
    "压缩|压减|恢复|攀升|降|增|升|涨|跌|缩|扩|改"
)
_WHEN = r"(?:\d{4}年末?|(?:20\d\d)?年?\d{1,2}月末?|[去上今]年末?|年初|此前)?的?"
_FROM = lazy_pattern(
    "(?:将|已|又|也)?(?:由|从)(?:现在的?|现有的?|目前的?|原来的?|原先的?|此前的?|过去的?|去年的?|上年的?)?"
    + _WHEN
    + "$"
)
_TO = lazy_pattern(f"的?(?:{_GROWING})(?:至|到|为)" + _WHEN + "(?:约|近|超过?|逾|不到|不足|了)*")
_REACH = 40  # characters before the first of two figures


class Change(NamedTuple):
    """The part that a figure has in a change from one value to another.

    start: where the words end that say what changes.
    old: whether it is the value before the change, and no date says of when.
    """

    start: int
    old: bool


def change_of(line: Line, number: int, clause: int) -> Change | None:
    """Return the part of a figure in a change, or None. clause: where its clause begins."""
    figures = [n for n, a in enumerate(line.amounts) if a.quantity.dimension not in CALENDAR]
    if number not in figures:
        return None
    at = figures.index(number)
    for one in (at, at - 1):
        if not 0 <= one < len(figures) - 1 or line.amounts[figures[one]].start < clause:
            continue
        first, second = line.amounts[figures[one]], line.amounts[figures[one + 1]]
        begin = max(clause, first.start - _REACH)
        leaves = _FROM.search(line.chars[begin : first.start])
        if leaves and _TO.fullmatch(line.chars[first.end : second.start]):
            dated = leaves[0][-1] in "年月末初底"
            return Change(begin + leaves.start(), one == at and not dated)
    return None
