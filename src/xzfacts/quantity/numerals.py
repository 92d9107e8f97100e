"""Numerals in Chinese text: Arabic, Chinese, financial, and mixtures of these.

The text must have passed `xzfacts.text.numeric_chars.plain_glyphs`.
"""

from decimal import Decimal

from xzfacts.quantity.arabic_digits import MAX_DIGITS, last_place, read_arabic
from xzfacts.quantity.chinese_digits import (
    BIG,
    DIGITS,
    SMALL,
    TWENTIES,
    Pair,
    are_alternatives,
    before_weight,
    plus,
    times,
)
from xzfacts.quantity.parts import Numeral
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import VULGAR

_MAX_TOKENS = 40  # longer ones are noise

_FRACTION_DIGITS = lazy_pattern(
    " ?点 ?([〇零一二三四五六七八九]{1,31}+)(?![十百千〇零一二三四五六七八九])"
)
_CHINESE_DIGITS = lazy_pattern(r"[〇零一二两三四五六七八九]{1,31}")


class _NumeralParser:
    """A parser of one numeral, left to right; each token method consumes one token."""

    def __init__(self, text: str, pos: int, *, bare_big: bool) -> None:
        self.text = text
        self.start = self.end = self.pos = pos
        self.bare_big = bare_big
        self.total = (Decimal(0), Decimal(0))  # completed by 万 or 亿
        self.section = (Decimal(0), Decimal(0))  # completed by 十, 百 or 千
        self.pending: Pair | None = None  # a coefficient without magnitude yet
        self.pending_arabic = self.pending_spaced = self.gap = False
        self.small = 10**4
        self.big = 1
        self.last = 1  # the last magnitude read
        self.place = Decimal(1)
        self.digits = 0
        self.bounds = "[]"
        self.chinese = True
        self.hedged = ""
        self.started = self.fixed = False

    def read(self) -> Numeral | None:
        whole = None  # the numeral up to the last blank
        for _ in range(_MAX_TOKENS):
            spaced = self._skip_spaces()
            if spaced:
                whole = self._finish()
            if not self._token(spaced=spaced):
                break
            self.started = True
            self.end = self.pos
        if not self.started:
            return None
        if self.pending is not None and self.pending_arabic and self.pending_spaced:
            return whole  # 3万 5人: the 5 is another number
        return self._finish()

    def _skip_spaces(self) -> bool:
        """Skip blanks inside a numeral (7 万5 千, 一百 五 十), but not in a list of digits."""
        ahead = self.end
        while ahead < len(self.text) and self.text[ahead] == " " and ahead - self.end < 3:
            ahead += 1
        self.pos = self.end
        if ahead == self.end or not self.started or ahead == len(self.text):
            return False
        char = self.text[ahead]
        after_magnitude = self.pending is None and (char in DIGITS or char.isdecimal())
        joins = char in SMALL or char in BIG or char in "余多几点" or after_magnitude
        if self.text.startswith("分", ahead + 1):
            joins = False  # 六 百分之十五
        if joins:
            self.pos = ahead
        return joins

    def _token(self, *, spaced: bool) -> bool:
        if self.pos >= len(self.text):
            return False
        char = self.text[self.pos]
        if char in DIGITS:
            return self._chinese_digits(spaced=spaced)
        if char in SMALL:
            return self._small(SMALL[char])
        if char in BIG:
            return self._big(BIG[char])
        if char.isdecimal() or char == "." or char in VULGAR:
            return self._arabic(spaced=spaced)
        if char in "余多来":
            return self._and_more(char)
        if char in "几数":
            return self._several(char)
        if char == "点":
            return self._decimals()
        if char in TWENTIES and not self.started:
            self.section = (Decimal(TWENTIES[char]),) * 2
            self.small = self.last = 10
            self.place = Decimal(10)
            self.pos += 1
            return True
        return False

    def _chinese_digits(self, *, spaced: bool) -> bool:
        if self.pending is not None or self.fixed or self.hedged:
            return False
        found = _CHINESE_DIGITS.match(self.text, self.pos)
        run = before_weight(found.group()) if found else ""
        if len(run) > MAX_DIGITS:
            return False
        zeros = len(run) - len(run.lstrip("零〇"))
        values = [DIGITS[char] for char in run[zeros:]]
        if not self.started and (zeros == len(run) or zeros + len(values) > 2 or zeros):
            number = Decimal("".join(str(DIGITS[char]) for char in run))
            self.pending, self.digits = (number, number), len(run)
        elif not values:
            if self.small == 10**4 and self.last == 1:
                return False
            self.gap = True
        elif len(values) == 1:
            if run.endswith("两") and self.started:
                after = self.text[self.pos + len(run) : self.pos + len(run) + 1]
                if after not in SMALL and after not in BIG:
                    return False  # 三十两: a weight
            self.gap = self.gap or zeros > 0
            self.pending = (Decimal(values[0]),) * 2
            self.digits = 1 if not self.started else 0
        elif len(values) == 2 and are_alternatives(values):
            self.gap = self.gap or zeros > 0
            self.pending = (Decimal(values[0]), Decimal(values[1]))
            self.digits = 2 if not self.started else 0
        elif len(values) == 2 and not self.started:
            number = Decimal(values[0] * 10 + values[1])
            self.pending, self.digits = (number, number), 2
        else:
            return False
        self.pending_arabic, self.pending_spaced = False, spaced
        if self.pending is not None:
            self.place = Decimal(1)
        self.pos += len(run)
        return True

    def _arabic(self, *, spaced: bool) -> bool:
        if self.pending is not None or self.fixed or self.hedged:
            return False
        found = read_arabic(self.text, self.pos)
        if found is None or (self.started and found[1] >= self.last):
            return False
        self.pos, number = found
        self.pending = (number, number)
        self.place = last_place(number)
        self.pending_arabic, self.pending_spaced = True, spaced
        self.chinese = False
        return True

    def _small(self, magnitude: int) -> bool:
        if self.hedged and self.hedged != "几":
            return False
        if self.pending is None:
            if self.started and not (magnitude == 10 and self.small > 10):
                return False
            coefficient = (Decimal(1), Decimal(1))
        else:
            coefficient = self.pending
        if magnitude >= self.small or self.fixed or self.digits > 2:
            return False
        if self.hedged == "几" and self.pending is None:
            return False
        self.section = plus(self.section, times(coefficient, magnitude))
        written = self.place if self.pending and self.pending_arabic else Decimal(1)
        self.place = written * magnitude
        self.pending, self.gap, self.digits = None, False, 0
        self.small = self.last = magnitude
        self.pos += 1
        return True

    def _big(self, magnitude: int) -> bool:
        if self.last >= 10**4:
            self.gap = True  # 六十二亿四万: no omitted place behind a large magnitude
        section = self._closed()
        nothing = not section[1]
        if nothing and not self.total[1]:
            if self.started or not self.bare_big:
                return False
            section, nothing = (Decimal(1), Decimal(1)), False
        if self.total[1] * magnitude >= 10**MAX_DIGITS:
            return False
        if nothing or (self.big != 1 and magnitude > self.big):
            self.total = times(plus(self.total, section), magnitude)
        elif self.big == 1 or magnitude < self.big:
            self.total = plus(self.total, times(section, magnitude))
        else:
            return False
        self.place = self.place * magnitude
        self.section, self.pending, self.gap = (Decimal(0), Decimal(0)), None, False
        self.small, self.big, self.last = 10**4, magnitude, magnitude
        self.digits = 0
        self.fixed = False
        self.pos += 1
        return True

    def _short(self) -> bool:
        """Whether the last digit means the next lower place: 二百五, but not 二百零五."""
        return (
            self.pending is not None
            and self.last >= 100
            and not (self.gap or self.pending[1] >= 10)
        )

    def _closed(self) -> Pair:
        """Return the section with its last coefficient added."""
        if self.pending is None:
            return self.section
        factor = self.last // 10 if self._short() else 1
        return plus(self.section, times(self.pending, factor))

    def _and_more(self, char: str) -> bool:
        if not self.started or self.hedged or (char == "来" and self.place < 10):
            return False
        section = self._closed()
        if self._short():
            self.place *= self.last // 10
        if not section[1]:
            self.total = (self.total[0], self.total[1] + self.place)
        else:
            self.section = (section[0], section[1] + self.place)
        self.pending, self.hedged, self.bounds = None, char, "[)"
        self.pos += 1
        return True

    def _several(self, char: str) -> bool:
        if self._tens_in_digits(char):  # 20几
            self.section = self._closed()
            self.pending = None
        if self.pending is not None or self.hedged or (char == "数" and self.started):
            return False
        after = self.text[self.pos + 1 : self.pos + 2]
        magnitude = after in SMALL or after in BIG
        if char == "数" and not (magnitude and after):
            return False
        low = 2 if not self.started else 1 if after in SMALL and after else 0
        self.pending, self.place = (Decimal(low), Decimal(10)), Decimal(1)
        self.gap = self.gap or self.last < 100
        self.hedged, self.bounds = "几", "[)"
        self.pos += 1
        return True

    def _tens_in_digits(self, char: str) -> bool:
        arabic = char == "几" and self.pending is not None and self.pending_arabic
        return arabic and self.last == 1 and self.place == 10

    def _decimals(self) -> bool:
        found = _FRACTION_DIGITS.match(self.text, self.pos)
        if not self.started or self.fixed or self.hedged or not self.chinese or not found:
            return False
        if len(found.group(1)) > MAX_DIGITS:
            return False
        written = "".join(str(DIGITS[char]) for char in found.group(1))
        decimals = Decimal("0." + written)
        self.section = plus(self._closed(), (decimals, decimals))
        self.pending, self.digits = None, 0
        self.place = Decimal(1).scaleb(-len(written))
        self.small, self.fixed = 1, True
        self.pos = found.end()
        return True

    def _finish(self) -> Numeral:
        value = plus(self.total, self._closed())
        return Numeral(
            self.start,
            self.end,
            value[0],
            value[1],
            self.bounds,
            self.place * (self.last // 10 if self._short() else 1),
            self.big,
            self.digits,
            self.chinese,
            self.hedged,
        )


def read_numeral(text: str, pos: int, *, bare_big: bool = False) -> Numeral | None:
    """Return the longest unsigned numeral of plain `text` at `pos`, or None.

    bare_big: whether 万 and 亿 need no coefficient, as in 上万 and 近亿.
    """
    return _NumeralParser(text, pos, bare_big=bare_big).read()
