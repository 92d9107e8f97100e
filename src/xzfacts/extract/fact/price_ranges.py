"""Ranges whose two ends a sentence states in words: 最高价为9.80元/股、最低价为9.46元/股.

Each end is an amount of its own; the range answers a question for the price as a whole.
"""

from collections.abc import Iterator
from itertools import pairwise

from xzfacts.extract.entity.holders import Resolved
from xzfacts.extract.fact.confidence import confidence
from xzfacts.extract.fact.proposal import Proposal, state
from xzfacts.text.lazy_pattern import lazy_pattern

# Groups 1 and 3 are the action (成交, 回购), group 2 which end it is, group 4 the measure.
_END = lazy_pattern(
    "(?:(成交|回购|购买|交易)的?)?最([高低])(成交|回购|交易)?(价格?|气温|温度|票价)(?:为|是|达)?$"
)
_BETWEEN = lazy_pattern("[,，、;；和与及 ]*(?:(?:成交|回购|购买|交易)的?)?最[高低]")
_REACH = 14  # characters before an amount


def price_ranges(resolved: Resolved) -> Iterator[Proposal]:
    """Propose the stretch from the first superlative to the second amount as one value."""
    line = resolved.line
    for first, second in pairwise(line.amounts):
        opened = _END.search(line.chars, max(first.start - _REACH, 0), first.start)
        closed = _END.search(line.chars, max(second.start - _REACH, first.end), second.start)
        if not (opened and closed) or opened[2] == closed[2] or opened[4] != closed[4]:
            continue
        if not _BETWEEN.match(line.chars, first.end):
            continue
        start = line.chars.index("最", opened.start())
        holder = resolved.at(first.start)
        measure = "价格" if opened[4] == "价" else opened[4]
        attribute = f"{opened[1] or opened[3] or ''}{measure}"
        sure = confidence(holder.logit, "composed")
        yield state(line, (start, second.end), holder.entity.name, attribute, "text", sure)
