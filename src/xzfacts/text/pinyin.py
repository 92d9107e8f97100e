"""Pronunciation: toneless pinyin readings of characters, and path of typed pinyin.

ü is written v (`lv`, `nve`), and typed as v, yu, u or ü. Readings are those of modern Chinese; a
character with several readings has the one most frequent in names and news first.
"""

import re
from functools import cache, lru_cache
from os.path import dirname, join

_SOUNDS = join(dirname(__file__), "data", "sounds.dat")
_DENSE_FROM = 0x3400
_FIRST_CLASS = 0xE000  # private-use characters, one for each sound class

# Initials and finals that speakers of many regions, and so typists, do not distinguish: the
# fuzzy pinyin of input methods without f/h and r/l, which would merge whole names.
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))

_MAX_SYLLABLE = 6  # letters in a syllable: `zhuang`
_LETTERS = "[a-zü']+"
_TONES = "[1-5]"


class _Tables:
    """The contents of sounds.dat, loaded at the first use."""

    __slots__ = ("classes", "dense", "initials", "others", "sets")

    def __init__(self) -> None:
        with open(_SOUNDS, "rb") as file:
            classes, sets, others, self.dense = file.read().split(b"\n", 3)
        self.sets = sets.decode("ascii").split(" ")
        self.others = {pair[0]: int(pair[1:]) for pair in others.decode("utf-8").split(" ")}
        self.classes = _SoundCodes(classes.decode("ascii").split(" "))
        self.initials = _Initials()


class _Syllables(dict[str, str]):
    """Maps each spelling of a syllable to the syllable."""

    def __init__(self, sets: list[str]) -> None:
        super().__init__()
        for syllable in ",".join(filter(None, sets)).split(","):
            self[syllable] = syllable
        for syllable in [known for known in self if "v" in known]:
            self[syllable.replace("v", "ü")] = syllable
            self.setdefault(syllable.replace("v", "yu"), syllable)
            self.setdefault(syllable.replace("v", "u"), syllable)


class _SoundCodes(dict[int, int]):
    """Maps code points to the private-use code point of their sound; filled on demand."""

    def __init__(self, classes: list[str]) -> None:
        super().__init__()
        self.numbers = {name: _FIRST_CLASS + n for n, name in enumerate(classes)}

    def __missing__(self, code: int) -> int:
        known = readings(chr(code))
        number = code
        if known:
            number = self.numbers[sound_class(known[0])]
        self[code] = number
        return number


class _Initials(dict[int, int]):
    """Maps code points to that of the initial of their first reading; filled on demand."""

    def __missing__(self, code: int) -> int:
        known = readings(chr(code))
        self[code] = number = ord(known[0][0]) if known else code
        return number


_loaded: list[_Tables] = []


def _tables() -> _Tables:
    if not _loaded:
        _loaded.append(_Tables())
    return _loaded[0]


@cache
def _spellings() -> _Syllables:
    return _Syllables(_tables().sets)


