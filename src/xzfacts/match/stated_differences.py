"""What a question says otherwise than the sentence of a value, which is then about a neighbour.

The two differ in a part of the whole, a time, a direction or a name, however many words they share.
"""

from collections.abc import Callable
from functools import lru_cache

from xzfacts.language import qualifiers
from xzfacts.language.change_direction import end_of_change, mentions_change
from xzfacts.language.query_units import units
from xzfacts.language.segmentation import words_of
from xzfacts.match.answer_type_check import ANYTHING
from xzfacts.match.item_differences import is_other_item
from xzfacts.match.name_differences import is_other_name
from xzfacts.match.question_request import Request
from xzfacts.match.statement import Statement
from xzfacts.match.time_differences import is_other_time, names_time
from xzfacts.model.facts import Mode
from xzfacts.quantity.model import COUNTED
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact

_UP = lazy_pattern("增[长加多幅速]|上[升涨]|提[高升]|攀升|升高|[多高]了|涨")
_DOWN = lazy_pattern("下[降滑跌]|减[少幅]|回落|[降跌]|收窄|萎缩|[少低]了")
_NUMBER = lazy_pattern("[0-9一二三四五六七八九十]号(?!召)|[a-z]轮|第[0-9一二三四五六七八九十]")
_MORE = lazy_pattern("[掉升降缩]了|几成|新增|增设|高出|多出|[比较].{1,12}[多高少低快慢大小]")
_UP_TO = lazy_pattern("[加少长降升高低涨跌增减]了?[到至为]")  # 增加到几家 asks for no change
# Behind an amount that changed, and in a question for what it became.
_CHANGED = lazy_pattern("[^。；;]{0,4}[增减升降提涨跌扩缩][^。；;]{0,10}[到至为达]")
_BECAME = lazy_pattern("[到至达]了?(?:多少|几)")
_CURRENCIES = {
    "人民币": "元",
    "美元": "美元",
    "港元": "港元",
    "港币": "港元",
    "欧元": "欧元",
    "日元": "日元",
    "英镑": "英镑",
}
_RANK = lazy_pattern("第几(?![年天])|排名?几|名次")
_PRESENT = lazy_pattern("现在|目前|现有|如今|当前|眼下|实际|已(?!知)")
_TO_COME = lazy_pattern("预计|计划|将|目标|力争|有望|拟|预期|届时")
_EACH = lazy_pattern("每(?![次位])一?个?([一-鿿])")
_SUM = lazy_pattern("累计|为止|加起来|合起来|一共|总共|总额|总计|合计")
_SUMMED = lazy_pattern("累计|共|总|合计|以来|迄今|至今")
_STAGE = lazy_pattern("[A-Za-z]\\+?轮|第[一二三四五六七八九十0-9]+[轮期批次笔]|[首本][轮期批笔次]")
# Families of qualifiers that exclude each other.
_FAMILIES = tuple(
    frozenset(each.split())
    for each in (
        "男 女",
        "max min mean",
        "dead missing injured trapped rescued",
        "inflow outflow",
        "profit loss",
        "import export",
        "一期 二期 三期 四期 五期",
        "兼职 在职 退休",
    )
)
_PER = frozenset("公里吨斤亩米克升")  # an amount that is per one of these says so, …
_OTHERS = frozenset("人户日周月年")  # … one that is per one of these may not
# Parts of a whole of which a sentence has to name the one that is asked for, if any.
_CONTRASTS = (
    lazy_pattern("轻伤|重伤"),
    lazy_pattern("国内|国外|海外|境内|境外"),
    lazy_pattern("[兼专全]职"),
    lazy_pattern("占地|建筑"),
)
_NOT_YET = lazy_pattern("(?:尚|还)?未(?![来满成婚])([一-鿿]{2})")
_GIVES = lazy_pattern("捐(?!赠者)")
_RECEIVED = lazy_pattern("(?:收到|接受|获得?|募集).{0,4}捐")
_GETS = lazy_pattern("收|获|接|筹|募|来自|所得")


def says_otherwise(request: Request, stated: Statement) -> bool:
    """Whether the question says otherwise than the sentence of a fact."""
    return any(differs(request, stated) for differs in _DIFFERENCES)


def _lacks_number(request: Request, stated: Statement) -> bool:
    """Whether what a number tells from its neighbours is not in the sentence: 9号线, D轮."""
    own = "\0".join((stated.quote, *stated.names, stated.attribute))
    return any(
        each not in own and (each not in stated.known or _NUMBER.search(own))
        for each in request.numbered
    )


def _lacks_qualifier(request: Request, stated: Statement) -> bool:
    """Whether the sentence has another part of the whole, or the article lacks the one asked for.

    男 for 女, 二期 for 一期, 平均 for 最高, 支出 for 收入.
    """
    asked = _qualifiers(request.parsed.query.chars)
    families = [each for each in _FAMILIES if not each.isdisjoint(asked)]
    if not families:
        return False
    near, known = _qualifiers(stated.near), _qualifiers(stated.said)
    anywhere = known | _qualifiers(stated.article)
    return any(
        (family & near and not family & near & asked)
        or (not family & known & asked and (family & known or not family & anywhere & asked))
        for family in families
    )


@lru_cache(maxsize=64)
def _qualifiers(text: str) -> frozenset[str]:
    text = text.replace("期间", "")  # 双十一期间
    return qualifiers.groups(text) | qualifiers.statistics(text) | qualifiers.parts(text)


