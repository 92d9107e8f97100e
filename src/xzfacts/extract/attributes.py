"""What an amount is an amount of, from the words around it.

The noun stands before the amount (年产值700余万元, 现有工人88人) or behind its measure word
(4条生产线); a verb that tells something comes with it (捐赠雨伞4800把). A word of the vocabulary
is taken as it stands; to others is added what the unit counts.
"""

import re
from typing import NamedTuple

from xzfacts.extract import measures
from xzfacts.extract.lexicon import Token, lexicon
from xzfacts.extract.scan import Amount, Line
from xzfacts.extract.subjects import Mention

_FILLER = re.compile(
    "(?:达到了|达到|已达|可达|高达|多达|达|为|是|约为|约|近|共有|共|共计|合计|总计|累计|仅|有|已|就|将|预计|超过|突破|增至|升至|降至|"
    "增加到|提高到|提升至|下降至|涨至|跌至|减至|涨到|了|着|过|至|到|在|的|每|各|等|不低于|左右|也|还|仍|已经|了约|规模|或|和|及|一度|最终|均|数)$"
)
_CHANGE = re.compile(
    "((?:同比|环比|比去年(?:同期)?|较去年(?:同期)?|比上年(?:同期)?|较上年(?:同期)?|年均|累计|预计|再|净)*)"
    "(增长|上升|提高|下降|减少|增加|降低|上涨|下跌|提升|缩短|延长|回升|扩大|增幅|降幅|涨幅)(?:了|约|近|超|逾|超过|达|为|至)?$"
)
_SHARE = re.compile("(?:占到?|占比)([^,，、]{0,14}?)(?:的|比重|比例|总[量数])?(?:达|约|近|超|为)?$")
_SHARE_OF = re.compile(
    "(占(?:全[县市区省州国镇村校院]|[^,，、占]){2,14}?)的?(?:比重|比例)?(?:达|为|约|近)?$"
)
_DONE = re.compile(
    "(受灾|受伤|遇难|死亡|失踪|就业|务工|参加|参赛|脱贫|就餐|获奖|受益|上岗|报名|入学|毕业|就读|参保|接种|治愈|出院|被困|获救|增收|"
    "持证|轻伤|重伤|溺亡|感染|确诊|离世|返乡|入会|到场|观看|参观|签约|恢复供电|恢复供水|通过)"
)
_JOBS = re.compile("就业|务工|上岗")
_ITEM = re.compile("^(?:、|和|及|与|以及|,)?")
_LISTED = re.compile("^[、和及与]|^以及")
_OF = re.compile("^(?:、|[一-鿿]){0,16}?(?:的|之)(?=[一-鿿]{2})")
_NOUN = re.compile('^[“"]?([一-鿿a-z0-9·+-]{1,24})')
_PREFIX = re.compile("^(?:累计|总|年均|日均|月均|人均|户均|平均|最高|最大)")
_LONG = 9
_EXPLAINED = frozenset("建设 新建 改建 扩建 建成 完成 实现 拥有 提供 开展 举办".split())


class Named(NamedTuple):
    """An attribute, and how it was found: concept, composed, change, share, coordinate, unit."""

    name: str
    how: str


class Context(NamedTuple):
    """What an amount leaves to the next one in its list: verb and noun."""

    verb: str
    noun: str
    name: str


def name_amount(
    line: Line, number: int, mentions: tuple[Mention, ...], before: Context
) -> tuple[Named, Context]:
    """The attribute of an amount, and what the next one may need.

    before: of the amount before it in the sentence.
    """
    amount = line.amounts[number]
    start, end = line.clauses[line.clause_at(amount.start)]
    floor = _floor(line, number, mentions, start)
    left = line.chars[floor : amount.start]
    right = line.chars[amount.end : _ceiling(line, number, mentions, end)]
    verb, noun = _before(line, floor, amount.start - len(amount.extreme and _said(line, amount)))
    dimension = amount.quantity.dimension
    listed = bool(_LISTED.match(left)) or (not left and floor > start)
    if not verb and listed:
        verb = before.verb
    changed = _CHANGE.search(_unfilled(left)) or _CHANGE.search(left)
    if changed and dimension != "date":
        what = _noun_of(left[: changed.start()]) or (before.name if not _measured(noun) else "")
        named = _change(what, changed, before)
        return named, Context(
            verb, "", before.name if dimension.startswith("percent") else named.name
        )
    if dimension in {"percent", "fraction"}:
        named = _share(left, noun, right, before)
        return named, Context(verb, noun, before.name)
    if amount.extreme:
        named = _extreme(amount, noun, before)
        return named, Context(verb, noun, before.name)
    behind = _behind(right) if measures.counts(amount.quantity) else ""
    named = _compose(line, amount, verb, noun, behind, right, before)
    return named, Context(verb, behind or noun, named.name)


