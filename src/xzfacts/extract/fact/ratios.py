"""Numbers that are set against each other: the score of a match, or a proportion."""

from collections.abc import Iterator

from xzfacts.extract.entity.holders import Resolved
from xzfacts.extract.fact.confidence import confidence
from xzfacts.extract.fact.proposal import Proposal, state
from xzfacts.extract.fact.tokens import Line
from xzfacts.text.lazy_pattern import lazy_pattern

_MATCH = lazy_pattern(
    "比分|大战|迎战|战[胜平罢成]|[胜败赢]|负于|惜负|不敌|输给|击[败退溃]|力[克压挫]|逆转|[扳打踢]平"
    "|平局|领先|落后|淘汰|[主客]场|[上下]?半场|点球|队|[男女][排篮足乒]|第[一二三四五1-5][局盘节]"
)
_EVENT = lazy_pattern("比赛|决赛|联赛|锦标赛|赛事|杯赛|开赛|揭幕战|德比|比分")
_MIXED_BEFORE = lazy_pattern(
    "(?:(?P<name>[一-鿿]{0,8}(?:比[例率值]|配比|之比|(?<![评对相同环])比))(?:约?[为是达]|约|:)?|按照?约?)$"
)
_MIXED_BEHIND = lazy_pattern("的?(?:比[例率]|配比|混合|混配|调配|勾兑|配制|兑)")
_SET_AGAINST = frozenset("比:：")


def last_of_ratio(line: Line, number: int) -> int:
    """The last of the numbers that an amount and those behind it set against each other.

    3比1, 1:2:3; the amount itself where it stands alone.
    """
    last = number
    while (
        last + 1 < len(line.amounts)
        and all(a.quantity.dimension == "number" for a in line.amounts[last : last + 2])
        and line.chars[line.amounts[last].end : line.amounts[last + 1].start] in _SET_AGAINST
    ):
        last += 1
    return last


def name_ratio(resolved: Resolved, number: int, last: int) -> Iterator[Proposal]:
    """The score or the proportion that the amounts make, where words say which it is."""
    line = resolved.line
    start, end = line.amounts[number].start, line.amounts[last].end
    begin, finish = line.clauses[line.clause_at(start)]
    before = _MIXED_BEFORE.search(line.chars[_floor(resolved, begin, start) : start])
    attribute, how = "", "unit"
    if before or _MIXED_BEHIND.match(line.chars, end):
        name = ((before and before["name"]) or "").removeprefix("的")
        attribute, how = (name, "composed") if len(name) > 1 else ("比例", how)
    elif _MATCH.search(line.chars, begin, finish) or _EVENT.search(line.chars):
        attribute, how = "比分", "concept"
    if attribute:
        focus = resolved.at(start)
        yield state(
            line, (start, end), focus.entity.name, attribute, "text", confidence(focus.logit, how)
        )


def _floor(resolved: Resolved, begin: int, start: int) -> int:
    """Where the words begin that are no name of a subject."""
    return max((m.end for m in resolved.mentions if begin < m.end <= start), default=begin)
