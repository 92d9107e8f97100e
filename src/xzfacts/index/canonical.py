"""Which subject a text names."""

import sqlite3

from xzfacts.text.normalize import compact

_FIRST = (
    "SELECT owner.text FROM declared AS called JOIN declared AS owner"
    " ON owner.file = called.file AND owner.what = 'subject'"
    " AND owner.number = called.number AND owner.part = 0"
    " WHERE called.key = ? AND called.what = 'subject'"
    " ORDER BY called.part > 0, called.file, called.number, called.part LIMIT 1"
)


def canonical(db: sqlite3.Connection, key: str) -> str | None:
    """The declared name of the subject that a compact text names, if one is declared.

    Where several files declare it, the first one's word counts, and a name before an alias.
    """
    row = db.execute(_FIRST, (key,)).fetchone()
    if row is None:
        return None
    # Two declared names may differ in punctuation only: then the first is the name of both.
    row = db.execute(_FIRST, (compact(row[0]),)).fetchone()
    return None if row is None else str(row[0])


def named(db: sqlite3.Connection, text: str) -> str | None:
    """The subject that a text names: its declared name, or as facts write it; None if none."""
    key = compact(text).encode("utf-8", "replace").decode("utf-8")
    declared = canonical(db, key)
    if declared is not None:
        return declared
    query = "SELECT name FROM subject WHERE key = ? AND canon = id ORDER BY name = ? DESC, name"
    row = db.execute(query, (key, text.encode("utf-8", "replace").decode("utf-8"))).fetchone()
    return None if row is None else str(row[0])
