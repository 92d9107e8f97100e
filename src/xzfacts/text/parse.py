"""Read amounts: one that makes up a whole text, or all of those in running text.

Linear in the length of the text: every step moves on past what it has read, looks ahead
at most one amount, and back a few characters.
"""

import re
from decimal import Decimal, localcontext
from typing import NamedTuple

from xzfacts.text import acceptance, hedges
from xzfacts.text.amount import Amount
from xzfacts.text.clock import read_clock
from xzfacts.text.dates import read_date
from xzfacts.text.forms import read_amount
from xzfacts.text.glyphs import plain_glyphs
from xzfacts.text.quantity import EXACT, Quantity
from xzfacts.text.units import Unit, per, read_denominator, read_unit

_CANDIDATE = re.compile(
    "[0-9〇零一二两三四五六七八九十百千廿卅卌几数半第首]"
    r"|(?<![.0-9])\.(?=\d)|对(?=折)|(?<=[上过近超逾破约])[万亿]|前(?=[二三23]季度)"
)
_MARGIN = re.compile(r"[\s，。、；：,;:!！?？]*")
_BETWEEN = re.compile(r" ?(?:[-–—―─~]{1,2}|至|到) ?")
_AND = re.compile(" ?[和与] ?")
_BETWEEN_END = "之间"
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
    "每(?:人每)?(平方米|平方公里|公里|小时|分钟|公斤|公顷|季度"
    "|[月年天日周时人户亩吨斤股米度个件台套张次瓶箱]) ?$"
)
_SIGN_BEFORE = re.compile(r"(?:负|(?<![0-9A-Za-z.年月日)）-])-|零下) ?$")
_RATED = ("money", "weight", "volume", "energy", "people", "count")  # 每天8小时 is no rate
_PREFIX_REACH = 10


class Span(NamedTuple):
    """An amount in a text: text[start:end] states `quantity`."""

    start: int
    end: int
    quantity: Quantity


class _Found(NamedTuple):
    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    bounds: str
    unit: str
    dimension: str


def parse_quantity(text: str) -> Quantity | None:
    """The amount that the whole text states, hedges included; blanks at the ends aside.

    Liberal: 二十 alone is a number, and a short unknown word behind a number is taken for
    its measure word. None where the text is anything else, or states more than one amount.
    """
    stripped = text.strip()
    if not stripped or len(stripped) > acceptance.LONGEST_WHOLE:
        return None
    return _whole(stripped, strict=False)


def _whole(stripped: str, *, strict: bool) -> Quantity | None:
    plain = plain_glyphs(stripped)
    with localcontext(EXACT):
        at = 0
        for candidate in _CANDIDATE.finditer(plain):
            if candidate.start() < at:
                continue
            at = candidate.start()
            found = _read(plain, at, 0, whole=True)
            if found and found.start == 0:
                if found.end == len(plain):
                    return _quantity(found, stripped)
                return None if strict else _with_unknown_unit(plain, found, stripped)
            if at > _PREFIX_REACH + 4:
                return None
            at = candidate.end()
    return None


def find_quantities(text: str) -> tuple[Span, ...]:
    """All amounts that running text states, left to right, none overlapping, each the longest.

    Words that merely hold a numeral (一些, 统一, 第一时间), names, codes and telephone numbers
    are left out. Positions are those of `text`; `Quantity.text` is the slice.
    """
    if len(text) <= acceptance.LONGEST_WHOLE:
        begin = _MARGIN.match(text).end()  # type: ignore[union-attr]
        core = text[begin:].rstrip(" \n\t。，；、！？,;!?")
        if core and not acceptance.is_word(plain_glyphs(core)):
            whole = _whole(core, strict=True)
            if whole is not None:
                return (Span(begin, begin + len(core), whole),)
    plain = plain_glyphs(text)
    spans: list[Span] = []
    with localcontext(EXACT):
        pos = floor = 0
        while candidate := _CANDIDATE.search(plain, pos):
            start = candidate.start()
            skipped = acceptance.skip(plain, start, text)
            if skipped:
                pos = skipped
                continue
            found = _read(plain, start, floor, whole=False)
            if found is None:
                pos = acceptance.past_numeral(plain, start)
                continue
            spans.append(
                Span(found.start, found.end, _quantity(found, text[found.start : found.end]))
            )
            pos = floor = found.end
    return tuple(spans)


def _quantity(found: _Found, text: str) -> Quantity:
    low, high = found.low, found.high
    return Quantity(
        None if low is None else _tidy(low),
        None if high is None else _tidy(high),
        found.bounds,
        found.unit,
        found.dimension,
        text,
    )


def _tidy(number: Decimal) -> Decimal:
    """The same number with neither exponent nor idle zeros, so that equal ones print alike."""
    if number == number.to_integral_value():
        return Decimal(int(number))
    return number.normalize(EXACT)


def _with_unknown_unit(plain: str, found: _Found, text: str) -> Quantity | None:
    """88味: what stands behind a bare number is its measure word, where it is short."""
    word = plain[found.end :].strip()
    if found.dimension != "number" or not acceptance.may_be_measure_word(word):
        return None
    return _quantity(found._replace(unit=word, dimension="count"), text)


