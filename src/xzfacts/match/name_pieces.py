"""What pieces of a long name identify it, from the shape of the name."""

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
