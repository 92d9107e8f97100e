"""Figures that a text does not state itself: rumours, and what somebody denies."""

from collections.abc import Sequence

from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.text.lazy_pattern import lazy_pattern

_RUMOUR = lazy_pattern(
    "谣传|谣言|造谣|不实|辟谣|网传|传言|虚假信息|虚假消息|假消息|纯属虚构|子虚乌有"
)
_OF_BEFORE = lazy_pattern(
    "(?:该|此|上述|这[条一]?)(?:则|条|类|些)?(?:信息|消息|说法|内容|传言|言论)"
)
_REFUTES = lazy_pattern("谣传|谣言|不实|辟谣|虚假|并不属实|不属实|子虚乌有|假消息")
_DENIED = lazy_pattern("否认|并未|从未|不存在|没有(?=[发造出收])|未曾")


def rumoured(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the sentences that tell a rumour: by their own words, or the next one's."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if _RUMOUR.search(line.chars):
            found.add(number)
        if number and _REFUTES.search(line.chars) and _OF_BEFORE.search(line.chars):
            found.add(number - 1)
    return frozenset(found)


def denied(line: Line, amount: Amount) -> bool:
    """Whether the clause of an amount denies what it says."""
    start = line.clauses[line.clause_at(amount.start)][0]
    return _DENIED.search(line.chars, start, amount.start) is not None
