"""Whether the rows of an index have the types of their columns.

SQLite stores a value of any type in any column. Nothing checks each value that is read, since only
somebody who changed the cached file can have put another type there; this finds out if a command
failed for that reason.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_TYPES = {"TEXT": "text", "INTEGER": "integer", "REAL": "real", "BLOB": "blob"}
_NULLABLE = {
    "file": ("name",),
    "source": ("publication", "published", "url", "page", "section", "sha256", "line"),
    "finding": ("line", "key", "remedy"),
    "declared": ("key", "kind", "part_of", "line"),
    "sentence": ("line", "note", "page"),
    "subject": ("kind", "part_of", "disambiguator"),
    "attribute": ("kind",),
    "fact": (
        *("quantity", "low", "high", "word", "status", "as_of", "note", "superseded_by"),
        *("confidence", "why", "mode", "said_by", "line"),
    ),
    "term": ("codes", "initials", "kinds"),
}


def has_wrong_types(db: "sqlite3.Connection") -> bool:
    """Return whether some value is not of the type of its column, or missing. Reads all rows."""
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return any(_is_wrong(db, table) for (table,) in tables)


def _is_wrong(db: "sqlite3.Connection", table: str) -> bool:
    wrong = []
    for _number, name, kind, *_rest in db.execute(f"PRAGMA table_info({table})"):
        if kind not in _TYPES:
            continue
        allowed = [_TYPES[kind], *["null"] * (name in _NULLABLE.get(table, ()))]
        marks = ", ".join(f"'{each}'" for each in allowed)
        wrong.append(f"typeof({name}) NOT IN ({marks})")
    query = f"SELECT 1 FROM {table} WHERE {' OR '.join(wrong)} LIMIT 1"  # noqa: S608 - our names
    return bool(wrong) and db.execute(query).fetchone() is not None
