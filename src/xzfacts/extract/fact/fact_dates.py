"""Dates in an article: when something was done, and what day a statement is about."""

import re

from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.quantity.model import Quantity
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
_YEAR = lazy_pattern("^[12][0-9]{3}年度?$")
_EVENT_REACH = 26
_AROUND = 10  # characters behind a date that tell what it is for
_NO_PERIOD_LEFT = lazy_pattern("(?:[自从较比与由于]|成立|同期)$")
_NO_PERIOD_RIGHT = lazy_pattern(
    "(?:以来|起|至今|同期|相比|成立|创办|创建|建成|开工|注册|出生|毕业|投产|上市|发布|公布|印发|投入使用)"
)
_RELATIVE = lazy_pattern("(?<![较比与超])(?:去年|今年|前年|上年|昨[日天]|今[日天])(?!同期|相比)")
_YEARS_BACK = {"去年": 1, "上年": 1, "前年": 2}


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


def day_of(quantity: Quantity, published: str | None = None) -> str | None:
    """The date as the store writes it, as far as it is known: 2024, 2024-05, 2024-05-17.

    published: of the article; a date without a year is the last such day before it.
    """
    if quantity.unit == "month-day" and published and quantity.low is not None:
        return _in_year(quantity, published)
    if quantity.dimension != "date" or quantity.unit != "date":
        return None
    if quantity.low is None or quantity.high is None:
        return None
    low, high = str(int(quantity.low)).zfill(8), str(int(quantity.high)).zfill(8)
    if low == high:
        return f"{low[:4]}-{low[4:6]}-{low[6:]}"
    if low[:6] == high[:6]:
        return f"{low[:4]}-{low[4:6]}"
    if low[:4] == high[:4] and (low[4:] == "0101" or quantity.text.endswith(("末", "底"))):
        return low[:4]
    return None


def _in_year(quantity: Quantity, published: str) -> str | None:
    """A day and month in the year of the article, or the one before."""
    if quantity.low is None or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", published):
        return None
    day = str(int(quantity.low)).zfill(4)
    year = int(published[:4])
    if f"{day[:2]}-{day[2:]}" > published[5:]:
        year -= 1
    one = quantity.low == quantity.high
    return f"{year}-{day[:2]}-{day[2:]}" if one else f"{year}-{day[:2]}"


def as_of(line: Line, amount: Amount, published: str | None) -> str | None:
    """The period that what is said of an amount holds for: of the last date before it, or 去年.

    A date that only tells when something began, or what is compared with, is none.
    """
    found: str | None = None
    at = -1
    for other in line.amounts:
        if other.start >= amount.start:
            break
        if other.quantity.dimension == "date":
            right = line.chars[other.end : other.end + _AROUND]
            left = line.chars[max(other.start - 2, 0) : other.start]
            if not (_NO_PERIOD_LEFT.search(left) or _NO_PERIOD_RIGHT.match(right)):
                day = day_of(other.quantity, published)
                found, at = (day, other.start) if day else (found, at)
    year = published[:4] if published and re.fullmatch("[0-9]{4}.*", published) else None
    for word in _RELATIVE.finditer(line.chars, 0, amount.start):
        if word.start() > at:
            found = str(int(year) - _YEARS_BACK.get(word[0], 0)) if year else None
    return found
