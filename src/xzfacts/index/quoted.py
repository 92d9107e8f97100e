"""Whether a sentence is one of the store's own, and all that the store takes from it."""

from xzfacts.index.catalog import Catalog, FactRow
from xzfacts.index.schema import NUMBER_BITS

_FEW = 64  # facts with one number that are looked at; a store may hold thousands of a round one


def facts_quoted_with(catalog: Catalog, row: FactRow) -> list[FactRow]:
    """The facts that the file of a fact takes from the same sentence, in store order."""
    first = row.id >> NUMBER_BITS << NUMBER_BITS
    where = "f.id >= ? AND f.id < ? AND s.quote = ?"
    return catalog._rows(where, (first, first + (1 << NUMBER_BITS), row.quote))  # noqa: SLF001


def facts_stating(catalog: Catalog, number: float, *, least: bool) -> list[FactRow]:
    """Facts with a value that begins at the number, or ends there; the first few of very many."""
    where = "f.low = ?" if least else "f.high = ?"
    return catalog._rows(where, (number,), _FEW)  # noqa: SLF001
