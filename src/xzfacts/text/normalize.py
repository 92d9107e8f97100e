"""Normalise text for matching, so that a query matches any spelling of the printed text.

Folding removes differences without meaning: full-width forms, capitals, traditional
characters, kinds of quotation marks and dashes, runs of white space. It never reorders and
never guesses. Simplification maps single characters (OpenCC's t2s table), so that a Han
character always folds to exactly one.
"""

from bisect import bisect_right
from functools import cached_property
from os.path import dirname, join
from typing import NewType

from xzfacts.text.lazy_pattern import lazy_pattern

Folded = NewType("Folded", str)

_TRADITIONAL = join(dirname(__file__), "data", "traditional.txt")

_QUOTES = "'\"`´‘’‚‛“”„‟‹›«»「」『』〝〞〟＂＇｀｢｣﹁﹂﹃﹄′″"
_DASHES = "-‐‑‒–—―−⸺⸻─━﹘﹣－"
_DOTS = "·•‧∙⋅・･●᛫⸱"
_OTHER = {"⁄": "/", "∕": "/", "〜": "~", "∼": "~", "₋": "-", "⁻": "-"}
# Variants that occur in names of persons and places and are not in OpenCC's table.
_VARIANTS = "𠮷吉髙高﨑崎濵滨邨村淸清靑青値值兪俞吿告囯国栁柳荘庄莾莽皐皋甯宁飮饮黒黑歩步鳯凤"
# Radicals without a compatibility form in Unicode that PDF files hold in place of characters.
_RADICALS = (
    "⺁厂⺄乙⺈刀⺎兀⺒巳⺓幺⺠民⺮竹⻁虎⻄西⻅见⻆角⻉贝⻋车⻑长⻒长⻓长⻔门⻗雨⻘青⻙韦⻚页"
    "⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙"
)

# Start and end of each range of characters that do not combine with the preceding one. The
# others (accents, Hangul parts, voiced kana marks, ...) are folded together with it.
_NON_COMBINING = (
    *(0x0000, 0x0300),
    *(0x0370, 0x0483),
    *(0x048A, 0x0591),
    *(0x2000, 0x2070),
    *(0x2100, 0x2C00),
    *(0x2E80, 0x302A),
    *(0x3030, 0x3099),
    *(0x309B, 0xA015),
    *(0xAC00, 0xD7A4),
    *(0xE000, 0xFB00),
    *(0xFF00, 0xFF9E),
    *(0xFFE0, 0x10000),
    *(0x1F000, 0x1FB00),
    *(0x20000, 0x40000),
)
# All but letters, digits and the signs that distinguish amounts. Points, dashes, colons,
# slashes and tildes between two digits are kept (0.16, 3:2, 5-10, 1/3).
_INSIGNIFICANT = lazy_pattern(r"[^\w%‰°+$¥€£#./:~-]+|_+|(?<!\d)[./:~-]+|[./:~-]+(?!\d)")
_DASH_RUN = lazy_pattern("--+")


class _MayCombine(Exception):  # noqa: N818  # control flow, not an error
    """Raised for a character that may combine with the preceding one."""


class _Table(dict[int, str]):
    """Maps code points to folded text; filled on demand, except for marks."""

    def __init__(self) -> None:
        # Marks, because NFKC decomposes some of them (´ into a space and an accent).
        for marks, form in ((_QUOTES, "'"), (_DASHES, "-"), (_DOTS, "·")):
            self.update(dict.fromkeys(map(ord, marks), form))
        self.update((ord(mark), form) for mark, form in _OTHER.items())
        for pairs in (_RADICALS, _VARIANTS):
            self.update(zip(map(ord, pairs[::2]), pairs[1::2], strict=True))

    def __missing__(self, code: int) -> str:
        if not _never_combines(code):
            raise _MayCombine
        char = chr(code)
        folded = self[code] = self.simple(char) or _fold_cluster(char)
        return folded

    def simple(self, char: str) -> str | None:
        """The form of a mark, a traditional character, or one that was folded before."""
        traditional, simplified = self._simplified
        known = self.get(ord(char))
        at = traditional.find(char) if known is None else -1
        return simplified[at] if at >= 0 else known

    @cached_property
    def _simplified(self) -> list[str]:
        """The traditional characters and, in the same order, the simplified ones."""
        with open(_TRADITIONAL, encoding="utf-8") as file:
            return file.read().split()


