"""Whether the characters beside a value continue its number: digits, marks, separators, exponents.

Each character is mapped to the letter of its class, and the patterns are written in these letters:

    D digit of any script, numeral, fraction or exponent in one character: 8, ８, ٨, ①, Ⅷ, ½, ⁵
    H Chinese numeral               B blank                       C comma that groups digits
    P point or other connector      T multiplication sign         M minus sign or dash of a range
    S plus sign                     E exponent: 1e5               K magnitude: 88k, 5W
    A another Latin letter          % percent sign                $ currency
    X invisible character           G combining mark              . anything else
    N negation; U character of a unit that has smaller ones; R, V characters beside numbers
"""

import unicodedata

from xzfacts.text.invisible import first_invisible
from xzfacts.text.lazy_pattern import lazy_pattern

_HAN = "〇零一二两三四五六七八九十百千万亿廿卅卌几半兆"
_LISTED = {
    "D": "🔟",
    "H": f"{_HAN}壹弌贰貳叁叄肆伍陆陸柒捌玖拾佰仟倆兩萬億幾",
    "C": ",，﹐",
    "P": "/∕⁄⋅∙^'’‘`´",
    "T": "×xX*✕✖⨯＊ｘＸ",
    "M": "-−﹣－‐‑‒–—―~～〜➖⁻₋˗",
    "S": "+＋⁺₊",
    "E": "⏨",
    "N": "负負下↓▼前",
    "R": "上第分之至到和与约又数",
    "U": "元块角毛公市里尺寸斤两钱克吨小时点刻秒钟天日周个月年岁度亩顷米",
    "V": "余餘多成折倍",
    "%": "%％‰‱﹪٪؉؊",
    # These separate numbers: 3:2, 8、9.
    ".": '：:∶;；、。！!？?…‥&＆@＠#＃"＂″※',
}
_CONNECTORS = frozenset("Po Pc Pd Sk Lm".split())
_CATEGORY = {"N": "D", "M": "G", "Z": "B", "C": "X"}

_BEFORE = lazy_pattern(r"(?:D[PT]?|DB?T{1,2}B?|DB?SB?|DE[MS]?|(?<!D)D{1,3}B|D?H)$")
_GROUPS_BEFORE = lazy_pattern(r"(?:^|[^D])(?:D{1,3}CB?)+$")
_AFTER = lazy_pattern(
    r"[PT]?D|B?T{1,2}B?D|B?SB?D|E[MS]?D|H|CB?DDD(?!D)|BD{1,3}(?!D)|K(?![AKET])|B?%"
)
_SUSPECT_BEFORE = lazy_pattern(
    r"(?:[DHXGMESPTNR$]|[DHXGMTEN][PCBTS]{1,3}|[DH][URN]{1,3}|[NM].{0,6})$"
)
_SUSPECT_AFTER = lazy_pattern(r"[DHXGMTEKPRNV%]|[CBS]{1,3}[DHXGT%]")
_MINUS = lazy_pattern(r"(?:(?<![0-9A-Za-z\d年月日)）])[-−﹣－➖⁻₋˗]|负|負|零下|公元前)$")
_GROUP = lazy_pattern(r"DDD(?!D)")
_MARKS = lazy_pattern(r"X*G[XG]*")
_JOINERS = lazy_pattern(r"[PTCBSEXG]*(?=[DH])")
# Numbers of list items: circled, in brackets, with a point.
_LIST_MARK = lazy_pattern(r"(?:^|[BC$%.])D$")
_ENCLOSED = lazy_pattern("[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]$")
# 点 as a decimal point, as in 3点5万; behind a part of the day it belongs to a time: 下午3点5万人.
_DECIMAL_BEFORE = lazy_pattern(r"(?<![午晨晚间早上夜\d])\d+\s?点\s?$")
_DECIMALS = lazy_pattern(r"\d+\s?[百千万亿萬億兆成倍%％‰]")
_ZEROS = "〇零"
_DIGIT_RUN = lazy_pattern(r"[〇零一二三四五六七八九]{2,}$")


