"""Dates that are facts themselves: when something was done."""

import re

from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.text.lazy_pattern import lazy_pattern

_EVENT = lazy_pattern(
    "正式?投入使用|投入使用|投入运营|开通运营|投用|投产|开工建设|开工|动工|竣工|完工|建成|通车|"
    "开业|开学|开班|启用|启动|开馆|开幕|闭幕|落成|揭牌|挂牌|"
    "开园|成立|创办|创立|注册|上市|举行|举办|召开|发布|公布|签约|签署|签订|出版|首发|首映|上线|"
    "开播|实施|施行|获批|批复|入驻|迁入|改制|更名|"
    "评为|获评|入选|列入|抵达|出发|发生|侦破|抓获|报案|逝世|去世|出生|毕业|退休|当选|上任|开赛|"
    "开建|试运营|运营|开放|开展|生产|下线|亮相|通报"
)
_GOING = lazy_pattern(
    "(?:前往|赴|到|来到|回到|返回)([一-鿿]{2,6}?)(?:学习|打工|务工|考察|参加|创业|工作|发展|"
    "参观|支教|读书|旅游|$)"
)
_SINCE = lazy_pattern("(成立|建立|创办|开展|实施|启动|结对|建成|开通|运营|举办)")
_PAIRED = lazy_pattern("结对")
_EVENT_REACH = 26


def attribute_of(line: Line, amount: Amount) -> str:
    """What happened on the date, as an attribute; "" where nothing is said to."""
    start, end = line.clauses[line.clause_at(amount.start)]
    right = line.chars[amount.end : end]
    left = line.chars[start : amount.start]
    if right.endswith(("以来", "起")) or amount.quantity.text.endswith(("以来", "起")):
        if _PAIRED.search(right):
            return "结对时间"
        since = _SINCE.search(right)
        return f"{since[1]}时间" if since else ""
    event = _event(line, amount.end, end)
    if not right:
        after = line.clause_at(amount.start) + 1
        if after < len(line.clauses) and not left:
            event = _event(line, *line.clauses[after])
    going = _GOING.match(right)
    if going:
        return f"前往{going[1]}时间"
    if event:
        return event[0].removeprefix("正式") + "时间"
    before = re.search(
        "(出生|生|成立|创办|创立|组建|设立|创建|始建|建成|开业|毕业|开放|营业|报名|施工)(?:于|时间(?:为|是)?|"
        "日期(?:为|是)?)?$",
        left,
    )
    return f"{before[1]}时间" if before else ""


def _event(line: Line, start: int, end: int) -> re.Match[str] | None:
    """Return the first verb of an event that is no piece of a longer word: 生产 of 生产总值."""
    for found in _EVENT.finditer(line.chars, start, min(end, start + _EVENT_REACH)):
        around = line.between(max(start, found.start() - 2), end)
        if not any(
            t.sort == "w" and t.start <= found.start() and found.end() < t.end for t in around
        ):
            return found
    return None
