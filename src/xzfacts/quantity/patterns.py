"""Forms of one amount at a position of a text: numeral with unit, percentage, fraction, ordinal.

All functions work on plain text (`xzfacts.text.numeric_chars`). Hedges around the amount are read
by `xzfacts.quantity.parser`, ranges of two amounts by `xzfacts.quantity.ranges`.
"""

from decimal import Decimal

from xzfacts.quantity.arabic_digits import ROUNDED
from xzfacts.quantity.compound_units import with_parts
from xzfacts.quantity.numerals import read_numeral
from xzfacts.quantity.parts import Amount, Numeral, amount_of
from xzfacts.quantity.units import Unit, read_unit
from xzfacts.quantity.worded_amounts import read_growth, read_half
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import VULGAR

_PER_HUNDRED = lazy_pattern(r"(十万|百万|千万|[百千万亿]) ?分 ?之 ?")
_PER = {
    "百": Decimal(1),
    "千": Decimal("0.1"),
    "万": Decimal("0.01"),
    "十万": Decimal("0.001"),
    "百万": Decimal("0.0001"),
    "千万": Decimal("0.00001"),
    "亿": Decimal("0.000001"),
}
_MAGNITUDES = tuple("十百千万亿")
_FRACTION_BAR = lazy_pattern(r" ?分 {0,2}之 {0,2}")
_AND = lazy_pattern(r" ?又 ?")
_SLASH = lazy_pattern(r"(?: (\d{1,6}))?/(\d{1,6})(?![\d/.A-Za-z年月])")
_DISCOUNT = lazy_pattern(r" ?折(?![叠扣射线算旧返断磨])")
_FIRST = lazy_pattern(r"首([届批期轮名位次家个例台套座条列])")
_FIRST_OF_FORMS = frozenset(
    "百千万亿十第首一半对翻零"
)  # first characters of forms other than number and unit
_ORDINAL = lazy_pattern(r"第 ?")
_AFTER_NUMERAL = frozenset(" 又分/个百折")  # first characters behind the numeral in `_special_form`
_COUNTED_BIG = frozenset("个把")
_COUNTED_BIGS = lazy_pattern("个(多)?(万亿|[万亿])(?!分之|[0-9])")
_BIGS = {"万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12)}
_ABOUT_ROUND = lazy_pattern("把(?=[人个块元斤里米户亩年位名家天])")
_MINUTES = lazy_pattern(r"分(?=[0-9〇零一二三四五六七八九十]{1,3}(?:\.\d{1,3})?秒)")
_MINUTE = ("秒", Decimal(60), "duration")
_ORDINAL_TO = lazy_pattern("(?:[-–—~至到])第?")
_RANKED = lazy_pattern(
    "分钟|小时|赛季|[届名位次期批个家条轮代集季章节页号年天组类项场局册卷版部层站台例所座道步阶段棒]"
)
_LABEL = lazy_pattern(r"号(?![召称角码令外])")
_PERCENT_POINT = lazy_pattern(r" {0,4}个? ?百 ?分 ?点")
_MAX_BLANKS = 4


def read_amount(text: str, pos: int, *, bare_big: bool = False) -> Amount | None:
    """Return the longest amount of plain `text` at `pos`, without sign and hedges, or None.

    bare_big: whether 万 and 亿 need no coefficient, as in 上万 and 近亿.
    """
    if text[pos : pos + 1] not in _FIRST_OF_FORMS:
        return _counted(text, pos, bare_big=bare_big)
    return (
        _percentage(text, pos)
        or _ordinal(text, pos)
        or read_half(text, pos)
        or read_growth(text, pos)
        or _counted(text, pos, bare_big=bare_big)
    )


def _percentage(text: str, pos: int) -> Amount | None:
    """Read a share of 100, 1000 and so on: 百分之十五, 千分之三."""
    found = _PER_HUNDRED.match(text, pos) if text[pos : pos + 1] in _MAGNITUDES else None
    if not found:
        return None
    sign = text[found.end() : found.end() + 1] in ("负", "-")
    numeral = read_numeral(text, found.end() + sign)
    if not numeral:
        return None
    factor = -_PER[found[1]] if sign else _PER[found[1]]
    return amount_of(pos, numeral, Unit(numeral.end, "%", "%", factor, "percent"))


def _ordinal(text: str, pos: int) -> Amount | None:
    """Read an ordinal: 第一, 第3名, 第十四届, 首届."""
    first = _FIRST.match(text, pos) if text[pos : pos + 1] == "首" else None
    if first:
        one = Decimal(1)
        return Amount(
            pos, first.end(), one, one, "[]", first[1], "ordinal", first[1], one, one, None
        )
    found = _ORDINAL.match(text, pos) if text[pos : pos + 1] == "第" else None
    numeral = found and read_numeral(text, found.end())
    if not numeral:
        return None
    further = _ORDINAL_TO.match(text, numeral.end)
    last = further and read_numeral(text, further.end())
    if last and last.low > numeral.high and not last.hedged:
        numeral = last._replace(start=numeral.start, low=numeral.low)
    ranked = _RANKED.match(text, numeral.end)
    word, end = (ranked[0], ranked.end()) if ranked else ("", numeral.end)
    return amount_of(pos, numeral, Unit(end, "", word, Decimal(1), "ordinal"))


def _counted(text: str, pos: int, *, bare_big: bool) -> Amount | None:
    numeral = read_numeral(text, pos, bare_big=bare_big)
    if not numeral:
        return None
    if text[numeral.end : numeral.end + 1] in _COUNTED_BIG:
        numeral = _with_counted_big(text, numeral)
    if text[numeral.end : numeral.end + 1] in _AFTER_NUMERAL:
        special = _special_form(text, pos, numeral)
        if special:
            return special
    unit = _unit_after(text, numeral)
    if text[numeral.end - 1] in "千兆":
        numeral, unit = _reassign_unit_prefix(text, numeral, unit)
    if unit is None:
        return _bare(text, numeral)
    return with_parts(text, amount_of(pos, numeral, unit), unit)


def _with_counted_big(text: str, numeral: Numeral) -> Numeral:
    """Add a magnitude behind 个 (5个亿, 3个多亿) or an approximating 把 (百把人)."""
    about = _ABOUT_ROUND.match(text, numeral.end) if text[numeral.end] == "把" else None
    if about and text[numeral.end - 1] in "百千万" and numeral.chinese:
        slack = numeral.low / 10
        return numeral._replace(
            end=about.end(), low=numeral.low - slack, high=numeral.high + slack, hedged="把"
        )
    big = _COUNTED_BIGS.match(text, numeral.end)
    if big is None or numeral.big != 1:
        return numeral
    factor = _BIGS[big[2]]
    low, high, bounds = numeral.low * factor, numeral.high * factor, numeral.bounds
    if big[1] and low == high:
        high, bounds = high + factor, "[)"
    return numeral._replace(
        end=big.end(), low=low, high=high, bounds=bounds, big=int(factor),
        place=numeral.place * factor, digits=0,
    )  # fmt: skip


def _special_form(text: str, pos: int, numeral: Numeral) -> Amount | None:
    """Read a fraction, percentage points or a discount: 三分之二, 5个百分点, 八折."""
    fraction = _fraction(text, numeral)
    if fraction:
        return fraction
    point = _PERCENT_POINT.match(text, numeral.end)
    if point:
        points = Unit(point.end(), "百分点", "百分点", Decimal(1), "percentage-point")
        return amount_of(pos, numeral, points)
    discount = _DISCOUNT.match(text, numeral.end)
    if discount and 0 < numeral.high < 100:
        factor = Decimal(10 if numeral.high < 10 else 1)
        return amount_of(pos, numeral, Unit(discount.end(), "折", "%", factor, "percent"))
    return None


def _unit_after(text: str, numeral: Numeral) -> Unit | None:
    """Return the unit behind a numeral; no blank may precede it after a Chinese numeral."""
    minutes = _MINUTES.match(text, numeral.end) if text.startswith("分", numeral.end) else None
    if minutes:
        return Unit(minutes.end(), "分钟", *_MINUTE)
    after = numeral.end
    while after < min(len(text), numeral.end + _MAX_BLANKS) and text[after] == " ":
        after += 1
    several = numeral.end - numeral.start > 1
    unit = read_unit(text, after, weak=not numeral.chinese or several, arabic=not numeral.chinese)
    if unit and after > numeral.end and unit.dimension != "percent":
        return None if numeral.chinese or unit.name == "人民币" else unit
    return unit


def _reassign_unit_prefix(
    text: str, numeral: Numeral, unit: Unit | None
) -> tuple[Numeral, Unit | None]:
    """Move 千 or 兆 from the numeral to the unit.

    五十兆字节 is 50 × 兆字节, not 50 × 10^12 字节; 三百千卡 is 300 × 千卡.
    """
    longer = read_unit(text, numeral.end - 1, weak=True)
    if longer is None or numeral.end - numeral.start < 2 or (unit and longer.end < unit.end):
        return numeral, unit
    if unit and text[numeral.end - 1] == "千":
        return numeral, unit
    shorter = read_numeral(text[numeral.start : numeral.end - 1], 0)
    if shorter is None or shorter.end != numeral.end - numeral.start - 1:
        return numeral, unit
    return shorter._replace(start=numeral.start, end=numeral.end - 1), longer


def _bare(text: str, numeral: Numeral) -> Amount:
    label = _LABEL.match(text, numeral.end) if text.startswith("号", numeral.end) else None
    if label and not numeral.hedged:
        number = Unit(label.end(), "号", "号", Decimal(1), "ordinal")
        return amount_of(numeral.start, numeral, number)
    end = numeral.end
    if numeral.hedged == "来":
        end = numeral.end - 1
        numeral = numeral._replace(high=numeral.low, bounds="[]")
    bare = Unit(end, "", "", Decimal(1), "number")
    read = amount_of(numeral.start, numeral, bare)._replace(unit=None)
    if text[numeral.start : end] in VULGAR:
        return read._replace(unit="1", dimension="fraction")  # ¼ is 四分之一
    return read


def _fraction(text: str, numeral: Numeral) -> Amount | None:
    """Read a fraction: 三分之二, 3又1/2, 四又三分之一, 2/3."""
    whole = Decimal(0)
    first = numeral
    joined = _AND.match(text, numeral.end)
    if joined:
        inner = read_numeral(text, joined.end())
        if inner is None:
            return None
        whole, first = numeral.low, inner
    bar = _FRACTION_BAR.match(text, first.end)
    if bar:
        sign = text[bar.end() : bar.end() + 1] in ("负", "-")
        above = read_numeral(text, bar.end() + sign)
        below, end = first.low, above.end if above else 0
        top = (-above.low if sign else above.low) if above else None
    else:
        slash = _SLASH.match(text, first.end) if not first.chinese else None
        if slash is None or first.big != 1 or first.low % 1 or "." in text[first.start : first.end]:
            return None
        top, below, end = first.low, Decimal(slash[2]), slash.end()
        if slash[1]:
            whole, top = first.low, Decimal(slash[1])
    if top is None or not below:
        return None
    value = whole + ROUNDED.divide(top, below)
    return Amount(
        numeral.start, end, value, value, "[]", "1", "fraction", "", value, Decimal(1), numeral
    )
