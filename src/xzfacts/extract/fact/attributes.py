"""What an amount is an amount of, from the words around it.

The noun stands before the amount (年产值700余万元, 现有工人88人) or behind its measure word
(4条生产线); a verb that tells something comes with it (捐赠雨伞4800把). A word of the vocabulary
is taken as it stands; to others is added what the unit counts.
"""

import re
from typing import NamedTuple

from xzfacts.extract.fact import measures, noun_phrases
from xzfacts.extract.fact.comparisons import CHANGE, change, extreme, moved, share
from xzfacts.extract.fact.lexicon import lexicon
from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.quantity.model import Quantity

_LISTED = re.compile("^[、和及与]|^以及")
_JOBS = re.compile("就业|务工|上岗")
_COMES_TO = re.compile("(?:至|到|达|达到)约?")
_PLACES = frozenset("省市县区国乡镇村")
_STAGE = re.compile("[一二三四五]期")
_KIND = re.compile("[一-鿿A-Z-]{2,8}")
_LASTING = re.compile("(?:为期|经过|历经|历时|耗时|用时|长达|持续)$")
_PER_HEAD = re.compile("^(?:稳定)?(人均|户均)(?!月)")
_QUALIFIER = re.compile(
    "[人户亩县村镇店校场日月年周]均|累计|新增|现有|已(?=质押|冻结)|计划|拟|预计|每[千万]人口?"
)
_CONTRAST = re.compile("累计|新增")
_PERFORMANCE = re.compile(r"\d+[米秒]\d{2}|\d+分\d+秒\d{0,2}")
_SIZE = re.compile("[高长宽深厚径距]|身高|全长|优势")
_REACH = 60  # characters around an amount that are looked at
_NEAR = 4  # characters before an amount
_LONG = 9  # a longer noun is cut to the word of the vocabulary that ends it
_LONG_OF_MONEY = 6
_PEOPLE_UNITS = frozenset("人名位")
_MAKING = frozenset("建设 新建 改建 扩建 建成 完成 实现 拥有 提供 开展 举办".split())


class AttributeGuess(NamedTuple):
    """An attribute, and how it was found: a key of `confidence.ATTRIBUTE`."""

    name: str
    how: str


class Context(NamedTuple):
    """What an amount leaves to the next one of its sentence: verb, noun and attribute.

    share: the attribute of the last share, of which percentage points are told.
    """

    verb: str
    noun: str
    name: str
    share: str = ""


def name_amount(
    line: Line, number: int, taken: tuple[tuple[int, int], ...], last: Context
) -> tuple[AttributeGuess, Context]:
    """The attribute of an amount, and what the next one may need.

    taken: where names stand, which say whose amount it is. last: of the amount before it.
    """
    named, context = _name_amount(line, number, taken, last)
    amount = line.amounts[number]
    start = line.clauses[line.clause_at(amount.start)][0]
    left = line.chars[_floor(line, number, taken, start) : amount.start]
    contrasted = _CONTRAST.search(line.chars) is not None
    return named._replace(name=_qualified(left, named.name, contrasted=contrasted)), context


def _qualified(left: str, name: str, *, contrasted: bool) -> str:
    """The attribute with the words that say how it was counted: 人均, 累计, 新增, 计划.

    contrasted: whether the sentence tells other counts as well, so that 现有 says which.
    """
    said = [
        word
        for word in _QUALIFIER.findall(left)
        if word not in name and (contrasted or word != "现有")
    ]
    return "".join(dict.fromkeys(said)) + name


