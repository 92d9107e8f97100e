"""The amounts in a sentence, separated from superlatives in front of them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from xzfacts.quantity.model import Quantity
from xzfacts.quantity.parser import find_quantities, parse_quantity
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import close_numbers

# 最高 in 最高达5000元 names the end of a scale; the amount is no bound.
_SUPERLATIVE = lazy_pattern("(最[高多大长低少小短])(?:可?达到?|为)?")


class Amount(NamedTuple):
    """An amount in a text.

    start, end: its characters in the text.
    quantity: its value.
    superlative: the word such as 最高 in front of it; empty if there is none.
    """

    start: int
    end: int
    quantity: Quantity
    superlative: str


@lru_cache(maxsize=256)
def find_amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of a text from left to right; the last results are cached."""
    if "最" not in text:
        return tuple([Amount(start, end, value, "") for start, end, value in find_quantities(text)])
    return tuple(_amounts(text))


def _amounts(text: str) -> Iterator[Amount]:
    for start, end, quantity in find_quantities(text):
        closed = close_numbers(quantity.text)
        lead = _SUPERLATIVE.match(closed.text if closed else quantity.text)
        left_out = lead.end() if lead else 0
        left_out = closed.offsets[left_out] if closed else left_out
        bare = parse_quantity(quantity.text[left_out:]) if lead else None
        if lead and bare:
            yield Amount(start + left_out, end, bare, lead[1])
        else:
            yield Amount(start, end, quantity, "")
