"""How characters sound: readings in toneless pinyin, and pinyin read back into syllables.

ü is written v (`lv`, `nve`). Readings are those of the living language; a character that is
read in several ways keeps them all, the one most usual in names and news first.
"""

import re
from functools import lru_cache
from os.path import dirname, join

_SOUNDS = join(dirname(__file__), "data", "sounds.dat")
_DENSE_FROM = 0x3400
_FIRST_CLASS = 0xE000  # Private use: classes of sound stand there as characters.

# Initials and finals that speakers of many regions, and so typists, do not tell apart. They
# are what input methods offer as fuzzy pinyin, less f/h and r/l, which merge whole names.
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))

_LONGEST = 6  # letters in a syllable: `zhuang`
_LETTERS = re.compile("[a-zü']+")


class _Tables:
    """What sounds.dat holds; made when first asked for."""

    __slots__ = ("classes", "dense", "initials", "others", "sets", "syllables")

    def __init__(self) -> None:
        with open(_SOUNDS, "rb") as file:
            head, others, dense = file.read().split(b"\n", 2)
        self.sets = [tuple(part.split(",")) for part in head.decode("ascii").split(" ")]
        self.sets[0] = ()
        self.others = {pair[0]: int(pair[1:]) for pair in others.decode("utf-8").split(" ")}
        self.dense = dense.decode("utf-16-le")
        self.syllables = _Syllables(self.sets)
        self.classes = _Codes(self.sets)
        self.initials = _Initials()


class _Syllables(dict[str, str]):
    """Every way to type a syllable, to the syllable."""

    def __init__(self, sets: list[tuple[str, ...]]) -> None:
        super().__init__()
        for readings in sets:
            for syllable in readings:
                self[syllable] = syllable
        for syllable in [known for known in self if "v" in known]:
            self[syllable.replace("v", "ü")] = syllable
            self.setdefault(syllable.replace("v", "u"), syllable)


class _Codes(dict[int, int]):
    """Code point to the private-use code point of its sound; learns as it is asked."""

    def __init__(self, sets: list[tuple[str, ...]]) -> None:
        super().__init__()
        classes = {sound_class(syllable) for readings in sets for syllable in readings}
        # In the order of the alphabet, so that every process gives out the same codes.
        self.numbers = {name: _FIRST_CLASS + n for n, name in enumerate(sorted(classes))}

    def __missing__(self, code: int) -> int:
        known = readings(chr(code))
        number = code
        if known:
            number = self.numbers[sound_class(known[0])]
        self[code] = number
        return number


class _Initials(dict[int, int]):
    """Code point to that of the first letter of its first reading; learns as it is asked."""

    def __missing__(self, code: int) -> int:
        known = readings(chr(code))
        self[code] = number = ord(known[0][0]) if known else code
        return number


_loaded: list[_Tables] = []


def _tables() -> _Tables:
    if not _loaded:
        _loaded.append(_Tables())
    return _loaded[0]


def is_han(char: str) -> bool:
    """Whether `char` is one Han character, 〇 included."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\U00020000" <= char <= "\U000323af"
        or char == "〇"
        or "\uf900" <= char <= "\ufaff"
    )


def readings(char: str) -> tuple[str, ...]:
    """The living readings of a character, most usual first; none if it is not Han."""
    tables = _tables()
    place = ord(char) - _DENSE_FROM
    if 0 <= place < len(tables.dense):
        return tables.sets[ord(tables.dense[place])]
    return tables.sets[tables.others.get(char, 0)]


def syllables(text: str) -> tuple[str, ...]:
    """The first reading of each Han character; every other character as it is."""
    return tuple([(readings(char) or (char,))[0] for char in text])


def initials(text: str) -> str:
    """First letters of the first readings (`晨南服饰` gives `cnfs`), the rest as it is."""
    return text.translate(_tables().initials)


@lru_cache(maxsize=1024)
def sound_class(syllable: str) -> str:
    """The syllable with near-homophones merged: `zhang` and `zan` are both `zan`."""
    for typed, merged in _INITIALS:
        if syllable.startswith(typed):
            syllable = merged + syllable[len(typed) :]
            break
    for typed, merged in _FINALS:
        if syllable.endswith(typed):
            return syllable[: -len(typed)] + merged
    return syllable


def sound_codes(text: str) -> str:
    """`text` with each Han character replaced by one private-use character for its sound.

    Two characters get the same one when their first readings share a sound class. The
    length stays, so that strings can be compared by sound. The codes hold as long as the
    table of readings does.
    """
    return text.translate(_tables().classes)


def code_of(syllable: str) -> str:
    """The private-use character that `sound_codes` gives to characters read `syllable`."""
    return chr(_tables().classes.numbers[sound_class(syllable)])


def same_sound(a: str, b: str) -> bool:
    """Whether two Han characters share a living reading, tones aside."""
    return not set(readings(a)).isdisjoint(readings(b))


def near_sound(a: str, b: str) -> bool:
    """Whether a reading of one Han character is near one of the other."""
    return not set(map(sound_class, readings(a))).isdisjoint(map(sound_class, readings(b)))


# A way to read letters up to some place: what it cost, its last syllable, the way before it.
_Way = tuple[tuple[int, int, str], "_Way | None"]


def split_syllables(letters: str, limit: int = 4) -> tuple[tuple[str, ...], ...]:
    """Up to `limit` ways to read lower-case letters as whole syllables, likeliest first.

    Fewest syllables come first; among equals those where no syllable within the word begins
    with a vowel, as pinyin writes an apostrophe there (`fangan` is `fan gan`, `fang'an` is
    `fang an`). Nothing if the letters cannot be read so. Time grows with the length only.
    """
    if not _LETTERS.fullmatch(letters):
        return ()
    known = _tables().syllables
    parts = [part for part in letters.split("'") if part]
    joined = "".join(parts)
    if not joined:
        return ()
    breaks = set()
    place = 0
    for part in parts:
        breaks.add(place)
        place += len(part)
    ways: list[list[_Way]] = [[] for _ in range(len(joined) + 1)]
    ways[0].append(((0, 0, ""), None))
    for start in range(len(joined)):
        if not ways[start]:
            continue
        bare = start not in breaks and joined[start] in "aeo"
        for end in range(start + 1, min(start + _LONGEST, len(joined)) + 1):
            syllable = known.get(joined[start:end])
            if syllable:
                ways[end] += [
                    ((way[0][0] + 1, way[0][1] + bare, syllable), way) for way in ways[start]
                ]
            if end in breaks:
                break
        ways[start] = []
        following = start + 1
        ways[following] = sorted(ways[following], key=_cost)[:limit]
    return tuple([_unwind(way) for way in ways[-1]])


def _cost(way: _Way) -> tuple[int, int]:
    return way[0][:2]


def _unwind(way: _Way) -> tuple[str, ...]:
    parts = []
    at: _Way | None = way
    while at is not None:
        parts.append(at[0][2])
        at = at[1]
    return tuple(parts[-2::-1])
