"""Looks up the sentences of a store, and the facts taken from a sentence."""

from collections.abc import Sequence

from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.index.schema import NUMBER_BITS, SENTENCE_REACH

_FACTS = 100  # facts read for words without a subject


def facts_quoted_with(catalog: Catalog, fact: int, quote: str) -> list[FactRow]:
    """Return the facts of the same sentence in the same file, in store order.

    Only those nearby are searched, whatever the size of the file. Facts of it farther away have
    a sentence of their own in the index.
    """
    first = fact >> NUMBER_BITS << NUMBER_BITS
    last = first + (1 << NUMBER_BITS) - 1
    where = "f.id BETWEEN ? AND ? AND s.quote = ?"
    values = (max(first, fact - SENTENCE_REACH), min(last, fact + SENTENCE_REACH), quote)
    return catalog._rows(where, values)  # noqa: SLF001


def facts_in_sentences(
    catalog: Catalog, pieces: Sequence[str], most: int, searched: int
) -> list[FactRow]:
    """Return the facts of sentences that contain all the pieces.

    The words of sentences are not indexed: the first `searched` sentences are read.
    """
    if not catalog.sentences.may_hold(pieces, searched):
        return []
    holds = " AND ".join(["instr(quote, ?)"] * len(pieces))
    first = f"(SELECT id, quote FROM sentence LIMIT {searched})"  # noqa: S608 - ours
    found = f"SELECT id FROM {first} WHERE {holds} LIMIT {most}"  # noqa: S608 - ours
    return catalog._rows(_quoted_in(found), tuple(pieces), _FACTS)  # noqa: SLF001


def facts_of_sentences(catalog: Catalog, sentences: Sequence[int]) -> list[FactRow]:
    """Return the facts of the sentences with these ids."""
    marks = ",".join("(?)" for _ in sentences) or "(NULL)"
    where = _quoted_in(f"SELECT column1 AS id FROM (VALUES {marks})")  # noqa: S608 - ours
    return catalog._rows(where, tuple(sentences))  # noqa: SLF001


def _quoted_in(sentences: str) -> str:
    """The condition that a fact is of one of the sentences, which have the ids of their first."""
    return (
        f"f.id IN (SELECT g.id FROM ({sentences}) t CROSS JOIN fact g"  # noqa: S608 - ours
        f" ON g.id BETWEEN t.id AND t.id + {SENTENCE_REACH} AND g.sentence = t.id)"
    )


def sentences_of(catalog: Catalog, most: int) -> list[tuple[int, str]]:
    """Return each sentence with the id of its first fact; none if there are more than `most`.

    Those of a source are in the order of their lines in it, where these are known.
    """
    db = catalog._db  # noqa: SLF001
    counted = "SELECT count(*) FROM (SELECT 1 FROM sentence LIMIT ?)"
    if db.execute(counted, (most + 1,)).fetchone()[0] > most:
        return []
    return db.execute(
        "SELECT min(f.id), s.quote FROM fact f JOIN sentence s ON s.id = f.sentence"
        " GROUP BY s.id ORDER BY s.id >> ?, ifnull(s.line, 0), s.id",
        (NUMBER_BITS,),
    ).fetchall()


def values_of(catalog: Catalog) -> list[tuple[str, str, str]]:
    """Id, value and sentence of each current fact, in store order."""
    return catalog._db.execute(  # noqa: SLF001
        "SELECT f.fid, f.value, s.quote FROM fact f JOIN sentence s ON s.id = f.sentence"
        " WHERE ifnull(f.status, 'current') = 'current' ORDER BY f.id"
    ).fetchall()