def _read(plain: str, pos: int, floor: int, *, whole: bool) -> _Found | None:
    when = read_date(plain, pos)
    if when is not None:
        return _Found(pos, when.end, when.low, when.high, when.bounds, when.unit, "date")
    clock = read_clock(plain, pos)
    if clock is not None:
        return _Found(pos, clock.end, clock.low, clock.high, clock.bounds, "clock", "clock")
    bare_big = plain[pos] in "万亿"
    amount = read_amount(plain, pos, bare_big=bare_big)
    if amount is None:
        return None
    amount = _with_range(plain, amount)
    start, amount, kind, negative = _with_prefixes(plain, amount, floor)
    after = _hedge_after(plain, amount)
    hedged = kind is not None or after is not None
    if not whole and not acceptance.convincing(plain, amount, hedged=hedged):
        return None
    return _hedged(plain, start, amount, (kind, after), negative=negative)


def _hedge_after(plain: str, amount: Amount) -> tuple[int, str] | None:
    if amount.dimension == "ordinal":
        return None
    countable = amount.unit is None or amount.dimension in ("count", "people")
    return hedges.hedge_after(plain, amount.end, countable=countable)


def _with_range(plain: str, first: Amount) -> Amount:
    """A to B, where the first may leave its unit and its 万 to the second: 3—5万元."""
    joint = _BETWEEN.match(plain, first.end)
    between = None if joint else _AND.match(plain, first.end)
    joint = joint or between
    if not joint or (first.numeral is None) or joint.end() >= len(plain):
        return first
    second = read_amount(plain, joint.end())
    if second is None or second.numeral is None or second.end <= joint.end():
        return first
    closed = plain.startswith(_BETWEEN_END, second.end)
    if between and not closed:
        return first
    low = first.low
    if first.unit is None and second.unit is not None:
        low = first.low * second.own
        alone = first.numeral.big == 1 and second.numeral.big > 1
        if alone and first.low < second.numeral.low / second.numeral.big:
            low *= second.numeral.big
    elif first.unit is None and second.numeral.big > first.numeral.big == 1:
        if first.low < second.numeral.low / second.numeral.big:
            low *= second.numeral.big
    elif (first.unit, first.dimension) != (second.unit, second.dimension):
        return first
    if low >= second.high:
        return first
    end = second.end + (len(_BETWEEN_END) if closed else 0)
    return second._replace(
        start=first.start, end=end, low=low, bounds="[" + second.bounds[1],
        numeral=second.numeral._replace(start=first.numeral.start),
    )  # fmt: skip


def _with_prefixes(plain: str, amount: Amount, floor: int) -> tuple[int, Amount, str | None, bool]:
    """Take in what stands before: sign, currency, 华氏, 每月, and a hedge, in any order."""
    start, kind, negative = amount.start, None, False
    if amount.dimension == "ordinal":
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
        if each and amount.unit and amount.dimension in _RATED:
            amount = _each(amount, each[1])
            start = reach + each.start()
            continue
        hedge = None if kind else hedges.hedge_before(plain, start, floor)
        if hedge is None or not _may_hedge(hedge[1], amount):
            break
        start, kind = hedge
    return start, amount, kind, negative


def _may_hedge(kind: str, amount: Amount) -> bool:
    """近三年 are the last three years, not somewhat less than three."""
    return not (kind == "near" and amount.unit in ("月", "天"))


def _each(amount: Amount, word: str) -> Amount:
    below = read_denominator(word, 0)
    if below is None or amount.unit is None:
        return amount
    one = Unit(0, amount.name, amount.unit, Decimal(1), amount.dimension)
    rate = per(one, below)
    return amount._replace(
        unit=rate.base, dimension=rate.dimension, name=rate.name,
        low=amount.low * rate.factor, high=amount.high * rate.factor,
        place=amount.place * rate.factor, own=amount.own * rate.factor,
    )  # fmt: skip


def _hedged(
    plain: str,
    start: int,
    amount: Amount,
    around: tuple[str | None, tuple[int, str] | None],
    *,
    negative: bool,
) -> _Found:
    """The amount within the hedges before and behind it."""
    kind, after = around
    low, high, bounds = amount.low, amount.high, amount.bounds
    if negative:
        low, high = -high, -low
        bounds = {"[)": "(]"}.get(bounds, bounds)
    amounts: hedges.Range = (low, high, bounds)
    end = amount.end
    unit, dimension = amount.unit or "", amount.dimension
    if after:
        end = after[0]
        if amount.unit is None:  # 五百以上个: the unit may stand behind the hedge
            late = read_unit(plain, end, weak=False)
            if late and late.dimension in ("count", "people"):
                end, unit, dimension = late.end, late.base, late.dimension
        amounts = hedges.apply(after[1], amounts, amount.place)
    if kind:
        amounts = hedges.apply(kind, amounts, amount.place)
    return _Found(start, end, *amounts, unit, dimension)
