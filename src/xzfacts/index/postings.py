"""The inverted index: for each gram the ascending ids of its names, in chunks."""

import sqlite3
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from xzfacts.index.ngrams import name_grams
from xzfacts.index.records import rows_in, storable
from xzfacts.text.short_forms import disambiguator

_BUDGET = 6_000  # names examined for one query, to limit the cost of the worst one
_TRIGRAM_WEIGHT = 10  # a trigram of sounds is worth a pair with so many times fewer names
_CHUNK = 1024  # ids in a new chunk; it is split at twice as many

# A row of the table `name`: id, compact text, kind, target.
NameRow = tuple[int, str, str, int]


def most_selective(db: sqlite3.Connection, grams: Iterable[str]) -> list[tuple[int, Sequence[int]]]:
    """Return number and ids of the names of each gram, the most selective gram first.

    The budget limits the ids in total, so that those of the last gram may be incomplete.
    """
    totals = rows_in(db, "SELECT total, gram FROM gram WHERE gram IN", storable(grams))
    # The grams of names with two characters come last, because they are rarely useful.
    ranked = sorted(
        (gram[0] in "ab", total if gram[0] == "u" else total * _TRIGRAM_WEIGHT, total, gram)
        for total, gram in totals
    )
    found: dict[str, array[int]] = {}
    left = _BUDGET
    cut: list[tuple[int, Sequence[int]]] = []
    for *_, total, gram in ranked:
        if total > left:
            cut = [(total, _first(db, gram, left))] if left else []
            break
        found[gram] = array("Q")
        left -= total
    chunks = "SELECT gram, names FROM posting WHERE gram IN"
    for gram, names in rows_in(db, chunks, found, "ORDER BY gram, chunk"):
        found[gram].frombytes(names)
    return [*((len(ids), ids) for ids in found.values()), *cut]


def _first(db: sqlite3.Connection, gram: str, most: int) -> Sequence[int]:
    ids = array("Q")
    for (names,) in db.execute("SELECT names FROM posting WHERE gram = ? ORDER BY chunk", (gram,)):
        ids.frombytes(names)
        if len(ids) >= most:
            break
    return ids[:most]


def insert_postings(db: sqlite3.Connection) -> None:
    """Fill the empty tables from the names in the index."""
    postings: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    # A name with brackets has a short form without them; it is found only by its full text.
    whole = "SELECT id, text FROM name WHERE kind != 'name' OR NOT EXISTS (SELECT 1 FROM subject"
    whole += " WHERE subject.id = name.target AND disambiguator IS NOT NULL) ORDER BY id"
    for number, text in db.execute(whole):
        for gram in name_grams(text):
            postings[gram].append(number)
    for gram in sorted(postings):
        ids = postings.pop(gram)
        db.execute("INSERT INTO gram VALUES (?,?)", (gram, len(ids)))
        db.executemany(
            "INSERT INTO posting VALUES (?,?,?)",
            (
                (gram, ids[at] if at else 0, ids[at : at + _CHUNK].tobytes())
                for at in range(0, len(ids), _CHUNK)
            ),
        )


def update_postings(db: sqlite3.Connection, removed: list[NameRow], added: list[NameRow]) -> None:
    """Remove names from the postings and add names. Subjects may be deleted, but not renamed."""
    changes: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, gram in _grams(db, removed):
        changes[gram][0].append(number)
    for number, gram in _grams(db, added):
        changes[gram][1].append(number)
    for gram, (old, new) in changes.items():
        more = -sum(_remove(db, gram, number) for number in old)
        more += sum(_insert(db, gram, number) for number in new)
        db.execute(_COUNT, (gram, more))
        if db.execute("DELETE FROM gram WHERE gram = ? AND total = 0", (gram,)).rowcount:
            db.execute("DELETE FROM posting WHERE gram = ?", (gram,))


def _grams(db: sqlite3.Connection, rows: list[NameRow]) -> Iterable[tuple[int, str]]:
    for number, text, kind, target in rows:
        if kind == "name":
            row = db.execute("SELECT name FROM subject WHERE id = ?", (target,)).fetchone()
            # The row of a deleted subject is missing; its name is removed in any case.
            if row is not None and disambiguator(row[0]):
                continue
        for gram in name_grams(text):
            yield number, gram


_COUNT = (
    "INSERT INTO gram VALUES (?,?) ON CONFLICT (gram) DO UPDATE SET total = total + excluded.total"
)
_CHUNK_OF = (
    "SELECT chunk, names FROM posting WHERE gram = ? AND chunk <= ? ORDER BY chunk DESC LIMIT 1"
)


def _remove(db: sqlite3.Connection, gram: str, number: int) -> bool:
    row = db.execute(_CHUNK_OF, (gram, number)).fetchone()
    if row is None:
        return False
    ids = array("Q", row[1])
    at = bisect_left(ids, number)
    if at == len(ids) or ids[at] != number:
        return False
    del ids[at]
    if ids or not row[0]:
        _write(db, gram, row[0], ids)
    else:
        db.execute("DELETE FROM posting WHERE gram = ? AND chunk = ?", (gram, row[0]))
    return True


def _insert(db: sqlite3.Connection, gram: str, number: int) -> bool:
    row = db.execute(_CHUNK_OF, (gram, number)).fetchone()
    if row is None:
        row = (0, b"")
        db.execute("INSERT INTO posting VALUES (?, 0, x'')", (gram,))
    ids = array("Q", row[1])
    at = bisect_left(ids, number)
    if at < len(ids) and ids[at] == number:
        return False
    ids.insert(at, number)
    if len(ids) > 2 * _CHUNK:
        rest = ids[_CHUNK:]
        ids = ids[:_CHUNK]
        db.execute("INSERT INTO posting VALUES (?,?,?)", (gram, rest[0], rest.tobytes()))
    _write(db, gram, row[0], ids)
    return True


def _write(db: sqlite3.Connection, gram: str, chunk: int, ids: "array[int]") -> None:
    db.execute(
        "UPDATE posting SET names = ? WHERE gram = ? AND chunk = ?", (ids.tobytes(), gram, chunk)
    )