def is_han(char: str) -> bool:
    """Whether `char` is one Han character, 〇 included."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\U00020000" <= char <= "\U000323af"
        or char == "〇"
        or "\uf900" <= char <= "\ufaff"
    )


@lru_cache(maxsize=1 << 14)
def readings(char: str) -> tuple[str, ...]:
    """Return the readings of a character, the most frequent first; none if it is not Han."""
    tables = _tables()
    place = 2 * (ord(char) - _DENSE_FROM)
    if 0 <= place < len(tables.dense):
        number = int.from_bytes(tables.dense[place : place + 2], "little")
    else:
        number = tables.others.get(char, 0)
    return tuple(tables.sets[number].split(",")) if number else ()


def syllables(text: str) -> tuple[str, ...]:
    """Return the first reading of each Han character, and other characters unchanged."""
    return tuple([(readings(char) or (char,))[0] for char in text])


def initials_of(char: str) -> tuple[str, ...]:
    """Return the initials of all readings of a character, the most frequent reading first."""
    return tuple(dict.fromkeys(reading[0] for reading in readings(char)))


def initials(text: str) -> str:
    """Replace Han characters by the initials of their first readings: `晨南服饰` to `cnfs`."""
    return text.translate(_tables().initials)


@lru_cache(maxsize=1024)
def sound_class(syllable: str) -> str:
    """Return the syllable with near-homophones merged: `zan` for `zhang` and `zan`."""
    for typed, merged in _INITIALS:
        if syllable.startswith(typed):
            syllable = merged + syllable[len(typed) :]
            break
    for typed, merged in _FINALS:
        if syllable.endswith(typed):
            return syllable[: -len(typed)] + merged
    return syllable


def sound_codes(text: str) -> str:
    """Replace each Han character by a private-use character for its sound.

    Characters with first readings in the same sound class get the same code. The length is
    kept, so that strings can be compared by sound. The codes depend on the table of readings.
    """
    return text.translate(_tables().classes)


def code_of(syllable: str) -> str:
    """Return the code in `sound_codes` of characters with the reading `syllable`."""
    return chr(_tables().classes.numbers[sound_class(syllable)])


def same_sound(a: str, b: str) -> bool:
    """Whether two Han characters have a reading in common, tones ignored."""
    return not set(readings(a)).isdisjoint(readings(b))


def near_sound(a: str, b: str) -> bool:
    """Whether two Han characters have readings in the same sound class."""
    return not set(map(sound_class, readings(a))).isdisjoint(map(sound_class, readings(b)))


# Initials that are articulated alike, and finals that differ by little more than a nasal.
_SIMILAR_INITIALS = ("bp", "dt", "gkh", "jqx", "zcs", "nl", "fh")
_SIMILAR_FINALS = ({"en", "un"}, {"an", "ian"}, {"ong", "un"}, {"ie", "ia"}, {"iu", "ou"})


def similar_sound(a: str, b: str) -> bool:
    """Whether two Han characters have readings of which one may be misheard as the other."""
    return any(
        _similar(sound_class(one), sound_class(other))
        for one in readings(a)
        for other in readings(b)
    )


def _similar(one: str, other: str) -> bool:
    (initial, final), (other_initial, other_final) = _split(one), _split(other)
    if initial != other_initial:
        pair = {initial, other_initial}
        return final == other_final and any(pair <= {*group} for group in _SIMILAR_INITIALS)
    same = final.rstrip("ng") == other_final.rstrip("ng")
    return same or {final, other_final} in _SIMILAR_FINALS


def _split(syllable: str) -> tuple[str, str]:
    """The initial and the final of a syllable."""
    final = syllable.lstrip("bpmfdtnlgkhjqxzcsrwy")
    return syllable[: len(syllable) - len(final)], final


# A path of the first letters, as a linked list: (syllables, syllables that begin with
# a vowel inside a word, last syllable), and the segmentation before that syllable.
_Segmentation = tuple[tuple[int, int, str], "_Segmentation | None"]


def split_syllables(letters: str, limit: int = 4) -> tuple[tuple[str, ...], ...]:
    """Return up to `limit` segmentations of lower-case letters into syllables, likeliest first.

    Ordered by number of syllables; among equals those without a syllable inside the word that
    begins with a vowel, where pinyin has an apostrophe (`fangan` is `fan gan`, `fang'an` is
    `fang an`). Empty if there is none. Linear in the length.
    """
    if not re.fullmatch(_LETTERS, letters):
        return ()
    known = _spellings()
    parts = [part for part in letters.split("'") if part]
    joined = "".join(parts)
    if not joined:
        return ()
    breaks = set()
    place = 0
    for part in parts:
        breaks.add(place)
        place += len(part)
    best: list[list[_Segmentation]] = [[] for _ in range(len(joined) + 1)]
    best[0].append(((0, 0, ""), None))
    for start in range(len(joined)):
        if not best[start]:
            continue
        bare = start not in breaks and joined[start] in "aeo"
        for end in range(start + 1, min(start + _MAX_SYLLABLE, len(joined)) + 1):
            syllable = known.get(joined[start:end])
            if syllable:
                best[end] += [
                    ((path[0][0] + 1, path[0][1] + bare, syllable), path) for path in best[start]
                ]
            if end in breaks:
                break
        best[start] = []
        following = start + 1
        best[following] = sorted(best[following], key=lambda path: path[0][:2])[:limit]
    return tuple([_unwind(path) for path in best[-1]])


def split_toned(letters: str) -> tuple[str, ...]:
    """The syllables of letters with a digit for the tone behind each: `chen2nan2`; else empty."""
    parts = re.split(_TONES, letters)
    known = _spellings()
    if len(parts) < 2 or not all(part in known for part in parts if part) or "" in parts[:-1]:
        return ()
    return tuple(known[part] for part in parts if part)


def with_umlaut(syllable: str) -> str:
    """The syllable with ü where a u may be typed for it: `lu`, `nu`."""
    return syllable.replace("u", "v") if syllable in {"lu", "nu"} else syllable


def _unwind(path: _Segmentation) -> tuple[str, ...]:
    parts = []
    at: _Segmentation | None = path
    while at is not None:
        parts.append(at[0][2])
        at = at[1]
    return tuple(parts[-2::-1])