def _name_amount(
    line: Line, number: int, taken: tuple[tuple[int, int], ...], last: Context
) -> tuple[AttributeGuess, Context]:
    amount = line.amounts[number]
    start, end = line.clauses[line.clause_at(amount.start)]
    floor = _floor(line, number, taken, start)
    left = line.chars[floor : amount.start]
    right = line.chars[amount.end : _ceiling(line, number, taken, end)]
    verb, noun = noun_phrases.before(line, floor, amount.start)
    dimension = amount.quantity.dimension
    if number and describes(line, number - 1, taken):
        noun = line.chars[line.amounts[number - 1].start : amount.start]
    if (
        floor > start
        and last.noun
        and (left == last.noun or noun == last.noun == left[: len(noun)])
    ):
        noun = ""  # 47个乡镇21.3万人受灾, 400套公寓入住380户: what the amount before it counts
    if not verb and (_LISTED.match(left) or (not left and floor > start)):
        verb = last.verb
    if _PERFORMANCE.fullmatch(amount.quantity.text) and not _SIZE.search(left[-_NEAR:]):
        return AttributeGuess("成绩", "concept"), Context("", "成绩", "成绩")
    going = moved(line, number, start, last.noun or last.name, taken)
    if going:
        return AttributeGuess(going, "composed"), Context("", going.removeprefix("原"), going)
    beside = measures.beside(noun_phrases.unfilled(left))
    if beside:
        return AttributeGuess(beside, "composed"), Context("", beside, beside)
    if measures.is_result(left, right):
        return AttributeGuess("成绩", "concept"), Context("", "成绩", "成绩")
    matched = measures.of_match(amount.quantity, left, right)
    if matched:
        return AttributeGuess(matched, "concept"), Context("", matched, matched)
    changed = CHANGE.search(left) or CHANGE.search(noun_phrases.unfilled(left))
    if changed:
        what = noun_phrases.noun_of(left[: changed.start()])
        base = (dimension == "percentage-point" and last.share) or last.name
        named = AttributeGuess(*change(what, changed, base))
        kept = last.name if dimension.startswith("percent") else named.name
        share_name = what or base if dimension == "percentage-point" else named.name
        return named, Context(
            verb, what, kept, share_name if dimension.startswith("percent") else ""
        )
    if dimension == "percent" and last.share and _COMES_TO.fullmatch(left):
        return AttributeGuess(last.share, "coordinate"), last  # 提升1.6个百分点至34.2%
    if left.endswith("由") and right.startswith("组成"):
        made_of = noun_phrases.noun_of(left[:-1]) + measures.suffix(amount.quantity)
        return AttributeGuess(made_of, "composed"), Context("", "", made_of)
    if dimension in {"percent", "fraction"}:
        named = AttributeGuess(*share(left, noun, right, last))
        return named, Context(verb, noun, last.name, named.name)
    if amount.superlative:
        return AttributeGuess(*extreme(amount, noun, last.name)), Context(verb, noun, last.name)
    if dimension == "age":
        return AttributeGuess("年龄", "concept"), Context(verb, noun, last.name)
    if dimension == "duration" and _LASTING.search(left):
        return AttributeGuess(measures.lasting(amount.quantity), "concept"), Context(
            verb, noun, last.name
        )
    # 400米环形跑道: where nothing stands before, what is measured stands behind.
    may_follow = measures.counts(amount.quantity) or not (noun or verb)
    after = noun_phrases.behind(right) if may_follow else ""
    if dimension.startswith("money") and right.startswith("的价格"):
        return AttributeGuess("价格", "concept"), Context(verb, "价格", "价格")
    paid = (
        noun_phrases.behind(right[1:])
        if dimension.startswith("money") and right[:1] == "的"
        else ""
    )
    price = measures.price(left, right) if dimension.startswith("money") else ""
    if price:
        return AttributeGuess(price, "concept"), Context(verb, price, price)
    if paid.endswith(measures.PAID):
        return AttributeGuess(paid, "composed"), Context(verb, paid, paid)  # 每年50万元的奖学金
    reach = measures.reach(left, noun) if dimension == "length" and noun else ""
    if reach and noun[-1] not in measures.MEASURE_ENDS:
        return AttributeGuess(noun + reach, "composed"), Context(verb, noun, noun + reach)
    named = _compose(amount.quantity, noun_phrases.Before(verb, noun), after, right, last)
    if not (after or noun or verb):
        return named, last._replace(name=named.name)
    return named, Context(verb, after or noun, named.name)


def name_cell(amount: Amount, noun: str) -> AttributeGuess:
    """The attribute of an amount that stands in a table, where the table says the noun."""
    return _compose(amount.quantity, noun_phrases.Before("", noun), "", "", Context("", "", ""))


def describes(line: Line, number: int, taken: tuple[tuple[int, int], ...]) -> bool:
    """Whether an amount only says of what kind the things are that the next one counts.

    256排CT1台, 400米环形跑道1条: nothing stands before the one, and nothing behind the other.
    """
    if number + 1 >= len(line.amounts):
        return False
    kind, counted = line.amounts[number], line.amounts[number + 1]
    between = line.chars[kind.end : counted.start]
    start, end = line.clauses[line.clause_at(kind.start)]
    floor = _floor(line, number, taken, start)
    return (
        counted.quantity.dimension == "count"
        and kind.quantity.dimension not in {"date", "clock", "ordinal", "people", "money"}
        and _KIND.fullmatch(between) is not None
        and noun_phrases.noun_of(line.chars[floor : kind.start]) == ""
        and all(token.sort == "w" for token in line.between(kind.end, counted.start))
        and (counted.end >= end or noun_phrases.behind(line.chars[counted.end : end]) == "")
    )