def _said(line: Line, amount: Amount) -> str:
    return line.chars[max(amount.start - 4, 0) : amount.start].partition(amount.extreme)[1]


def _floor(line: Line, number: int, mentions: tuple[Mention, ...], start: int) -> int:
    """Where the words before an amount begin: behind the amount or name before it."""
    amount = line.amounts[number]
    floor = start
    if number:
        floor = max(floor, line.amounts[number - 1].end)
    for mention in mentions:
        if mention.end <= amount.start and (
            mention.entity.kind != "place" or mention.end - mention.start > 2
        ):
            floor = max(floor, mention.end)
    return floor


def _ceiling(line: Line, number: int, mentions: tuple[Mention, ...], end: int) -> int:
    amount = line.amounts[number]
    if number + 1 < len(line.amounts):
        end = min(end, line.amounts[number + 1].start)
    for mention in mentions:
        if mention.start >= amount.end:
            end = min(end, mention.start)
    return max(end, amount.end)


def _before(line: Line, floor: int, end: int) -> tuple[str, str]:
    """The telling verb before an amount, and the noun between."""
    left = _unfilled(line.chars[floor:end])
    end = floor + len(left)
    tokens = line.between(floor, end)
    verb = ""
    begin = floor
    last: Token | None = None
    for token in tokens:
        if token.sort == "w":
            continue
        begin = token.end
        last = token
        if token.sort == "v":
            verb = line.chars[token.start : token.end]
    noun = line.chars[begin:end]
    if not noun and last is not None and last.end == end:
        if last.sort in "vp":
            noun = _ended(line, floor, end)
            verb = verb if verb != noun else ""
    return verb, _clean(noun)


def _ended(line: Line, floor: int, end: int) -> str:
    """A verb that stands right before an amount is its noun: 投资3100万元, 就业140人."""
    text = line.chars[floor:end]
    for size in range(min(len(text), _LONG), 1, -1):
        if text[-size:] in lexicon().terms:
            return text[-size:]
    return ""


def _unfilled(text: str) -> str:
    while found := _FILLER.search(text):
        if (
            found[0] in {"数", "规模", "在", "或", "和", "及"}
            and len(text) > len(found[0]) + 1
            and found[0] in {"数", "规模"}
        ):
            break
        text = text[: found.start()]
    return text.rstrip(' :：“"”')


def _clean(noun: str) -> str:
    """The noun without what does not belong to it: 的 before it, list marks."""
    noun = re.split('[、“”"《》 ]|(?<=.)的', noun)[-1]
    return noun.strip("的了着 ·:：")


def _noun_of(text: str) -> str:
    """The noun that ends a piece of text."""
    text = _unfilled(text)
    tokens = lexicon().tokens(text)
    begin = max((t.end for t in tokens if t.sort != "w" and t.end < len(text)), default=0)
    return _clean(text[begin:])


def _measured(noun: str) -> bool:
    return bool(noun) and noun[-1] in measures.MEASURE_ENDS


def _change(what: str, changed: "re.Match[str]", before: Context) -> Named:
    how = (
        "同比"
        if re.search("去年|上年|同比", changed[1])
        else "环比"
        if "环比" in changed[1]
        else ""
    )
    base = what or before.name
    for verb in ("同比增长", "增长"):
        base = base.removesuffix(verb)
    return Named(
        f"{base}{how}{changed[2]}" if base else f"{how}{changed[2]}", "change" if base else "unit"
    )


