"""Facts as an SQLite database with full-text search, which Datasette opens as it is.

- facts: one row per fact; `sentence` and `source` refer to the other tables.
- sentences: verbatim sentences. sources: articles. aliases: other names of subjects.
- facts_with_sources: a view of each fact with its sentence and article, to be read.
- facts_fts, sentences_fts: full-text indexes (FTS5, trigrams) with the tables as content.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from xzfacts.database_errors import system_error
from xzfacts.export.text_fragment import text_link
from xzfacts.model.facts import Fact, Sentence, Source
from xzfacts.quantity.model import to_json

TABLES = """
CREATE TABLE sources (id TEXT PRIMARY KEY, title TEXT NOT NULL, publication TEXT, authors TEXT,
  published TEXT, url TEXT, page TEXT, section TEXT, sha256 TEXT);
CREATE TABLE sentences (id INTEGER PRIMARY KEY, source TEXT NOT NULL REFERENCES sources (id),
  text TEXT NOT NULL, line INTEGER, note TEXT, link TEXT, page TEXT);
CREATE TABLE facts (id TEXT NOT NULL, subject TEXT NOT NULL, attribute TEXT NOT NULL,
  value TEXT NOT NULL, low TEXT, high TEXT, bounds TEXT, unit TEXT, low_number REAL,
  high_number REAL, as_of TEXT, status TEXT NOT NULL, note TEXT, superseded_by TEXT,
  sentence INTEGER NOT NULL REFERENCES sentences (id), file TEXT NOT NULL, line INTEGER,
  mode TEXT, said_by TEXT);
CREATE TABLE aliases (subject TEXT NOT NULL, alias TEXT NOT NULL, PRIMARY KEY (subject, alias))
  WITHOUT ROWID;
"""
INDEXES = """
CREATE VIEW facts_with_sources AS SELECT facts.id, subject, attribute, value, as_of, status,
  sentences.text AS sentence, title, publication, authors, published, sentences.line AS source_line,
  coalesce(link, url) AS link, file, facts.line FROM facts
  JOIN sentences ON sentences.id = facts.sentence JOIN sources ON sources.id = sentences.source;
CREATE INDEX facts_id ON facts (id);
CREATE INDEX facts_subject ON facts (subject, attribute);
CREATE INDEX facts_attribute ON facts (attribute);
CREATE INDEX facts_sentence ON facts (sentence);
CREATE INDEX sentences_source ON sentences (source);
CREATE VIRTUAL TABLE facts_fts USING fts5 (subject, attribute, value, content="facts",
  tokenize="trigram");
CREATE VIRTUAL TABLE sentences_fts USING fts5 (text, content="sentences", tokenize="trigram");
INSERT INTO facts_fts (facts_fts) VALUES ('rebuild');
INSERT INTO sentences_fts (sentences_fts) VALUES ('rebuild');
"""
_FACT = f"INSERT INTO facts VALUES ({','.join('?' * 19)})"  # noqa: S608 - no data in it


def write_database(
    path: str, facts: Iterable[Fact], subjects: Iterable[tuple[str, Iterable[str]]]
) -> None:
    """Write a new database at `path`. Raises sqlite3.Error or OSError.

    subjects: the canonical name of each subject with its declared aliases.
    """
    try:
        _write(path, facts, subjects)
    except sqlite3.OperationalError as error:
        raise system_error(error) or error from error


def _write(path: str, facts: Iterable[Fact], subjects: Iterable[tuple[str, Iterable[str]]]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")  # the caller deletes a file that is not complete
        db.executescript(TABLES)
        db.execute("BEGIN")
        writer = _Writer(db)
        for fact in facts:
            writer.add(fact)
        aliases = ((_text(name), _text(alias)) for name, several in subjects for alias in several)
        db.executemany("INSERT OR IGNORE INTO aliases VALUES (?, ?)", aliases)
        db.execute("COMMIT")
        db.executescript(INDEXES)
        db.execute("ANALYZE")


class _Writer:
    """Inserts facts; those of one sentence share its row."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._sources: set[str] = set()
        self._last: tuple[str, Sentence] | None = None
        self._sentence = 0

    def add(self, fact: Fact) -> None:
        source = fact.source
        if source.id not in self._sources:
            self._sources.add(source.id)
            self._db.execute(f"INSERT INTO sources VALUES ({','.join('?' * 9)})", _source(source))  # noqa: S608
        if (source.id, fact.sentence) != self._last:
            self._last = source.id, fact.sentence
            self._sentence += 1
            self._db.execute(
                "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    self._sentence,
                    _text(source.id),
                    _text(fact.sentence.quote),
                    fact.sentence.line,
                    _text(fact.sentence.note),
                    text_link(source.url, fact.sentence.quote),
                    _text(fact.sentence.page),
                ),
            )
        self._db.execute(_FACT, _fact(fact, self._sentence))


def _source(source: Source) -> tuple[object, ...]:
    authors = "; ".join(source.authors) or None
    parts = (source.id, source.title, source.publication, authors, source.published)
    return tuple(map(_text, (*parts, source.url, source.page, source.section, source.sha256)))


def _fact(fact: Fact, sentence: int) -> tuple[object, ...]:
    amount = {} if fact.quantity is None else to_json(fact.quantity)
    ends = fact.quantity and (fact.quantity.low, fact.quantity.high)
    low, high = (end if end is None else float(end) for end in ends or (None, None))
    return (
        *map(_text, (fact.id, fact.subject, fact.attribute, fact.value)),
        *(amount.get(key) for key in ("low", "high", "bounds", "unit")),
        low,
        high,
        fact.as_of,
        fact.status.value,
        _text(fact.note),
        _text(fact.superseded_by),
        sentence,
        _text(fact.place.file),
        fact.place.line,
        fact.mode and fact.mode.value,
        _text(fact.said_by),
    )


def _text(text: str | None) -> str | None:
    """Return a text that UTF-8 can hold: lone surrogates are replaced."""
    return text and text.encode("utf-8", "replace").decode("utf-8")
