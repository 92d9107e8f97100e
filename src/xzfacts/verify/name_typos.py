"""Tells typos in names from different names that are similar.

A typo sounds or looks like the intended name, or has a character inserted, missing or swapped.
First and Second Middle School, East and West Street, and two members of one family also differ
by one character and are not typos.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import takewhile

from xzfacts.text.lookalikes import alike
from xzfacts.text.pinyin import is_han, near_sound, same_sound, sound_codes

# Characters that distinguish names: replacing one by another is not a typo.
_DISTINCTIVE = frozenset(
    "〇零一二三四五六七八九十百千万亿两甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    "东西南北中上下左右前后内外里大小老新旧高低长短正副总分男女父母子女兄弟姐妹年月日"
)
# Minimum lengths in characters; shorter names that differ are different names.
_MIN_LENGTH = 3
_MIN_SWAPPED = 4
_MIN_INSERTED = 4

_MAX_WORD = 6  # characters of a word looked up where two names differ

_MAX_NEAR = 40  # earlier names with one variant that a name is compared with
_MAX_VARIANTS = 1_000_000  # in memory at once while names are compared


def near_pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Distinct pairs of names that sound the same or have an edit distance of one.

    Candidates are found by deletion neighbourhoods (as in SymSpell): two names at distance one,
    including a transposition, share a variant with at most one character deleted. Time grows
    with the number of characters, not of pairs: of names with one variant, each is compared with
    the last ones. Large stores take several passes to bound memory.
    """
    passes = 1 + sum(len(name) + 2 for name in names) // _MAX_VARIANTS
    for number in range(passes):
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            if len(name) < _MIN_LENGTH:
                continue
            for variant in _variants(name):
                if passes == 1 or hash(variant) % passes == number:
                    groups[variant].append(name)
        seen: set[tuple[str, str]] = set()
        for near in groups.values():
            for index, name in enumerate(near):
                for other in near[max(0, index - _MAX_NEAR) : index]:
                    pair = (other, name) if other < name else (name, other)
                    if pair not in seen:
                        seen.add(pair)
                        yield pair


def _variants(name: str) -> set[str]:
    found = {name[:index] + name[index + 1 :] for index in range(len(name))}
    return found | {name, "\0" + sound_codes(name)}


def is_typo(one: str, other: str, *, inserted: bool) -> bool:
    """Whether one of two different normalised names is likely a typo of the other.

    `inserted`: also accept any extra character inside a long name, not only a doubled one; for
    names of subjects (广州市第一中学, 广州第一中学), not of attributes.
    """
    if len(one) == len(other):
        changed = [index for index, char in enumerate(one) if char != other[index]]
        if len(changed) == 1:
            return _is_substitution(one, other, changed[0])
        if len(changed) == 2 and _is_transposition(one, other, *changed):
            return True
        return _is_homophone(one, other, changed)
    if abs(len(one) - len(other)) != 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((index for index, char in enumerate(short) if char != long[index]), len(short))
    if short[at:] != long[at + 1 :]:
        return False
    return _is_insertion(short, long, at, inserted=inserted)


def differ_by_word(one: str, other: str, words: Container[str]) -> bool:
    """Whether two names differ by a whole word of `words` each, and so are not typos.

    起源事件 and 起源时间 sound the same, 室内温度 and 室内湿度 nearly so.
    """
    before = _common_prefix(one, other)
    after = _common_prefix(one[:before:-1], other[:before:-1])
    for start in range(max(0, before - _MAX_WORD), before + 1):
        for left in range(min(after, _MAX_WORD) + 1):
            if one[start : len(one) - left] in words and other[start : len(other) - left] in words:
                return True
    return False


def _common_prefix(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _is_substitution(one: str, other: str, at: int) -> bool:
    a, b = one[at], other[at]
    if not (is_han(a) and is_han(b)) or (a in _DISTINCTIVE and b in _DISTINCTIVE):
        return False
    if len(one) < _MIN_LENGTH:
        return False
    return same_sound(a, b) or near_sound(a, b) or alike(a, b)


def _is_transposition(one: str, other: str, first: int, second: int) -> bool:
    swapped = one[first] == other[second] and one[second] == other[first]
    letters = is_han(one[first]) and is_han(one[second])
    return swapped and second == first + 1 and letters and len(one) >= _MIN_SWAPPED


def _is_homophone(one: str, other: str, changed: list[int]) -> bool:
    if len(changed) > len(one) // 2 or len(one) < _MIN_LENGTH:
        return False
    return all(
        is_han(one[at]) and one[at] not in _DISTINCTIVE and same_sound(one[at], other[at])
        for at in changed
    )


def _is_insertion(short: str, long: str, at: int, *, inserted: bool) -> bool:
    char = long[at]
    if not is_han(char) or char in _DISTINCTIVE or len(short) < _MIN_LENGTH:
        return False
    if at and long[at - 1] == char:
        return True
    return inserted and 0 < at < len(short) and len(short) >= _MIN_INSERTED
