"""The words around an amount: the verb and noun before it, the noun behind its measure word."""

import re
from typing import NamedTuple

from xzfacts.extract.fact.lexicon import Token, lexicon
from xzfacts.extract.fact.measures import MEASURE_ENDS
from xzfacts.extract.fact.tokens import Line
from xzfacts.text.lazy_pattern import lazy_pattern

# What says nothing of what is measured, right before an amount.
_FILLER = lazy_pattern(
    "(?:(?:控制|保持|维持|稳定)在|(?:增长|上升|提高|下降|减少|增加|降低|上涨|下跌|提升|缩短|"
    "延长|回升|扩大|压缩)[至到]|达到了|达到|已达|可达|(?<!最)高达|(?<!最)多达|达|为|是|约为|约|近|首破|首次突破|破|共有|共|共计|合计|"
    "总计|累计|仅|有|已|就|将|预计|"
    "不过|只有|只|却|则|(?:压减|攀升|回落|恢复|下滑|扩容|翻)[至到]|(?<![汇预申公上通播])报|(?<=场)凭|超过|突破|增至|升至|降至|增加到|提高到|提升至|下降至|涨至|跌至|减至|涨到|了|着|过|至|到|"
    "在|的|每|各|等|"
    "不低于|左右|也|还|仍|已经|了约|或|和|及|一度|最终|(?<![日月年人户周平场亩县村镇店校])均|人民币|第)$"
)
_MARKS = ' :：“"”、|｜'
_OF = lazy_pattern("^(?:、|[一-鿿]){0,16}?(?:的|之)(?=[一-鿿]{2})")
_NOUN = lazy_pattern('^[“"]?([一-鿿]{2,24}|[一-鿿A-Za-z0-9·+-]{1,24})')
# What people, households and the like have done or suffered, behind them: 1.7万人受灾.
DONE = lazy_pattern(
    "死亡失踪|伤亡|被[困埋捕拘杀骗救]|伤势[较严很]重|中毒|落水|牺牲|住院|受灾|受伤|遇难|死亡|失踪|就业|务工|参加|参赛|脱贫|就餐|获奖|受益|上岗|报名|入学|毕业|就读|"
    "参保|接种|治愈|出院|获救|增收|"
    "持证|轻伤|重伤|溺亡|感染|确诊|离世|返乡|入会|到场|观看|参观|签约|恢复供电|恢复供水|通过"
)
_LOOSELY = lazy_pattern("^(?:已|均|正在|正|全部|目前|当场|仍|不幸|先后|安全|成功|顺利)+")
_PREDICATE = lazy_pattern("[^在经因由从到的以与为是中和及被的]{2,6}$")
# Words for people by what they have suffered: 受伤人员, 遇难者.
SUFFERED = lazy_pattern(f"(?:其余)?({DONE.pattern})(?:人员|者)")
# What a figure is of may be said with it: 公司营收.
_WHOSE = lazy_pattern(
    "^(?:公司|集团|企业|学校|学院|医院|项目|工程|合作社)(?=[一-鿿]{2,}$)(?!数量|总数|户数|家数)"
)
_SAY_LITTLE = frozenset(("比例", "比重", "股份", "人数", "次数"))
_SHORT = 2  # characters of a noun that says little by itself: 能力, 成本
_SHORT_NOUNS = tuple("县市区镇乡村班")
_COMPOUND_ENDS = frozenset("率额量价")
_LONGEST_VERB = 9
_EACH = ("场均", "日均", "月均", "年均", "周均", "人均", "户均", "平均")
# They belong to the noun behind them: 大型设备, 重大项目.
_ADJECTIVES = frozenset("大型 优质 新型 重大".split())
_AMONG = lazy_pattern("^其中(?P<noun>[一-鿿]{2,8}(?:和|及|与|、)[一-鿿]{2,10})$")
_REACHED = frozenset(("完成", "实现"))


class Before(NamedTuple):
    """The telling verb before an amount, and the noun between them; both may be empty."""

    verb: str
    noun: str


def before(line: Line, floor: int, end: int) -> Before:
    """What stands in chars[floor:end], right before an amount."""
    left = unfilled(line.chars[floor:end])
    end = floor + len(left)
    among = _AMONG.match(left)
    if among and all(t.sort not in "vp" for t in line.between(floor, end)):
        return Before("", among["noun"])
    verb = ""
    begin = floor
    last: Token | None = None
    for token in line.between(floor, end):
        said = line.chars[token.start : token.end]
        follows = last is not None and last.sort in "pv" and begin < token.start
        compound = follows and token.sort == "v" and not token.cuts
        if compound and end - token.end > 1:
            continue  # 成立稻虾养殖合作社: the verb is a piece of the noun
        if token.sort != "w" and said not in _ADJECTIVES and not _within(token, end):
            begin, last = token.end, token
            if token.sort == "v":
                verb = line.chars[token.start : token.end]
    if end - begin == 1 and last is not None and last.sort in "gp" and last.end == begin:
        # 新能源出力: the word is a piece of the noun.
        begin = max(
            (t.end for t in line.between(floor, last.start) if t.sort != "w"), default=floor
        )
        last = None if begin == floor else last
    noun = line.chars[begin:end]
    if last is not None and _is_compound(line, last, floor, begin, end):
        return Before("", clean(line.chars[_noun_start(line, floor, last.start) : end]))
    if last is not None and _is_short_measure(noun) and _tells(line, last, begin):
        noun = line.chars[last.start : end]  # 接诊能力, 节约成本
        verb = "" if last.sort == "v" else verb
    if not noun and last is not None and last.sort in "vp":
        said = line.chars[last.start : last.end]
        noun = "" if said in _REACHED else _verbal_noun(line, floor, end)
        if not noun and last.start > floor:
            # 生产总值实现19.5亿元: the noun stands before the verb.
            told = before(line, floor, last.start).noun
            noun = told if len(told) > 1 else ""
            verb = "" if said in _REACHED else verb
            if noun.endswith(_EACH):
                verb, noun = "", noun + said  # 门诊日均接诊
        verb = "" if verb == noun else verb
    return Before(verb, clean(noun))


