"""A query as the matcher sees it: units that each carry a character, a sound, or both.

A Han character is a unit with a character and a sound; a pinyin syllable is a unit with
only a sound; a letter typed as an initial has neither, only its letter. So one comparison
serves what was typed in characters, in pinyin, or in a mixture.
"""

from typing import NamedTuple

NONE = "\0"  # stands in `chars` and `codes` where a unit has no character or no sound


class Query(NamedTuple):
    """One way to read what was typed; all strings and tuples have one entry a unit.

    chars: folded characters. codes: sound codes. letters: first letters of the sounds.
    syllables: the syllable typed, empty where a character was. words: which of the words
    between spaces the unit stands in. weights: how much content the unit carries.
    pinyin: whether letters were read as pinyin.
    """

    chars: str
    codes: str
    letters: str
    syllables: tuple[str, ...]
    words: tuple[int, ...]
    weights: tuple[float, ...]
    pinyin: bool

    @property
    def size(self) -> int:
        """The number of units."""
        return len(self.chars)

    def weight(self, mask: int) -> float:
        """The weight of the units whose bits are set in `mask`."""
        return sum([w for i, w in enumerate(self.weights) if mask >> i & 1]) if mask else 0.0

    def joined(self, i: int) -> bool:
        """Whether units i - 1 and i exist and stand in one word."""
        return 0 < i < len(self.words) and self.words[i - 1] == self.words[i]

    def runs(self, mask: int) -> list[tuple[int, int]]:
        """The stretches of units in `mask` that stand in one word, as (start, end)."""
        found: list[tuple[int, int]] = []
        start = -1
        for i in range(self.size + 1):
            inside = mask >> i & 1
            if start >= 0 and (not inside or not self.joined(i)):
                found.append((start, i))
                start = -1
            if inside and start < 0:
                start = i
        return found

    def keeps_words(self, start: int, end: int) -> bool:
        """Whether units start to end are within one word, or are whole words."""
        if self.words[start] == self.words[end - 1]:
            return True
        return not self.joined(start) and not self.joined(end)


def span_mask(start: int, end: int) -> int:
    """Bits start to end - 1."""
    return (1 << end) - (1 << start)


def units(mask: int) -> list[int]:
    """The numbers of the bits that are set."""
    return [i for i in range(mask.bit_length()) if mask >> i & 1]


def is_latin(char: str) -> bool:
    """Whether a folded character is a Latin letter or a digit."""
    return "a" <= char <= "z" or "0" <= char <= "9"
