"""Numbers as Chinese text writes them: Arabic, Chinese, financial, and mixtures of these.

Reading works on text that `xzfacts.text.glyphs.plain_glyphs` has made plain.
"""

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import NamedTuple

_DIGITS = {"〇": 0, "零": 0, "两": 2} | {
    char: value for value, char in enumerate("一二三四五六七八九", start=1)
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_TWENTIES = {"廿": 20, "卅": 30, "卌": 40}
_LETTERS = {"k": 10**3, "K": 10**3, "M": 10**6}

# Longer runs are account numbers or noise; the bound also keeps all arithmetic exact.
_MOST_DIGITS = 30
# What no finite decimal holds, such as 三分之一, is kept to this many digits.
ROUNDED = Context(prec=28, rounding=ROUND_HALF_EVEN)
_MOST_TOKENS = 40

_ARABIC = re.compile(
    r"(?:\d{1,3}(?:,\d{3})++(?!\d)(?:\.\d++)?|\d++(?:\.\d++)?|\.\d++)"
    r"(?:[eE][+-]?\d{1,2}(?![0-9A-Za-z]))?"
)
_POWER = re.compile(r"\^(?:\+|--|(-))?(\d{1,2})(?!\d)")
_FRACTION_DIGITS = re.compile(r" ?点 ?([〇零一二三四五六七八九]++)(?![十百千])")
_CHINESE_DIGITS = re.compile(r"[〇零一二两三四五六七八九]++")
START = "0123456789〇零一二两三四五六七八九十百千廿卅卌几数"


class Numeral(NamedTuple):
    """A number read from `start` to `end`: a range where it is vague in itself (十几, 三五百).

    place: the value of its last written place (700 → 100, 1.2亿 → 10 million), which is
    what 余 and 多 may add. big: the last 万 or 亿 (1 where none). digits: how many Chinese
    digits stood without 十百千万 (二〇二二 → 4). chinese: no Arabic digit in it.
    hedged: 余, 多, 来 or 几 was part of it.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    bounds: str
    place: Decimal
    big: int
    digits: int
    chinese: bool
    hedged: str


class _Reader:
    """The state of reading one numeral, left to right."""

    def __init__(self, text: str, pos: int, *, bare_big: bool) -> None:
        self.text = text
        self.start = self.end = self.pos = pos
        self.bare_big = bare_big
        self.total = (Decimal(0), Decimal(0))  # closed by 万 or 亿
        self.section = (Decimal(0), Decimal(0))  # closed by 十, 百 or 千
        self.pending: tuple[Decimal, Decimal] | None = None  # a coefficient, still open
        self.pending_arabic = self.pending_spaced = self.gap = False
        self.small = 10**4
        self.big = 1
        self.last = 1  # the magnitude that stood last
        self.place = Decimal(1)
        self.digits = 0
        self.bounds = "[]"
        self.chinese = True
        self.hedged = ""
        self.started = self.fixed = False

    def read(self) -> Numeral | None:
        whole = None  # what was read up to the last blank
        for _ in range(_MOST_TOKENS):
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
            return whole  # 3万 5人: the 5 was a number of its own
        return self._finish()

    def _skip_spaces(self) -> bool:
        """Step over blanks inside a numeral: 7 万5 千, 一百 五 十, but no list of digits."""
        ahead = self.end
        while ahead < len(self.text) and self.text[ahead] == " " and ahead - self.end < 3:
            ahead += 1
        self.pos = ahead
        if ahead == self.end:
            return False
        if not self.started or ahead == len(self.text):
            self.pos = self.end
            return False
        char = self.text[ahead]
        after_magnitude = self.pending is None and (char in _DIGITS or char.isdecimal())
        joins = char in _SMALL or char in _BIG or char in "余多几点" or after_magnitude
        if self.text.startswith("分", ahead + 1):
            joins = False  # 六 百分之十五
        if not joins:
            self.pos = self.end
        return joins

    def _token(self, *, spaced: bool) -> bool:
        if self.pos >= len(self.text):
            return False
        char = self.text[self.pos]
        if char in _DIGITS:
            return self._chinese_digits(spaced=spaced)
        if char in _SMALL:
            return self._small(_SMALL[char])
        if char in _BIG:
            return self._big(_BIG[char])
        if char.isdecimal() or char == ".":
            return self._arabic(spaced=spaced)
        if char in "余多来":
            return self._and_more(char)
        if char in "几数":
            return self._several(char)
        if char == "点":
            return self._decimals()
        if char in _TWENTIES and not self.started:
            self.section = (Decimal(_TWENTIES[char]),) * 2
            self.small = self.last = 10
            self.place = Decimal(10)
            self.pos += 1
            return True
        return False

    def _chinese_digits(self, *, spaced: bool) -> bool:
        if self.pending is not None or self.fixed or self.hedged:
            return False
        found = _CHINESE_DIGITS.match(self.text, self.pos)
        run = _without_weight(found.group()) if found else ""
        if len(run) > _MOST_DIGITS:
            return False
        zeros = len(run) - len(run.lstrip("零〇"))
        values = [_DIGITS[char] for char in run[zeros:]]
        if not self.started and (zeros == len(run) or zeros + len(values) > 2 or zeros):
            number = Decimal("".join(str(_DIGITS[char]) for char in run))
            self.pending, self.digits = (number, number), len(run)
        elif not values:
            if self.small == 10**4 and self.last == 1:
                return False
            self.gap = True
        elif len(values) == 1:
            if run.endswith("两") and self.started:
                after = self.text[self.pos + len(run) : self.pos + len(run) + 1]
                if after not in _SMALL and after not in _BIG:
                    return False  # 三十两: a weight
            self.gap = self.gap or zeros > 0
            self.pending = (Decimal(values[0]),) * 2
            self.digits = 1 if not self.started else 0
        elif len(values) == 2 and _neighbours(values):
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
        found = _ARABIC.match(self.text, self.pos)
        if not found or len(found.group()) > _MOST_DIGITS:
            return False
        written = found.group().replace(",", "")
        number = Decimal(written)
        if self.started and number >= self.last:
            return False
        self.pos = found.end()
        power = _POWER.match(self.text, self.pos)
        if power and number and abs(int(power[2]) * number.adjusted()) < _MOST_DIGITS:
            exponent = -int(power[2]) if power[1] == "-" else int(power[2])
            number = ROUNDED.power(number, exponent)
            self.pos = power.end()
        million = self.text.startswith(" M", self.pos)
        self.pos += million
        letter = self.text[self.pos : self.pos + 1]
        after = self.text[self.pos + 1 : self.pos + 2]
        screen = letter == "K" and written in ("2", "4", "8")  # 4K电视
        if letter in _LETTERS and not screen and not (after.isascii() and after.isalnum()):
            number *= _LETTERS[letter]
            self.pos += 1
        elif million:
            self.pos -= 1
        self.pending = (number, number)
        self.place = _last_place(number)
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
        self.section = _plus(self.section, _times(coefficient, magnitude))
        self.place = (self.place if self.pending_arabic and self.pending else Decimal(1)) * magnitude
        self.pending, self.gap, self.digits = None, False, 0
        self.small = self.last = magnitude
        self.pos += 1
        return True

    def _big(self, magnitude: int) -> bool:
        if self.last >= 10**4:
            self.gap = True  # 六十二亿四万: what follows a magnitude is no shortened place
        section = self._closed()
        nothing = not section[1]
        if nothing and not self.total[1]:
            if self.started or not self.bare_big:
                return False
            section, nothing = (Decimal(1), Decimal(1)), False
        if self.total[1] * magnitude >= 10**_MOST_DIGITS:
            return False
        if nothing or (self.big != 1 and magnitude > self.big):
            self.total = _times(_plus(self.total, section), magnitude)
        elif self.big == 1 or magnitude < self.big:
            self.total = _plus(self.total, _times(section, magnitude))
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
        """Whether the last digit stands for the next lower place: 二百五, but 二百零五."""
        return self.pending is not None and self.last >= 100 and not (
            self.gap or self.pending[1] >= 10
        )

    def _closed(self) -> tuple[Decimal, Decimal]:
        """The open section with its last coefficient."""
        if self.pending is None:
            return self.section
        factor = self.last // 10 if self._short() else 1
        return _plus(self.section, _times(self.pending, factor))

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
        if self.pending is not None or self.hedged or (char == "数" and self.started):
            return False
        after = self.text[self.pos + 1 : self.pos + 2]
        magnitude = after in _SMALL or after in _BIG
        if char == "数" and not (magnitude and after):
            return False
        low = 2 if not self.started else 1 if after in _SMALL and after else 0
        self.pending, self.place = (Decimal(low), Decimal(10)), Decimal(1)
        self.gap = self.gap or self.last < 100
        self.hedged, self.bounds = "几", "[)"
        self.pos += 1
        return True

    def _decimals(self) -> bool:
        found = _FRACTION_DIGITS.match(self.text, self.pos)
        if not self.started or self.fixed or self.hedged or not self.chinese or not found:
            return False
        if len(found.group(1)) > _MOST_DIGITS:
            return False
        written = "".join(str(_DIGITS[char]) for char in found.group(1))
        decimals = Decimal("0." + written)
        self.section = _plus(self._closed(), (decimals, decimals))
        self.pending, self.digits = None, 0
        self.place = Decimal(1).scaleb(-len(written))
        self.small, self.fixed = 1, True
        self.pos = found.end()
        return True

    def _finish(self) -> Numeral:
        value = _plus(self.total, self._closed())
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


def _without_weight(run: str) -> str:
    """The digits up to a 两 that is no digit but a weight: 二两. 一两 and 两三 are digits."""
    at = run.find("两", 1)
    return run if at < 0 or run == "一两" else run[:at]


def digit_value(char: str) -> int:
    """What one digit stands for, Arabic or Chinese."""
    return int(char) if char.isdecimal() else _DIGITS[char]


def _neighbours(values: list[int]) -> bool:
    """Whether two digits in a row mean 'one or the other': 七八, 三五."""
    return values[1] == values[0] + 1 or values == [3, 5]


def _plus(a: tuple[Decimal, Decimal], b: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    return a[0] + b[0], a[1] + b[1]


def _times(a: tuple[Decimal, Decimal], factor: int) -> tuple[Decimal, Decimal]:
    return a[0] * factor, a[1] * factor


def _last_place(number: Decimal) -> Decimal:
    """The value of the last digit that is no trailing zero of a whole number: 700 → 100."""
    _, digits, exponent = number.as_tuple()
    power = exponent if isinstance(exponent, int) else 0
    if power >= 0:
        for digit in reversed(digits[1:]):
            if digit:
                break
            power += 1
    return Decimal(1).scaleb(power)


def read_numeral(text: str, pos: int, *, bare_big: bool = False) -> Numeral | None:
    """The longest numeral of folded `text` that starts at `pos`, unsigned, or None.

    bare_big: whether 万 and 亿 may stand without a coefficient, as in 上万 and 近亿.
    """
    return _Reader(text, pos, bare_big=bare_big).read()
