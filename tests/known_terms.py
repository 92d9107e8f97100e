"""Keeps the rows that an index has of a vocabulary, for the next index built in this process.

Computing them takes most of the time of building the index of a small store.
"""

import sqlite3
from contextlib import closing
from functools import lru_cache
from typing import Any

from xzfacts.index.builder import terms
from xzfacts.index.schema import TABLES
from xzfacts.vocabulary.loader import Vocabulary

_TABLES = ("concept", "covers", "term")
_insert = terms.insert_vocabulary


@lru_cache(maxsize=2)
def _rows(vocabulary: Vocabulary) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(TABLES)
        _insert(db, vocabulary)
        return {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}  # noqa: S608


def _insert_known(db: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    for table, rows in _rows(vocabulary).items():
        marks = ",".join("?" * len(rows[0]))
        db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608


def keep() -> None:
    """Keep them from now on."""
    terms.insert_vocabulary = _insert_known
