"""Resolves a text to the canonical name of its subject."""

import sqlite3

from xzfacts.text.normalize import compact

_FIRST = (
    "SELECT owner.text FROM declared AS called JOIN declared AS owner"
    " ON owner.file = called.file AND owner.what = 'subject'"
    " AND owner.number = called.number AND owner.part = 0"
    " WHERE called.key = ? AND called.what = 'subject'"
    " ORDER BY called.part > 0, called.file, called.number, called.part LIMIT 1"
)


def declared_name(db: sqlite3.Connection, key: str) -> str | None:
    """Return the declared name of the subject with a compact name or alias, if declared.

    Names take precedence over aliases, then the first file in store order.
    """
    row = db.execute(_FIRST, (key,)).fetchone()
    if row is None:
        return None
    # Of declared names that differ in punctuation only, the first one is canonical.
    row = db.execute(_FIRST, (compact(row[0]),)).fetchone()
    return None if row is None else str(row[0])


def resolve_subject(db: sqlite3.Connection, text: str) -> str | None:
    """Return the declared name of a subject, or its name in facts; None if it is unknown."""
    key = encodable(compact(text))
    declared = declared_name(db, key)
    if declared is not None:
        return declared
    query = "SELECT name FROM subject WHERE key = ? AND canon = id ORDER BY name = ? DESC, name"
    row = db.execute(query, (key, encodable(text))).fetchone()
    return None if row is None else str(row[0])


def resolve_whole(db: sqlite3.Connection, name: str) -> tuple[str, str | None] | None:
    """Return the canonical name of the subject in a `part_of`, and what it is part of itself."""
    key = compact(name)
    declared = declared_name(db, key)
    row: tuple[str, str | None] | None = db.execute(
        "SELECT name, part_of FROM subject WHERE key = ? AND name = ? AND canon = id",
        (key if declared is None else compact(declared), declared or name),
    ).fetchone()
    return row


def encodable(text: str) -> str:
    """Replace what cannot be encoded: an argument may contain bytes that are not UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")
