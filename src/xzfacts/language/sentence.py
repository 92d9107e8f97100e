"""A sentence of a draft as the checker sees it.

Names and words are looked for in its compact form, as in a query; every unit knows which
character of the sentence it came from, and in which clause it stands.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, compress, count
from typing import NamedTuple

from xzfacts.language.amounts import find_amounts
from xzfacts.language.clauses import CLAUSE_MARKS
from xzfacts.language.text_units import Query, span_mask
from xzfacts.quantity.model import Quantity
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact

_SENTENCE = lazy_pattern(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)\]】]*|$)")
_LONGEST = 1500  # characters; what is longer is cut: no sentence is
_ITEM = frozenset("、 　\t")
_INNER = frozenset("./:~-")  # kept between digits only, as in `compact`


class _Plain(dict[int, str]):
    """Code point to compact character; learns as it is asked."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = compact(chr(code))
        return folded


_PLAIN = _Plain()


class Stated(NamedTuple):
    """An amount in a sentence: units start to end, characters raw_start to raw_end."""

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
    """A sentence; strings and tuples have one entry a unit.

    chars: compact characters. starts: where in `text` the unit comes from. words: which of
    the stretches between any marks the unit stands in. clauses: which clause. plain: the
    `plain` characters of the text.
    """

    text: str
    plain: str
    chars: str
    starts: tuple[int, ...]
    words: tuple[int, ...]
    clauses: tuple[int, ...]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The characters that units start to end came from."""
        return self.starts[start], self.starts[end - 1] + 1

    def units(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        """The units that came from these characters."""
        return bisect_left(self.starts, raw_start), bisect_left(self.starts, raw_end)

    def clause(self, unit: int) -> tuple[int, int]:
        """The clause in which the unit stands, as units."""
        number = self.clauses[unit]
        return bisect_left(self.clauses, number), bisect_left(self.clauses, number + 1)

    def listed(self, unit: int) -> bool:
        """Whether a new item of a list begins at the unit."""
        return "、" in self.text[self.starts[unit - 1] + 1 : self.starts[unit]]

    def amounts(self) -> tuple[Stated, ...]:
        """The amounts that the sentence states."""
        found = []
        for amount in find_amounts(self.text):
            start, end = self.units(amount.start, amount.end)
            if start < end:
                found.append(Stated(start, end, amount.start, amount.end, amount.quantity))
        return tuple(found)

    def query(self) -> Query:
        """The sentence as the matcher takes it; sounds are left out, for a draft has none."""
        length = len(self.chars)
        empty = ("",) * length
        return Query(
            self.chars, self.chars, self.chars, empty, self.words, _weights(self.chars), False
        )


def sentences(line: str) -> Iterator[tuple[int, str]]:
    """The sentences of a line, each with where it starts."""
    for found in _SENTENCE.finditer(line):
        start, end = found.span()
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
    """Read a sentence."""
    folded = [*map(_PLAIN.__getitem__, map(ord, text))]
    chars: list[str] = []
    starts: list[int] = []
    words: list[int] = []
    clauses: list[int] = []
    word = clause = done = 0
    last = len(text) - 1
    # Marks are few: what stands between two of them is taken at once.
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
                if char in CLAUSE_MARKS and not (inside and char in ",:"):
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


# What tells two amounts apart beside their digits, in all forms; folded to one each.
_TELLING = "-−﹣－+＋±.．·<＜>＞≤≦≥≧≠≈↓▼↑▲%％‰‱/／"
_TOLD = "---- ++±...<<>>≤≤≥≥≠≈↓▼↑▲%%‰‱//".replace(" ", "")


class _Strict(_Plain):
    """Code point to compact character, where signs, points and comparison marks stay."""


_STRICT = _Strict(zip(map(ord, _TELLING), _TOLD, strict=True))


def strict(text: str) -> str:
    """The text folded in width, script and spaces, without other marks: equal texts say the same.

    Signs, decimal points, comparison marks and every digit stay.
    """
    return text.translate(_STRICT)


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Fold a text to compact characters, each by itself; the last texts are remembered."""
    return text.translate(_PLAIN)
