"""The stored sentences that facts were taken from, analysed once and cached."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from xzfacts.language.calendar_periods import read_periods
from xzfacts.language.frame import Frame, beside_amount, read_frame
from xzfacts.language.sentence import Reading, Stated, plain, read, strict
from xzfacts.model.facts import Mode
from xzfacts.model.temporal import mode_class
from xzfacts.quantity.compare import same
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.whole_amount import is_cut

_MOST_EQUAL = 100  # equal amounts of a sentence among which that of a fact is looked for
_MOST_CUT = 20  # places of a value in a sentence that are examined
_LONG = 1_000  # characters of a very long sentence
_BESIDE = 400  # characters beside a value in a very long sentence


@lru_cache(maxsize=1024)
def quote_of(quote: str) -> Reading:
    """The analysis of a stored sentence."""
    return read(quote)


@lru_cache(maxsize=1024)
def amounts_of(quote: str) -> tuple[Stated, ...]:
    """The amounts in a stored sentence, without pieces of longer ones: 855例 of 103，855例."""
    return tuple(
        each
        for each in quote_of(quote).amounts()
        if not is_cut(quote, each.raw_start, each.raw_end)
    )


@lru_cache(maxsize=4096)
def strict_quote(quote: str) -> str:
    """The `strict` characters of a stored sentence."""
    return strict(quote)


@lru_cache(maxsize=4096)
def plain_quote(quote: str) -> str:
    """The `plain` characters of a stored sentence."""
    return plain(quote)


@lru_cache(maxsize=4096)
def frame_of(quote: str, value: str, quantity: Quantity | None, name: str) -> Frame | None:
    """The frame of a value in a stored sentence; None if it does not occur there.

    name: the compact name of its attribute. Of a very long sentence, only a part is read.
    """
    begin, part = _around(quote, value) if len(quote) > _LONG else (0, quote)
    span = value_span(part, value, quantity, name)
    if span is None:
        return None
    frame = read_frame(quote_of(part), span, quantity, amounts_of(part))
    before = quote_of(quote).units(begin, begin)[0] if begin else 0
    return frame._replace(start=frame.start + before, end=frame.end + before)


def _around(quote: str, value: str) -> tuple[int, str]:
    """The part of a stored sentence around a value, the first one that is whole, and its begin."""
    first = at = quote.find(value)
    if first < 0:  # blanks in it
        return 0, quote
    for _ in range(_MOST_CUT):
        if at < 0 or not is_cut(quote, at, at + len(value)):
            break
        at = quote.find(value, at + 1)
    at = first if at < 0 else at
    begin = max(at - _BESIDE, 0)
    return begin, quote[begin : at + len(value) + _BESIDE]


@lru_cache(maxsize=2048)
def frame_at(quote: str, amount: Stated) -> Frame:
    """The frame of an amount in a stored sentence."""
    span = (amount.start, amount.end)
    return read_frame(quote_of(quote), span, amount.quantity, amounts_of(quote))


@lru_cache(maxsize=4096)
def value_span(
    quote: str, value: str, quantity: Quantity | None, name: str
) -> tuple[int, int] | None:
    """The units of a value in a stored sentence, preferably of a whole amount.

    Of several equal amounts, of very many the first ones, it is the one next to words of the
    attribute's name.
    """
    chars = quote_of(quote).chars
    if quantity is not None:
        spans = [*islice(_equal(quote, value, quantity), _MOST_EQUAL)]
        if spans:
            return max(spans, key=lambda span: _named_beside(quote, span, name))
    at = chars.find(value) if value else -1
    return (at, at + len(value)) if at >= 0 else None


def _equal(quote: str, value: str, quantity: Quantity) -> Iterator[tuple[int, int]]:
    """The units of the amounts of a stored sentence that are printed as a value."""
    chars = quote_of(quote).chars
    for stated in amounts_of(quote):
        there = chars[stated.start : stated.end]
        if value in there and (there == value or same(stated.quantity, quantity)):
            yield stated.start, stated.end


def _named_beside(quote: str, span: tuple[int, int], name: str) -> int:
    """The number of character pairs of an attribute's name next to an amount."""
    near = beside_amount(quote_of(quote), span, amounts_of(quote))
    return sum(name[at : at + 2] in near for at in range(len(name) - 1))


@lru_cache(maxsize=4096)
def dates_in(quote: str) -> tuple[Quantity, ...]:
    """The dates in a stored sentence, and its periods."""
    dates = tuple(s.quantity for s in amounts_of(quote) if s.quantity.dimension == "date")
    return (*dates, *(period for _start, _end, period in read_periods(quote_of(quote).chars)))


def says_as(reading: Reading, span: tuple[int, int], mode: Mode | None) -> bool:
    """Whether a draft states what is at `span` in the modality that the store has written."""
    if mode is None:
        return True
    return mode_class(read_frame(reading, span, None, reading.amounts()).mode) is mode_class(mode)
