"""From files and vocabulary to an index, all at once or by what changed."""

import sqlite3
from collections.abc import Iterable

from xzfacts.index.builder import subjects, terms
from xzfacts.index.builder.writer import FileRead, Filling
from xzfacts.index.records import source_of
from xzfacts.index.schema import (
    FACT_INDEXES,
    LABEL_GAP,
    LABEL_LIMIT,
    NAME_INDEXES,
    TABLES,
    TERM_INDEXES,
)
from xzfacts.vocabulary.loader import Vocabulary

# How a build uses its file: nobody else sees it before it is whole.
_ALONE = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA cache_size = -100000",
)


def build(
    db: sqlite3.Connection, files: Iterable[FileRead], count: int, vocabulary: Vocabulary
) -> None:
    """Fill an empty database with the index of `files`, in store order; `count` tells how many.

    Files are taken one at a time and not kept.
    """
    for pragma in _ALONE:
        db.execute(pragma)
    db.execute("BEGIN")
    _run(db, TABLES)
    terms.put_in_vocabulary(db, vocabulary)
    _run(db, TERM_INDEXES)
    filling = Filling(db, fresh=True)
    gap = min(LABEL_GAP, LABEL_LIMIT // (count + 2))
    for number, file in enumerate(files, start=1):
        filling.add(number * gap, file)
    _run(db, FACT_INDEXES)
    subjects.fill_in_bulk(filling)
    terms.bring_up_to_date(filling)
    _run(db, NAME_INDEXES)
    db.execute("INSERT INTO clash SELECT 'fact', fid FROM fact GROUP BY fid HAVING count(*) > 1")
    _note_clashes(db, filling)
    db.execute("COMMIT")


def update(
    db: sqlite3.Connection, removed: Iterable[int], added: Iterable[tuple[int, FileRead]]
) -> None:
    """Take out files by label and put in others; afterwards all is as if built anew."""
    for pragma in _ALONE:
        db.execute(pragma)
    db.execute("BEGIN")
    filling = Filling(db, fresh=False)
    for label in removed:
        filling.remove(label)
    for label, file in added:
        filling.add(label, file)
    subjects.bring_up_to_date(filling)
    terms.bring_up_to_date(filling)
    for fid in filling.fids:
        db.execute("DELETE FROM clash WHERE what = 'fact' AND key = ?", (fid,))
        db.execute(
            "INSERT INTO clash SELECT 'fact', fid FROM fact WHERE fid = ?"
            " GROUP BY fid HAVING count(*) > 1",
            (fid,),
        )
    _note_clashes(db, filling)
    db.execute("COMMIT")


def _note_clashes(db: sqlite3.Connection, filling: Filling) -> None:
    """Which of the touched sources and declarations are told differently by several files."""
    for sid in sorted(filling.sids):
        db.execute("DELETE FROM clash WHERE what = 'source' AND key = ?", (sid,))
        files = db.execute("SELECT file FROM source WHERE sid = ?", (sid,)).fetchall()
        if len(files) > 1 and len({source_of(db, file) for (file,) in files}) > 1:
            db.execute("INSERT INTO clash VALUES ('source', ?)", (sid,))
    for what, names in (
        ("subject", filling.declared_subjects),
        ("attribute", filling.declared_attributes),
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
    """The statements of a script, within the transaction (`executescript` would end it)."""
    for statement in script.split(";"):
        db.execute(statement)
