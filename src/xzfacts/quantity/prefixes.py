"""Prefixes of an amount: sign, currency, 华氏, 每月 and hedges."""

import re
from decimal import Decimal
from typing import NamedTuple

from xzfacts.quantity import hedges
from xzfacts.quantity.parts import Amount
from xzfacts.quantity.units import Unit, per, read_denominator, read_unit
from xzfacts.quantity.worded_amounts import HALF
from xzfacts.text.lazy_pattern import lazy_pattern

_CURRENCY_NAMES = {
    "元": "RMB CNY CNH 人民币 ¥ ￥ RMB¥ CN¥",
    "美元": "USD US$ $ 美元 美金 美刀",
    "港元": "HKD HK$ 港元 港币 港纸 港圆",
    "澳门元": "MOP MOP$ 澳门元 澳门币 葡币",
    "新台币": "TWD NTD NT$ 新台币 台币",
    "欧元": "EUR € 欧元",
    "英镑": "GBP £ 英镑",
    "日元": "JPY JP¥ 日元 日圆 日币",
    "韩元": "KRW ₩ 韩元 韩圆 韩币",
    "新加坡元": "SGD S$ 新加坡元 新加坡币 新元 新币 坡币",
    "澳元": "AUD A$ AU$ 澳元 澳币 澳大利亚元",
    "加元": "CAD C$ CA$ 加元 加币 加拿大元",
    "新西兰元": "NZD NZ$ 新西兰元 纽元",
    "瑞士法郎": "CHF 瑞士法郎 瑞郎",
    "卢布": "RUB ₽ 卢布",
    "卢比": "INR ₹ 卢比 印度卢比",
    "泰铢": "THB ฿ 泰铢",
    "越南盾": "VND ₫ 越南盾",
    "林吉特": "MYR 林吉特 令吉 马币",
    "菲律宾比索": "PHP 菲律宾比索",
}
_CURRENCIES = {name: unit for unit, names in _CURRENCY_NAMES.items() for name in names.split()}
_ANY_CURRENCY = "|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))
_CURRENCY_BEFORE = lazy_pattern(
    rf"(?:(?<![A-Za-z])({_ANY_CURRENCY})|[（(] ?({_ANY_CURRENCY}) ?[)）]) ?$"
)
_CURRENCY_BEHIND = lazy_pattern(
    rf" ?[（(] ?({_ANY_CURRENCY}) ?[)）]| ?({_ANY_CURRENCY})(?![A-Za-z])"
)
_CURRENCY_ENDS = frozenset(name[-1] for name in _CURRENCIES) | set(")）")
_PLAIN_MONEY = (None, "元")  # units that a currency beside the amount replaces
_DEGREES_BEFORE = lazy_pattern(r"(华氏|摄氏)(?:温度)?(?:为|是)? ?$")
_EACH_WORDS = (
    *"平方米 立方米 平方公里 公里 小时 分钟 公斤 公顷 季度".split(),
    *"月年天日周时秒人户亩吨斤股米度个件台套张次瓶箱",
)
_EACH_BEFORE = lazy_pattern(f"每(?:人每)?({'|'.join(_EACH_WORDS)}) ?$")
_SIGN_BEFORE = lazy_pattern(
    r"(?:(负|(?<![0-9A-Za-z.年月日)）-])-|零下|[↓▼])|零上|(?<![0-9A-Za-z.])[+↑▲]|(±)) ?$"
)
_SIGNS = frozenset("负-下↓▼上+↑▲±")
_RATED = ("money", "weight", "volume", "energy", "people", "count")  # 每天8小时 is no rate
_SPEEDS = ("秒", "分钟", "小时")  # 每秒34米 is a speed, 每天5公里 a habit
_A_THOUSANDTH = Decimal("0.001")  # of a 公里 is a 米, in which lengths are counted
_NOT_PASSED = ("duration", "date", "ordinal", "clock", "multiple", "fraction", "age")
_PASSED = 10  # of fewer, 过 and 破 say that something was done
BEHIND_STARTS = frozenset(" （(") | {name[0] for name in _CURRENCIES}
_PREFIX_REACH = 10  # longest prefix looked for, in characters
_MOST_PREFIXES = 4
_AND_UP = "起"
_PREFIXES = (
    *_CURRENCIES,
    *hedges.BEFORE,
    *"负 - 零下 零上 + ± ↓ ▼ ↑ ▲ ) ） 华氏 摄氏 温度 度为 度是 氏为 氏是".split(),
    *(f"每{word}" for word in _EACH_WORDS),
)
# The prefixes of one, two and more characters, by their last ones; a blank may follow them.
_LAST_ONE = frozenset(word for word in _PREFIXES if len(word) == 1) | {" "}
_LAST_TWO = frozenset(word for word in _PREFIXES if len(word) == 2)
_LAST_THREE = frozenset(word[-3:] for word in _PREFIXES if len(word) > 2)
# What an amount may begin with, if it does not begin with its number.
BEGINNINGS = (
    frozenset("华摄每负-+±↓▼↑▲零（(")
    | {name[0] for name in _CURRENCIES}
    | {word[0] for word in hedges.BEFORE}
)


