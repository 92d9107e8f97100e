"""Indexes subjects: the texts that name the same one, and the names to find it by."""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache, partial

from xzfacts.index.builder.writer import IS_ACCEPTED, IndexWriter, name_id
from xzfacts.index.canonical_names import declared_name
from xzfacts.index.postings import NameRow, insert_postings, update_postings
from xzfacts.text.normalize import compact
from xzfacts.text.short_forms import disambiguator, short_names

_MAX_NAME = 60  # characters; longer names are cut off
_KINDS = ("name", "alias", "short")  # in order of precedence


def update_subjects(writer: IndexWriter) -> None:
    """Update the subjects with changed facts or declarations, and their names."""
    db = writer.db
    db.executemany(
        "UPDATE subject SET written = written + ? WHERE id = ?",
        ((facts, number) for number, facts in writer.subjects.items() if facts),
    )
    for name in sorted(writer.declared_subjects):
        if db.execute(_IS_DECLARED, (name,)).fetchone():
            writer.subject_id(name)
    changed = _resolve(writer)
    removed: list[NameRow] = []
    added: list[NameRow] = []
    for number in changed:
        old = set() if writer.fresh else _stored_names(db, number)
        new = _update(db, number)
        removed += old - new
        added += new - old
    for number, text in writer.words.items():
        row = (number, text, "value", number)
        known = db.execute("SELECT 1 FROM name WHERE id = ?", (number,)).fetchone()
        used = db.execute(_IS_USED, (number,)).fetchone()
        if known and not used:
            removed.append(row)
        elif used and not known:
            added.append(row)
    db.executemany("DELETE FROM name WHERE id = ?", ((row[0],) for row in removed))
    db.executemany("INSERT INTO name VALUES (?,?,?,?)", added)
    update_postings(db, removed, added)


_IS_USED = f"SELECT 1 FROM fact WHERE word = ? AND {IS_ACCEPTED}"  # noqa: S608 - ours
_IS_DECLARED = "SELECT 1 FROM declared WHERE text = ? AND what = 'subject' AND part = 0"


def insert_subjects(writer: IndexWriter) -> None:
    """Fill the tables of an empty index."""
    db = writer.db
    db.executemany(
        "UPDATE subject SET written = ? WHERE id = ?",
        ((facts, number) for number, facts in writer.subjects.items()),
    )
    for name in sorted(writer.declared_subjects):
        writer.subject_id(name)
    db.execute("UPDATE subject SET canon = id, facts = written")
    changed = _resolve(writer)
    db.execute("CREATE TEMP TABLE listed (id INTEGER, text TEXT, kind TEXT, target INTEGER)")
    db.executemany("INSERT INTO listed VALUES (?,?,?,?)", _all_names(writer, changed))
    db.execute("INSERT OR IGNORE INTO name SELECT id, text, kind, target FROM listed ORDER BY id")
    db.execute("DROP TABLE listed")
    insert_postings(db)


def _all_names(writer: IndexWriter, changed: set[int]) -> Iterator[NameRow]:
    db = writer.db
    for number in changed:
        yield from _update(db, number)
    marks = []
    for number, name, facts in db.execute("SELECT id, name, facts FROM subject WHERE canon = id"):
        if number not in changed:
            if mark := disambiguator(name):
                marks.append((mark, number))
            rows = _rows(number, name, facts, [(name, 0)])
            if facts:
                yield from rows
            else:
                db.executemany(_UNREVIEWED, rows)
    db.executemany("UPDATE subject SET disambiguator = ? WHERE id = ?", marks)
    for number, text in writer.words.items():
        yield number, text, "value", number


def _resolve(writer: IndexWriter) -> set[int]:
    """Find the canonical name of each changed text; return the subjects to update."""
    db = writer.db
    query = "SELECT id, name, key, canon FROM subject WHERE"
    rows: list[tuple[int, str, str, int | None]] = []
    for number in () if writer.fresh else writer.subjects:
        rows += db.execute(f"{query} id = ?", (number,))
    # The declaration of a name may decide about its aliases, even if these are declared elsewhere.
    for key in list(writer.keys):
        writer.keys.update(alias for (alias,) in db.execute(_ALIAS_KEYS, (key,)))
    for key in sorted(writer.keys):
        rows += db.execute(f"{query} key = ?", (key,))
    changed: set[int] = set()
    seen: set[int] = set()
    declared_of = cache(partial(declared_name, db))  # many names may have one key
    for number, name, key, canon in rows:
        if number in seen:
            continue
        seen.add(number)
        declared = declared_of(key)
        new = number if declared in {None, name} else writer.subject_id(str(declared))
        if new not in seen and new != number:
            # The canonical name may be a new row, and is canonical itself.
            db.execute("UPDATE subject SET canon = id WHERE id = ? AND canon IS NULL", (new,))
        if new != canon:
            db.execute("UPDATE subject SET canon = ? WHERE id = ?", (new, number))
        changed |= {number, new, number if canon is None else canon}
    return changed


