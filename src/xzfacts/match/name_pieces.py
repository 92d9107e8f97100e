"""The pieces of a long name in a query, and which of them identify it by their shape."""

from collections.abc import Iterator
from heapq import heapify, heappop, heappush

from xzfacts.language.query_units import Query, span_mask
from xzfacts.match.query_errors import MAX_QUERY

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
    runs = [run for run in _common_runs(chars, name[:MAX_QUERY], span, free) if -run[0] >= least]
    heapify(runs)
    taken = 0
    found: list[tuple[int, int, int]] = []
    while runs:
        length, unit, place = heappop(runs)
        size = -length
        left = (free >> unit) & ~(taken >> place) & span_mask(0, size)
        if left == span_mask(0, size):
            found.append((unit, place, size))
            free &= ~span_mask(unit, unit + size)
            taken |= span_mask(place, place + size)
            continue
        while left:  # what longer pieces leave of it
            start = (left & -left).bit_length() - 1
            size = (~(left >> start) & ((left >> start) + 1)).bit_length() - 1
            if size >= least:
                heappush(runs, (-size, unit + start, place + start))
            left &= ~span_mask(start, start + size)
    return found


def _common_runs(chars: str, name: str, span: range, free: int) -> Iterator[tuple[int, int, int]]:
    """The longest common substrings of each pair of places, as (-length, unit, offset in name)."""
    places: dict[str, list[int]] = {}
    for place, char in enumerate(name):
        places.setdefault(char, []).append(place)
    begun: dict[int, int] = {}  # unit where a run begins, by how far it is from its place
    for unit in (*span, span.stop):
        following: dict[int, int] = {}
        for place in places.get(chars[unit], ()) if free >> unit & 1 else ():
            following[unit - place] = begun.pop(unit - place, unit)
        yield from ((first - unit, first, first - apart) for apart, first in begun.items())
        begun = following
