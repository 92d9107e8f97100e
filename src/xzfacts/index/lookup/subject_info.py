"""What an index knows of a subject, by any of its names."""

import os
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from xzfacts.index.canonical import named
from xzfacts.text.normalize import compact


class KnownSubject(NamedTuple):
    """A subject: its own name, its other declared names, and how many facts are about it.

    files: in which it is declared, as paths within the store.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str | None
    part_of: str | None
    facts: int
    files: tuple[str, ...]


def known_subject(db: sqlite3.Connection, text: str) -> KnownSubject | None:
    """The subject with this name or alias; None if no fact and no declaration names it."""
    name = named(db, text)
    if name is None:
        return None
    row = db.execute(_SUBJECT, (compact(name), name)).fetchone()
    entries = db.execute(_ENTRIES, (compact(name),)).fetchall()
    aliases = aliases_of(db, "subject", [(file, number) for file, number, _path in entries])
    files = dict.fromkeys(os.fsdecode(path) for _file, _number, path in entries)
    kind, part_of, facts = row
    return KnownSubject(name, aliases, kind, part_of, facts, tuple(files))


def aliases_of(
    db: sqlite3.Connection, what: str, declared: Iterable[tuple[int, int]]
) -> tuple[str, ...]:
    """The aliases that declarations give, in their order; each as its file and number."""
    return tuple(
        dict.fromkeys(
            text
            for file, number in declared
            for (text,) in db.execute(_ALIASES, (file, what, number))
        )
    )


_SUBJECT = "SELECT kind, part_of, facts FROM subject WHERE key = ? AND name = ?"
_ENTRIES = (
    "SELECT d.file, d.number, f.path FROM declared AS d JOIN file AS f ON f.id = d.file"
    " WHERE d.key = ? AND d.what = 'subject' AND d.part = 0 ORDER BY d.file, d.number"
)
_ALIASES = (
    "SELECT text FROM declared WHERE file = ? AND what = ? AND number = ? AND part > 0"
    " ORDER BY part"
)
