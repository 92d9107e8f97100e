"""The analysis of a sentence into units with their characters, words and clauses.

Names and words are matched with the compact form, as in a query. Each unit of it has the offset
of its character in the sentence and the number of its clause.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, compress, count
from typing import NamedTuple
from unicodedata import category

from xzfacts.language.amounts import find_amounts
from xzfacts.language.calendar_periods import read_periods
from xzfacts.language.clauses import ends_clause
from xzfacts.language.query_units import Query, span_mask
from xzfacts.quantity.model import Quantity
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact_char

_SENTENCE_END = lazy_pattern(r"[。！？!?]+[”’」』）)\]】]*|\n")
_LONGEST = 1500  # characters; longer text is split
_ITEM = frozenset("、 　\t")
_INNER = frozenset("./:~-")  # kept between digits only, as in `compact`
_INNER_MARK = lazy_pattern(r"(?<=\d)([./:~-])(?=\d)")


class _Plain(dict[int, str]):
    """Maps code points to compact characters, computed on first use."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = compact_char(code)
        return folded


_PLAIN = _Plain()


class Stated(NamedTuple):
    """An amount in a sentence.

    start, end: its units.
    raw_start, raw_end: its characters.
    quantity: its value.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    quantity: Quantity

    @property
    def mask(self) -> int:
        """Its units."""
        return span_mask(self.start, self.end)


class Reading(NamedTuple):
    """An analysed sentence; `chars` and the tuples have one entry per unit.

    text: the sentence.
    plain: its `plain` characters.
    chars: its compact characters.
    starts: the offset of each unit in `text`.
    words: the number of the run between punctuation marks that each unit belongs to.
    clauses: the number of the clause.
    """

    text: str
    plain: str
    chars: str
    starts: tuple[int, ...]
    words: tuple[int, ...]
    clauses: tuple[int, ...]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the text that correspond to these units."""
        return self.starts[start], self.starts[end - 1] + 1

    def units(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        """The units that correspond to these characters of the text."""
        return bisect_left(self.starts, raw_start), bisect_left(self.starts, raw_end)

    def clause(self, unit: int) -> tuple[int, int]:
        """The units of the clause that contains this unit."""
        number = self.clauses[unit]
        return bisect_left(self.clauses, number), bisect_left(self.clauses, number + 1)

    def listed(self, unit: int) -> bool:
        """Whether an item of a list begins at the unit, after 、."""
        return "、" in self.text[self.starts[unit - 1] + 1 : self.starts[unit]]

    def amounts(self) -> tuple[Stated, ...]:
        """The amounts in the sentence."""
        found = []
        for amount in find_amounts(self.text):
            start, end = self.units(amount.start, amount.end)
            if start < end:
                found.append(Stated(start, end, amount.start, amount.end, amount.quantity))
        return tuple(map(self._in_period, found)) if "月" in self.text else tuple(found)

    def _in_period(self, stated: "Stated") -> "Stated":
        """The amount, or the period that it is a part of: 前5个月 for 5个月."""
        if stated.quantity.dimension == "duration" and self.chars[stated.start - 1] in "前头":
            for start, end, period in read_periods(self.chars):
                if (start, end) == (stated.start - 1, stated.end):
                    return Stated(start, end, *self.raw(start, end), period)
        return stated

    def query(self) -> Query:
        """The sentence as a query for the matcher, without pinyin."""
        length = len(self.chars)
        empty = ("",) * length
        return Query(
            self.chars, self.chars, self.chars, empty, self.words, _weights(self.chars), False
        )


def sentences(line: str) -> Iterator[tuple[int, str]]:
    """The sentences of a line, each with its offset."""
    stop = 0
    for stops in chain(map(re.Match.end, _SENTENCE_END.finditer(line)), (len(line),)):
        start, stop = stop, stops
        end = stop
        while end - start > _LONGEST:
            yield start, line[start : start + _LONGEST]
            start += _LONGEST
        while start < end and line[start].isspace():
            start += 1
        while end > start and line[end - 1].isspace():
            end -= 1
        if start < end:
            yield start, line[start:end]


def read(text: str) -> Reading:
    """Analyse a sentence."""
    folded = [*map(_PLAIN.__getitem__, map(ord, text))]
    chars: list[str] = []
    starts: list[int] = []
    words: list[int] = []
    clauses: list[int] = []
    word = clause = done = 0
    last = len(text) - 1
    # The text between two marks is added at once, which is fast.
    for at in chain(compress(count(), map((1).__ne__, map(len, folded))), (len(text),)):
        size = at - done
        chars += folded[done:at]
        starts += range(done, at)
        words += [word] * size
        clauses += [clause] * size
        done = at + 1
        if at > last:
            break
        parts = folded[at]
        if not parts:
            char = text[at]
            inside = 0 < at < last and text[at - 1].isdigit() and text[at + 1].isdigit()
            if not (inside and char in _INNER):
                if ends_clause(char, in_number=inside):
                    clause += 1
                    word += 1
                else:
                    word += char in _ITEM
                continue
            parts = char  # a point within a number stays
        for part in parts:
            chars.append(part)
            starts.append(at)
            words.append(word)
            clauses.append(clause)
    return Reading(text, plain(text), "".join(chars), tuple(starts), tuple(words), tuple(clauses))


def _weights(chars: str) -> tuple[float, ...]:
    return tuple(0.5 if char.isascii() else 1.0 for char in chars)


# Signs that distinguish amounts, in all forms, and what each is folded to.
_TELLING = "-−﹣－+＋±.．·<＜>＞≤≦≥≧≠≈↓▼↑▲%％‰‱/／"
_TOLD = "---- ++±...<<>>≤≤≥≥≠≈↓▼↑▲%%‰‱//".replace(" ", "")


# Marks between digits, except a comma that groups three of them.
_BETWEEN_DIGITS = lazy_pattern(r"(?<=\d)(?![,，]\d{3}(?!\d))[^\w\s]+(?=\d)")
_DIVIDER = "¦"


class _Strict(dict[int, str]):
    """Maps code points to compact characters; keeps signs, points and comparison marks."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _PLAIN[code]
        return folded


_STRICT = _Strict(zip(map(ord, _TELLING + _DIVIDER), _TOLD + _DIVIDER, strict=True))


def strict(text: str) -> str:
    """The text folded in width, script and spaces, without other punctuation.

    Keeps signs, decimal points, comparison marks, every digit and what separates two numbers:
    1、2月 is not 12月.
    """
    return _BETWEEN_DIGITS.sub(_divided, text).translate(_STRICT)


def _divided(found: re.Match[str]) -> str:
    """A sign in place of marks between two numbers, in which no number is grouped."""
    marks = found[0]
    if any(category(mark)[0] in "PS" and mark not in _TELLING for mark in marks):
        return _DIVIDER
    return marks


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Fold each character of a text to its compact form; the last results are cached."""
    return text.translate(_PLAIN)


def fold_chars(text: str) -> str:
    """Fold a short text like `plain`, without caching it."""
    return text.translate(_PLAIN)


def compact_chars(text: str, folded: str) -> str:
    """The compact characters of a sentence, without its analysis: the `chars` of its `Reading`.

    folded: its `plain` characters.
    """
    if not any(map(text.__contains__, _INNER)):
        return folded
    parts = _INNER_MARK.split(text)
    if len(parts) == 1:
        return folded
    parts[::2] = map(fold_chars, parts[::2])
    return "".join(parts)
