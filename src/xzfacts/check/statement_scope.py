"""Which words of a clause belong to the statement of an amount."""

from typing import NamedTuple

from xzfacts.language.query_units import span_mask
from xzfacts.language.sentence import Reading, Stated


class StatementScope(NamedTuple):
    """The words that state an amount, as masks of units.

    local: the units next to the amount, where its attribute has to be named.
    clause: all units of the clause that belong to the statement.
    """

    local: int
    clause: int


def statement_scope(
    reading: Reading, stated: Stated, amounts: tuple[Stated, ...]
) -> StatementScope:
    """The words of the clause that belong to the statement of an amount.

    Both masks end where another amount begins, but the words in front of the first amount of
    the clause belong to all of its amounts.
    """
    first, last = reading.clause(stated.start)
    start, stop = first, last
    others = 0
    for other in amounts:
        if other.start != stated.start:
            others |= other.mask
        if other.end <= stated.start and other.quantity.dimension != "date":
            start = max(start, other.end)
        elif other.start >= stated.end:
            stop = min(stop, other.start)
    # An item of a list does not include the items next to it.
    for unit in range(start + 1, stated.start):
        if reading.listed(unit):
            start = unit
    for unit in range(stated.end, stop):
        if reading.listed(unit):
            stop = unit
            break
    local = span_mask(start, stop) & ~stated.mask
    scope = span_mask(first, stop) & ~stated.mask & ~others
    return StatementScope(local, scope)
