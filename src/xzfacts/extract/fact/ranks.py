"""Places in an order: 规模居全州第一, 第一届培训班, 位列全省第七."""

import re
from collections.abc import Iterator

from xzfacts.extract.entity.coreference import Focused
from xzfacts.extract.fact.confidence import confidence
from xzfacts.extract.fact.proposal import Proposal
from xzfacts.language.amounts import Amount

_WITHIN = re.compile(
    "(全[球国省市县区州镇乡]|[省市县区州国]内|世界|亚洲|行业)(?:排名|位列|位居|排|列|居)?$"
)
_ORDER = re.compile(
    "(?:均|连续[一-鿿0-9]{1,3}年|继续|稳|分别|跃)*(?:居|位居|位列|名列|排名?|列|排在|跃居|升至)$"
)


_ANOTHER = re.compile("(?:全[球国省市县区州镇乡]|[省市县区州国]内|世界|亚洲|行业)第[一-鿿0-9]+$")

_LONG = 8  # characters of what is ranked


def name_rank(focused: Focused, amount: Amount) -> Iterator[Proposal]:
    """A rank or the number of an event, where the words before it say so."""
    line = focused.line
    quote = line.quote
    text = amount.quantity.text
    start = line.clauses[line.clause_at(amount.start)][0]
    before = line.chars[start : amount.start]
    if text.endswith("届"):
        after = next((m for m in focused.mentions if 0 <= m.start - amount.end <= 1), None)
        if after is not None:
            yield Proposal(
                after.entity.name, "届次", quote.text[amount.start : amount.end], amount.start,
                amount.end, "quantity", quote, confidence("full", "rank"),
            )  # fmt: skip
        return
    within = _WITHIN.search(before)
    listed = before.endswith("、")
    focus = focused.at(amount.start)
    if not (within or listed):
        return
    begin = start + within.start(1) if within and within.end() == within.end(1) else amount.start
    where = within[1] if within else ""
    named = [m.end for m in focused.mentions if start < m.end <= begin]
    head = line.chars[max(named, default=start) : begin].partition("、")[0]
    what = _ORDER.sub("", _ANOTHER.sub("", head)).removeprefix("的")
    if len(what) > _LONG or what.startswith("在"):
        what = ""
    yield Proposal(
        focus.entity.name, f"{where}{what}排名", quote.text[begin : amount.end], begin, amount.end,
        "quantity", quote, confidence(focus.how, "rank"),
    )  # fmt: skip