def _floor(line: Line, number: int, taken: tuple[tuple[int, int], ...], start: int) -> int:
    """Where the words before an amount begin: behind the amount or name before it."""
    at = line.amounts[number].start
    before = line.amounts[number - 1].end if number else start
    if number and _STAGE.fullmatch(line.amounts[number - 1].quantity.text):
        before = max(line.amounts[number - 1].start, start)  # 一期工程 counts nothing
    before += line.chars.startswith("线", before) and line.chars[before - 1] == "号"
    return max(start, before, at - _REACH, *(end for _, end in taken if end <= at), 0)


def _ceiling(line: Line, number: int, taken: tuple[tuple[int, int], ...], end: int) -> int:
    """Where the words behind an amount end: before the next amount or name."""
    at = line.amounts[number].end
    after = line.amounts[number + 1].start if number + 1 < len(line.amounts) else end
    return max(min(end, after, at + _REACH, *(start for start, _ in taken if start >= at), end), at)


def _compose(
    quantity: Quantity, before: noun_phrases.Before, after: str, right: str, last: Context
) -> AttributeGuess:
    verb, noun = before
    people = quantity.dimension == "people" or quantity.unit in _PEOPLE_UNITS
    jobs = _JOBS.search(right) or _JOBS.search(noun)
    if people and jobs and (verb in measures.HIRING or noun.endswith("就业")):
        return AttributeGuess(f"{verb or '带动'}{jobs[0]}人数", "concept")
    done = noun_phrases.DONE.match(right.lstrip("的"))
    if after and not (noun and noun[-1] in measures.MEASURE_ENDS):
        if people and verb in measures.LEADING:
            return AttributeGuess(verb + "人数", "concept")
        noun = after
    elif done and not noun and (people or quantity.unit == "户"):
        return AttributeGuess(done[0] + measures.suffix(quantity), "composed")
    if quantity.dimension == "money":
        told = measures.of_money(verb, noun)
        if told:
            return AttributeGuess(told, "concept")
    if quantity.dimension.startswith("money/") and quantity.unit.endswith("/月"):
        noun = _PER_HEAD.sub(r"\1月", noun)
    if verb and quantity.unit in _PLACES and not after:
        return AttributeGuess(verb + measures.by_unit(quantity), "composed")  # 民警辗转4省9市
    if quantity.dimension in {"weight", "volume"} and verb.endswith("产"):
        return AttributeGuess(f"{noun}{verb}量", "composed")
    return _with_noun(quantity, verb, noun) if noun else _without_noun(quantity, verb, last)


def _without_noun(quantity: Quantity, verb: str, last: Context) -> AttributeGuess:
    if verb:
        return AttributeGuess(verb + measures.suffix(quantity), "coordinate")
    alone = measures.by_unit(quantity)
    if last.noun and last.noun[-1] in measures.MEASURE_ENDS:
        return AttributeGuess(last.noun, "coordinate")
    if last.noun and not alone:
        return AttributeGuess(last.noun + measures.suffix(quantity), "coordinate")
    return AttributeGuess(alone or measures.suffix(quantity), "unit")


def _with_noun(quantity: Quantity, verb: str, noun: str) -> AttributeGuess:
    words = lexicon()
    kinds = measures.kinds(quantity)
    noun = words.mended(noun)
    term = words.term(noun, kinds)
    if len(noun) > _LONG and term:
        noun = term
    told = "" if verb in _MAKING or noun.startswith(verb) else verb
    if told and quantity.dimension == "money" and len(noun) > _LONG_OF_MONEY:
        noun = noun[-2:]
    if measures.measures(noun, quantity, term):
        if told in measures.SPENT:
            noun = told + noun
        return AttributeGuess(noun, "concept" if term else "composed")
    named = noun + measures.suffix(quantity, noun)
    if told and told not in measures.SILENT:
        named = told + named
    known = term or words.term(named, kinds) == named
    return AttributeGuess(named, "concept" if known else "composed")