_table = _Table()


def fold(text: str) -> Folded:
    """Fold `text` for matching; idempotent.

    Normalises compatibility forms (NFKC), lowers letters, removes accents from Latin ones, and
    simplifies traditional characters. Quotation marks become `'`, runs of dashes one `-`,
    middle dots `·`. White space and control characters become one space between words and are
    removed at the ends; zero-width characters are removed.
    """
    return Folded(_collapse_runs(_map_chars(text)))


def compact(text: str) -> Folded:
    """Fold `text` and remove characters without meaning in a name.

    Removes spaces, quotation marks, brackets, middle dots, commas and dashes between letters;
    keeps letters, digits, Han, `%`, `°`, `+`, currency signs and the points within numbers.
    Empty if the text is punctuation only.
    """
    joined = fold(text).replace(" ", "")
    return Folded(joined if joined.isalnum() else _INSIGNIFICANT.sub("", joined))


def compact_char(code: int) -> str:
    """Return `compact` of the character with this code point."""
    if 0x4E00 <= code <= 0x9FFF:  # most characters of a text, folded by the table alone
        char = chr(code)
        return _table.simple(char) or char
    return compact(chr(code))


def _map_chars(text: str) -> str:
    try:
        return text.translate(_table)
    except _MayCombine:
        pass
    return "".join([_map_cluster(text[start:stop]) for start, stop in _clusters(text)])


def _collapse_runs(mapped: str) -> str:
    if "--" in mapped:
        mapped = _DASH_RUN.sub("-", mapped)
    return " ".join([word for word in mapped.split(" ") if word])


def _map_cluster(cluster: str) -> str:
    if len(cluster) == 1 and _never_combines(ord(cluster)):
        return _table[ord(cluster)]
    return _fold_cluster(cluster)


def _fold_cluster(cluster: str) -> str:
    """Fold a character, with those that combine with it, that is not in the table."""
    code = ord(cluster[0])
    if len(cluster) == 1 and (0x4E00 <= code <= 0x9FFF or 0x20 <= code < 0x7F):
        return cluster.lower()
    from unicodedata import category, normalize

    visible = "".join([char for char in cluster if not _invisible(char)])
    if not visible:
        return ""
    kind = category(visible[0])
    if kind == "Cs":
        visible = "\N{REPLACEMENT CHARACTER}" + visible[1:]
    elif kind in {"Cc", "Zs", "Zl", "Zp"}:
        visible = " " + visible[1:]
    simple = _table.simple(visible) if len(visible) == 1 else None
    if simple is not None:
        return simple
    folded = visible
    for _ in range(3):
        plain = normalize("NFKC", folded)
        if plain[0] == " " != folded[0]:
            plain = normalize("NFC", folded)
        forms = [(char, _table.simple(char)) for char in plain.lower()]
        known = "".join([char if form is None else form for char, form in forms])
        if known == folded:
            break
        folded = known
    bare = normalize("NFD", folded)
    accented = "a" <= bare[0] <= "z" and all(category(mark) == "Mn" for mark in bare[1:])
    return bare[0] if accented else folded


def _never_combines(code: int) -> bool:
    """Whether the character folds the same whatever precedes it."""
    return bisect_right(_NON_COMBINING, code) % 2 == 1


def _invisible(char: str) -> bool:
    """Whether `char` only controls layout: joiners, direction marks, variation selectors."""
    from unicodedata import category

    return (
        category(char) == "Cf"
        or "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
    )


def _clusters(text: str) -> list[tuple[int, int]]:
    """Split `text` into spans that can be normalised one by one."""
    if all(map(_never_combines, map(ord, text))):
        return [(index, index + 1) for index in range(len(text))]
    from unicodedata import combining, normalize

    spans: list[tuple[int, int]] = []
    start = 0
    for index in range(1, len(text)):
        char = text[index]
        if _never_combines(ord(char)):
            joins = not _map_cluster(char)  # a removed character may occur inside a cluster
        elif _invisible(char) or combining(normalize("NFKD", char)[0]):
            joins = True
        else:
            before = "".join([c for c in text[start:index] if not _invisible(c)])
            joins = normalize("NFKC", before + char) != (
                normalize("NFKC", before) + normalize("NFKC", char)
            )
        if not joins:
            spans.append((start, index))
            start = index
    if text:
        spans.append((start, len(text)))
    return spans
