"""The keys under which a name is found when it is not typed whole.

A name is listed under its pairs of characters, and under its pairs of sounds, so that a
wrong character of the right sound still meets it. Short names have few pairs, so they are
also listed with one character left out: three characters of which the middle one is wrong
still share the outer two. Long names are also listed under their threes of sounds: among a
million names a pair tells little. Initials come in threes.
"""

from itertools import pairwise, product

from xzfacts.text import pinyin

_SKIP_MAX = 5  # names up to this length are also listed with a character left out
_THREES_MIN = 6
_READINGS = 2  # of a character with several living readings
_INITIALS = 3


def name_grams(text: str) -> set[str]:
    """All keys of a compact name."""
    keys = {"c" + a + b for a, b in pairwise(text)}
    codes = [_codes(char) for char in text]
    for left, right in pairwise(codes):
        keys |= {"s" + a + b for a, b in product(left, right)}
    if len(text) <= _SKIP_MAX:
        for left, right in zip(codes, codes[2:], strict=False):
            keys |= {"k" + a + b for a, b in product(left, right)}
    if len(text) >= _THREES_MIN:
        first = pinyin.sound_codes(text)
        keys |= {"u" + first[i : i + 3] for i in range(len(first) - 2)}
    if len(text) == 2:
        keys |= {"a" + text[0], "b" + text[1]}
    return keys | initial_grams(pinyin.initials(text))


def initial_grams(initials: str) -> set[str]:
    """Keys for the first letters of a name's syllables: threes, or the whole of a shorter one."""
    if not initials.isascii():
        return set()
    if len(initials) < _INITIALS:
        return {"i" + initials}
    return {"i" + initials[i : i + _INITIALS] for i in range(len(initials) - _INITIALS + 1)}


def query_grams(chars: str, codes: str) -> set[str]:
    """Keys to look up for a query.

    chars: one character a unit, NUL where only a sound was typed; codes: one sound a unit.
    """
    keys = {"c" + a + b for a, b in pairwise(chars) if "\0" not in (a, b)}
    keys |= {"s" + a + b for a, b in pairwise(codes) if "\0" not in (a, b)}
    # What stands two apart may have been swapped with what is between, or parted by it.
    for a, b in zip(codes, codes[2:], strict=False):
        if "\0" not in (a, b):
            keys |= {"k" + a + b, "s" + a + b}
    if len(codes) >= _THREES_MIN - 1:
        threes = (codes[i : i + 3] for i in range(len(codes) - 2))
        keys |= {"u" + three for three in threes if "\0" not in three}
    for a, b in pairwise(chars):
        if "\0" not in (a, b):
            keys |= {"a" + a, "b" + b}
    return keys


def _codes(char: str) -> list[str]:
    readings = pinyin.readings(char)[:_READINGS]
    if not readings:
        return [char]
    return list(dict.fromkeys(pinyin.code_of(reading) for reading in readings))
