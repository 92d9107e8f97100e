"""How an article states its figures: as rumours, plans or conditions, and who says so."""

from collections.abc import Sequence
from typing import NamedTuple

from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.language.modality import is_condition, is_plan
from xzfacts.model.facts import Mode
from xzfacts.text.lazy_pattern import lazy_pattern

_RUMOUR = lazy_pattern(
    "谣传|谣言|造谣|不实|辟谣|网传|网帖|传言|传闻|据传|误传|虚假信息|虚假消息|假消息|纯属虚构|子虚乌有|虚假(?:视频|图片|帖文|内容|言论|截图|警情)|摆拍"
    "|(?:编造|捏造|杜撰)[^,，。]{0,30}(?:信息|消息|视频|帖|言论|内容)"
)
_OF_BEFORE = lazy_pattern(
    "(?:该|此|上述|这[条一]?|网传|网上)(?:则|条|类|些|段|篇)?的?"
    "(?:信息|消息|说法|内容|传言|言论|视频|帖子|文章|图片|截图)"
)
_REFUTES = lazy_pattern(
    "谣传|谣言|不实|辟谣|虚假|并不属实|不属实|子虚乌有|假消息|与事实不符|伪造|纯属|摆拍|误读|误解|断章取义|移花接木|捏造|编造"
)
_SPREAD = lazy_pattern(
    "(?:网上|网络上?|朋友圈|微信群|社交平台|短视频平台)[^。]{0,8}(?:流传|传播|热传|疯传)"
    "|(?:视频|截图|图片|帖子|文章|消息|录音|聊天记录)[^。]{0,12}(?:流传|传播|热传|疯传|转发|扩散)"
    "|^(?:近日|日前|昨[日天]|[,，])*[有某一名位个]*(?:自媒体|网民|网友|(?:网络)?博主|网络?账号|网帖)[^,，。]{0,8}[称说]"
    "|^(?:该|这段|这则)?(?:视频|帖子|网帖|文章|消息|文中|帖文)[^,，。]{0,4}[称说]"
)
_MAX_RUMOUR = 4  # sentences that a refutation reaches back
_CHECKED = lazy_pattern(
    "经(?:核[实查]|查|调查|了解)|事实上|真实情况|实际|(?:[系是为属]谣言|不实|不属实)[,，;；]"
)
_DENIED = lazy_pattern("否认|并未|从未|不存在|没有(?=[发造出收])|未曾|是否|是不是|有没有")
_ASKED = lazy_pattern("[^,，。]{0,6}[?？]")  # behind a figure that a question ends with
_DENIED_QUOTE = lazy_pattern("”?[^,，。“]{0,8}(?:不实|不属实|系谣言|是谣言|有误)")

_SAYS = (
    "表示|介绍说?|告诉记者|告诉笔者|告诉[一-鿿]{1,4}记者|透露|指出|认为|坦言|回应称?|通报称?|强调"
    "|预测|预计(?=[,，:：])|估计|(?<![人号俗别全简自名])称(?![呼为号])|说(?![起明服法到过])"
)
_NAME = "[^,，。:：;；“”、!！?？(（)）\\s]{2,24}?"
# Who speaks: in front of what is said, in front of its end, or as 据…统计.
_SPEAKER = lazy_pattern(
    f"(?:^|[,，。])据(?P<source>{_NAME})(?:统计(?!局)|测算|介绍|通报|透露|消息|披露|发布|公布)"
    f"|(?:^|[,，。:：;；”!！?？])(?!据)(?P<who>{_NAME})(?:{_SAYS})(?=[,，:：。“]|$)"
    f"|(?:^|[,，。:：;；])(?P<forecaster>{_NAME})(?:预测|估计|认为|回应)"
)
_AROUND_NAME = lazy_pattern(
    "^(?:近日|日前|昨[日天]|今[日天]|当[日天]|对此|同时|此外|随后|其中|但|而|不过|[0-9年月]{1,8}日)+"
    "|(?:在[^,，。]{0,16}(?:时|上|中|后|会)|发布[一-鿿]{2,4}|发布|公告|发文|还|也|则|又|进一步|随后|[昨今当][日天]|对此"
    "|向[^,，。]{0,6}记者|对[^,，。]{0,6}记者|对外|[0-9]{1,2}日|[笑哭]着|[一-鿿]{2}地)+$"
)
_NOBODY = frozenset("记者 有人 网友 有网友 据 人们 大家 业内 其 公司".split())
_PERSONAL = lazy_pattern(
    "(?:^|[,，。:：;；”])[他她](?:还|也|又)?(?:表示|介绍|说|透露|指出|认为|坦言)"
)


