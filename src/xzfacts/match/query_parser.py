"""The ways to read a typed query as units: characters, pinyin syllables, or initials."""

from collections.abc import Sequence
from itertools import product

from xzfacts.language.query_units import NONE, Query
from xzfacts.text import pinyin as text_pinyin
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact, fold

# What ends a word besides a space. A comma or point between digits belongs to the number.
_BREAKS = str.maketrans(dict.fromkeys(";!?。、…~|\\<>[](){}'·", " "))
_BREAK_POINT = lazy_pattern(r"(?<!\d)[,.]|[,.](?!\d)")
# A minus in front of a number is a sign where a word begins, and behind a Han character in
# front of degrees or a percentage; `compact` would drop it.
_DASHES = frozenset("-−﹣－")
_MINUS = lazy_pattern(r"(?:(?<!\S)|(?<=[一-鿿])(?=.[\d.]+ ?(?:[℃℉°度%％]|摄氏)))[-−﹣－](?=\d)")
_LETTERS = lazy_pattern(r"(?:[a-z]+[1-5])+(?![a-z0-9])|[a-z]+")  # letters with tones, or without
_MAX_INITIALS = 8
_MAX_READINGS = 6
_LATIN_WEIGHT = 0.5  # of a letter or digit, where a Han character or a syllable has 1


def read_query(text: str) -> tuple[Query, ...]:
    """The ways to read `text`, the letters as letters first, then as pinyin.

    Empty where there is nothing but spaces and punctuation.
    """
    if not _DASHES.isdisjoint(text):
        text = _MINUS.sub("负", text)
    folded = fold(text)
    broken = _BREAK_POINT.sub(" ", folded.translate(_BREAKS))
    words = [w for word in broken.split(" ") if (w := compact(word))]
    if not words:
        return ()
    found = [_units([[(char,) for char in word] for word in words], pinyin=False)]
    found += [_units(reading, pinyin=True) for reading in _pinyin_readings(words)]
    asks = folded.rstrip().endswith("?")
    return tuple(query._replace(question_mark=True) for query in found) if asks else tuple(found)


# A unit before it is made: a character, or ("", syllable), or ("", "", initial).
_Unit = tuple[str, ...]


def _pinyin_readings(words: Sequence[str]) -> list[list[list[_Unit]]]:
    """Ways to read the runs of letters in the words as syllables or as initials."""
    choices: list[list[list[_Unit]]] = []
    shape: list[list[int | str]] = []  # a word: indexes into choices, and plain characters
    for word in words:
        parts: list[int | str] = []
        at = 0
        for run in _LETTERS.finditer(word):
            parts += word[at : run.start()]
            parts.append(len(choices))
            choices.append(_run_readings(run.group()))
            at = run.end()
        parts += word[at:]
        shape.append(parts)
    readings: list[list[list[_Unit]]] = []
    for choice in product(*(range(len(c)) for c in choices)):
        if all(pick == len(c) - 1 for pick, c in zip(choice, choices, strict=True)):
            break  # all as letters: read already
        if len(readings) >= _MAX_READINGS:
            break
        readings.append(
            [
                [
                    unit
                    for part in parts
                    for unit in (
                        choices[part][choice[part]] if isinstance(part, int) else [(part,)]
                    )
                ]
                for parts in shape
            ]
        )
    return readings


def _run_readings(run: str) -> list[list[_Unit]]:
    """Likeliest first, as letters last."""
    splits: tuple[tuple[str, ...], ...] = ()
    if run[-1].isdigit():
        splits = (text_pinyin.split_toned(run),)
    elif len(run) > 1:
        splits = text_pinyin.split_syllables(run, 2)
    splits += tuple(tuple(map(text_pinyin.with_umlaut, split)) for split in splits)
    readings: list[list[_Unit]] = []
    readings += [[("", s) for s in split] for split in dict.fromkeys(splits) if split]
    if not readings and run.isalpha() and 1 < len(run) <= _MAX_INITIALS:
        readings.append([("", "", letter) for letter in run])
    readings.append([(char,) for char in run])
    return readings


def _units(words: list[list[_Unit]], *, pinyin: bool) -> Query:
    chars, codes, letters, syllables, places, weights = [], [], [], [], [], []
    for number, word in enumerate(words):
        for unit in word:
            char, syllable, letter = (*unit, "", "")[:3]
            chars.append(char or NONE)
            syllables.append(syllable)
            if char:
                codes.append(text_pinyin.sound_codes(char))
                letters.append(text_pinyin.initials(char))
                weights.append(1.0 if text_pinyin.is_han(char) else _LATIN_WEIGHT)
            else:
                codes.append(text_pinyin.code_of(syllable) if syllable else NONE)
                letters.append(letter or syllable[0])
                weights.append(1.0)
            places.append(number)
    return Query(
        "".join(chars),
        "".join(codes),
        "".join(letters),
        tuple(syllables),
        tuple(places),
        tuple(weights),
        pinyin,
    )
