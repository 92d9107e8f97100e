"""The noun before an amount and the noun behind its measure word, as patterns find them."""

import re

from xzfacts.extract.fact.lexicon import lexicon
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
_DONE = lazy_pattern(
    "死亡失踪|伤亡|被[困埋捕拘杀骗救]|伤势[较严很]重|中毒|落水|牺牲|住院|受灾|受伤|遇难|死亡|失踪|就业|务工|参加|参赛|脱贫|就餐|获奖|受益|上岗|报名|入学|毕业|就读|"
    "参保|接种|治愈|出院|获救|增收|"
    "持证|轻伤|重伤|溺亡|感染|确诊|离世|返乡|入会|到场|观看|参观|签约|恢复供电|恢复供水|通过"
)
# What a figure is of may be said with it: 公司营收.
_WHOSE = lazy_pattern(
    "^(?:公司|集团|企业|学校|学院|医院|项目|工程|合作社)(?=[一-鿿]{2,}$)(?!数量|总数|户数|家数)"
)
_SHORT_NOUNS = tuple("县市区镇乡村班")


def unfilled(text: str) -> str:
    """The text without what says nothing of what is measured at its end."""
    while found := _FILLER.search(text):
        text = text[: found.start()]
    return text.rstrip(_MARKS)


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
    if of:
        text = text[of.end() :]
    found = _NOUN.match(text)
    if not found:
        return ""
    text = found[1]
    tokens = lexicon().tokens(text)
    if tokens and tokens[0].start == 0 and tokens[0].sort in "gp":
        return ""
    noun = text[: next((t.start for t in tokens if t.sort in "gvp" and t.start > 0), len(text))]
    done = next((d for d in _DONE.finditer(noun) if d.end() == len(noun)), None)
    if done and done.start() == 0:
        return ""
    noun = noun[: done.start()] if done else noun
    return noun if len(noun) > 1 or noun in _SHORT_NOUNS else ""
