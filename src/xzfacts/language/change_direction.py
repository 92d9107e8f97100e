"""Growth and decline: the word in front of an amount gives its sign.

So growth of 5% is not equal to a decline of 5%.
"""

from typing import NamedTuple

from xzfacts.quantity.model import Quantity
from xzfacts.text.lazy_pattern import lazy_pattern


class Change(NamedTuple):
    """A word for growth or decline.

    word: the word.
    sign: 1 for growth, -1 for decline.
    """

    word: str
    sign: int


_UP = (
    "增长 偏高 增加 上升 提高 提升 上涨 增幅 增速 增长率 涨幅 升高 增多 攀升 走高 增 涨 升".split()
)
_DOWN = (
    "下降 偏低 减少 下滑 降低 下跌 回落 缩减 萎缩 缩小 收窄 降幅 跌幅 减幅 走低 负增长 降 跌 减"
).split()
_SIGNS = dict.fromkeys(_UP, 1) | dict.fromkeys(_DOWN, -1)
_WORD = "|".join(sorted(_SIGNS, key=len, reverse=True))
_HEDGED = "(?:了|约|近|超过?|逾|达|为|是|率)*$"
_BEFORE = lazy_pattern(f"({_WORD}){_HEDGED}")
# Behind what a figure is compared with: 比上年同期多.
_COMPARED = lazy_pattern(f"[比较][^，,；;。]{{2,12}}([多高少低]){_HEDGED}")
_PHRASE = lazy_pattern(
    "(?:[同环]比|[比较](?:[上去前]一?[年月季周日]|一年前)(?:同?[期月季])?)?"
    f"(?:{_WORD}|(?<=[年月季周日期前])[多高少低]){_HEDGED}"
)
_COMPARED_SIGNS = {"多": 1, "高": 1, "少": -1, "低": -1}
_START = lazy_pattern("[从由][^到至]{0,8}$")
_RESULT = lazy_pattern("[到至][^从由]{0,2}$")
_ARROWS = {char: Change("增长", 1) for char in "↑▲"} | {char: Change("下降", -1) for char in "↓▼"}
_NEAR = 10  # characters before an amount
_IN_NAME = lazy_pattern("|".join(word for word in _WORD.split("|") if len(word) > 1))
_ANY = lazy_pattern("同比|环比|[涨跌]|" + "|".join(w for w in _WORD.split("|") if len(w) > 1))
_TURNED = {"(": ")", ")": "(", "[": "]", "]": "["}


def change_before(text: str) -> Change | None:
    """The change at the end of a text, in front of an amount: 同比下降 in 同比下降5%."""
    found = _BEFORE.search(text, max(0, len(text) - 8))
    if found:
        return Change(found[1], _SIGNS[found[1]])
    found = _COMPARED.search(text, max(0, len(text) - 20))
    return Change(found[1], _COMPARED_SIGNS[found[1]]) if found else None


def change_of_arrow(text: str) -> Change | None:
    """The change that an arrow in front of an amount states: ↓9.4%."""
    return _ARROWS.get(text[:1])


def start_of_change(text: str) -> int:
    """Where the phrase for a change begins that ends a text: 比去年同期少; its end without one."""
    found = _PHRASE.search(text, max(0, len(text) - 20))
    return len(text) if found is None else found.start()


def change_in(name: str) -> Change | None:
    """The last word for growth or decline in the name of an attribute: 增速 in 利润同比增速."""
    words: list[str] = _IN_NAME.findall(name)
    return Change(words[-1], _SIGNS[words[-1]]) if words else None


def end_of_change(text: str) -> str:
    """Whether an amount behind a text starts a change (由26%降至) or ends it; else empty."""
    if _RESULT.search(text, max(0, len(text) - _NEAR)):
        return "to"
    return "from" if _START.search(text, max(0, len(text) - _NEAR)) else ""


def negated(quantity: Quantity) -> Quantity:
    """The amount with the other sign."""
    low, high, bounds = quantity.low, quantity.high, quantity.bounds
    return quantity._replace(
        low=None if high is None else -high,
        high=None if low is None else -low,
        bounds=bounds if bounds == "][" else _TURNED[bounds[1]] + _TURNED[bounds[0]],
    )


def mentions_change(text: str) -> bool:
    """Whether a text names growth, decline or a comparison with another period."""
    return _ANY.search(text) is not None