def _is_other_change(request: Request, stated: Statement) -> bool:
    """Whether growth is asked for, and a decline or no change is stated, or the reverse."""
    text, near = request.parsed.query.chars, stated.near
    up, down = _UP.search(text) is not None, _DOWN.search(text) is not None
    if not up and not down and not request.change and not _MORE.search(text):
        percent = stated.row.read_quantity()
        is_change = percent is not None and percent.dimension == "percent" and mentions_change(near)
        return is_change and stated.frame is not None and not request.share
    if up != down and (_UP.search(near) is None) == up and (_DOWN.search(near) is None) == down:
        return True
    return request.change and not (
        _UP_TO.search(text) or mentions_change(near) or _MORE.search(near)
    )


def _is_start_of_change(request: Request, stated: Statement) -> bool:
    """Whether the amount was so before it changed, and what it became is asked for."""
    before, _, behind = stated.row.quote.partition(stated.row.value)
    if end_of_change(before) != "from" or not _CHANGED.match(behind):
        return False
    text = request.parsed.query.chars
    past = request.periods or request.time or qualifiers.FORMER.search(text)
    return not past or _BECAME.search(text) is not None


def _is_other_currency(request: Request, stated: Statement) -> bool:
    """Whether another currency is asked for."""
    text, quantity = request.parsed.query.chars, stated.row.read_quantity()
    asked = {unit for word, unit in _CURRENCIES.items() if word in text}
    if quantity is None or quantity.dimension != "money":
        return False
    return bool(asked) and quantity.unit not in asked


def _is_no_rank(request: Request, stated: Statement) -> bool:
    """Whether a rank is asked for, and an amount is stated."""
    quantity = stated.row.read_quantity()
    return (
        quantity is not None
        and quantity.dimension not in {"ordinal", "number"}
        and _RANK.search(request.parsed.query.chars) is not None
    )


def _is_to_come(request: Request, stated: Statement) -> bool:
    """Whether a plan or forecast is stated where the present is asked for."""
    text = request.parsed.query.chars
    if _TO_COME.search(text) or not _PRESENT.search(text):
        return False
    planned = stated.frame is not None and stated.frame.mode is Mode.PLANNED
    return planned or _TO_COME.search(stated.attribute) is not None


def _is_other_rate(request: Request, stated: Statement) -> bool:
    """Whether the amount is not per the unit that the question names: 每吨 is not 每斤."""
    asked = {found[1].replace("天", "日") for found in _EACH.finditer(request.parsed.query.chars)}
    known = qualifiers.shares(stated.said) if asked else frozenset()
    return any(
        unit not in known
        and not any(f"{one}{unit}" in stated.said for one in ("每", "一", "/"))
        and (unit in _PER or (known and unit in _OTHERS))
        for unit in asked
    )


def _is_part_of_sum(request: Request, stated: Statement) -> bool:
    """Whether the total so far is asked for, and the amount of one stage is stated."""
    return (
        _SUM.search(request.parsed.query.chars) is not None
        and _STAGE.search(stated.near) is not None
        and _SUMMED.search(stated.near) is None
    )


def _is_other_part(request: Request, stated: Statement) -> bool:
    """Whether a sentence or its article names other parts than the one asked for: 重伤 for 轻伤."""
    text = request.parsed.query.chars
    for kind in _CONTRASTS:
        asked = set(kind.findall(text))
        if asked and asked.isdisjoint(kind.findall(stated.said)):
            known = kind.findall(stated.known)
            if known and asked.isdisjoint(known):
                return True
    return any(
        each[1] in stated.quote and f"未{each[1]}" not in stated.quote
        for each in _NOT_YET.finditer(text)
    )


def _counts_other(request: Request, stated: Statement) -> bool:
    """Whether the article has not a character of what is counted: 酒店 in 酒店有多少家."""
    parsed = request.parsed
    frame, chars = parsed.frame(parsed.all), parsed.query.chars
    if not frame.unit or frame.unit.quantity.dimension not in COUNTED:
        return False
    asked = parsed.asked(parsed.catalog.attribute(stated.row.attribute), request.content)
    if frame.counted and asked is None:
        return set(stated.known).isdisjoint("".join(frame.counted))
    if frame.unit.quantity.unit == ANYTHING or frame.unit.quantity.dimension != "count":
        return False
    free = request.measure.difference(units(asked.mask) if asked else ())
    return any(
        word.tag == "n"
        and free.issuperset(range(word.start, word.end))
        and not any(char in stated.known for char in chars[word.start : word.end])
        for word in words_of(chars)
    )


def _is_received(request: Request, stated: Statement) -> bool:
    """Whether it is asked what was given, and what was received is stated."""
    text, near = request.parsed.query.chars, stated.near
    if not _GIVES.search(text) or _GETS.search(text):
        return False
    return _RECEIVED.search(near) is not None


def _is_other_time(request: Request, stated: Statement) -> bool:
    """Whether another time is asked for."""
    text = request.parsed.query.chars
    return names_time(text) and is_other_time(
        text, stated.quote, compact(stated.row.value), stated.known
    )


_DIFFERENCES: tuple[Callable[[Request, Statement], bool], ...] = (
    _lacks_number,
    _lacks_qualifier,
    _is_other_change,
    _is_start_of_change,
    _is_other_currency,
    _is_no_rank,
    _is_to_come,
    _is_other_rate,
    _is_part_of_sum,
    _is_other_part,
    _is_received,
    _counts_other,
    is_other_item,
    _is_other_time,
    is_other_name,
)
