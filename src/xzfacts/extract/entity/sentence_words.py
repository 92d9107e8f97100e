"""The words of the sentences of an article."""

from collections.abc import Iterable
from functools import lru_cache

from xzfacts.extract.fact.tokens import Line
from xzfacts.language.segmentation import Word, segment

_CACHED = 4000  # sentences


@lru_cache(maxsize=_CACHED)
def words(chars: str) -> tuple[Word, ...]:
    """The words of a sentence, each segmented once."""
    return segment(chars)


def words_with(line: Line, names: Iterable[tuple[int, int]]) -> tuple[Word, ...]:
    """The words of a sentence, with the amounts and the names found so far as given."""
    fixed = [Word(start, end, "N") for start, end in names]
    for amount in line.amounts:
        if not any(w.start < amount.end and amount.start < w.end for w in fixed):
            fixed.append(Word(amount.start, amount.end, "M"))
    return segment(line.chars, fixed)
