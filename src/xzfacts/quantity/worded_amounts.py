"""Amounts in set phrases: 一半, 过半, 半年, 对折, 翻一番, 零增长."""

from decimal import Decimal

from xzfacts.quantity.chinese_digits import DIGITS
from xzfacts.quantity.parts import Amount
from xzfacts.quantity.units import read_unit
from xzfacts.text.lazy_pattern import lazy_pattern

HALF = "半"  # the name of a half that is only a share where a hedge precedes it: 过半, 近半
_HALF_WHOLE = lazy_pattern(r"一半|半数|半(?=以上|以下|左右)")
# Not 近半年, 过半百, 超半挂, 近半山腰.
_HALF_HEDGED = lazy_pattern(
    "(?<=[过超近逾])半(?![导岛径决成场程挂山坡球价途路载空身截夜旬桥自固拖生马圆边百壁辈句晌拉壶"
    "开月周日时票熟干湿])"
)
_HALF_STARTS = tuple("一半对")
_HALF_PRICE = lazy_pattern("半折|(?<=打)对折")
_HALF_UNITS = frozenset(
    "个 年 天 小时 公里 里 斤 公斤 吨 米 亩 岁 成 世纪 块 元 度 升 倍 场 车 箱 袋 瓶 杯".split()
)
_DOUBLED = lazy_pattern("翻了?([一二两三四五六七八九1-9])?番(?![茄薯号地邦禺])")
_NO_GROWTH = lazy_pattern("(?<![近约乎似])零增长(?![率点])")
_WHOLE = Decimal(100)


def read_half(text: str, pos: int) -> Amount | None:
    """Return the amount at `pos` written with 半: 一半, 半数; 半年, 半个月, 半吨; 半折."""
    if text[pos : pos + 1] not in _HALF_STARTS:
        return None
    half = Decimal("0.5")
    found = _HALF_WHOLE.match(text, pos)
    if found:
        return _worded(pos, found.end(), half, "1", "fraction")
    discount = _HALF_PRICE.match(text, pos)
    if discount:
        return _worded(pos, discount.end(), Decimal(50), "%", "percent", name="折")
    if text[pos : pos + 1] != HALF:
        return None
    if text[pos + 1 : pos + 2] == "百":
        fifty = Decimal(50)
        return Amount(
            pos, pos + 2, fifty, fifty, "[]", None, "number", "", Decimal(10), Decimal(1), None
        )
    unit = read_unit(text, pos + 1, weak=True)
    if unit and (unit.name in _HALF_UNITS or unit.name.startswith("个")):
        value = half * unit.factor
        return Amount(
            pos, unit.end, value, value, "[]", unit.base, unit.dimension, unit.name,
            value, unit.factor, None,
        )  # fmt: skip
    if (unit is None or unit.dimension == "people") and _HALF_HEDGED.match(text, pos):
        return _worded(pos, pos + 1, half, "1", "fraction", name=HALF)
    return None


def read_growth(text: str, pos: int) -> Amount | None:
    """Return the growth that a set phrase at `pos` states, in percent.

    翻番 and 翻一番 are 100 %, 翻两番 300 %, since each 番 doubles; 零增长 is 0 %.
    """
    if text[pos : pos + 1] == "零" and _NO_GROWTH.match(text, pos):
        return _worded(pos, pos + len("零增长"), Decimal(0), "%", "percent")
    doubled = _DOUBLED.match(text, pos) if text[pos : pos + 1] == "翻" else None
    if not doubled:
        return None
    written = doubled[1] or "一"
    times = DIGITS[written] if written in DIGITS else int(written)
    return _worded(pos, doubled.end(), _WHOLE * (2**times - 1), "%", "percent")


def _worded(
    start: int, end: int, value: Decimal, unit: str, dimension: str, *, name: str = ""
) -> Amount:
    return Amount(start, end, value, value, "[]", unit, dimension, name, value, Decimal(1), None)