class Prefixed(NamedTuple):
    """An amount with the prefixes read so far.

    start: where the first prefix begins; the start of the amount if it has none.
    amount: the amount, with the unit that the prefixes give it.
    hedge: the kind of the hedge, None if there is none.
    signed: whether a sign was read.
    negative: whether that sign is a minus.
    """

    start: int
    amount: Amount
    hedge: str | None = None
    signed: bool = False
    negative: bool = False


def with_prefixes(plain: str, amount: Amount, floor: int) -> Prefixed:
    """Read the prefixes of an amount, in any order: sign, currency, scale of degrees, 每月, hedge.

    floor: the position at which the amount before ends; no prefix begins before it.
    """
    read = Prefixed(amount.start, amount)
    if amount.dimension == "ordinal" or not may_end_prefix(plain, read.start):
        return read
    for _ in range(_MOST_PREFIXES):
        reach = max(floor, read.start - _PREFIX_REACH)
        before = plain[reach : read.start]
        further = (
            _signed(read, before, reach)
            or _in_currency(read, before, reach)
            or _in_degrees(read, before, reach)
            or _per_unit(read, before, reach)
            or _with_hedge(read, plain, floor)
        )
        if further is None:
            break
        read = further
    return read


def sign_before(plain: str, start: int, floor: int) -> str:
    """The minus sign right before an amount, or the word for it: -, 负, 零下; empty if none."""
    before = plain[max(floor, start - _PREFIX_REACH) : start]
    if _SIGNS.isdisjoint(before[-2:]):
        return ""
    sign = _SIGN_BEFORE.search(before)
    return sign[0].strip() if sign and sign[1] is not None else ""


def _signed(read: Prefixed, before: str, reach: int) -> Prefixed | None:
    may_end = not read.signed and not _SIGNS.isdisjoint(before[-2:])
    sign = _SIGN_BEFORE.search(before) if may_end else None
    if sign is None:
        return None
    amount = read.amount
    if "零" in sign[0] and amount.unit == "度":  # 零下十一度
        amount = amount._replace(unit="℃", dimension="temperature", name="℃")
    if sign[2]:  # ±5毫米 is a tolerance, not a length
        amount = amount._replace(unit=f"±{amount.unit or ''}", dimension="tolerance")
    start, negative = reach + sign.start(), sign[1] is not None
    return read._replace(start=start, amount=amount, signed=True, negative=negative)


