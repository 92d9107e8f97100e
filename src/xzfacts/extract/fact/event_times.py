"""Days and times of day at which something was done: 倾覆时间 of 渔船7月5日倾覆."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from xzfacts.extract.entity.entities import Mention
from xzfacts.extract.entity.mention_roles import side
from xzfacts.extract.entity.sentence_words import words
from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.quantity.model import CALENDAR
from xzfacts.text.lazy_pattern import lazy_pattern

_TIMES = frozenset((*CALENDAR, "ordinal"))
_EXACT = lazy_pattern("[日号时分点整半]$|^第.*(?:分钟|小时)$|:")
# A day up to which or since which something is so, or that something is compared with.
_BEFORE = lazy_pattern(
    "(?:截至|截止到?|自|从|[在每]|较|比|和|与|、|[-—~]|[至到](?:[上中下]午|[当凌早夜晚][上天日晨间])?)$"
)
_BEHIND = lazy_pattern("以?[来前后]|之[前后]|[起止至到和与、—~-]|为止|期间|同期|[0-9]")
_BETWEEN = lazy_pattern(
    "(?:[凌早清当今昨明][晨间晚天日]|[上中下]午|晚[上间]?|傍晚|深夜|夜间|左右|许|[,，]"
    "|[（(][^()（）]{1,6}[)）])*"
)
# 上会日为6月19日, 开放时间延长至8时30分; 倾覆于7月5日
_NAMED = lazy_pattern(
    "([一-鿿]{1,4}(?:时间|日期)|[一-鿿]{2,4}日)(?:将|也)?(?:[一-鿿]{2}[至到]|定?[为是在于]|:)[^,0-9]{0,3}$"
)
_DONE = lazy_pattern("([一-鿿][^\\W起日月年定])(?:(?P<until>[至到])|[于在])[^,0-9]{0,3}$")
_GOING_ON = frozenset("持续 延续 延长 进行".split())
_MOVED = frozenset("推迟 延期 提前 调整 改期".split())
_CLAUSES = 3  # that may tell what was done
_OF_SUBJECTS = frozenset(("start", "post", "other"))
_SHORT = lazy_pattern("[一-鿿]{2,3}")
# What is told behind these is no event of that time, or nothing is.
_SAID = lazy_pattern(
    "表示|介绍|宣布|公布|发布|通报|报道|公告|透露|获悉|了解|显示|统计|披露|报告|发表|消息|[称说讯](?=[,:“]|$)"
)
_WILL = lazy_pattern("将(?![军领士官])|[拟待]|计划|预计|预定|准备")
_NO_EVENT = frozenset(
    "变为 导致 可能 应该 需要 开始 进行 予以 计划 预计 没有 成为 经过 按照 根据 位于 属于 来自 "
    "随着".split()
)

# What is dated in most articles.
_DATED = (
    "(投入使用|投入运营|开通运营|投用|投产|开工建设|开工|动工|竣工|完工|建成|通车|"
    "开业|开学|开班|启用|启动|开馆|开幕|闭幕|落成|揭牌|挂牌|"
    "开园|成立|创办|创立|注册|上市|举行|举办|召开|发布|公布|签约|签署|签订|出版|首发|首映|上线|"
    "开播|实施|施行|获批|批复|入驻|迁入|改制|更名|"
    "评为|获评|入选|列入|抵达|出发|发生|侦破|抓获|报案|逝世|去世|出生|毕业|退休|当选|上任|开赛|"
    "开建|试运营|运营|营业|开放|开展|生产|下线|亮相|通报|组建|设立|创建|始建|报名)"
)
_DATED_EVENT = lazy_pattern(_DATED)
_DATED_BEFORE = lazy_pattern(f"{_DATED}(?:于|时间(?:为|是)?|日期(?:为|是)?)?$")
_EVENT_REACH = 26


class Event(NamedTuple):
    """What was done at a time.

    attribute: it, as an attribute.
    doer: who did it, if a name says so.
    planned: whether it is still to be done: 6月3日将迎战.
    """

    attribute: str
    doer: Mention | None
    planned: bool = False


def event_at(line: Line, amount: Amount, mentions: Sequence[Mention]) -> Event | None:
    """What was done at a time; None where nothing is told, or a figure of that day."""
    exact = amount.quantity.low == amount.quantity.high and _EXACT.search(amount.quantity.text)
    start, end = line.clauses[line.clause_at(amount.start)]
    left = line.chars[start : amount.start]
    if not exact:
        return None
    named, done = _NAMED.search(left), _DONE.search(left)
    if named:
        return Event(named[1].rpartition("的")[2], None)
    at = _led(line, amount.end)
    if done and (at >= end or done["until"]):
        verb = "" if done[1] in _GOING_ON else done[1]
        until = done["until"] and done[1] not in _MOVED
        return Event(f"{verb}结束时间" if until else f"{verb}时间", None)
    if _BEFORE.search(left) or _BEHIND.match(line.chars, amount.end):
        return None
    for begin, finish in _clauses_behind(line, at):
        if _SAID.search(line.chars, begin, finish):
            return None
        inside = [m for m in mentions if begin <= m.start and m.end <= finish]
        verbs = list(_verbs(line, begin, finish, inside))
        figures = [a.start for a in line.amounts if a.quantity.dimension not in _TIMES]
        floor = max((begin, *(figure for figure in figures if figure < finish)))
        here = begin == floor == at and line.clause_at(at) == line.clause_at(amount.start)
        if not verbs and here and _SHORT.fullmatch(line.chars, begin, finish):
            verbs = [(begin, finish)]  # 将于6月19日上会
        if verbs or floor > begin:
            verb = next((verb for verb in verbs if verb[0] >= floor), None)
            doer = next((m for m in inside if verb and m.end <= verb[0] and _does(line, m)), None)
            if verb is None:
                return None
            planned = _WILL.search(line.chars, begin, verb[0]) is not None
            return Event(f"{line.chars[slice(*verb)]}时间", doer, planned)
    return None


def _clauses_behind(line: Line, at: int) -> Iterator[tuple[int, int]]:
    """What is left of the clause at a position, and the clauses behind it, but not far."""
    first = line.clause_at(at)
    for start, end in line.clauses[first : first + _CLAUSES]:
        if at < end:
            yield max(at, start), end


def _does(line: Line, mention: Mention) -> bool:
    """Whether a mention in front of a verb is its subject, as far as the words before it tell."""
    named = "phrase" not in mention.entity.how or mention.entity.kind == "person"
    return named and side(line, mention)[0] in _OF_SUBJECTS


def _led(line: Line, at: int) -> int:
    """Where what was done is told, behind the parts of a time and the comma."""
    while True:
        found = _BETWEEN.match(line.chars, at)
        at = found.end() if found else at
        further = next(
            (a.end for a in line.amounts if a.start == at and a.quantity.dimension in CALENDAR), at
        )
        if further == at:
            return at
        at = further


def _verbs(line: Line, start: int, end: int, names: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The verbs of a clause that tell an event, are in no name and do not describe a noun.

    A word that may be a noun is one before another and before words of place: 审核中心, 微博上.
    """
    own = words(line.chars[start:end])
    for word, behind in zip_longest(own, own[1:]):
        first, last = start + word.start, start + word.end
        noun = word.tag == "w" and behind is not None and behind.tag in "nf"
        if (
            word.tag in "vw"
            and not noun
            and last - first > 1
            and line.chars[first:last] not in _NO_EVENT
            and not line.chars.startswith(("的", ")"), last)
            and not any(m.start <= first and last <= m.end for m in names)
        ):
            yield first, last


def of_date(line: Line, amount: Amount) -> str:
    """What happened on the date, as an attribute; "" where nothing is said to."""
    start, end = line.clauses[line.clause_at(amount.start)]
    left, right = line.chars[start : amount.start], line.chars[amount.end : end]
    if amount.quantity.text.endswith(("以来", "起")) or right.endswith("起"):
        return ""
    event = _dated(line, amount.end, end)
    after = line.clause_at(amount.start) + 1
    if not (left or right) and after < len(line.clauses):
        event = _dated(line, *line.clauses[after])
    event = event or _DATED_BEFORE.search(left)
    return f"{event[1]}时间" if event else ""


def _dated(line: Line, start: int, end: int) -> re.Match[str] | None:
    """Return the first verb of an event that is no piece of a longer word: 生产 of 生产总值."""
    for found in _DATED_EVENT.finditer(line.chars, start, min(end, start + _EVENT_REACH)):
        around = line.between(max(start, found.start() - 2), end)
        if not any(
            t.sort == "w" and t.start <= found.start() and found.end() < t.end for t in around
        ):
            return found
    return None
