"""Looks up a subject by any of its names."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from xzfacts.index.canonical_names import encodable, resolve_subject
from xzfacts.text.normalize import compact


class KnownSubject(NamedTuple):
    """A subject of the store.

    name: the canonical name.
    aliases: the declared aliases.
    kind: the declared kind, if any.
    part_of: name of the subject that it is part of, if declared.
    facts: number of facts about it.
    files: paths within the store of the files that declare it.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str | None
    part_of: str | None
    facts: int
    files: tuple[str, ...]


def known_subject(db: sqlite3.Connection, text: str) -> KnownSubject | None:
    """Return the subject with this name or alias, or None."""
    name = resolve_subject(db, text)
    if name is None:
        return None
    row = db.execute(_SUBJECT, (compact(name), name)).fetchone()
    entries = db.execute(_ENTRIES, (compact(name),)).fetchall()
    aliases = aliases_of(db, "subject", [(file, number) for file, number, _path in entries])
    files = dict.fromkeys(path for _file, _number, path in entries)
    kind, part_of, facts = row
    return KnownSubject(name, aliases, kind, part_of, facts, tuple(files))


def aliases_of(
    db: sqlite3.Connection, what: str, declared: Iterable[tuple[int, int]]
) -> tuple[str, ...]:
    """Return the aliases of declarations, given as pairs of file and number, in this order."""
    return tuple(
        dict.fromkeys(
            text
            for file, number in declared
            for (text,) in db.execute(_ALIASES, (file, what, number))
        )
    )


def names_with_prefix(db: sqlite3.Connection, start: str) -> Iterator[str]:
    """Yield names and aliases of subjects that begin with `start`, by number of facts."""
    key = encodable(compact(start))
    rows = [
        row
        for query in (_NAMES_FROM, _ALIASES_FROM)
        for row in db.execute(query, (key, key + _LAST, _MAX_NAMES))
    ]
    rows.sort(key=lambda row: (-row[1], row[2], row[0]))
    return iter(dict.fromkeys(text for text, _, _ in rows if text.startswith(start)))


_SUBJECT = "SELECT kind, part_of, facts FROM subject WHERE key = ? AND name = ?"
_ENTRIES = (
    "SELECT d.file, d.number, f.shown FROM declared AS d JOIN file AS f ON f.id = d.file"
    " WHERE d.key = ? AND d.what = 'subject' AND d.part = 0 ORDER BY d.file, d.number"
)
_ALIASES = (
    "SELECT text FROM declared WHERE file = ? AND what = ? AND number = ? AND part > 0"
    " ORDER BY part"
)
_LAST = "\U0010ffff"  # sorts after every text
_MAX_NAMES = 1_000  # examined for one prefix
_NAMES_FROM = (
    "SELECT s.name, c.facts, s.id != c.id FROM subject AS s JOIN subject AS c ON c.id = s.canon"
    " WHERE s.key >= ? AND s.key < ? AND (c.facts OR EXISTS (SELECT 1 FROM declared"
    " WHERE key = c.key AND what = 'subject' AND part = 0)) ORDER BY s.key LIMIT ?"
)
_ALIASES_FROM = (
    "SELECT d.text, c.facts, 1 FROM declared AS d"
    " JOIN declared AS o ON o.file = d.file AND o.what = d.what AND o.number = d.number"
    " JOIN subject AS c ON c.key = o.key AND c.canon = c.id"
    " WHERE d.key >= ? AND d.key < ? AND d.what = 'subject' AND d.part > 0 AND o.part = 0"
    " ORDER BY d.key LIMIT ?"
)
