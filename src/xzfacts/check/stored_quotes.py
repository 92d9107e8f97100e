"""The stored sentences that facts were taken from, analysed once and cached."""

from functools import lru_cache

from xzfacts.language.frame import Frame, read_frame
from xzfacts.language.sentence import Reading, Stated, plain, read, strict
from xzfacts.model.facts import Mode
from xzfacts.model.temporal import mode_class
from xzfacts.quantity.compare import same
from xzfacts.quantity.model import Quantity


@lru_cache(maxsize=1024)
def quote_of(quote: str) -> Reading:
    """The analysis of a stored sentence."""
    return read(quote)


@lru_cache(maxsize=1024)
def amounts_of(quote: str) -> tuple[Stated, ...]:
    """The amounts in a stored sentence."""
    return quote_of(quote).amounts()


@lru_cache(maxsize=4096)
def strict_quote(quote: str) -> str:
    """The `strict` characters of a stored sentence."""
    return strict(quote)


@lru_cache(maxsize=4096)
def plain_quote(quote: str) -> str:
    """The `plain` characters of a stored sentence."""
    return plain(quote)


@lru_cache(maxsize=4096)
def frame_of(quote: str, value: str, quantity: Quantity | None) -> Frame | None:
    """The frame of a value in a stored sentence; None if it does not occur there."""
    reading = quote_of(quote)
    span = value_span(quote, value, quantity)
    return read_frame(reading, span, quantity, amounts_of(quote)) if span else None


@lru_cache(maxsize=4096)
def value_span(quote: str, value: str, quantity: Quantity | None) -> tuple[int, int] | None:
    """The units of a value in a stored sentence, preferably of a whole amount."""
    chars = quote_of(quote).chars
    if quantity is not None:
        for stated in amounts_of(quote):
            there = chars[stated.start : stated.end]
            if value in there and (there == value or same(stated.quantity, quantity)):
                return stated.start, stated.end
    at = chars.find(value) if value else -1
    return (at, at + len(value)) if at >= 0 else None


@lru_cache(maxsize=4096)
def dates_in(quote: str) -> tuple[Quantity, ...]:
    """The dates in a stored sentence."""
    return tuple(s.quantity for s in amounts_of(quote) if s.quantity.dimension == "date")


def says_as(reading: Reading, span: tuple[int, int], mode: Mode | None) -> bool:
    """Whether a draft states what is at `span` in the modality that the store has written."""
    if mode is None:
        return True
    return mode_class(read_frame(reading, span, None, reading.amounts()).mode) is mode_class(mode)
