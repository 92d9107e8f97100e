"""Names the measure of a figure from the words around it.

The noun is before the figure (年产值700余万元, 现有工人88人) or behind its measure word
(4条生产线), with the verb that belongs to it (捐赠雨伞4800把). A term of the vocabulary is taken
as written; to other nouns the kind of count is added (工人 + 人数).
"""

from collections.abc import Callable
from typing import NamedTuple

from xzfacts.extract.fact import composition, measures, noun_phrases
from xzfacts.extract.fact.comparisons import CHANGE, change, extreme, moved, share
from xzfacts.extract.fact.composition import AttributeGuess, Context
from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.text.lazy_pattern import lazy_pattern

_LISTED = lazy_pattern("^[、和及与]|^以及")
_COMES_TO = lazy_pattern("(?:至|到|达|达到)约?")
_STAGE = lazy_pattern("[一二三四五]期")
_KIND = lazy_pattern("[一-鿿A-Z-]{2,8}")
_LASTING = lazy_pattern("(?:为期|经过|历经|历时|耗时|用时|长达|持续)$")
_QUALIFIER = lazy_pattern(
    "[人户亩县村镇店校场日月年周]均|累计|新增|新设|新办|净增|现有|已(?=质押|冻结)|计划|拟|预计|每[千万]人口?"
)
_REGIONS = ("特别行政区", "地区", "省", "市", "县")
_CONTRAST = lazy_pattern("累计|新增")
_PERFORMANCE = lazy_pattern(r"\d+[米秒]\d{2}|\d+分\d+秒\d{0,2}")
_SIZE = lazy_pattern("[高长宽深厚径距]|身高|全长|优势")
_REACH = 60  # characters around an amount that are looked at
_NEAR = 4  # characters before an amount


class Setting(NamedTuple):
    """A figure and the words around it.

    line: its sentence.
    number: which of the figures of the sentence it is.
    taken: where names and words that refer to them are; they are no part of a measure.
    left, right: the text of its clause up to the figure or name before and behind it.
    verb, noun: what `left` ends with.
    crowded: whether a figure or name comes before it in its clause.
    last: what the figure before it passes on.
    """

    line: Line
    number: int
    taken: tuple[tuple[int, int], ...]
    left: str
    right: str
    verb: str
    noun: str
    crowded: bool
    last: Context

    @property
    def amount(self) -> Amount:
        """The figure."""
        return self.line.amounts[self.number]

    @property
    def clause_start(self) -> int:
        """Where the clause of the figure begins."""
        return self.line.clauses[self.line.clause_at(self.amount.start)][0]


Named = tuple[AttributeGuess, Context]


def name_amount(
    line: Line, number: int, taken: tuple[tuple[int, int], ...], last: Context
) -> Named:
    """Return the attribute of a figure, and what the next figure of the sentence may need.

    taken: where names are, which belong to the holder. last: from the figure before.
    """
    here = _setting(line, number, taken, last)
    named, context = next(found for rule in _RULES if (found := rule(here)) is not None)
    context = context._replace(unit=line.amounts[number].quantity.unit)
    contrasted = _CONTRAST.search(line.chars) is not None
    return named._replace(name=_qualified(here.left, named.name, contrasted=contrasted)), context


def name_cell(amount: Amount, noun: str) -> AttributeGuess:
    """Return the attribute of a figure in a table cell, for the noun that the table gives."""
    return composition.compose(amount.quantity, noun_phrases.Before("", noun), "", "", Context())


