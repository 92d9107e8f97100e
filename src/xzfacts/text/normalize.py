"""Fold text to one spelling, so that what is typed meets what was printed.

Folding takes away what a reader does not see as a difference: full-width forms, capitals,
traditional characters, kinds of quotation marks and dashes, runs of white space. It never
reorders and never guesses. Simplification goes character by character (OpenCC's t2s table),
so a Han character always folds to exactly one.
"""

import re
from bisect import bisect_right
from os.path import dirname, join
from typing import NewType

Folded = NewType("Folded", str)

_TRADITIONAL = join(dirname(__file__), "data", "traditional.txt")

_QUOTES = "'\"`´‘’‚‛“”„‟‹›«»「」『』〝〞〟＂＇｀｢｣﹁﹂﹃﹄′″"
_DASHES = "-‐‑‒–—―−⸺⸻─━﹘﹣－"
_DOTS = "·•‧∙⋅・･●᛫⸱"
_OTHER = {"⁄": "/", "∕": "/", "〜": "~", "∼": "~", "₋": "-", "⁻": "-"}
# Radicals without a compatibility form in Unicode that PDF files hold in place of characters.
_RADICALS = (
    "⺁厂⺄乙⺈刀⺎兀⺒巳⺓幺⺠民⺮竹⻁虎⻄西⻅见⻆角⻉贝⻋车⻑长⻒长⻓长⻔门⻗雨⻘青⻙韦⻚页"
    "⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙"
)

# Where ranges begin, and, in turn, end, in which no character combines with the one before
# it. The rest (accents, Hangul parts, voiced kana marks, ...) is folded together with that one.
_ALONE = (
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
_DASH_RUN = re.compile("--+")

# What names may lose: all but letters, digits, and the signs that tell amounts apart.
# A point, dash, colon, slash or tilde stays between two digits (0.16, 3:2, 5-10, 1/3).
_NO_NAME = re.compile(r"[^\w%‰°+$¥€£#./:~-]+|_+|(?<!\d)[./:~-]+|[./:~-]+(?!\d)")


class _MayJoin(Exception):  # noqa: N818  # a turn of the road, not an error
    """A character came up that may combine with the one before it."""


class _Table(dict[int, str]):
    """Code point to folded text; begins with the simplifications and learns the rest."""

    def __missing__(self, code: int) -> str:
        if not _alone(code):
            raise _MayJoin
        folded = self[code] = _fold_cluster(chr(code))
        return folded


_table = _Table()


def fold(text: str) -> Folded:
    """Fold `text` for matching; folding what is folded changes nothing.

    Compatibility forms are normalised (NFKC) and letters lowered; traditional characters
    are simplified. All quotation marks become `'`, a run of dashes one `-`, middle dots `·`.
    White space and control characters become one space between words and none at the ends;
    characters of no width vanish.
    """
    return Folded(_tidy(_map(text)))


def compact(text: str) -> Folded:
    """Fold `text` and drop what carries no meaning in a name.

    Spaces, quotation marks, brackets, middle dots, commas and dashes between letters go;
    letters, digits, Han, `%`, `°`, `+`, currency signs and the points within numbers stay.
    Empty where the text has nothing but punctuation.
    """
    return Folded(_NO_NAME.sub("", fold(text).replace(" ", "")))


def fold_with_offsets(text: str) -> tuple[Folded, tuple[int, ...]]:
    """Fold `text` and tell where each folded character came from.

    Entry i is the index in `text` at which the source of folded character i begins; one
    more entry gives the end of the last source. Where one character folds to several
    (`㎡` to `m2`) they share an entry: `raw_span` turns a folded span into a raw one.
    """
    mapped: list[str] = []
    starts: list[int] = []
    end = 0
    for start, stop in _clusters(text):
        for char in _map_cluster(text[start:stop]):
            previous = mapped[-1] if mapped else " "
            if char == " " == previous:
                continue
            if char == "-" == previous:
                end = stop
                continue
            mapped.append(char)
            starts.append(start)
            if char != " ":
                end = stop
    if mapped and mapped[-1] == " ":
        mapped.pop()
        starts.pop()
    return Folded("".join(mapped)), (*starts, end)


def raw_span(offsets: tuple[int, ...], start: int, end: int) -> tuple[int, int]:
    """The raw slice that folded characters `start` to `end` came from, whole sources only."""
    last = len(offsets) - 1
    if start >= end:
        return offsets[start], offsets[start]
    stop = end
    while stop < last and offsets[stop] == offsets[end - 1]:
        stop += 1
    return offsets[start], offsets[stop]


def _map(text: str) -> str:
    if not _table:
        _load()
    try:
        return text.translate(_table)
    except _MayJoin:
        pass
    return "".join([_map_cluster(text[start:stop]) for start, stop in _clusters(text)])


def _tidy(mapped: str) -> str:
    if "--" in mapped:
        mapped = _DASH_RUN.sub("-", mapped)
    return " ".join([word for word in mapped.split(" ") if word])


def _load() -> None:
    with open(_TRADITIONAL, encoding="utf-8") as file:
        traditional, simplified = file.read().split()
    # Marks first: NFKC would tear some of them apart (´ is a space and an accent there).
    for marks, form in ((_QUOTES, "'"), (_DASHES, "-"), (_DOTS, "·")):
        _table.update(dict.fromkeys(map(ord, marks), form))
    _table.update((ord(mark), form) for mark, form in _OTHER.items())
    _table.update(zip(map(ord, _RADICALS[::2]), _RADICALS[1::2], strict=True))
    _table.update(zip(map(ord, traditional), simplified, strict=True))


def _map_cluster(cluster: str) -> str:
    if not _table:
        _load()
    if len(cluster) == 1 and _alone(ord(cluster)):
        return _table[ord(cluster)]
    return _fold_cluster(cluster)


def _fold_cluster(cluster: str) -> str:
    """Fold a character and what joins it, when the table does not know it yet."""
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
    if len(visible) == 1 and ord(visible) in _table:
        return _table[ord(visible)]
    folded = visible
    for _ in range(3):
        plain = normalize("NFKC", folded)
        if plain[0] == " " != folded[0]:
            plain = normalize("NFC", folded)
        known = "".join([_table.get(ord(char), char) for char in plain.lower()])
        if known == folded:
            break
        folded = known
    return folded


def _alone(code: int) -> bool:
    """Whether no character before this one can change how it folds."""
    return bisect_right(_ALONE, code) % 2 == 1


def _invisible(char: str) -> bool:
    """Whether `char` only steers layout: joiners, marks of order, variation selectors."""
    from unicodedata import category

    return (
        category(char) == "Cf"
        or "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
    )


def _clusters(text: str) -> list[tuple[int, int]]:
    """Cut `text` where normalising the parts gives the same as normalising the whole."""
    if all(map(_alone, map(ord, text))):
        return [(index, index + 1) for index in range(len(text))]
    from unicodedata import combining, normalize

    spans: list[tuple[int, int]] = []
    start = 0
    for index in range(1, len(text)):
        char = text[index]
        if _alone(ord(char)):
            joins = not _map_cluster(char)  # what vanishes may stand inside a cluster
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
