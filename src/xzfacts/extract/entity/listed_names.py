"""Names of a list whose figures 分别 distributes: 溪源二中、溪源三中去年分别毕业680人、540人."""

from collections.abc import Iterator

from xzfacts.extract.fact.tokens import Line
from xzfacts.text.lazy_pattern import lazy_pattern

_RESPECTIVELY = lazy_pattern("分别|各自|依次")
_JOINT = lazy_pattern("[、和与及]|以及")
# What the names of a list may all end in.
_ENDS = frozenset("港站村镇县市区校中小学班队组厂店库路线桥园馆院所司社行局湖河江山岛寺场矿井")
_LEAD = lazy_pattern("^.*(?:的|其中|日|月|年|目前|上半年|季度)(?=[一-鿿])")
_SEVERAL = lazy_pattern("[两二三四五六七八九]个?[地市县区镇乡村校院港厂家省]")  # 甲县、乙县两地
_SIZES = range(2, 13)  # characters of a name


def listed_names(line: Line) -> Iterator[tuple[int, int]]:
    """Yield where each name of such a list is, if all end in the same class word."""
    for word in _RESPECTIVELY.finditer(line.chars):
        start = line.clauses[line.clause_at(word.start())][0]
        joints = list(_JOINT.finditer(line.chars, start, word.start()))
        if not joints:
            continue
        starts = [start, *(joint.end() for joint in joints)]
        lead = _LEAD.match(line.chars[start : joints[0].start()])
        starts[0] += lead.end() if lead else 0
        last = line.chars[joints[0].start() - 1]
        several = _SEVERAL.search(line.chars, starts[-1], word.start())
        if several:
            final, last = several.start(), ""
        elif last in _ENDS:
            final = line.chars.rfind(last, starts[-1], word.start()) + 1
        else:
            continue
        ends = [*(joint.start() for joint in joints), final]
        spans = list(zip(starts, ends, strict=True))
        if all(e - s in _SIZES and line.chars[s:e].endswith(last) for s, e in spans):
            yield from spans
