"""When one name is likely a slip of another, and not the name of a neighbour.

A slip sounds or looks like what was meant, or has a character too many, too few, or in the
wrong order. First and Second Middle School, East and West Street, and two people of one
family differ by one character as well, and are no slips.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import takewhile

from xzfacts.text.lookalikes import alike
from xzfacts.text.pinyin import is_han, near_sound, same_sound, sound_codes

# Characters that tell neighbours apart: one for another is a choice, not a slip.
_TELLING = frozenset(
    "〇零一二三四五六七八九十百千万亿两甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    "东西南北中上下左右前后内外里大小老新旧高低长短正副总分男女父母子女兄弟姐妹年月日"
)
# Below these lengths a different character makes a different name.
_SHORTEST = 3
_SHORTEST_MOVED = 4
_SHORTEST_MISSING = 4

_LONGEST_WORD = 6  # that is looked for where two names differ

_VARIANTS_AT_ONCE = 1_000_000  # kept in memory while names are compared


def near_pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different names that sound the same or are one edit apart, each pair once.

    Two names are one edit apart (a swap of neighbours included) only if dropping at most
    one character from each gives the same text. Time grows with the number of characters,
    not of pairs; large stores are gone through in several passes to bound the memory.
    """
    passes = 1 + sum(len(name) + 2 for name in names) // _VARIANTS_AT_ONCE
    for number in range(passes):
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            if len(name) < _SHORTEST:
                continue
            for variant in _variants(name):
                if passes == 1 or hash(variant) % passes == number:
                    groups[variant].append(name)
        told: set[tuple[str, str]] = set()
        for near in groups.values():
            for index, name in enumerate(near):
                for other in near[:index]:
                    pair = (other, name) if other < name else (name, other)
                    if pair not in told:
                        told.add(pair)
                        yield pair


def _variants(name: str) -> set[str]:
    found = {name[:index] + name[index + 1 :] for index in range(len(name))}
    return found | {name, "\0" + sound_codes(name)}


def is_slip(one: str, other: str, *, inserted: bool) -> bool:
    """Whether one of two different folded names is likely a slip of the other.

    `inserted`: a further character inside a long name counts, not only a doubled one. It
    does for names of things (广州市第一中学, 广州第一中学), not for those of properties.
    """
    if len(one) == len(other):
        changed = [index for index, char in enumerate(one) if char != other[index]]
        if len(changed) == 1:
            return _one_for_another(one, other, changed[0])
        if len(changed) == 2 and _moved(one, other, *changed):
            return True
        return _sounds_the_same(one, other, changed)
    if abs(len(one) - len(other)) != 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((index for index, char in enumerate(short) if char != long[index]), len(short))
    if short[at:] != long[at + 1 :]:
        return False
    return _extra(short, long, at, inserted=inserted)


def other_word(one: str, other: str, words: Container[str]) -> bool:
    """Whether two different names have different words of `words` where they differ.

    起源事件 and 起源时间 sound the same, and so do 室内温度 and 室内湿度 nearly: where both are
    words that attributes are named by, another word is a choice, not a slip.
    """
    before = _same_from_start(one, other)
    after = _same_from_start(one[:before:-1], other[:before:-1])
    for start in range(max(0, before - _LONGEST_WORD), before + 1):
        for left in range(min(after, _LONGEST_WORD) + 1):
            if one[start : len(one) - left] in words and other[start : len(other) - left] in words:
                return True
    return False


def _same_from_start(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _one_for_another(one: str, other: str, at: int) -> bool:
    a, b = one[at], other[at]
    if not (is_han(a) and is_han(b)) or (a in _TELLING and b in _TELLING):
        return False
    if len(one) < _SHORTEST:
        return False
    return same_sound(a, b) or near_sound(a, b) or alike(a, b)


def _moved(one: str, other: str, first: int, second: int) -> bool:
    swapped = one[first] == other[second] and one[second] == other[first]
    letters = is_han(one[first]) and is_han(one[second])
    return swapped and second == first + 1 and letters and len(one) >= _SHORTEST_MOVED


def _sounds_the_same(one: str, other: str, changed: list[int]) -> bool:
    if len(changed) > len(one) // 2 or len(one) < _SHORTEST:
        return False
    return all(
        is_han(one[at]) and one[at] not in _TELLING and same_sound(one[at], other[at])
        for at in changed
    )


def _extra(short: str, long: str, at: int, *, inserted: bool) -> bool:
    char = long[at]
    if not is_han(char) or char in _TELLING or len(short) < _SHORTEST:
        return False
    if at and long[at - 1] == char:
        return True
    return inserted and 0 < at < len(short) and len(short) >= _SHORTEST_MISSING
