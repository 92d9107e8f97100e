"""Prefixes of an amount: sign, currency, 华氏, 每月 and hedges."""

import re
from decimal import Decimal

from xzfacts.quantity import hedges
from xzfacts.quantity.parts import Amount
from xzfacts.quantity.units import Unit, per, read_denominator, read_unit

_CURRENCY_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:RMB|CNY|USD|HKD|EUR|JPY|GBP|US\$|HK\$)|人民币|美元|港币|[¥$€£]) ?$"
)
_CURRENCIES = {
    "RMB": "元", "CNY": "元", "人民币": "元", "¥": "元", "USD": "美元", "US$": "美元",
    "$": "美元", "美元": "美元", "HKD": "港元", "HK$": "港元", "港币": "港元", "EUR": "欧元",
    "€": "欧元", "JPY": "日元", "GBP": "英镑", "£": "英镑",
}  # fmt: skip
_DEGREES_BEFORE = re.compile(r"(华氏|摄氏)(?:温度)?(?:为|是)? ?$")
_EACH_BEFORE = re.compile(
    "每(?:人每)?(平方米|立方米|平方公里|公里|小时|分钟|公斤|公顷|季度"
    "|[月年天日周时秒人户亩吨斤股米度个件台套张次瓶箱]) ?$"
)
_SIGN_BEFORE = re.compile(r"(?:负|(?<![0-9A-Za-z.年月日)）-])-|零下) ?$")
_RATED = ("money", "weight", "volume", "energy", "people", "count")  # 每天8小时 is no rate
_SPEEDS = ("秒", "分钟", "小时")  # 每秒34米 is a speed, 每天5公里 a habit
_A_THOUSANDTH = Decimal("0.001")  # of a 公里 is a 米, in which lengths are counted
_PREFIX_REACH = 10
_ENDINGS = frozenset(
    "负-下BYDPR$币元¥€£氏度为是米里时钟斤顷季月年天日周秒人户亩吨股个件台套张次瓶箱 "
) | {word[-1] for word in hedges.BEFORE}
# What an amount may begin with, if it does not begin with its number.
BEGINNINGS = frozenset("RCUHEJG人美港¥$€£华摄每负-零") | {word[0] for word in hedges.BEFORE}


def with_prefixes(plain: str, amount: Amount, floor: int) -> tuple[int, Amount, str | None, bool]:
    """Take in what stands before: sign, currency, 华氏, 每月, and a hedge, in any order."""
    start, kind, negative = amount.start, None, False
    if amount.dimension == "ordinal" or not _may_end_prefix(plain, start):
        return start, amount, None, False
    for _ in range(4):
        reach = max(floor, start - _PREFIX_REACH)
        before = plain[reach:start]
        sign = None if negative else _SIGN_BEFORE.search(before)
        if sign:
            start, negative = reach + sign.start(), True
            continue
        currency = _CURRENCY_BEFORE.search(before)
        if currency and amount.unit in (None, _CURRENCIES[currency[0].strip()]):
            unit = _CURRENCIES[currency[0].strip()]
            amount = amount._replace(unit=unit, dimension="money", name=unit)
            start = reach + currency.start()
            continue
        degrees = _DEGREES_BEFORE.search(before)
        if degrees and amount.unit == "度":
            unit = "℉" if degrees[1] == "华氏" else "℃"
            amount = amount._replace(unit=unit, dimension="temperature", name=unit)
            start = reach + degrees.start()
            continue
        each = _EACH_BEFORE.search(before)
        speed = amount.dimension == "length" and each is not None and each[1] in _SPEEDS
        if each and amount.unit and (amount.dimension in _RATED or speed):
            amount = _each(amount, each[1])
            start = reach + each.start()
            continue
        hedge = None if kind else hedges.hedge_before(plain, start, floor)
        if hedge is None or not _may_hedge(hedge[1], amount):
            break
        start, kind = hedge
    return start, amount, kind, negative


def _may_end_prefix(plain: str, start: int) -> bool:
    """Whether a prefix may end at `start`, judged by its last character."""
    char = plain[start - 1 : start]
    return char in _ENDINGS and char != ""


def _may_hedge(kind: str, amount: Amount) -> bool:
    """近三年 are the last three years, not somewhat less than three."""
    return not (kind == "near" and amount.unit in ("月", "天"))


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
