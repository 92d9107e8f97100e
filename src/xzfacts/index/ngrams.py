"""The grams by which a name is found when it is typed incompletely or wrongly.

A name has its bigrams of characters, and its bigrams of sounds, which survive a homophone.
Short names have few bigrams and also get skip-grams: trigram characters with a wrong one in the
middle still share the outer two. Long names also get trigrams of sounds, because a bigram is
not selective among a million names. Initials are indexed as trigrams, for each reading of the
first character.

The first character of a gram is its type: c characters, s sounds, k sounds with one skipped,
u trigram sounds, a and b the characters of a name of two, i initials.
"""

from itertools import pairwise, product

from xzfacts.text import pinyin

_SKIP_MAX = 5  # length of the longest names with skip-grams
_TRIGRAM_MIN = 6  # length of the shortest names with trigrams of sounds
_READINGS = 2  # of a character with several
_INITIALS = 3


def name_grams(text: str) -> set[str]:
    """Return all grams of a compact name."""
    grams = {"c" + a + b for a, b in pairwise(text)}
    codes = [_codes(char) for char in text]
    for left, right in pairwise(codes):
        grams |= {"s" + a + b for a, b in product(left, right)}
    if len(text) <= _SKIP_MAX:
        for left, right in zip(codes, codes[2:], strict=False):
            grams |= {"k" + a + b for a, b in product(left, right)}
    if len(text) >= _TRIGRAM_MIN:
        first = pinyin.sound_codes(text)
        grams |= {"u" + first[i : i + 3] for i in range(len(first) - 2)}
    if len(text) == 2:
        grams |= {"a" + text[0], "b" + text[1]}
    rest = pinyin.initials(text[1:])
    for first in pinyin.initials_of(text[:1]) or (text[:1],):  # a surname may have its own reading
        grams |= initial_grams(first + rest)
    return grams


def initial_grams(initials: str) -> set[str]:
    """Return the trigrams of a name's initials, or all initials of a shorter name."""
    if not initials.isascii():
        return set()
    if len(initials) < _INITIALS:
        return {"i" + initials}
    return {"i" + initials[i : i + _INITIALS] for i in range(len(initials) - _INITIALS + 1)}


def query_grams(chars: str, codes: str) -> set[str]:
    """Return the grams to look up for a query.

    chars: one character for each unit, NUL if only a sound was typed.
    codes: one sound code for each unit, NUL if unknown.
    """
    grams = {"c" + a + b for a, b in pairwise(chars) if "\0" not in (a, b)}
    grams |= {"s" + a + b for a, b in pairwise(codes) if "\0" not in (a, b)}
    # Two units with one between them may be a transposition or an insertion.
    for a, b in zip(codes, codes[2:], strict=False):
        if "\0" not in (a, b):
            grams |= {"k" + a + b, "s" + a + b}
    if len(codes) >= _TRIGRAM_MIN - 1:
        trigrams = (codes[i : i + 3] for i in range(len(codes) - 2))
        grams |= {"u" + trigram for trigram in trigrams if "\0" not in trigram}
    for a, b in pairwise(chars):
        if "\0" not in (a, b):
            grams |= {"a" + a, "b" + b}
    return grams


def _codes(char: str) -> list[str]:
    readings = pinyin.readings(char)[:_READINGS]
    if not readings:
        return [char]
    return list(dict.fromkeys(pinyin.code_of(reading) for reading in readings))