def _is_compound(line: Line, verb: Token, floor: int, begin: int, end: int) -> bool:
    """Whether a verb is a piece of the name of a measure: 流感病毒检测阳性率, 案件办结率."""
    return (
        verb.end == begin
        and verb.sort == "v"
        and line.chars[end - 1] in _COMPOUND_ENDS
        and 0 < end - begin <= _SHORT + 1
        and verb.start - _noun_start(line, floor, verb.start) >= _SHORT
    )


def _noun_start(line: Line, floor: int, end: int) -> int:
    """Return where the noun begins that ends at `end`: behind the last word of another kind."""
    return max((t.end for t in line.between(floor, end) if t.sort != "w"), default=floor)


def _is_short_measure(noun: str) -> bool:
    return 0 < len(noun) <= _SHORT and (noun[-1] in MEASURE_ENDS or noun in _SAY_LITTLE)


def _tells(line: Line, verb: Token, end: int) -> bool:
    """Whether a verb says which measure the noun behind it is."""
    said = line.chars[verb.start : verb.end]
    return (
        verb.end == end
        and verb.end - verb.start > 1
        and (verb.sort == "v" or (verb.sort == "p" and not verb.cuts))
        and said not in _REACHED
    )


def _within(token: Token, end: int) -> bool:
    """Whether a word of grammar is rather a piece of the noun: 时 and 进 of 序时进度."""
    left = end - token.end
    return token.end - token.start == 1 and token.sort == "g" and not token.cuts and left == 1


def _verbal_noun(line: Line, floor: int, end: int) -> str:
    """A verb right before an amount is its noun: 投资3100万元, 带动就业140人."""
    inner = {at for t in line.between(floor, end) for at in range(t.start + 1, t.end)}
    for start in range(max(floor, end - _LONGEST_VERB), end - 1):
        if start not in inner and line.chars[start:end] in lexicon().terms:
            return line.chars[start:end]
    return ""


def unfilled(text: str) -> str:
    """The text without what says nothing of what is measured at its end."""
    while found := _FILLER.search(text):
        text = text[: found.start()]
    return text.rstrip(_MARKS)


def unhedged(text: str) -> str:
    """The text without 约, 近, 超过 and the like at its end."""
    return re.sub("(?:约|近|超过?|逾|不到|不足|了)+$", "", text)


def clean(noun: str) -> str:
    """The noun without what belongs to it no more: what stands before 的, marks of a list."""
    said = re.split('[、“”"《》 ]|(?<=.)的', noun)[-1].strip("的了着 ·:：").lstrip("他她它")
    return _WHOSE.sub("", said)


def noun_of(text: str) -> str:
    """The noun that ends a piece of text."""
    text = unfilled(text)
    tokens = lexicon().tokens(text)
    ends = [0, *(t.end for t in tokens if t.sort != "w" and t.end < len(text))]
    lone = len(text) - ends[-1] == 1 and len(ends) > 1  # 出力, 时限
    begin = ends[-2] if lone else ends[-1]
    return clean(text[begin:])


def behind(right: str) -> str:
    """The noun behind a measure word: 4条智能化、自动化的生产线, 70名学员参加培训."""
    text = right.lstrip('“"')
    of = _OF.match(text)
    if of and not _begins_otherwise(text[: of.end()]):
        text = text[of.end() :]
    found = _NOUN.match(text)
    if not found:
        return ""
    text = found[1]
    tokens = lexicon().tokens(text)
    if tokens and tokens[0].start == 0 and tokens[0].sort in "gp":
        return ""
    noun = text[: next((t.start for t in tokens if t.sort in "gvp" and t.start > 0), len(text))]
    done = next((d for d in DONE.finditer(noun) if d.end() == len(noun)), None)
    if done and done.start() == 0:
        return ""
    noun = noun[: done.start()] if done else noun
    return noun if len(noun) > 1 or noun in _SHORT_NOUNS else ""


def predicate(right: str, *, alone: bool) -> str:
    """Return what people or households have done or suffered: 42人作业, 2人失踪.

    alone: whether any verb will do, because none is before the figure.
    """
    text = _LOOSELY.sub("", right.lstrip("的"))
    done = DONE.match(text)
    if done:
        return done[0]
    return text if alone and right[:1] != "的" and _PREDICATE.fullmatch(text) else ""


def _begins_otherwise(text: str) -> bool:
    tokens = lexicon().tokens(text)
    return any(t.sort in "vp" for t in tokens) or (
        bool(tokens) and tokens[0].start == 0 and tokens[0].sort == "g"
    )
