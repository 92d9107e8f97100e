"""A query as a sequence of units, each with a character, a sound, or both.

A Han character is a unit with a character and a sound, a pinyin syllable one with only a sound,
and an initial one with only its letter. So the same comparison works for characters, pinyin
and mixtures of both.
"""

from collections.abc import Iterable
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

NONE = "\0"  # in `chars` and `codes`, for units without a character or a sound


class Query(NamedTuple):
    """One interpretation of a query; all strings and tuples have one entry per unit.

    chars: folded characters.
    codes: sound codes.
    letters: first letters of the sounds.
    syllables: the pinyin syllable typed; empty for a character.
    words: the number of the word between spaces that the unit belongs to.
    weights: how much content the unit has.
    pinyin: whether letters were read as pinyin.
    question_mark: whether a question mark ends it.
    """

    chars: str
    codes: str
    letters: str
    syllables: tuple[str, ...]
    words: tuple[int, ...]
    weights: tuple[float, ...]
    pinyin: bool
    question_mark: bool = False

    @property
    def size(self) -> int:
        """The number of units."""
        return len(self.chars)

    def weight(self, mask: int) -> float:
        """The weight of the units whose bits are set in `mask`."""
        if not mask:
            return 0.0
        first = (mask & -mask).bit_length() - 1
        mask >>= first
        weights = self.weights[first : first + mask.bit_length()]
        return sum([w for i, w in enumerate(weights) if mask >> i & 1])

    def joined(self, i: int) -> bool:
        """Whether units i - 1 and i exist and belong to one word."""
        return 0 < i < len(self.words) and self.words[i - 1] == self.words[i]

    def beside(self, mask: int) -> int:
        """The units next to those of `mask`, in the same word."""
        joints = _joints(self.words)
        return (mask << 1 & joints) | ((mask & joints) >> 1)

    def runs(self, mask: int) -> tuple[tuple[int, int], ...]:
        """The runs of units in `mask` within one word, as (start, end)."""
        return _runs(_joints(self.words), mask & span_mask(0, self.size))

    def keeps_words(self, start: int, end: int) -> bool:
        """Whether units start to end are within one word, or are whole words."""
        if self.words[start] == self.words[end - 1]:
            return True
        return not self.joined(start) and not self.joined(end)


@lru_cache(maxsize=64)
def _joints(words: tuple[int, ...]) -> int:
    """The units that are in the same word as the one before."""
    return sum(1 << i for i in range(1, len(words)) if words[i - 1] == words[i])


@lru_cache(maxsize=1024)
def _runs(joints: int, mask: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    while mask:
        start = (mask & -mask).bit_length() - 1
        end = start + 1
        while mask & joints & (1 << end):
            end += 1
        found.append((start, end))
        mask = mask >> end << end
    return tuple(found)


def span_mask(start: int, end: int) -> int:
    """The mask with bits start to end - 1 set."""
    return (1 << end) - (1 << start)


def union(masks: Iterable[int]) -> int:
    """The mask of the bits that are set in any of the masks."""
    return reduce(or_, masks, 0)


def units(mask: int) -> list[int]:
    """The numbers of the bits that are set."""
    return [i for i in range(mask.bit_length()) if mask >> i & 1]


def is_latin(char: str) -> bool:
    """Whether a folded character is a Latin letter or a digit."""
    return "a" <= char <= "z" or "0" <= char <= "9"
