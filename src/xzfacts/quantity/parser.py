"""Parse amounts: a whole text that is one amount, or all amounts in running text.

Linear in the length of the text: each step continues behind what it has read, and looks ahead
one amount and back a few characters at most.
"""

from decimal import Decimal, localcontext

from xzfacts.quantity import acceptance, hedges
from xzfacts.quantity.amount_starts import MAY_START, may_start, next_start
from xzfacts.quantity.fast_amounts import read_fast
from xzfacts.quantity.model import EXACT, Quantity, Span, without_exponent
from xzfacts.quantity.numerals import read_numeral
from xzfacts.quantity.parts import Amount
from xzfacts.quantity.patterns import read_amount
from xzfacts.quantity.prefixes import BEGINNINGS, Prefixed, with_currency_behind, with_prefixes
from xzfacts.quantity.ranges import with_range
from xzfacts.quantity.ratio import MAY_BEGIN, read_ratio
from xzfacts.quantity.units import read_unit
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import close_numbers, is_han, plain_glyphs

_SHARE = lazy_pattern("[百千万亿]分之")
_RATIO_MARKS = frozenset("比:-")
_CALENDAR_MARKS = frozenset("年月日世季至到–—―─~:时点-/.")
_CALENDAR = lazy_pattern(
    "[第前]?[0-9〇零一二三四五六七八九十廿]{1,4} ?[年月日世季至到–—―─~:时点-]|[0-9]{4}[/.][0-9]"
)
_MARGIN = lazy_pattern(r"[\s，。、；：,;:!！?？]*")
# Words beside an amount that do not change it.
_NEUTRAL_BEGIN = lazy_pattern(
    "^(?:共有?|[共总合累]计(?:达|有)?|高?达到?|多达|仅有?|只有|为期|历时)"
)
_NEUTRAL_END = lazy_pattern("(?:之多|不等|整)$")
_LONGEST_PREFIX = 14
_DIGITS = frozenset("0123456789")


def parse_quantity(text: str) -> Quantity | None:
    """Return the amount that the whole text states, hedges included; outer blanks are ignored.

    Lenient: 二十 alone is a number, 共 and 达 before an amount are ignored, and a short unknown
    word behind a number is read as its measure word. None if the text is anything else or
    states more than one amount.
    """
    closed = close_numbers(text)
    stripped = (closed.text if closed else text).strip()
    if not stripped or len(stripped) > acceptance.LONGEST_WHOLE:
        return None
    core = _NEUTRAL_END.sub("", _NEUTRAL_BEGIN.sub("", stripped))
    quantity = _whole(core, plain_glyphs(core), strict=False)
    return quantity and quantity._replace(text=text.strip())


def _whole(stripped: str, plain: str, *, strict: bool) -> Quantity | None:
    with localcontext(EXACT):
        at = 0
        while (at := next_start(plain, at)) >= 0:
            found = _read(plain, at, 0, whole=True)
            if found and found.start == 0:
                if found.end == len(plain):
                    return _plain(found.quantity, stripped)
                return None if strict else _with_unknown_unit(plain, found, stripped)
            if at > _LONGEST_PREFIX:
                return None
            at += 1
    return None


def number_as_written(text: str) -> Quantity | None:
    """Return the number of an amount as written, without its unit: 4.5 for 约4.5公顷.

    For 百分之五十 it is 五十.
    """
    closed = close_numbers(text)
    if closed:
        text = closed.text
    plain = plain_glyphs(text)
    share = _SHARE.search(plain)
    start = next_start(plain, share.end() if share else 0)
    if start < 0:
        return None
    with localcontext(EXACT):
        numeral = read_numeral(plain, start)
    if numeral is None:
        return None
    read = Quantity(numeral.low, numeral.high, numeral.bounds, "", "number", "")
    return _plain(read, text[numeral.start : numeral.end])


def find_quantities(text: str) -> tuple[Span, ...]:
    """Return all amounts in running text, left to right: the longest ones, without overlaps.

    Words that contain a numeral (一些, 统一, 第一时间), names, codes and telephone numbers are
    not amounts. Positions refer to `text`; `Quantity.text` is the slice.
    """
    closed = close_numbers(text)
    if closed is None:
        return _find(text)
    spans = []
    for span in _find(closed.text):
        start, end = closed.offsets[span.start], closed.offsets[span.end - 1] + 1
        spans.append(Span(start, end, span.quantity._replace(text=text[start:end])))
    return tuple(spans)


def _find(text: str) -> tuple[Span, ...]:
    plain = plain_glyphs(text)
    if len(text) <= acceptance.LONGEST_ALONE:
        alone = _alone(text, plain)
        if alone is not None:
            return (alone,)
    spans: list[Span] = []
    pos = floor = 0
    while found := MAY_START.search(plain, pos):
        pos = found.start()
        # Words and codes need no check before this: such digits are not part of one.
        span = read_fast(plain, pos, text) if plain[pos] in _DIGITS else None
        if span is not None:
            pos = floor = span.end
            spans.append(span)
        elif may_start(plain, pos):
            pos, span = _find_at(plain, pos, text, floor)
            if span is not None:
                floor = pos
                spans.append(span)
        else:
            pos += 1
    return tuple(spans)


