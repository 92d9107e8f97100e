"""Dates that are facts themselves: when something was done."""

import re

from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.text.lazy_pattern import lazy_pattern

_VERBS = (
    "(投入使用|投入运营|开通运营|投用|投产|开工建设|开工|动工|竣工|完工|建成|通车|"
    "开业|开学|开班|启用|启动|开馆|开幕|闭幕|落成|揭牌|挂牌|"
    "开园|成立|创办|创立|注册|上市|举行|举办|召开|发布|公布|签约|签署|签订|出版|首发|首映|上线|"
    "开播|实施|施行|获批|批复|入驻|迁入|改制|更名|"
    "评为|获评|入选|列入|抵达|出发|发生|侦破|抓获|报案|逝世|去世|出生|毕业|退休|当选|上任|开赛|"
    "开建|试运营|运营|营业|开放|开展|生产|下线|亮相|通报|组建|设立|创建|始建|报名)"
)
_EVENT = lazy_pattern(_VERBS)
_BEFORE = lazy_pattern(f"{_VERBS}(?:于|时间(?:为|是)?|日期(?:为|是)?)?$")
_EVENT_REACH = 26


def attribute_of(line: Line, amount: Amount) -> str:
    """What happened on the date, as an attribute; "" where nothing is said to."""
    start, end = line.clauses[line.clause_at(amount.start)]
    left, right = line.chars[start : amount.start], line.chars[amount.end : end]
    if amount.quantity.text.endswith(("以来", "起")) or right.endswith("起"):
        return ""
    event = _event(line, amount.end, end)
    after = line.clause_at(amount.start) + 1
    if not (left or right) and after < len(line.clauses):
        event = _event(line, *line.clauses[after])
    event = event or _BEFORE.search(left)
    return f"{event[1]}时间" if event else ""


def _event(line: Line, start: int, end: int) -> re.Match[str] | None:
    """Return the first verb of an event that is no piece of a longer word: 生产 of 生产总值."""
    for found in _EVENT.finditer(line.chars, start, min(end, start + _EVENT_REACH)):
        around = line.between(max(start, found.start() - 2), end)
        if not any(
            t.sort == "w" and t.start <= found.start() and found.end() < t.end for t in around
        ):
            return found
    return None
