"""How close the words of a question stand to a value in its sentence."""

from collections.abc import Sequence
from functools import lru_cache

from xzfacts.language.amounts import find_amounts
from xzfacts.match import weights
from xzfacts.quantity.model import CALENDAR
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import fold

_NUMERALS = frozenset("0123456789〇零一二两三四五六七八九十百千万亿")
_BREAK = lazy_pattern(r"(?<!\d)[,，]|[,，](?!\d)|[、:：(（)）]")
_PART = lazy_pattern("[;；。!！?？]")


def cover(
    chars: str,
    runs: Sequence[tuple[int, int]],
    text: str,
    near: Sequence[float],
    worth: list[float],
    measure: frozenset[int],
) -> None:
    """Raise the worth of each unit to that of its best occurrence with a neighbour.

    What is measured may also occur as a single character: 涨 of 上涨.
    """
    nearest: dict[str, list[float]] = {}

    def raise_(units: range) -> None:
        piece = chars[units.start : units.stop]
        if piece not in nearest:  # a word that is repeated is searched for once
            nearest[piece] = _nearest(piece, text, near)
        whole = weights.ALIGNMENT_ALONE if len(piece) == 1 else 1.0
        for unit, close in zip(units, nearest[piece], strict=True):
            factor = close if unit in measure else close**weights.ALIGNMENT_FLAT
            worth[unit] = max(worth[unit], factor * whole)

    for start, end in runs:
        for first in range(start, max(end - 1, start + 1)):
            raise_(range(first, min(first + 2, end)))
        for unit in range(start, end):
            if unit in measure and not worth[unit] and chars[unit] not in _NUMERALS:
                raise_(range(unit, unit + 1))


def _nearest(piece: str, text: str, near: Sequence[float]) -> list[float]:
    """How close each character of a piece comes to the value; 0 if the text lacks the piece."""
    best = [0.0] * len(piece)
    at = text.find(piece)
    while at >= 0:
        best = [max(*each) for each in zip(best, near[at : at + len(piece)], strict=True)]
        at = text.find(piece, at + 1)
    return best


@lru_cache(maxsize=512)
def closeness(quote: str, value: str) -> tuple[str, tuple[float, ...]]:
    """The compact sentence, and how close each of its characters is to the value."""
    text, own = fold(quote).replace(" ", ""), fold(value).replace(" ", "")
    start = max(text.find(own), 0)
    end = start + len(own)
    factors: dict[int, float] = {}
    for pattern, factor in ((_BREAK, weights.ALIGNMENT_BREAK), (_PART, weights.ALIGNMENT_PART)):
        factors.update(dict.fromkeys((m.start() for m in pattern.finditer(text)), factor))
    for amount in find_amounts(text):
        if (
            amount.end <= start or amount.start >= end
        ) and amount.quantity.dimension not in CALENDAR:
            factors[amount.start] = weights.ALIGNMENT_FIGURE
    found = [1.0] * len(text)
    near = 1.0
    for at in range(start - 1, -1, -1):
        near *= factors.get(at, 1.0)
        found[at] = max(near, weights.ALIGNMENT_LEAST)
    near = 1.0
    for at in range(end, len(text)):
        near *= weights.ALIGNMENT_BEHIND if at in factors else 1.0
        found[at] = max(near, weights.ALIGNMENT_LEAST)
    kept = [at for at, char in enumerate(text) if char.isalnum() or char in "%."]
    return "".join(text[at] for at in kept), tuple(found[at] for at in kept)
