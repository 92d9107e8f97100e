"""Figures that tell what something was and what it became: 由90分钟缩短至35分钟."""

from typing import NamedTuple

from xzfacts.extract.fact.tokens import Line
from xzfacts.quantity.model import CALENDAR
from xzfacts.text.lazy_pattern import lazy_pattern

_WHEN = r"(?:\d{4}年末?|(?:20\d\d)?年?\d{1,2}月末?|[去上今]年末?|年初|此前)?的?"
_FROM = lazy_pattern(
    "(?:将|已|又|也)?(?:由|从(?![事业军教]))(?:[^,，。;；:：、由从\\d]{0,6}(?:的|[每人户]))?"
    + _WHEN
    + "$"
)
_NOW = lazy_pattern("(?:现在|现有|目前|原来|原先|此前|过去|[去上]年)的?$|[由从]$|每[一-鿿]{1,2}$")
# Words before a figure. The second character behind 每 begins no other of them: text that could be
# read in several ways would take exponential time.
_BEFORE = "(?:约|近|超过?|逾|不到|不足|了|每[一-鿿](?:(?![约近超逾不了每])[一-鿿])?)*"
_TO = lazy_pattern(
    "[^,，。;；:：、\\d]{0,8}(?:[增升涨高提长大扩充加跃减降跌落低缩短少压改调整换变恢]|下调|上调|恢复)"
    "(?:至|到|为|成)" + _WHEN + _BEFORE
)
_BECAME = lazy_pattern("[一-鿿]{2,3}[至到]")  # 由34.2%稀释至30.4%: any verb between like figures
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
        between = line.chars[first.end : second.start]
        alike = first.quantity.unit == second.quantity.unit and _BECAME.fullmatch(between)
        if leaves and (alike or _TO.fullmatch(between)):
            plain = _NOW.search(leaves[0]) is not None
            return Change(begin + leaves.start(), one == at and plain)
    return None
