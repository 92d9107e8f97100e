"""An amount of a draft with the words around it, as the alignment compares them."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from xzfacts.language.change_direction import start_of_change
from xzfacts.language.frame import Frame, read_frame
from xzfacts.language.qualifiers import filler_spans
from xzfacts.language.query_units import span_mask, units
from xzfacts.language.segmentation import Word, words_of
from xzfacts.language.sentence import Reading, Stated
from xzfacts.quantity.model import CALENDAR

BESIDE = 4  # units of content on either side of an amount that say what it measures


class Statement(NamedTuple):
    """An amount of a draft with the words around it.

    reading: its sentence.
    stated: the amount.
    amounts: all amounts of the sentence.
    content: mask of the units of the sentence that are words with content.
    measure: those beside the amount.
    clause: those in its clause.
    figures: the other amounts of the sentence but dates and ordinals.
    ordinals: the other ordinals.
    times: its dates.
    """

    reading: Reading
    stated: Stated
    amounts: tuple[Stated, ...]
    content: int
    measure: int
    clause: int
    figures: tuple[Stated, ...]
    ordinals: tuple[Stated, ...]
    times: tuple[Stated, ...]

    @property
    def frame(self) -> Frame:
        """The frame of the amount, which few statements need."""
        return _frame(self.reading, self.stated, self.amounts)

    @property
    def left(self) -> str:
        """The clause in front of the amount."""
        start = self.stated.start
        return self.reading.chars[self.reading.clause(start)[0] : start]

    @property
    def words(self) -> tuple[Word, ...]:
        """The words with content, amounts left out."""
        found = words_of(self.reading.chars)
        return tuple(e for e in found if self.content & span_mask(e.start, e.end))


def read_statement(reading: Reading, stated: Stated, amounts: tuple[Stated, ...]) -> Statement:
    """An amount of a sentence with the words around it. amounts: all amounts of the sentence."""
    content = content_of(reading.chars)
    for each in amounts:
        content &= ~each.mask
    changed = start_of_change(reading.chars[: stated.start])
    content &= ~span_mask(changed, stated.start)  # compared by its sign
    others = [each for each in amounts if each.start != stated.start]
    first, last = reading.clause(stated.start)
    figures = tuple(each for each in others if each.quantity.dimension not in CALENDAR)
    near_first = max([e.end for e in figures if first < e.end <= stated.start], default=first)
    near_last = min([e.start for e in others if stated.end <= e.start < last], default=last)
    before = units(content & span_mask(near_first, stated.start))[-BESIDE:]
    behind = units(content & span_mask(stated.end, near_last))[:BESIDE]
    return Statement(
        reading,
        stated,
        amounts,
        content,
        mask_of((*before, *behind)),
        content & span_mask(first, last),
        tuple(each for each in figures if each.quantity.dimension != "ordinal"),
        tuple(each for each in figures if each.quantity.dimension == "ordinal"),
        tuple(each for each in others if each.quantity.dimension == "date"),
    )


@lru_cache(maxsize=16)
def _frame(reading: Reading, stated: Stated, amounts: tuple[Stated, ...]) -> Frame:
    return read_frame(reading, (stated.start, stated.end), stated.quantity, amounts)


@lru_cache(maxsize=64)
def content_of(chars: str) -> int:
    """The units that are letters of words with content."""
    content = mask_of(at for at, char in enumerate(chars) if char.isalnum())
    for start, end in filler_spans(chars):
        content &= ~span_mask(start, end)
    return content


def mask_of(found: Iterable[int]) -> int:
    """The mask of some units."""
    return sum(1 << unit for unit in found)
