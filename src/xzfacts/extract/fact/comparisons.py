"""Amounts that are told by another: growth, shares, extremes."""

import re

from xzfacts.extract.fact import measures, noun_phrases
from xzfacts.extract.fact.composition import Context
from xzfacts.extract.fact.lexicon import lexicon
from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.text.lazy_pattern import lazy_pattern

_GROWING = (
    "增长|上升|提高|下降|减少|增加|降低|上涨|下跌|提升|缩短|延长|回升|扩大|"
    "下滑|回落|略增|略降|微增|微降"
)
CHANGE = lazy_pattern(
    "((?:同比|环比|[比较与](?:去年|上年|前年|年初|年末|期初|上一?[周月季期]|上个月|前一[日天周]|"
    "往年|此前|以往|历史同期|常年)(?:同期)?(?:相比)?|年均|累计|预计|再|净|又|分别|各|名义|实际|同口径)*)"
    f"({_GROWING}|增幅|降幅|涨幅)(?:了|约|近|超|逾|超过|达|为)?$"
)
_WHEN = r"(?:\d{4}年末?|(?:20\d\d)?年?\d{1,2}月末?|[去上今]年末?|年初|此前)?的?"
_FROM = lazy_pattern(
    "(?:由|从)(?:现在的?|现有的?|目前的?|原来的?|原先的?|此前的?|过去的?|去年的?|上年的?)?"
    + _WHEN
    + "$"
)
_REACH = 40  # characters before what goes from one to the other
_TO = lazy_pattern(
    f"^的?(?:{_GROWING}|扩大|压缩|压减|恢复|攀升|降|增|升|涨|跌|缩|扩|改)(?:至|到|为)" + _WHEN
)
_LAST_YEAR = lazy_pattern("去年|上年|同比")
_SHARE_OF = lazy_pattern(
    "(占(?:全[县市区省州国镇村校院]|[^,，、占]){2,14}?)的?(?:比重|比例)?(?:达|为|约|近)?$"
)
_RATIO = ("占比", "比例", "比重", "率")
_AVERAGE = lazy_pattern("^(?:稳定|人均|户均|平均|每月|月均)+")
_GROWN = lazy_pattern("(?:同比)?(?:增长|增加|上升|下降)$")


def change(what: str, changed: re.Match[str], known: str) -> tuple[str, str]:
    """同比增长5.8%: the growth of what the clause names, or of what was told last."""
    year = "同比" if _LAST_YEAR.search(changed[1]) else "环比" if "环比" in changed[1] else ""
    base = _GROWN.sub("", what or known)
    return f"{base}{year}{changed[2]}", "change" if base else "unit"


def share(left: str, noun: str, right: str, last: Context) -> tuple[str, str]:
    """占全市的52%, 占比18.5%, 入住率达87%. last: of the figure before."""
    known = last.noun or last.name
    bare = noun_phrases.unfilled(left)
    if bare.endswith("完成"):
        return f"{noun_phrases.noun_of(bare[:-2]) or known}完成比例", "share"
    of = _SHARE_OF.search(left if left.endswith("的") else bare)
    if of and len(of[1]) > len("占全") and not of[1].startswith("占比"):
        own = noun_phrases.noun_of(left[: of.start()]) if of.start() else ""
        if not own and "股" in of[1]:
            own = last.name.removesuffix("数量")
        return own + of[1].removesuffix("的") + "比例", "share"
    if bare.endswith(_RATIO):
        return noun if noun.endswith(_RATIO) else noun_phrases.noun_of(left) or noun, "concept"
    if bare.endswith("占"):
        return f"{noun_phrases.noun_of(bare[:-1]) or known}占比", "share"
    if noun:
        known_term = noun in lexicon().terms or noun[-1] in measures.MEASURE_ENDS
        return noun if known_term else noun + "比例", "composed"
    after = noun_phrases.behind(right.lstrip("的"))
    return after + "比例", "unit"


def moved(
    line: Line, number: int, start: int, known: str, taken: tuple[tuple[int, int], ...] = ()
) -> str:
    """What goes 由90分钟缩短至35分钟, told with either amount; "" where nothing does so.

    start: where the clause begins. known: what was told last. taken: where names stand.
    """
    amounts = line.amounts
    figures = [
        n for n, amount in enumerate(amounts) if amount.quantity.dimension not in {"date", "clock"}
    ]
    at = figures.index(number)
    for one in (at, at - 1):
        if not 0 <= one < len(figures) - 1 or amounts[figures[one]].start < start:
            continue
        first, second = figures[one], figures[one + 1]
        names = (end for _, end in taken if start < end <= amounts[first].start)
        begin = max((start, amounts[first].start - _REACH, *names))
        before = line.chars[begin : amounts[first].start]
        between = line.chars[amounts[first].end : amounts[second].start]
        leaves, comes = _FROM.search(before), _TO.match(between)
        if leaves and comes and comes.end() == len(noun_phrases.unhedged(between)):
            what = noun_phrases.noun_of(before[: leaves.start()]) or known
            dated = leaves[0][-1] in "年月末初底"
            return f"原{what}" if what and first == number and not dated else what
    return ""


def extreme(amount: Amount, noun: str, known: str) -> tuple[str, str]:
    """最高10000元/月, behind 人均月增收: 最高月增收."""
    base = noun or _AVERAGE.sub("", known) or measures.suffix(amount.quantity)
    return amount.superlative + base, "coordinate"