def _share(left: str, noun: str, right: str, before: Context) -> Named:
    bare = _unfilled(left)
    if bare.endswith(("占比", "比例", "比重", "率")):
        return Named(_noun_of(left) or noun, "concept")
    of = _SHARE_OF.search(_unfilled(left) if not left.endswith("的") else left)
    if of and len(of[1]) > 2:
        return Named(of[1].removesuffix("的") + "比例", "share")
    share = re.search("占$", bare)
    if share:
        what = _noun_of(_unfilled(bare[:-1])) or before.noun or before.name
        return Named(f"{what}占比", "share")
    if noun:
        return Named(
            noun if noun in lexicon().terms or _measured(noun) else noun + "比例", "composed"
        )
    behind = _behind(right.lstrip("的"))
    return Named(behind + "比例" if behind else "比例", "unit")


def _extreme(amount: Amount, noun: str, before: Context) -> Named:
    base = noun or re.sub("^(?:稳定|人均|户均|平均|每月|月均)+", "", before.name)
    return Named(
        amount.extreme + base if base else amount.extreme + measures.suffix(amount.quantity),
        "coordinate",
    )


def _behind(right: str) -> str:
    """The noun behind a measure word: 4条智能化、自动化的生产线, 70名学员参加培训."""
    text = right.lstrip('“"')
    of = _OF.match(text)
    if of and not _verb_first(text[: of.end()]):
        text = text[of.end() :]
    found = _NOUN.match(text)
    if not found:
        return ""
    text = found[1]
    tokens = lexicon().tokens(text)
    if tokens and tokens[0].start == 0 and tokens[0].sort in "gp":
        return ""
    stop = next((t.start for t in tokens if t.sort in "gvp" and t.start > 0), len(text))
    done = _DONE.search(text)
    if done:
        stop = min(stop, done.start())
    noun = text[:stop]
    return noun if len(noun) > 1 else ""


def _verb_first(text: str) -> bool:
    tokens = lexicon().tokens(text)
    return any(t.sort in "vp" for t in tokens) or (
        bool(tokens) and tokens[0].start == 0 and tokens[0].sort == "g"
    )


def _compose(
    line: Line, amount: Amount, verb: str, noun: str, behind: str, right: str, before: Context
) -> Named:
    quantity = amount.quantity
    kinds = measures.kinds(quantity)
    words = lexicon()
    done = _DONE.match(right.lstrip("的")) or (_DONE.search(right) if behind else None)
    people = quantity.dimension == "people" or quantity.unit in {"人", "名", "位"}
    jobs = _JOBS.search(right) or _JOBS.search(noun)
    if people and jobs and (verb in measures.HIRING or noun.endswith("就业")):
        return Named(f"{verb or '带动'}{jobs[0]}人数", "concept")
    if behind and not _measured(noun):
        noun = behind
        if people and verb in measures.LEADING:
            return Named(verb + "人数", "concept")
    elif done and done.start() == 0 and not noun and (people or quantity.unit == "户"):
        return Named(done[1] + measures.suffix(quantity), "composed")
    if quantity.dimension == "duration" and noun in {"为期", "历时", "", "耗时", "用时"}:
        return Named(measures.lasting(quantity), "concept")
    if quantity.dimension == "money" and not _measured(noun):
        special = measures.of_money(verb, noun)
        if special:
            return Named(special, "concept")
    if quantity.dimension.startswith("money/") and quantity.unit.endswith("/月"):
        noun = re.sub("^(?:稳定)?(人均|户均)(?!月)", r"\1月", noun)
    if not noun:
        if verb:
            return Named(verb + measures.suffix(quantity), "coordinate")
        alone = measures.by_unit(quantity)
        if before.noun and not alone:
            return Named(before.noun + measures.suffix(quantity), "coordinate")
        return Named(alone or measures.suffix(quantity), "unit")
    term = words.term(noun, kinds)
    if len(noun) > _LONG and term:
        noun = term
    told = verb if verb not in _EXPLAINED and not noun.startswith(verb) else ""
    if told and quantity.dimension == "money" and len(noun) > 6:
        noun = noun[-2:]
    if measures.measures(noun, quantity, term):
        if told in measures.SPENT and not noun.startswith(told):
            noun = told + noun
        return Named(noun, "concept" if term else "composed")
    named = noun + measures.suffix(quantity)
    if told and told not in measures.SILENT:
        named = told + named
    return Named(named, "concept" if term or words.term(named, kinds) == named else "composed")
