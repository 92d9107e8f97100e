"""Amounts that are told by another: growth, shares, extremes."""

import re

from xzfacts.extract import measures, phrases
from xzfacts.extract.lexicon import lexicon
from xzfacts.extract.scan import Amount

CHANGE = re.compile(
    "((?:同比|环比|比去年(?:同期)?|较去年(?:同期)?|比上年(?:同期)?|较上年(?:同期)?|年均|累计|"
    "预计|再|净)*)"
    "(增长|上升|提高|下降|减少|增加|降低|上涨|下跌|提升|缩短|延长|回升|扩大|增幅|降幅|"
    "涨幅)(?:了|约|近|超|逾|超过|达|为|至)?$"
)
_LAST_YEAR = re.compile("去年|上年|同比")
_SHARE_OF = re.compile(
    "(占(?:全[县市区省州国镇村校院]|[^,，、占]){2,14}?)的?(?:比重|比例)?(?:达|为|约|近)?$"
)
_RATIO = ("占比", "比例", "比重", "率")
_AVERAGE = re.compile("^(?:稳定|人均|户均|平均|每月|月均)+")
_GROWN = re.compile("(?:同比)?(?:增长|增加|上升|下降)$")


def change(what: str, changed: re.Match[str], known: str) -> tuple[str, str]:
    """同比增长5.8%: the growth of what the clause names, or of what was told last."""
    year = "同比" if _LAST_YEAR.search(changed[1]) else "环比" if "环比" in changed[1] else ""
    base = _GROWN.sub("", what or known)
    return f"{base}{year}{changed[2]}", "change" if base else "unit"


def share(left: str, noun: str, right: str, known: str) -> tuple[str, str]:
    """占全市的52%, 占比18.5%, 入住率达87%."""
    bare = phrases.unfilled(left)
    if bare.endswith(_RATIO):
        return phrases.noun_of(left) or noun, "concept"
    of = _SHARE_OF.search(left if left.endswith("的") else bare)
    if of and len(of[1]) > len("占全"):
        return of[1].removesuffix("的") + "比例", "share"
    if bare.endswith("占"):
        return f"{phrases.noun_of(bare[:-1]) or known}占比", "share"
    if noun:
        known_term = noun in lexicon().terms or noun[-1] in measures.MEASURE_ENDS
        return noun if known_term else noun + "比例", "composed"
    after = phrases.behind(right.lstrip("的"))
    return after + "比例", "unit"


def extreme(amount: Amount, noun: str, known: str) -> tuple[str, str]:
    """最高10000元/月, behind 人均月增收: 最高月增收."""
    base = noun or _AVERAGE.sub("", known) or measures.suffix(amount.quantity)
    return amount.extreme + base, "coordinate"
