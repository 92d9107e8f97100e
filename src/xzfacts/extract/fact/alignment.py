"""Figures that 分别 aligns with names or measures listed before: 甲、乙分别减持1万股、2万股."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from xzfacts.extract.entity.entities import Entity, Mention
from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.text.lazy_pattern import lazy_pattern

_RESPECTIVELY = lazy_pattern("分别|各自|依次")
_JOINT = lazy_pattern("[、和与及]|以及")
_BETWEEN = lazy_pattern("(?:[、,，和与及]|以及)+(?:约|近|超过?)?")
_HEDGE = lazy_pattern("(?:约|近|超过?|达|为|是|了|至|到)+$")
_LEAD = lazy_pattern("^.*(?:的|其中|公司|报告期内|同期|[日月年](?!均))(?=[一-鿿])")
_LONGEST = 12  # characters of a measure in a list

# What the names of a list may all end in.
_ENDS = frozenset("港站村镇县市区校中小学班队组厂店库路线桥园馆院所司社行局湖河江山岛寺场矿井")
_LED = lazy_pattern("^.*(?:的|其中|日|月|年|目前|上半年|季度)(?=[一-鿿])")
_SEVERAL = lazy_pattern("[两二三四五六七八九]个?[地市县区镇乡村校院港厂家省]")  # 甲县、乙县两地
_SIZES = range(2, 13)  # characters of a name


class Aligned(NamedTuple):
    """What a figure is of, None or "" where the list does not say it.

    entity: whose it is. measure: its attribute. when: the date that it holds for.
    """

    entity: Entity | None
    measure: str
    when: Amount | None = None


def align(line: Line, mentions: Sequence[Mention]) -> dict[int, Aligned]:
    """For the figures that 分别 distributes, by their number: which name or measure is theirs."""
    found: dict[int, Aligned] = {}
    for word in _RESPECTIVELY.finditer(line.chars):
        figures = _figures(line, word.end())
        if len(figures) < 2:
            continue
        start = _start(line, word.start())
        named = [m for m in mentions if start <= m.start and m.end <= word.start()]
        listed = _listed(line, named, len(figures))
        verb = _HEDGE.sub("", line.chars[word.end() : line.amounts[figures[0]].start])
        times = _times(line, word.start())
        if len(times) == len(figures):
            for number, time in zip(figures, times, strict=True):
                found[number] = Aligned(None, verb, time)
            continue
        if listed:
            for number, mention in zip(figures, listed, strict=True):
                found[number] = Aligned(mention.entity, "")
            continue
        begin = max((m.end for m in named), default=start)
        heads = [h for h in _JOINT.split(_LEAD.sub("", line.chars[begin : word.start()])) if h]
        if len(heads) == len(figures) and all(len(head) <= _LONGEST for head in heads):
            for number, head in zip(figures, heads, strict=True):
                found[number] = Aligned(None, head.removesuffix("数量") + verb)
    return found


def _times(line: Line, at: int) -> list[Amount]:
    """The dates of the last list of them before the word, with no other figure behind it."""
    kept: list[Amount] = []
    for amount in reversed([a for a in line.amounts if a.start < at]):
        joined = not kept or _JOINT.fullmatch(line.chars, amount.end, kept[-1].start)
        if amount.quantity.dimension != "date" or not joined:
            break
        kept.append(amount)
    return kept[::-1]


def _figures(line: Line, at: int) -> list[int]:
    """The figures behind the word, as far as only marks of a list part them."""
    numbers = [
        number
        for number, amount in enumerate(line.amounts)
        if amount.start >= at and amount.quantity.dimension not in {"date", "clock"}
    ]
    kept = numbers[:1]
    for before, number in pairwise(numbers):
        between = line.chars[line.amounts[before].end : line.amounts[number].start]
        if not _BETWEEN.fullmatch(between):
            break
        kept.append(number)
    return kept


def _start(line: Line, at: int) -> int:
    """Where the list before the word begins: with its clause, or the one before if it is empty."""
    clause = line.clause_at(at)
    start = line.clauses[clause][0]
    return line.clauses[clause - 1][0] if at == start and clause else start


def _listed(line: Line, named: Sequence[Mention], size: int) -> list[Mention]:
    """The names of the last list of so many of them."""
    ends = {m.end: m for m in sorted(named, key=lambda m: -m.start)}
    for last in sorted(ends.values(), key=lambda m: -m.end):
        kept = [last]
        while before := _joined(line, ends, kept[-1].start):
            kept.append(before)
        if len(kept) == size:
            return kept[::-1]
    return []


def _joined(line: Line, ends: dict[int, Mention], at: int) -> Mention | None:
    """The name that a mark of a list joins to one that begins here."""
    for size in (1, 2):
        if _JOINT.fullmatch(line.chars, at - size, at) and at - size in ends:
            return ends[at - size]
    return None


def listed_names(line: Line) -> Iterator[tuple[int, int]]:
    """Yield where each name of such a list is, if all end in the same class word."""
    for word in _RESPECTIVELY.finditer(line.chars):
        start = line.clauses[line.clause_at(word.start())][0]
        joints = list(_JOINT.finditer(line.chars, start, word.start()))
        if not joints:
            continue
        starts = [start, *(joint.end() for joint in joints)]
        lead = _LED.match(line.chars[start : joints[0].start()])
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