def _in_currency(read: Prefixed, before: str, reach: int) -> Prefixed | None:
    may_end = not _CURRENCY_ENDS.isdisjoint(before[-2:])
    currency = _CURRENCY_BEFORE.search(before) if may_end else None
    if currency is None:
        return None
    amount, unit = read.amount, _CURRENCIES[currency[1] or currency[2]]
    start = reach + currency.start()
    if (amount.unit or "").startswith(f"{unit}/"):
        return read._replace(start=start)
    if amount.unit == _AND_UP:  # ￥25起: a hedge, not the measure word of 25起案件
        amount = amount._replace(end=amount.end - len(_AND_UP), unit=None)
    if amount.unit not in (*_PLAIN_MONEY, unit):
        return None
    return read._replace(
        start=start, amount=amount._replace(unit=unit, dimension="money", name=unit)
    )


def _in_degrees(read: Prefixed, before: str, reach: int) -> Prefixed | None:
    degrees = _DEGREES_BEFORE.search(before) if read.amount.unit == "度" else None
    if degrees is None:
        return None
    unit = "℉" if degrees[1] == "华氏" else "℃"
    amount = read.amount._replace(unit=unit, dimension="temperature", name=unit)
    return read._replace(start=reach + degrees.start(), amount=amount)


def _per_unit(read: Prefixed, before: str, reach: int) -> Prefixed | None:
    each = _EACH_BEFORE.search(before) if read.amount.unit and "每" in before else None
    if each is None:
        return None
    speed = read.amount.dimension == "length" and each[1] in _SPEEDS
    if not (speed or read.amount.dimension in _RATED):
        return None
    return read._replace(start=reach + each.start(), amount=_each(read.amount, each[1]))


def _with_hedge(read: Prefixed, plain: str, floor: int) -> Prefixed | None:
    found = None if read.hedge else hedges.hedge_before(plain, read.start, floor)
    if found is None:
        return None
    start, kind = found
    amount = read.amount
    if kind == "past" and amount.dimension == "fraction" and plain[amount.start] == HALF:
        kind = "over"  # 过半, 过半数: a majority
    return read._replace(start=start, hedge=kind) if _may_hedge(kind, amount) else None


def may_end_prefix(plain: str, start: int) -> bool:
    """Whether a prefix may end at `start`, judged by its last three characters."""
    return (
        plain[start - 1 : start] in _LAST_ONE
        or plain[start - 2 : start] in _LAST_TWO
        or plain[start - 3 : start] in _LAST_THREE
    )


def _may_hedge(kind: str, amount: Amount) -> bool:
    """Whether a hedge of this kind modifies the amount.

    Not in 近三年 (the last three years) and 去过5家 (过 marks what was done).
    """
    if kind == "past":
        return amount.dimension not in _NOT_PASSED and abs(amount.high) >= _PASSED
    return not (kind == "near" and amount.unit in ("月", "天"))


def with_currency_behind(plain: str, amount: Amount) -> Amount:
    """Read a currency named behind the amount: 200万元（港币）, 200万元港币, 200万RMB."""
    char = plain[amount.end : amount.end + 1]
    if not char or char not in BEHIND_STARTS or amount.unit not in _PLAIN_MONEY:
        return amount
    found = _CURRENCY_BEHIND.match(plain, amount.end)
    if found is None or (amount.unit is None and not (found[2] and found[2].isascii())):
        return amount
    unit = _CURRENCIES[found[1] or found[2]]
    return amount._replace(end=found.end(), unit=unit, dimension="money", name=unit)


def _each(amount: Amount, word: str) -> Amount:
    below = read_denominator(word, 0)
    if below is None or amount.unit is None:
        return amount
    speed = read_unit(f"公里/{word}", 0, weak=False) if amount.dimension == "length" else None
    if speed is None:
        rate = per(Unit(0, amount.name, amount.unit, Decimal(1), amount.dimension), below)
    else:
        rate = speed._replace(factor=speed.factor * _A_THOUSANDTH)
    return amount._replace(
        unit=rate.base, dimension=rate.dimension, name=rate.name,
        low=amount.low * rate.factor, high=amount.high * rate.factor,
        place=amount.place * rate.factor, unit_size=amount.unit_size * rate.factor,
    )  # fmt: skip
