"""Temporary storage of rows on disk, so that a million of them need little memory.

An unnamed SQLite database: the system deletes it when it is closed, however the process ends.
"""

import json
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from hashlib import blake2b
from typing import NamedTuple

from xzfacts.model.facts import Sentence, Source
from xzfacts.store.bulk.rows import Row
from xzfacts.store.ids import fact_id
from xzfacts.store.render_toml import FactTable
from xzfacts.store.schema.faults import short
from xzfacts.store.schema.reader import source_from
from xzfacts.store.schema.table_schemas import Table

_SCHEMA = """
CREATE TABLE known (id TEXT PRIMARY KEY, statement TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE, fixed INTEGER NOT NULL
);
CREATE TABLE described (
    source INTEGER NOT NULL, key TEXT NOT NULL, hash BLOB NOT NULL, shown TEXT NOT NULL,
    value TEXT NOT NULL, PRIMARY KEY (source, key)
) WITHOUT ROWID;
CREATE TABLE sentence (
    number INTEGER PRIMARY KEY, source INTEGER NOT NULL, hash BLOB NOT NULL,
    about TEXT NOT NULL, UNIQUE (source, hash)
);
CREATE TABLE fact (
    number INTEGER PRIMARY KEY, source INTEGER NOT NULL, sentence INTEGER NOT NULL,
    about TEXT NOT NULL
);
"""
_ORDER = "CREATE INDEX fact_order ON fact (source, sentence, number)"
_CACHE_KIB = 65536  # page cache


class Contradiction(NamedTuple):
    """Two values of one key of a source.

    key: the key of `[source]`.
    before: its earlier value, as shown in a message.
    now: its value in the current row, in the same way.
    """

    key: str
    before: str
    now: str


class Spool:
    """Collects rows, merges their sources and sentences, and returns them by source."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")
        self._source: tuple[Table, int] | None = None  # of the last row, with its number
        self._sentence: tuple[int, tuple[str, int | None, str | None], int] | None = None

    def close(self) -> None:
        """Delete the database."""
        self._db.close()

    def register(self, id_: str, statement: str) -> str | None:
        """Register an id with its derived id; returns the derived id already registered, if any."""
        found = self._db.execute("SELECT statement FROM known WHERE id = ?", (id_,)).fetchone()
        if found is not None:
            return str(found[0])
        self._db.execute("INSERT INTO known VALUES (?, ?)", (id_, statement))
        return None

    def register_source(self, source: Source) -> None:
        """Register a source of the store, to which rows add no keys."""
        known = self._db.execute("SELECT 1 FROM source WHERE id = ?", (source.id,)).fetchone()
        if known is None:
            number = self._new_source(source.id, fixed=True)
            self._describe(number, source._asdict())

    def add_source(self, described: Table) -> int | Contradiction:
        """The number of a row's source, after merging the row's keys into it."""
        if self._source is not None and self._source[0] == described:
            return self._source[1]
        row = self._db.execute(
            "SELECT number, fixed FROM source WHERE id = ?", (described["id"],)
        ).fetchone()
        number, fixed = row or (self._new_source(described["id"], fixed=False), False)
        hashes = "SELECT key, hash FROM described WHERE source = ?"
        known = dict(self._db.execute(hashes, (number,)))
        new = {key: value for key, value in described.items() if key not in known}
        for key, value in described.items():
            if key in known and known[key] != _hash(json.dumps(value)):
                return self._contradiction(number, key, value)
        if not fixed:
            self._describe(number, new)
        self._source = described, number
        return number

    def _new_source(self, id_: str, *, fixed: bool) -> int:
        cursor = self._db.execute("INSERT INTO source (id, fixed) VALUES (?, ?)", (id_, fixed))
        return int(cursor.lastrowid or 0)

    def _describe(self, source: int, keys: Table) -> None:
        """Store the keys of a source, each in a row: a long value is not read for another key."""
        for key, value in keys.items():
            if value not in (None, [], ()):
                text = json.dumps(value)
                self._db.execute(
                    "INSERT INTO described VALUES (?, ?, ?, ?, ?)",
                    (source, key, _hash(text), _shown(value), text),
                )

    def _contradiction(self, source: int, key: str, now: object) -> Contradiction:
        query = "SELECT shown FROM described WHERE source = ? AND key = ?"
        (before,) = self._db.execute(query, (source, key)).fetchone()
        return Contradiction(key, before, _shown(now))

    def add(self, row: Row, source: int) -> None:
        """Store a row of the source with this number."""
        sentence = self._sentence_number(row, source)
        needless = {("status", "current"), ("id", statement_of(row))}
        fact = dict(item for item in row.fact.items() if item not in needless)
        about = json.dumps(fact, default=str)  # a confidence is a decimal number
        self._db.execute(
            "INSERT INTO fact (source, sentence, about) VALUES (?, ?, ?)", (source, sentence, about)
        )

    def sources(self) -> Iterator[tuple[Source, str | None, int, int]]:
        """Each source with rows: the source, its `retrieved`, its number, its number of facts."""
        self._db.execute(_ORDER)
        rows = self._db.execute(
            "SELECT number, (SELECT count(*) FROM fact WHERE source = source.number) AS n"
            " FROM source WHERE n > 0 ORDER BY number"
        )
        for number, count in rows:
            described = "SELECT key, value FROM described WHERE source = ?"
            values = self._db.execute(described, (number,))
            keys = {key: json.loads(value) for key, value in values}
            yield source_from(keys), keys.get("retrieved"), int(number), int(count)

    def sentences(self, source: int) -> Iterator[tuple[Sentence, list[FactTable]]]:
        """The sentences of a source with their facts, in the order of the rows."""
        rows = self._db.execute(
            "SELECT sentence.number, sentence.about, fact.about FROM fact"
            " JOIN sentence ON sentence.number = fact.sentence"
            " WHERE fact.source = ? ORDER BY fact.sentence, fact.number",
            (source,),
        )
        last: int | None = None
        sentence = Sentence("")
        facts: list[FactTable] = []
        for number, about, fact in rows:
            if number != last:
                if facts:
                    yield sentence, facts
                quote, line, page = json.loads(about)
                last, sentence, facts = number, Sentence(quote, line, page=page), []
            facts.append(_fact(json.loads(fact)))
        if facts:
            yield sentence, facts

    def _sentence_number(self, row: Row, source: int) -> int:
        sentence = row.sentence.quote, row.sentence.line, row.sentence.page
        last = self._sentence
        if last is not None and last[:2] == (source, sentence):
            return last[2]
        about = json.dumps(sentence)
        key = (source, _hash(about))
        found = self._db.execute(
            "SELECT number FROM sentence WHERE source = ? AND hash = ?", key
        ).fetchone()
        if found is not None:
            number = int(found[0])
        else:
            cursor = self._db.execute(
                "INSERT INTO sentence (source, hash, about) VALUES (?, ?, ?)", (*key, about)
            )
            number = int(cursor.lastrowid or 0)
        self._sentence = source, sentence, number
        return number


def _hash(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()


def _shown(value: object) -> str:
    """A value in a message."""
    return short(", ".join(value) if isinstance(value, list | tuple) else str(value))


def _fact(about: FactTable) -> FactTable:
    if "confidence" in about:
        about["confidence"] = Decimal(str(about["confidence"]))
    return about


def statement_of(row: Row) -> str:
    """The derived id of the row's fact."""
    fact = row.fact
    about = fact["subject"], fact["attribute"], fact["value"], row.sentence.quote
    return fact_id(row.source["id"], *about, fact.get("as_of"))
