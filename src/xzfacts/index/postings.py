"""For each gram the ids of the names that have it, rising, in chunks that are quick to change."""

import sqlite3
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from xzfacts.index.ngrams import name_grams
from xzfacts.index.records import rows_in, storable
from xzfacts.text.short_forms import qualifier

_BUDGET = 6_000  # names looked at for one query, so that the worst query stays bounded
_THREES = 10  # a three of sounds tells as much as a pair that so many times fewer names have
_CHUNK = 1024  # ids in a chunk when it is made; it is split at twice as many

NameRow = tuple[int, str, str, int]


def most_telling(db: sqlite3.Connection, grams: Iterable[str]) -> list[tuple[int, Sequence[int]]]:
    """How many names each gram has, and their ids: the most telling gram first.

    There are at most so many ids in all as the budget allows: the last gram may have more names.
    """
    totals = rows_in(db, "SELECT total, gram FROM gram WHERE gram IN", storable(grams))
    # What only a name of two characters is found by comes last: it is of use to few.
    ranked = sorted(
        (gram[0] in "ab", total if gram[0] == "u" else total * _THREES, total, gram)
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


def add_in_bulk(db: sqlite3.Connection) -> None:
    """Fill the empty table from the names that the index holds."""
    postings: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    # A whole name with its brackets is only typed whole: without them it is a short form.
    whole = "SELECT id, text FROM name WHERE kind != 'name' OR NOT EXISTS (SELECT 1 FROM subject"
    whole += " WHERE subject.id = name.target AND qualifier IS NOT NULL) ORDER BY id"
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


def change(db: sqlite3.Connection, removed: list[NameRow], added: list[NameRow]) -> None:
    """Take names out of the postings and put names in. Subjects may be gone, never renamed."""
    changes: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, gram in _grams(db, removed):
        changes[gram][0].append(number)
    for number, gram in _grams(db, added):
        changes[gram][1].append(number)
    for gram, (old, new) in changes.items():
        more = -sum(_take_out(db, gram, number) for number in old)
        more += sum(_put_in(db, gram, number) for number in new)
        db.execute(_COUNT, (gram, more))
        if db.execute("DELETE FROM gram WHERE gram = ? AND total = 0", (gram,)).rowcount:
            db.execute("DELETE FROM posting WHERE gram = ?", (gram,))


def _grams(db: sqlite3.Connection, rows: list[NameRow]) -> Iterable[tuple[int, str]]:
    for number, text, kind, target in rows:
        if kind == "name":
            row = db.execute("SELECT name FROM subject WHERE id = ?", (target,)).fetchone()
            # A subject that is gone had a name with this compact form: brackets and all.
            if row is not None and qualifier(row[0]):
                continue
        for gram in name_grams(text):
            yield number, gram


_COUNT = (
    "INSERT INTO gram VALUES (?,?) ON CONFLICT (gram) DO UPDATE SET total = total + excluded.total"
)
_CHUNK_OF = (
    "SELECT chunk, names FROM posting WHERE gram = ? AND chunk <= ? ORDER BY chunk DESC LIMIT 1"
)


def _take_out(db: sqlite3.Connection, gram: str, number: int) -> bool:
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


def _put_in(db: sqlite3.Connection, gram: str, number: int) -> bool:
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