def describes(line: Line, number: int, taken: tuple[tuple[int, int], ...]) -> bool:
    """Whether a figure only tells the kind of the things that the next figure counts.

    256排CT1台, 400米环形跑道1条: no noun is before the first figure, none behind the second.
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


def _setting(line: Line, number: int, taken: tuple[tuple[int, int], ...], last: Context) -> Setting:
    amount = line.amounts[number]
    start, end = line.clauses[line.clause_at(amount.start)]
    floor = _floor(line, number, taken, start)
    left = line.chars[floor : amount.start]
    verb, noun = noun_phrases.before(line, floor, amount.start)
    crowded = floor > start
    if number and describes(line, number - 1, taken):
        noun = line.chars[line.amounts[number - 1].start : amount.start]
    if crowded and last.noun and (left == last.noun or noun == last.noun == left[: len(noun)]):
        noun = ""  # 47个乡镇21.3万人受灾, 400套公寓入住380户: counted by the figure before
    noun = _completed(noun, left, last, amount.quantity.unit)
    if not verb and (_LISTED.match(left) or (not left and crowded)):
        verb = last.verb
    right = line.chars[amount.end : _ceiling(line, number, taken, end)]
    return Setting(line, number, taken, left, right, verb, noun, crowded, last)


def _completed(noun: str, left: str, last: Context, unit: str) -> str:
    """Return the noun with what it shares with the noun of the figure before it.

    城市居民健康素养水平为33.2%,农村居民为26.8%: the second noun is short for 农村居民健康素养水平.
    """
    if left.endswith("等"):
        return ""  # 人工智能等4个专业: the members of a list are not what is counted
    if not (noun and last.noun) or unit != last.unit:
        return noun
    if noun.endswith(_REGIONS) and last.noun[-1] not in _REGIONS:
        return last.noun
    if len(noun) < len(last.noun) and noun[-1] not in measures.MEASURE_ENDS:
        shared = last.noun[len(noun) :]
        if last.noun[len(noun) - 1] == noun[-1] and len(shared) > 1:
            return noun + shared
        if last.noun.startswith(noun[-2:]) and len(noun) > 2:
            return noun + last.noun[2:]
    return noun


def _qualified(left: str, name: str, *, contrasted: bool) -> str:
    """Return the attribute with the words for how it was counted: 人均, 累计, 新增, 计划.

    contrasted: whether the sentence gives other counts too, so that 现有 makes a difference.
    """
    said = [
        word
        for word in _QUALIFIER.findall(left)
        if word not in name and (contrasted or word != "现有")
    ]
    return "".join(dict.fromkeys(said)) + name


def _floor(line: Line, number: int, taken: tuple[tuple[int, int], ...], start: int) -> int:
    """Return where the words before a figure begin: behind the figure or name before it."""
    at = line.amounts[number].start
    before = line.amounts[number - 1].end if number else start
    if number and _STAGE.fullmatch(line.amounts[number - 1].quantity.text):
        before = max(line.amounts[number - 1].start, start)  # 一期工程 counts nothing
    before += line.chars.startswith("线", before) and line.chars[before - 1] == "号"
    return max(start, before, at - _REACH, *(end for _, end in taken if end <= at), 0)


def _ceiling(line: Line, number: int, taken: tuple[tuple[int, int], ...], end: int) -> int:
    """Return where the words behind a figure end: before the next figure or name."""
    at = line.amounts[number].end
    after = line.amounts[number + 1].start if number + 1 < len(line.amounts) else end
    return max(min(end, after, at + _REACH, *(start for start, _ in taken if start >= at), end), at)


def _alone(name: str, how: str) -> Named:
    """Return an attribute that is also the noun for the next figure."""
    return AttributeGuess(name, how), Context("", name, name)


def _performance(here: Setting) -> Named | None:
    """10秒04 and 8米36 are results; 高8米36 is a size."""
    result = _PERFORMANCE.fullmatch(here.amount.quantity.text)
    return _alone("成绩", "concept") if result and not _SIZE.search(here.left[-_NEAR:]) else None


def _moved(here: Setting) -> Named | None:
    """由A增至B: the old level and the new one."""
    known = here.last.noun or here.last.name
    going = moved(here.line, here.number, here.clause_start, known, here.taken)
    if not going:
        return None
    return AttributeGuess(going, "composed"), Context("", going.removeprefix("原"), going)


def _beside(here: Setting) -> Named | None:
    found = measures.beside(noun_phrases.unfilled(here.left))
    return _alone(found, "composed") if found else None


def _of_sport(here: Setting) -> Named | None:
    if measures.is_result(here.left, here.right):
        return _alone("成绩", "concept")
    found = measures.of_match(here.amount.quantity, here.left, here.right)
    return _alone(found, "concept") if found else None


def _changed(here: Setting) -> Named | None:
    """同比增长5.8%, 比上年增加300人."""
    left, last, dimension = here.left, here.last, here.amount.quantity.dimension
    changed = CHANGE.search(left) or CHANGE.search(noun_phrases.unfilled(left))
    if not changed:
        return None
    what = noun_phrases.noun_of(left[: changed.start()])
    base = (dimension == "percentage-point" and last.share) or last.name
    named = AttributeGuess(*change(what, changed, base))
    if not dimension.startswith("percent"):
        return named, Context(here.verb, what, named.name)
    share_name = what or base if dimension == "percentage-point" else named.name
    return named, Context(here.verb, what, last.name, share_name)


def _share(here: Setting) -> Named | None:
    if here.amount.quantity.dimension not in {"percent", "fraction"}:
        return None
    last = here.last
    if last.share and _COMES_TO.fullmatch(here.left):
        return AttributeGuess(last.share, "coordinate"), last  # 提升1.6个百分点至34.2%
    named = AttributeGuess(*share(here.left, here.noun, here.right, last))
    return named, Context(here.verb, here.noun, last.name, named.name)


def _made_of(here: Setting) -> Named | None:
    """由12名专家组成."""
    if not (here.left.endswith("由") and here.right.startswith("组成")):
        return None
    name = noun_phrases.noun_of(here.left[:-1]) + measures.suffix(here.amount.quantity)
    return AttributeGuess(name, "composed"), Context("", "", name)


def _by_dimension(here: Setting) -> Named | None:
    """What a superlative, an age or the length of a period says by itself."""
    quantity = here.amount.quantity
    kept = Context(here.verb, here.noun, here.last.name)
    if here.amount.superlative:
        return AttributeGuess(*extreme(here.amount, here.noun, here.last.name)), kept
    if quantity.dimension == "age":
        return AttributeGuess("年龄", "concept"), kept
    if quantity.dimension == "duration" and _LASTING.search(here.left):
        return AttributeGuess(measures.lasting(quantity), "concept"), kept
    return None


def _of_money(here: Setting) -> Named | None:
    """A price that a verb tells, and what is given in money: 每年50万元的奖学金."""
    if not here.amount.quantity.dimension.startswith("money"):
        return None
    right = here.right
    price = "价格" if right.startswith("的价格") else measures.price(here.left, right)
    if price:
        return AttributeGuess(price, "concept"), Context(here.verb, price, price)
    paid = noun_phrases.behind(right[1:]) if right[:1] == "的" else ""
    if paid.endswith(measures.PAID):
        return AttributeGuess(paid, "composed"), Context(here.verb, paid, paid)
    return None


def _of_length(here: Setting) -> Named | None:
    """最高桥墩达158米 is a height."""
    noun = here.noun
    if here.amount.quantity.dimension != "length" or not noun:
        return None
    reach = measures.reach(here.left, noun)
    if not reach or noun[-1] in measures.MEASURE_ENDS:
        return None
    return AttributeGuess(noun + reach, "composed"), Context(here.verb, noun, noun + reach)


def _composed(here: Setting) -> Named:
    quantity, verb, noun = here.amount.quantity, here.verb, here.noun
    # 400米环形跑道: where nothing is before, what is measured is behind.
    may_follow = measures.counts(quantity) or not (noun or verb)
    after = noun_phrases.behind(here.right) if may_follow else ""
    before = noun_phrases.Before(verb, noun)
    named = composition.compose(quantity, before, after, here.right, here.last)
    if not (after or noun or verb):
        return named, here.last._replace(name=named.name)
    return named, Context(verb, after or noun, named.name)


# In this order; the first that fits names the figure.
_RULES: tuple[Callable[[Setting], Named | None], ...] = (
    _performance,
    _moved,
    _beside,
    _of_sport,
    _changed,
    _made_of,
    _share,
    _by_dimension,
    _of_money,
    _of_length,
    _composed,
)
