"""Dates in an article: when something was done, and what day a statement is about."""

import re

from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.quantity.model import Quantity

_EVENT = re.compile(
    "正式?投入使用|投入使用|投入运营|开通运营|投用|投产|开工建设|开工|动工|竣工|完工|建成|通车|"
    "开业|开学|开班|启用|启动|开馆|开幕|闭幕|落成|揭牌|挂牌|"
    "开园|成立|创办|创立|注册|上市|举行|举办|召开|发布|公布|签约|签署|签订|出版|首发|首映|上线|"
    "开播|实施|施行|获批|批复|入驻|迁入|改制|更名|"
    "评为|获评|入选|列入|抵达|出发|发生|侦破|抓获|报案|逝世|去世|出生|毕业|退休|当选|上任|开赛|"
    "开建|试运营|运营|开放|开展|生产|下线|亮相|通报"
)
_GOING = re.compile(
    "(?:前往|赴|到|来到|回到|返回)([一-鿿]{2,6}?)(?:学习|打工|务工|考察|参加|创业|工作|发展|"
    "参观|支教|读书|旅游|$)"
)
_SINCE = re.compile("(成立|建立|创办|开展|实施|启动|结对|建成|开通|运营|举办)")
_PAIRED = re.compile("结对")
_YEAR = re.compile("^[12][0-9]{3}年度?$")
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
    event = _EVENT.search(right[:_EVENT_REACH])
    if not right:
        after = line.clause_at(amount.start) + 1
        if after < len(line.clauses) and not left:
            event = _EVENT.search(line.chars[slice(*line.clauses[after])][:_EVENT_REACH])
    going = _GOING.match(right)
    if going:
        return f"前往{going[1]}时间"
    if event:
        return event[0].removeprefix("正式") + "时间"
    before = re.search(
        "(出生|生|成立|创建|始建|建成|开业|毕业|开放|营业|报名|施工)(?:于|时间(?:为|是)?|"
        "日期(?:为|是)?)?$",
        left,
    )
    return f"{before[1]}时间" if before else ""


def day_of(quantity: Quantity) -> str | None:
    """The date as the store writes it, as far as it is known: 2024, 2024-05, 2024-05-17."""
    if quantity.dimension != "date" or quantity.unit != "date":
        return None
    if quantity.low is None or quantity.high is None:
        return None
    low, high = str(int(quantity.low)).zfill(8), str(int(quantity.high)).zfill(8)
    if low == high:
        return f"{low[:4]}-{low[4:6]}-{low[6:]}"
    if low[:6] == high[:6] and low.endswith("01"):
        return f"{low[:4]}-{low[4:6]}"
    if low[:4] == high[:4] and low[4:] == "0101":
        return low[:4]
    return None


def as_of(line: Line, amount: Amount, published: str | None) -> str | None:
    """The day that what is said of an amount is about: of the last date before it, or 去年."""
    found: str | None = None
    for other in line.amounts:
        if other.start >= amount.start:
            break
        if other.quantity.dimension == "date":
            right = line.chars[other.end : other.end + 1]
            framed = right in {",", "，", "、", ""} or right in "共全末底，"
            if framed and not re.search("自$", line.chars[: other.start]):
                found = day_of(other.quantity) or found
    if found is None and published and re.fullmatch("[0-9]{4}.*", published):
        words = re.findall("去年|今年|前年", line.chars[: amount.start])
        if words:
            year = int(published[:4]) - {"今年": 0, "去年": 1, "前年": 2}[words[-1]]
            found = str(year)
    return found
