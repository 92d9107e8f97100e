"""Find a name in which one character was mistyped as an unlike one.

What tells real names apart is never such a slip: numerals, directions, sizes, and words. A slip
makes a non-word out of a word: 商业计化书. Of 144 pairs of real names (five characters or more,
from the subjects of the questions in `tools/fit_match_attributes.py`) that differ in one unlike
Han character, 5 pass for a slip; of random substitutions in such names, half do.
"""

from functools import lru_cache

from xzfacts.language.query_units import Query
from xzfacts.language.segmentation import dictionary, segment
from xzfacts.match import weights
from xzfacts.text.pinyin import is_han, similar_sound

_ORDERED = frozenset(
    "〇零一二三四五六七八九十百千万亿两双甲乙丙丁戊己庚辛东南西北中上下左右前后里内外"
    "省市县区镇乡村州"
)
_CONTRASTS = frozenset("大小高低长短新老旧男女单半正副总分首末初春夏秋冬金银铜红黄蓝绿青黑白紫国")
_NAMES = frozenset("ghno")  # tags of words that may be names
_LONGEST = 4  # characters of a word
_REMEMBERED = 1 << 12


def find_slip(name: str, query: Query) -> tuple[int, int] | None:
    """The units that are the name but for one unlike character."""
    size = len(name)
    if size < weights.SLIP_SIMILAR_MIN:
        return None
    for start in range(query.size - size + 1):
        typed = query.chars[start : start + size]
        other = [i for i in range(size) if typed[i] != name[i]]
        if len(other) == 1 and is_slip(name, other[0], typed[other[0]]):
            return start, start + size
    return None


@lru_cache(maxsize=_REMEMBERED)
def is_slip(name: str, at: int, typed: str) -> bool:
    """Whether `typed` in place of a character is a slip, not part of another name."""
    char = name[at]
    if not (is_han(char) and is_han(typed)) or not _ORDERED.isdisjoint((char, typed)):
        return False
    if _CONTRASTS.issuperset((char, typed)) or _is_in_word(name[:at] + typed + name[at + 1 :], at):
        return False
    if similar_sound(char, typed):
        return True
    word = next(word for word in segment(name) if word.start <= at < word.end)
    common = word.tag not in _NAMES or word.start
    return len(name) >= weights.SLIP_MIN and word.end - word.start > 1 and bool(common)


def _is_in_word(text: str, at: int) -> bool:
    """Whether a word of several characters in the text includes the one at that place."""
    for start in range(max(0, at - _LONGEST + 1), at + 1):
        words = dictionary().starting(text[start : start + 2])
        for end in range(max(start + 2, at + 1), min(len(text), start + _LONGEST) + 1):
            if text[start + 1 : end] in words:
                return True
    return False