def _alone(text: str, plain: str) -> Span | None:
    """Return the amount that the whole text is, but for punctuation around it, else None."""
    begin = 0 if is_han(text[:1]) else _MARGIN.match(text).end()  # type: ignore[union-attr]
    if not (plain[begin : begin + 1] in BEGINNINGS or may_start(plain, begin)):
        return None
    core = text[begin:].rstrip(" \n\t。，；、！？,;!?")
    if plain[begin] in _DIGITS:
        fast = read_fast(plain, begin, text)
        if fast is not None and fast.end == begin + len(core):
            return fast
    if "，" in plain[begin : begin + len(core)]:
        return None  # an amount has no commas but those that separate thousands
    inner = plain_glyphs(core)
    if not core or acceptance.is_word_or_code(inner):
        return None
    whole = _whole(core, inner, strict=True)
    return whole and Span(begin, begin + len(core), whole)


def _find_at(plain: str, start: int, text: str, floor: int) -> tuple[int, Span | None]:
    """Return the amount that begins at `start`, hedges included, and where to search further."""
    skipped = acceptance.skip_lookalike(plain, start, text)
    if skipped:
        return skipped, None
    with localcontext(EXACT):
        found = _read(plain, start, floor, whole=False)
    if found is None:
        return acceptance.past_numeral(plain, start), None
    read = _plain(found.quantity, text[found.start : found.end])
    return found.end, found._replace(quantity=read)


def _plain(read: Quantity, text: str) -> Quantity:
    """The amount as printed in `text`, its numbers without exponents."""
    low = None if read.low is None else without_exponent(read.low)
    if read.low is read.high:
        high = low
    else:
        high = None if read.high is None else without_exponent(read.high)
    return read._replace(low=low, high=high, text=text)


def _with_unknown_unit(plain: str, found: Span, text: str) -> Quantity | None:
    """Read a short unknown word behind a bare number as its measure word: 88味."""
    word = plain[found.end :].strip()
    known = found.quantity.dimension != "number" or acceptance.is_word_or_code(plain)
    if known or not acceptance.may_be_measure_word(word):
        return None
    return _plain(found.quantity._replace(unit=word, dimension="count"), text)


def _read(plain: str, pos: int, floor: int, *, whole: bool) -> Span | None:
    """Return the amount at `pos` with hedges and sign, without its text."""
    if not _RATIO_MARKS.isdisjoint(plain[pos + 1 : pos + 10]) and MAY_BEGIN.match(plain, pos):
        ratio = read_ratio(plain, pos)
        if ratio is not None:
            packed = Decimal(ratio[1])
            return Span(pos, ratio[0], Quantity(packed, packed, "[]", "比", "ratio", ""))
    if not _CALENDAR_MARKS.isdisjoint(plain[pos + 1 : pos + 7]) and _CALENDAR.match(plain, pos):
        # Imported here because it takes half of the import time, and few amounts are dates.
        from xzfacts.quantity.dates import read_date

        when = read_date(plain, pos)
        if when is None:
            from xzfacts.quantity.clock import read_clock

            when = read_clock(plain, pos)
        if when is not None:
            dimension = "clock" if when.unit == "clock" else "date"
            read = Quantity(when.low, when.high, when.bounds, when.unit, dimension, "")
            return Span(pos, when.end, read)
    bare_big = plain[pos] in "万亿"
    amount = read_amount(plain, pos, bare_big=bare_big)
    if amount is None:
        return None
    amount = with_currency_behind(plain, with_range(plain, amount, floor))
    prefixed = with_prefixes(plain, amount, floor)
    after = _hedge_after(plain, prefixed.amount)
    hedged = prefixed.hedge not in (None, hedges.SEVERAL) or after is not None
    if not whole and not acceptance.is_likely_amount(plain, prefixed.amount, hedged=hedged):
        return None
    return _hedged(plain, prefixed, after)


def _hedge_after(plain: str, amount: Amount) -> tuple[int, str] | None:
    if amount.dimension == "ordinal":
        return None
    countable = amount.unit is None or amount.dimension in ("count", "people")
    return hedges.hedge_after(plain, amount.end, countable=countable)


def _hedged(plain: str, read: Prefixed, after: tuple[int, str] | None) -> Span:
    """Apply the hedges before and behind an amount, and its sign."""
    amount = read.amount
    low, high, bounds = amount.low, amount.high, amount.bounds
    if read.negative:
        low, high = -high, -low
        bounds = {"[)": "(]"}.get(bounds, bounds)
    amounts: hedges.Range = (low, high, bounds)
    end = amount.end
    unit, dimension = amount.unit or "", amount.dimension
    if after:
        end = after[0]
        if amount.unit is None:  # 五百以上个: the unit may be written behind the hedge
            late = read_unit(plain, end, weak=False)
            if late and late.dimension in ("count", "people"):
                end, unit, dimension = late.end, late.base, late.dimension
        amounts = hedges.apply(after[1], amounts, amount.place)
    if read.hedge:
        amounts = hedges.apply(read.hedge, amounts, amount.place)
    return Span(read.start, end, Quantity(*amounts, unit, dimension, ""))
