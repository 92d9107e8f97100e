"""The sentences of a store as such, and all that the store takes from one of them."""

from xzfacts.index.catalog import Catalog, FactRow
from xzfacts.index.schema import NUMBER_BITS


def facts_quoted_with(catalog: Catalog, row: FactRow) -> list[FactRow]:
    """The facts that the file of a fact takes from the same sentence, in store order."""
    first = row.id >> NUMBER_BITS << NUMBER_BITS
    where = "f.id >= ? AND f.id < ? AND s.quote = ?"
    return catalog._rows(where, (first, first + (1 << NUMBER_BITS), row.quote))  # noqa: SLF001


def facts_of_sentence(catalog: Catalog, sentence: int) -> list[FactRow]:
    """The facts taken from the sentence with this number, in store order."""
    first = sentence >> NUMBER_BITS << NUMBER_BITS
    where = "f.id >= ? AND f.id < ? AND f.sentence = ?"
    return catalog._rows(where, (first, first + (1 << NUMBER_BITS), sentence))  # noqa: SLF001


def sentences_of(catalog: Catalog, most: int) -> list[tuple[int, str]]:
    """The number and quote of every sentence; of a store with more than `most`, none."""
    query = "SELECT id, quote FROM sentence ORDER BY id LIMIT ?"
    rows = catalog._db.execute(query, (most + 1,)).fetchall()  # noqa: SLF001
    return [] if len(rows) > most else rows
