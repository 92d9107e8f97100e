"""Places in an order: 规模居全州第一, 第一届培训班, 位列全省第七."""

from collections.abc import Iterator

from xzfacts.extract.entity.holders import Resolved
from xzfacts.extract.fact.confidence import confidence
from xzfacts.extract.fact.proposal import Proposal, state
from xzfacts.language.amounts import Amount
from xzfacts.text.lazy_pattern import lazy_pattern

_WITHIN = lazy_pattern(
    "(全[球国省市县区州镇乡]|[省市县区州国]内|世界|亚洲|行业)(?:排名|位列|位居|排|列|居)?$"
)
_ORDER = lazy_pattern(
    "(?:均|连续[一-鿿0-9]{1,3}年|继续|稳|分别|跃)*(?:居|位居|位列|名列|排名?|列|排在|被?分[在到]|跃居|升至)$"
)


_RANKED = lazy_pattern(
    "(?:排名|位列|位居|名列|并列|[排分站列][在到]|高居|屈居|跃居|[升跌降]至|获得?|取得|夺得)[一-鿿]{0,6}$"
)
_PLACED = lazy_pattern("的?(?:成绩|身份)?(?:进入|晋级|闯入|杀入|出线|完赛|收官|冲线|过线|结束)")
_LANE = lazy_pattern("出发|起跑|出战|比赛|[,，。;；]|$")
_FROM_END = lazy_pattern("(?:倒数|并列)$")

NUMBERED = {"届": "届次", "次": "次序"}  # which of a series of events
_SURE = 400  # hundredths of log-odds
_CALLED = {"道": "道次", "棒": "棒次", "组": "组别"}  # what is no rank but a place
_LONG = 8  # characters of what is ranked


def name_rank(resolved: Resolved, amount: Amount) -> Iterator[Proposal]:
    """A rank or the number of an event, where the words before it say so."""
    line = resolved.line
    text = amount.quantity.text
    start = line.clauses[line.clause_at(amount.start)][0]
    before = line.chars[start : amount.start]
    if text.endswith(tuple(NUMBERED)):
        after = next((m for m in resolved.mentions if 0 <= m.start - amount.end <= 1), None)
        if after is not None:
            yield state(
                line,
                (amount.start, amount.end),
                after.entity.name,
                NUMBERED[text[-1]],
                "quantity",
                confidence(_SURE, "rank"),
            )
        return
    within = _WITHIN.search(before)
    listed = before.endswith("、")
    focus = resolved.at(amount.start)
    ordered = _RANKED.search(before)
    placed = _LANE if text[-1] in _CALLED else _PLACED
    if not (within or listed or ordered or placed.match(line.chars, amount.end)):
        return
    begin = start + within.start(1) if within and within.end() == within.end(1) else amount.start
    counted = _FROM_END.search(before)
    begin -= len(counted[0]) if counted else 0
    where = within[1] if within else ""
    named = [m.end for m in resolved.mentions if start < m.end <= begin]
    head = line.chars[max(named, default=start) : begin].partition("、")[0]
    what = _ORDER.sub("", head).removeprefix("的").removeprefix("以")
    if len(what) > _LONG or what.startswith("在"):
        what = ""
    sure = confidence(focus.logit, "rank")
    yield state(
        line,
        (begin, amount.end),
        focus.entity.name,
        f"{where}{what}{_CALLED.get(text[-1], '排名')}",
        "quantity",
        sure,
    )