_ALIAS_KEYS = (
    "SELECT alias.key FROM declared AS own JOIN declared AS alias"
    " ON alias.file = own.file AND alias.what = 'subject' AND alias.number = own.number"
    " WHERE own.key = ? AND own.what = 'subject' AND own.part = 0"
)


def _stored_names(db: sqlite3.Connection, number: int) -> set[NameRow]:
    """Return the rows of a subject's names; delete those of an unreviewed subject."""
    db.execute("DELETE FROM unreviewed WHERE target = ?", (number,))
    query = "SELECT id, text, kind, target FROM name WHERE target = ? AND kind != 'value'"
    return set(db.execute(query, (number,)))


def _update(db: sqlite3.Connection, number: int) -> set[NameRow]:
    """Recompute the row of a subject; return the rows of its names."""
    query = "SELECT name, key, canon, written FROM subject WHERE id = ?"
    row = db.execute(query, (number,)).fetchone()
    if row is None:
        return set()
    name, key, canon, written = row
    if canon != number:
        _update_alias(db, number, name, written)
        return set()
    declarations = db.execute(_DECLARATIONS, (key,)).fetchall()
    (facts,) = db.execute(_WRITTEN, (number,)).fetchone()
    has_facts = facts or db.execute(_HAS_FACTS, (number,)).fetchone() is not None
    if not has_facts and not declarations:
        db.execute("DELETE FROM subject WHERE id = ?", (number,))
        return set()
    kind = next((kind for _, _, kind, _ in declarations if kind), None)
    part_of = next((whole for _, _, _, whole in declarations if whole), None)
    db.execute(
        "UPDATE subject SET facts = ?, kind = ?, part_of = ?, disambiguator = ? WHERE id = ?",
        (facts, kind, part_of, disambiguator(name) or None, number),
    )
    texts = [(name, 0)]
    for file, entry, _, _ in declarations:
        texts += db.execute(
            "SELECT text, part > 0 FROM declared"
            " WHERE file = ? AND what = 'subject' AND number = ?",
            (file, entry),
        )
    rows = _rows(number, name, facts, texts)
    if has_facts and not facts and not db.execute(_HAS_PARTS, (name,)).fetchone():
        db.executemany(_UNREVIEWED, rows)
        return set()
    return set(rows)


def _update_alias(db: sqlite3.Connection, number: int, name: str, written: int) -> None:
    """Reset the row of a text that is an alias; delete it if nothing mentions it any more."""
    if (
        written
        or db.execute(_IS_SUBJECT, (number,)).fetchone()
        or db.execute(_IS_DECLARED, (name,)).fetchone()
    ):
        db.execute(_RESET, (number,))
    else:
        db.execute("DELETE FROM subject WHERE id = ?", (number,))


_UNREVIEWED = "INSERT INTO unreviewed VALUES (?,?,?,?)"
_HAS_PARTS = "SELECT 1 FROM declared WHERE part_of = ? AND what = 'subject'"
_IS_SUBJECT = "SELECT 1 FROM fact WHERE subject = ?"
_RESET = (
    "UPDATE subject SET facts = 0, kind = NULL, part_of = NULL, disambiguator = NULL WHERE id = ?"
)
_DECLARATIONS = (
    "SELECT file, number, kind, part_of FROM declared"
    " WHERE key = ? AND what = 'subject' AND part = 0 ORDER BY file, number"
)
_WRITTEN = (
    "SELECT ifnull(sum(written), 0) FROM (SELECT written FROM subject WHERE id = ?1"
    " UNION ALL SELECT written FROM subject WHERE canon = ?1 AND canon != id)"
)
_HAS_FACTS = (
    "SELECT 1 FROM fact WHERE subject IN (SELECT ?1 UNION ALL"
    " SELECT id FROM subject WHERE canon = ?1 AND canon != id)"
)


def _rows(
    number: int, owner: str, facts: int, texts: Iterable[tuple[str, int]]
) -> Iterator[NameRow]:
    kinds: dict[str, int] = {}
    for text, is_alias in texts:
        short = compact(text)[:_MAX_NAME]
        kinds[short] = min(kinds.get(short, 2), is_alias)
        for form in short_names(text):
            kinds.setdefault(form, 2)
    for text, kind in kinds.items():
        if text:
            yield name_id(text, owner, facts), text, _KINDS[kind], number
