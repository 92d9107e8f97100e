"""Companies by their brand and trade alone: 恒岳新材, 云岫茶业."""

import re
from collections.abc import Iterator
from functools import cache

from xzfacts.extract.entity.sentence_words import words
from xzfacts.extract.fact.lexicon import lexicon
from xzfacts.extract.fact.tokens import Line
from xzfacts.text.lazy_pattern import lazy_pattern

# Times and the like that a clause may begin with.
_LED = lazy_pattern(
    "(?:今年|去年|目前|近日|日前|截至目前|上半年|下半年|[一二三四前上]*季度|全年|年内|[本上]月|据悉|其中)*"
)
_GRAMMAR = lazy_pattern(
    "[省市县区镇乡村州网报讯的了和与及在是为对向由从将被把有个家项条本该各全我其这那等某]"
)
_JOINT = lazy_pattern("[、和与及]")


@cache
def trades() -> tuple[str, ...]:
    """What short names of companies end in, the longest first."""
    return tuple(sorted(lexicon().lists["trades"], key=len, reverse=True))


@cache
def _brand() -> re.Pattern[str]:
    return lazy_pattern(
        f"(?P<core>[一-鿿]{{2,3}})(?:{'|'.join(trades())})"
        "(?!公司|有限|股份|集团|企业|行业|产[业品]|市场|项目|[一-鿿]{0,4}公司|[园区局厂]|[一-鿿]{0,2}"
        "(?:委员会|[中总]心|学院|研究院|事业部|基金会|协会|俱乐部|[产工科]业?园|大厦|基地))"
    )


def brands(line: Line) -> Iterator[tuple[int, int]]:
    """Yield where a company goes by brand and trade at the head of a clause or in a list."""
    for start, end in _heads(line):
        at = max((a.end for a in line.amounts if a.start == start), default=start)
        led = _LED.match(line.chars, at, end)
        at = led.end() if led else at
        found = _brand().match(line.chars, at, end)
        if found and not _GRAMMAR.search(found["core"]) and _is_coined(found["core"]):
            yield found.span()


def _heads(line: Line) -> Iterator[tuple[int, int]]:
    """Where clauses begin and the members of lists in them, and where the clause ends."""
    for start, end in line.clauses:
        yield start, end
        for joint in _JOINT.finditer(line.chars, start, end):
            yield joint.end(), end


def _is_coined(core: str) -> bool:
    """Whether a brand is no common word: its characters form none with each other."""
    return all(w.end - w.start == 1 or w.tag in "hgo" for w in words(core))
