"""Ratios and scores of two numbers: 3比1, 3:1, 二比一, and 3-2 where words call it a score.

Both parts count: 6比2 is another score than 3比1. `xzfacts.quantity.model` packs them into one
number.
"""

from xzfacts.quantity.model import MAX_PART, RATIO_DECIMALS, pack_ratio
from xzfacts.quantity.numerals import read_numeral
from xzfacts.quantity.parts import Numeral
from xzfacts.quantity.units import read_unit
from xzfacts.text.lazy_pattern import lazy_pattern

MAY_BEGIN = lazy_pattern(
    r"(?:[\d.]{1,8}|[〇零一二两三四五六七八九十]{1,3}) ?[比:-] ?[\d一二两三四五六七八九十零]"
)
_JOINT = lazy_pattern(" ?([比:-]) ?")
# Not part of a longer ratio, a code, a chapter or an approximate ratio.
_NOT_BEHIND = frozenset(
    "0123456789〇零一二两三四五六七八九十百千万亿几.:-/比约近超图表第注题例条款章之点"
)
_NOT_BEFORE = frozenset("0123456789〇零一二两三四五六七八九十百千万亿几多余.:-/比%点年月日号")
_SCORE_BEFORE = lazy_pattern("(?:比分|比数)(?:为|是|:|定格[在为]|锁定[在为])?$")
_BY_SCORE_BEFORE = lazy_pattern("以(?:总比分|大比分)?$")
_WON_BEHIND = lazy_pattern(
    "的?(?:比分|[战险完惜小大轻力]?[胜负败]|战平|击[败退溃]|力[克压]|逆转|不敌|领先|落后|横扫|淘汰|获胜"
    "|压[过倒制]|绝杀|[赢输]|取胜|告负|惨败|拿下|告终|收场)"
)
_BEAT_BEHIND = lazy_pattern(
    "(?:战[胜平]|[险完惜小大轻力]胜|惜败|击[败退溃]|轻取|力[克压]|逆转|不敌|横扫|淘汰"
    "|压[过倒制]|绝杀|惨败)"
)
_REACH = 12  # characters before a score that may name it
_TIME = lazy_pattern(r"(?:[01]?\d|2[0-4]):[0-5]\d")


def read_ratio(text: str, pos: int) -> tuple[int, int] | None:
    """Return the end and the packed value of the ratio of plain `text` at `pos`, or None.

    A dash, and a colon that could also be one of a time of day, need words for a score beside it.
    """
    if pos and (
        text[pos - 1] in _NOT_BEHIND or (text[pos - 1].isascii() and text[pos - 1].isalpha())
    ):
        return None
    first = read_numeral(text, pos)
    joint = first and _JOINT.match(text, first.end)
    second = read_numeral(text, joint.end()) if joint else None
    if not (first and joint and second and _is_part(first) and _is_part(second)):
        return None
    if first.chinese != second.chinese or _goes_on(text, second.end):
        return None
    doubtful = joint[1] == "-" or _TIME.fullmatch(text, pos, second.end)
    if doubtful and not _is_score(text, pos, second.end):
        return None
    return second.end, pack_ratio(first.low, second.low)


def _is_part(numeral: Numeral) -> bool:
    exact = numeral.low == numeral.high and not numeral.hedged and numeral.big == 1
    short = numeral.digits <= 1 and numeral.end - numeral.start <= len("999999.999")
    return exact and short and numeral.low < MAX_PART and not numeral.low % RATIO_DECIMALS


def _goes_on(text: str, end: int) -> bool:
    """Whether what follows makes the second number part of another amount: 3：1月, 1:3种."""
    after = text[end : end + 1]
    if after in _NOT_BEFORE and after:
        return True
    unit = read_unit(text, end, weak=False)
    return unit is not None or (after.isascii() and after.isalpha())


def _is_score(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    if _SCORE_BEFORE.search(before) or _BEAT_BEHIND.match(text, end):
        return True
    return bool(_BY_SCORE_BEFORE.search(before) and _WON_BEHIND.match(text, end))