class _Classes(dict[int, str]):
    """Maps a code point to the letter of its class; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = _class(chr(code))
        return letter


def _class(char: str) -> str:
    for letter, characters in _LISTED.items():
        if char in characters:
            return letter
    if "一" <= char <= "鿿":
        return "."  # most characters of a text
    if char.isspace():
        return "B"
    if first_invisible(char):
        return "X"
    category = unicodedata.category(char)
    if category in _CONNECTORS:
        return "P"
    if category == "Sc":
        return "$"
    plain = "" if category[0] == "N" else unicodedata.normalize("NFKC", char)
    if len(plain) == 1 and plain.isascii() and plain.isalpha():
        return {"e": "E", "E": "E"}.get(plain) or ("K" if plain in "kKwWMB" else "A")
    return _CATEGORY.get(category[0], ".")


_CLASSES = _Classes()
_REACH = 24  # characters beside a value that may belong to its number


def may_be_cut(quote: str, start: int, end: int) -> bool:
    """Whether characters near quote[start:end] may belong to a longer amount; a quick test."""
    before = quote[max(0, start - 8) : start].translate(_CLASSES)
    if before and _SUSPECT_BEFORE.search(before):
        return True
    after = quote[end : end + 4].translate(_CLASSES)
    return bool(after and _SUSPECT_AFTER.match(after))


def leading_joiners(value: str) -> int:
    """Return how many characters of a value before its first digit could join it to another."""
    found = _JOINERS.match(value.translate(_CLASSES))
    return found.end() if found else 0


def digits_before(quote: str, start: int) -> str:
    """Return what precedes quote[start:], which begins with a digit, and belongs to its number."""
    before = quote[max(0, start - _REACH) : start]
    classes, kept = _visible(before)
    found = _BEFORE.search(classes)
    if found and _ENCLOSED.search(before) and _LIST_MARK.search(classes):
        return ""
    if found is None and _GROUP.match(quote[start : start + 4].translate(_CLASSES)):
        found = _GROUPS_BEFORE.search(classes)
    return before[kept[found.start()] :] if found else ""


def decimal_before(quote: str, start: int) -> str:
    """Return the digits and 点 that make quote[start:] the decimals of a number: 3点 of 3点5万."""
    found = _DECIMAL_BEFORE.search(quote[max(0, start - _REACH) : start])
    return found[0] if found and _DECIMALS.match(quote, start) else ""


def numerals_before(quote: str, start: int) -> str:
    """Return the Chinese digits, at least two, right before quote[start:]: 八八 of 八八8."""
    found = _DIGIT_RUN.search(quote[max(0, start - _REACH) : start])
    return found[0] if found else ""


def digits_after(quote: str, end: int) -> str:
    """Return what follows quote[:end], which ends with a digit, and belongs to its number."""
    after = quote[end : end + _REACH]
    classes, kept = _visible(after)
    found = _AFTER.match(classes)
    return after[: kept[found.end()]] if found else ""


def marks_after(quote: str, end: int) -> str:
    """Return the combining marks that change the last character of quote[:end]."""
    after = quote[end : end + _REACH]
    found = _MARKS.match(after.translate(_CLASSES))
    return after[: found.end()] if found else ""


def minus_before(quote: str, start: int) -> str:
    """Return the minus sign or word for it before quote[start:], with what separates them."""
    before = quote[max(0, start - _REACH) : start]
    end = len(before.translate(_CLASSES).rstrip("BXG"))
    found = _MINUS.search(before[:end])
    return before[found.start() :] if found else ""


def is_certain(after: str) -> bool:
    """Whether what `digits_after` returned belongs to the number even if it reads as whole.

    A Chinese numeral but zero, and digits behind a blank or comma, may begin another number.
    """
    return after[0] in _ZEROS or _visible(after)[0][0] not in "HBC"


def is_digit(char: str) -> bool:
    """Whether a character is a digit, or a number in one character, but no Chinese numeral."""
    return char.translate(_CLASSES) == "D"


def is_numeral(char: str) -> bool:
    """Whether a character is a Chinese numeral."""
    return char.translate(_CLASSES) == "H"


def _visible(text: str) -> tuple[str, list[int]]:
    """Return the classes of the characters that are neither invisible nor marks.

    Also their positions, and the end of the text.
    """
    classes = text.translate(_CLASSES)
    kept = [at for at, letter in enumerate(classes) if letter not in "XG"]
    return "".join([classes[at] for at in kept]), [*kept, len(text)]
