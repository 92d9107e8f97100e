"""Builds an index from files and vocabulary, or updates it with the files that changed."""

import sqlite3
from collections.abc import Iterable

from xzfacts.index import schema
from xzfacts.index.builder import subjects, terms
from xzfacts.index.builder.writer import FileRead, IndexWriter
from xzfacts.index.records import source_of
from xzfacts.vocabulary.loader import Vocabulary

# The file is private until the index is complete.
_PRIVATE_FILE = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA cache_size = -100000",
)


def build(
    db: sqlite3.Connection, files: Iterable[FileRead], count: int, vocabulary: Vocabulary
) -> None:
    """Fill an empty database with the index of `files`.

    files: in store order, consumed one at a time.
    count: number of files.
    """
    for pragma in _PRIVATE_FILE:
        db.execute(pragma)
    db.execute("BEGIN")
    _run(db, schema.TABLES)
    terms.insert_vocabulary(db, vocabulary)
    _run(db, schema.TERM_INDEXES)
    writer = IndexWriter(db, fresh=True)
    gap = min(schema.LABEL_GAP, schema.LABEL_LIMIT // (count + 2))
    for number, file in enumerate(files, start=1):
        writer.add(number * gap, file)
    _run(db, schema.FACT_INDEXES)
    subjects.insert_subjects(writer)
    terms.update_attributes(writer)
    _run(db, schema.NAME_INDEXES)
    db.execute("INSERT INTO clash SELECT 'fact', fid FROM fact GROUP BY fid HAVING count(*) > 1")
    _record_clashes(db, writer)
    db.execute("COMMIT")


def update(
    db: sqlite3.Connection, removed: Iterable[int], added: Iterable[tuple[int, FileRead]]
) -> None:
    """Remove files by label and add others, with the same result as a new build."""
    for pragma in _PRIVATE_FILE:
        db.execute(pragma)
    db.execute("BEGIN")
    writer = IndexWriter(db, fresh=False)
    for label in removed:
        writer.remove(label)
    for label, file in added:
        writer.add(label, file)
    writer.forget_unchanged()
    subjects.update_subjects(writer)
    terms.update_attributes(writer)
    for fid in writer.fids:
        db.execute("DELETE FROM clash WHERE what = 'fact' AND key = ?", (fid,))
        db.execute(
            "INSERT INTO clash SELECT 'fact', fid FROM fact WHERE fid = ?"
            " GROUP BY fid HAVING count(*) > 1",
            (fid,),
        )
    _record_clashes(db, writer)
    db.execute("COMMIT")


def _record_clashes(db: sqlite3.Connection, writer: IndexWriter) -> None:
    """Record the changed sources and declarations that differ between files."""
    for sid in sorted(writer.sids):
        db.execute("DELETE FROM clash WHERE what = 'source' AND key = ?", (sid,))
        files = db.execute("SELECT file FROM source WHERE sid = ?", (sid,)).fetchall()
        if len(files) > 1 and len({source_of(db, file) for (file,) in files}) > 1:
            db.execute("INSERT INTO clash VALUES ('source', ?)", (sid,))
    for what, names in (
        ("subject", writer.declared_subjects),
        ("attribute", writer.declared_attributes),
    ):
        for name in sorted(names):
            db.execute("DELETE FROM clash WHERE what = ? AND key = ?", (what, name))
            db.execute(
                "INSERT INTO clash SELECT what, text FROM declared"
                " WHERE text = ? AND what = ? AND part = 0 GROUP BY text"
                " HAVING count(DISTINCT kind) > 1 OR count(DISTINCT part_of) > 1",
                (name, what),
            )


def _run(db: sqlite3.Connection, script: str) -> None:
    """Run the statements of a script in the open transaction, which `executescript` would end."""
    for statement in script.split(";"):
        db.execute(statement)
