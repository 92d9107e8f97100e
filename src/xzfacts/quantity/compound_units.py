"""Parts of an amount behind its first unit: 3元5角, 两年半, 一米八."""

from decimal import Decimal

from xzfacts.quantity.chinese_digits import START, digit_value
from xzfacts.quantity.numerals import read_numeral
from xzfacts.quantity.parts import Amount
from xzfacts.quantity.units import Unit, read_part, read_unit
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import is_han

_HALF_AFTER = lazy_pattern(r"半(?![导岛径决成数])")
_TAIL = lazy_pattern(r" ?([〇零一二三四五六七八九]{1,2}|\d{1,2})(?![\d.%]|,\d)")
_RESULT = lazy_pattern(r"(?<=[0-9][米秒])\d{2}(?!\d|[.%米秒分元人个]|名(?![列次])|次)")
_CENTIMETRES = lazy_pattern(r"\d{2}")
_DIGITS = "〇零一二三四五六七八九"
# 二米三二 and 五十六秒九一; not 一百米三四十人.
_CHINESE_RESULT = lazy_pattern(
    f"(?<=[{_DIGITS}十][米秒])[{_DIGITS}]{{2}}(?![{_DIGITS}十百千万亿点几多])"
)
_TAIL_UNITS = ("米", "块", "成", "秒")


def with_parts(text: str, amount: Amount, unit: Unit) -> Amount:
    """Add the parts that follow the unit: 3元5角, 1小时30分钟, 两年半, 一米八, 七成六."""
    numeral = amount.numeral
    if numeral is None or numeral.hedged or "/" in unit.base or amount.low != amount.high:
        return amount
    half = _HALF_AFTER.match(text, amount.end) if text.startswith("半", amount.end) else None
    if unit.name == "个" and half:
        return _and_half_of(text, amount) or amount
    if half and unit.dimension not in ("count", "people", "percentage-point"):
        return _grown(amount, half.end(), unit.factor / 2)
    if unit.name == "个" and text[amount.end : amount.end + 1] == "多":
        return _and_more_of(text, amount) or amount
    last = unit
    for _ in range(4):
        part = _part(text, amount.end, last)
        if part is None:
            break
        amount, last = _grown(amount, part[0], part[1]), part[2]
    else:
        return amount
    if last is unit:
        tail = _tail(text, amount, unit)
        return tail or amount
    end = _end_of_result(text, amount.end) if last.name == "秒" else None
    return _grown(amount, end, _fraction(text[amount.end : end])) if end else amount


def _grown(amount: Amount, end: int, more: Decimal) -> Amount:
    value = amount.low + more
    return amount._replace(end=end, low=value, high=value, place=abs(more) or amount.place)


def _and_half_of(text: str, amount: Amount) -> Amount | None:
    """Read a half behind 个: 一个半小时, 两个半月."""
    unit = read_unit(text, amount.end + 1, weak=True) or _month(text, amount.end + 1)
    if unit is None or unit.dimension not in ("duration", "percentage-point"):
        return None
    value = (amount.low + Decimal("0.5")) * unit.factor
    return amount._replace(
        end=unit.end, low=value, high=value, unit=unit.base, dimension=unit.dimension,
        name=unit.name, place=unit.factor / 2, unit_size=unit.factor,
    )  # fmt: skip


def _and_more_of(text: str, amount: Amount) -> Amount | None:
    """Read 多 behind 个: 3个多月, 两个多小时."""
    unit = read_unit(text, amount.end + 1, weak=True) or _month(text, amount.end + 1)
    if unit is None or unit.dimension != "duration":
        return None
    low = amount.low * unit.factor
    return amount._replace(
        end=unit.end, low=low, high=low + unit.factor, bounds="[)", unit=unit.base,
        dimension=unit.dimension, name=unit.name, place=unit.factor, unit_size=unit.factor,
    )  # fmt: skip


def _month(text: str, pos: int) -> Unit | None:
    if text[pos : pos + 1] != "月":
        return None
    return Unit(pos + 1, "月", "月", Decimal(1), "duration")


def _part(text: str, pos: int, last: Unit) -> tuple[int, Decimal, Unit] | None:
    """Read an adjacent smaller part: 5角 behind 3元. 零 or 又 may precede it."""
    if text[pos : pos + 1] in ("零", "又", "加"):
        pos += 1
    if text[pos : pos + 1] not in START or pos >= len(text):
        return None
    numeral = read_numeral(text, pos)
    if numeral is None or numeral.low != numeral.high:
        return None
    part = read_part(text, numeral.end, last)
    if part is None or numeral.high * part.factor >= last.factor:
        return None
    return part.end, numeral.low * part.factor, part


def _tail(text: str, amount: Amount, unit: Unit) -> Amount | None:
    """Read a last digit without unit: 一米八, 三块五, 七成六."""
    if unit.name not in _TAIL_UNITS:
        return None
    found = _TAIL.match(text, amount.end)
    if not found:
        return None
    behind = text[found.end() : found.end() + 1]
    result = _end_of_result(text, amount.end)
    if is_han(behind) and not result and not _is_jump(text, amount, found.end()):
        return None
    return _grown(amount, found.end(), _fraction(found[1]) * unit.factor)


def _end_of_result(text: str, pos: int) -> int | None:
    """The end of two decimals of what a competitor reached: 10秒04, 七十一米七零."""
    found = _RESULT.match(text, pos)
    if found is None:
        found = _CHINESE_RESULT.match(text, pos)
        if found and read_unit(text, found.end(), weak=True) is not None:
            return None
    return found.end() if found else None


def _fraction(digits: str) -> Decimal:
    return Decimal("0." + "".join(str(digit_value(char)) for char in digits))


def _is_jump(text: str, amount: Amount, end: int) -> bool:
    """Whether metres go on with two digits of centimetres, as results in sports do: 8米36."""
    numeral = amount.numeral
    if numeral is None or numeral.chinese or not _CENTIMETRES.fullmatch(text, amount.end, end):
        return False
    return read_unit(text, end, weak=True) is None