class Attribution(NamedTuple):
    """Who says what from where in a sentence.

    start: what is said begins here. who: the speaker.
    """

    start: int
    who: str


def rumoured(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the sentences that tell a rumour: by their own words, or a later one's."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        refuted = _REFUTES.search(line.chars) is not None
        if _RUMOUR.search(line.chars) or (refuted and _SPREAD.search(line.chars)):
            found.add(number)
        if refuted:
            reach = range(max(number - _MAX_RUMOUR, 0), number)
            first = next((n for n in reach if _SPREAD.search(lines[n].chars)), None)
            if first is None and _OF_BEFORE.search(line.chars):
                first = max(number - 1, 0)
            found.update(range(number if first is None else first, number))
    return frozenset(found)


def left_out(line: Line, amount: Amount, *, rumour: bool) -> bool:
    """Whether a figure is rumoured, denied or asked for.

    rumour: whether its sentence tells a rumour.
    """
    clause = line.clauses[line.clause_at(amount.start)]
    if _DENIED.search(line.chars, clause[0], amount.start):
        return True
    if _DENIED_QUOTE.match(line.chars, amount.end, clause[1]):
        return True
    if _ASKED.match(line.chars, amount.end):
        return True
    if not rumour:
        return False
    # 网传…,经核实,实际…: what was found out is no rumour.
    checked = _CHECKED.search(line.chars, 0, amount.start)
    return checked is None or _RUMOUR.search(line.chars, 0, checked.start()) is None


def mode_of(line: Line, amount: Amount) -> Mode | None:
    """The modality of a figure; None if the sentence asserts it."""
    number = line.clause_at(amount.start)
    start, end = line.clauses[number]
    behind = (other.start for other in line.amounts if other.start >= amount.end)
    said = line.chars[start : amount.start] + " " + line.chars[amount.end : min(end, *behind, end)]
    if is_condition(line.chars, said):
        return Mode.HYPOTHETICAL
    heads = [first for first, _last in line.clauses[: number + 1]]
    return Mode.PLANNED if is_plan(line.chars, said, heads, amount.start) else None


def attributions(lines: Sequence[Line]) -> list[tuple[Attribution, ...]]:
    """The speakers of each sentence; 他说 is the last speaker."""
    told: list[tuple[Attribution, ...]] = []
    last = ""
    for line in lines:
        found: list[Attribution] = []
        for match in _SPEAKER.finditer(line.chars):
            who = match["who"] or match["source"] or match["forecaster"]
            name = _AROUND_NAME.sub("", who)
            if name in _NOBODY or len(name) < 2:
                continue
            # What somebody says may stand in front, and end a sentence of its own.
            behind = line.chars[match.end() :].strip("。”")
            start = match.end() if behind else 0
            at = match.start() + match[0].index(who)
            first, size = at + who.index(name) if name in who else at, len(name)
            last = line.text[first : first + size]
            found.append(Attribution(start, last))
            if not (behind or line.chars[: match.start()].strip("”")) and told:
                told[-1] = (*told[-1], Attribution(0, last))
        if not found and last and (personal := _PERSONAL.search(line.chars)):
            found.append(Attribution(personal.end(), last))
        told.append(tuple(found))
    return told


def said_by(attributed: Sequence[Attribution], position: int) -> str | None:
    """Who says what is at the position of a sentence."""
    who = None
    for each in attributed:
        if each.start <= position:
            who = each.who
    return who
