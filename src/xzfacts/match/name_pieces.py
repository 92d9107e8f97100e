"""The pieces of a long name in a query, and which of them identify it by their shape."""

from xzfacts.language.query_units import Query, span_mask

_ABBREVIATION_MIN = 4

# What ends a name that is whole: 湖北大学 is not short for 湖北大学历史文化学院.
_WHOLE_ENDINGS = tuple(
    (
        "大学 学院 中学 小学 学校 医院 银行 公司 集团 委员会 协会 基金会 研究所 研究院 省 市 "
        "县 区 镇 乡 村 街道 社区 局 厅 部 处 办 站 桥 寺 路 线 机场 水库 公园 博物馆 图书馆 "
        "电视台 报社 出版社"
    ).split()
)
_WHOLE_ENDINGS_LONG = tuple(ending for ending in _WHOLE_ENDINGS if len(ending) > 1)


def spelled_shorter(query: Query, name: str) -> int:
    """Return the units of a word that is a subsequence of the name.

    望丘农商行 for 望丘农村商业银行: the beginning is kept, and the end is one of the last two
    characters. A word that ends as names of its own do (宁州大学) is no abbreviation.
    """
    for start, end in query.runs(span_mask(0, query.size)):
        word = query.chars[start:end]
        if len(word) < _ABBREVIATION_MIN or word[:2] != name[:2] or len(word) >= len(name):
            continue
        if word.endswith(_WHOLE_ENDINGS_LONG) or word[-1] not in name[-2:]:
            continue
        rest = iter(name)
        if all(char in rest for char in word):
            return span_mask(start, end)
    return 0


def ends_as_whole(piece: str) -> bool:
    """Whether the piece ends as whole names do."""
    return piece.endswith(_WHOLE_ENDINGS)


def common_pieces(query: Query, name: str, free: int, least: int = 2) -> list[tuple[int, int, int]]:
    """Return disjoint common substrings, longest first, as (unit, offset in name, length).

    Only units set in `free` are used; a substring has at least `least` characters.
    """
    chars = query.chars
    span = range((free & -free).bit_length() - 1 if free else 0, free.bit_length())
    if not any(
        chars[j : j + least] in name for j in span if free >> j & 1 and j + least <= len(chars)
    ):
        return []
    taken = 0
    found: list[tuple[int, int, int]] = []
    while True:
        best = (0, 0, 0)
        lengths = [0] * (len(name) + 1)
        for j in span:
            char = chars[j]
            row = [0] * (len(name) + 1)
            if free >> j & 1:
                for i, other in enumerate(name, start=1):
                    if char == other and not taken >> (i - 1) & 1:
                        row[i] = lengths[i - 1] + 1
                        if row[i] > best[0]:
                            best = (row[i], j + 1 - row[i], i - row[i])
            lengths = row
        length, unit, place = best
        if length < least:
            return found
        found.append((unit, place, length))
        free &= ~(((1 << length) - 1) << unit)
        taken |= ((1 << length) - 1) << place
