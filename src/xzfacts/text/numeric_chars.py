"""Normalises the characters of amounts: digits, numerals, hedges and units.

The length never changes, so that positions are those of the original. Other characters are
not replaced; `xzfacts.text.normalize` is for names.
"""

from typing import NamedTuple

from xzfacts.text.lazy_pattern import lazy_pattern

_FULL_WIDTH = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%+-./:^~$<=>"
# Pairs of a variant and its plain character.
_PAIRS = (
    # financial and traditional numerals
    "壹一弌一贰二貳二叁三叄三參三肆四伍五陆六陸六柒七捌八玖九拾十佰百仟千倆两兩两萬万億亿"
    "○〇◯〇負负點点"
    # hedges and adjacent words
    "餘余幾几數数約约過过達达滿满於于從从後后來来內内間间與与會会於于倖幸"
    # classifiers and units
    "個个條条畝亩頃顷塊块錢钱棟栋層层處处輛辆張张雙双對对項项歲岁臺台戶户屆届種种類类線线"
    "頓顿顆颗冊册噸吨鎊镑銖铢韓韩歐欧場场門门輪轮盞盏盤盘罐罐頭头隻只絲丝釐厘裏里裡里國国"
    "縣县鎮镇鄉乡區区級级強强單单長长馬马務务筆笔組组隊队員员團团連连師师軍军節节華华攝摄"
    "樓楼號号時时鐘钟鍾钟減减環环階阶園园銀银貨货圍围蘭兰亞亚標标準准週周併并倫伦爾尔盧卢"
    "許许剛刚僅仅總总畫画齣出幣币貫贯噚寻紮扎"
    # signs
    "−-﹣-–-‒-‑-￥¥￡£￦₩﹪%∶:〜~∼~≈~≒~≦≤≧≥⩽≤⩾≥﹤<﹥>⬇↓⬆↑圓圆\u3000 \u00a0 \u2009 \u202f "
    # radicals that PDF files contain instead of the character
    "⼀一⼆二⼋八⼗十⼈人⼝口⼟土⼤大⼦子⼨寸⼩小⼭山⼯工⼾户⼿手⽀支⽄斤⽅方⽇日⽉月⽊木⽔水"
    "⽕火⽚片⽬目⽯石⽴立⽶米⾞车⻋车⾥里⾦金⻔门⾨门⾯面⾸首⾼高⻓长⾧长⻚页⾴页⻢马"
)
_TABLE = {ord(char) + 0xFEE0: char for char in _FULL_WIDTH} | {
    ord(_PAIRS[at]): _PAIRS[at + 1] for at in range(0, len(_PAIRS), 2)
}
_VARIANTS = frozenset(map(chr, _TABLE))
# Fractions in one character, with their value in the order of the characters.
VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
FINANCIAL = frozenset("壹弌贰貳叁叄肆伍陆陸柒捌玖拾佰仟倆")
_BEFORE_GROUP = lazy_pattern(r"，\d\d\d")
# One to three digits that end no date, ratio, code or ordinal, and groups of three. A single group
# is of the number only behind a word for a total, as 000, or in wide digits: 指数为88，130个站点.
_WIDE_GROUPS = lazy_pattern(
    r"(?<![\dA-Za-z.,，:：/第图表附案例号名-])"
    r"(?:\d{1,3}(?:，\d{3}){2,}+|(?<=[超逾达近约共计有余])\d{1,3}，\d{3}|\d{1,3}，000|[０-９]{1,3}，[０-９]{3})"
    r"(?!，?\d)"
)


def is_han(char: str) -> bool:
    """Whether `char` is a Han character; False for the empty string."""
    return "\u3400" <= char <= "\u9fff"


def plain_glyphs(text: str) -> str:
    """Replace variants of digits, numerals and unit characters; the length is kept.

    A full-width comma becomes a thousands separator between groups of three digits, the first of
    one to three: 16，300，000; elsewhere it ends a clause.
    """
    if "，" in text and _BEFORE_GROUP.search(text):
        text = _WIDE_GROUPS.sub(lambda found: found[0].replace("，", ","), text)
    # Few texts have variants; testing for them is much faster than translating.
    return text if _VARIANTS.isdisjoint(text) else text.translate(_TABLE)


# First and last character of each range of zero-width characters, and of spaces that may occur
# inside a number: 500 000, 1\u200b31.
_HIDDEN_RANGES = (
    "\u00ad\u00ad \u034f\u034f \u061c\u061c \u180e\u180e \u200b\u200f \u202a\u202e"
    " \u2060\u2064 \u2066\u206f \ufe00\ufe0f \ufeff\ufeff"
)
_NARROW_RANGES = "\u00a0\u00a0|\u2000\u200a|\u202f\u202f|\u205f\u205f"


def _characters(ranges: list[str]) -> str:
    return "".join([chr(code) for pair in ranges for code in range(ord(pair[0]), ord(pair[1]) + 1)])


_HIDDEN = _characters(_HIDDEN_RANGES.split(" "))
_NARROW = _characters(_NARROW_RANGES.split("|"))
_ODD = frozenset(_HIDDEN + _NARROW)
_DIGITS_APART = lazy_pattern(r"\d \d")
_BREAK = lazy_pattern(
    rf"[{_HIDDEN}]+|(?<=\d)[{_NARROW}]+(?=\d)"
    r"|(?<=(?<![\dA-Za-z.,])\d) (?=\d{3}(?: \d{3})*(?![\d.,]| \d))"
    r"|(?<=(?<![\dA-Za-z.,])\d\d) (?=\d{3}(?: \d{3})*(?![\d.,]| \d))"
    r"|(?<=(?<![\dA-Za-z.,])\d{3}) (?=\d{3}(?: \d{3})*(?![\d.,]| \d))"
    r"|(?<=\d \d{3}) (?=\d{3}(?![\d.,]))"
)


class Closed(NamedTuple):
    """A text without zero-width characters and without spaces inside its numbers.

    text: the text without the breaks.
    offsets: the position of each character in the original; one more entry for the end.
    """

    text: str
    offsets: tuple[int, ...]


def close_numbers(text: str) -> Closed | None:
    """Remove invisible characters and the spaces that group digits.

    None if there are none, as in nearly every text.
    """
    if _ODD.isdisjoint(text) and not (" " in text and _DIGITS_APART.search(text)):
        return None
    cut = bytearray(len(text))
    for found in _BREAK.finditer(text):
        start, end = found.span()
        cut[start:end] = b"\1" * (end - start)
    if not any(cut):
        return None
    kept = [at for at in range(len(text)) if not cut[at]]
    closed = Closed("".join([text[at] for at in kept]), (*kept, len(text)))
    # With invisible characters out of the way, more spaces may group digits.
    again = None if _ODD.isdisjoint(text) else close_numbers(closed.text)
    if again is None:
        return closed
    return Closed(again.text, tuple([closed.offsets[at] for at in again.offsets]))
