"""Rows of an index as a query gets them."""

import sqlite3
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from xzfacts.index.schema import NUMBER_BITS
from xzfacts.model.facts import Fact, Place, Sentence, Source, Status
from xzfacts.model.temporal import DatedValue
from xzfacts.quantity.model import Quantity, from_json


class Name(NamedTuple):
    """A text that names a subject, or a value. kind: name, alias, short or value."""

    id: int
    text: str  # compact
    kind: str
    target: int  # subject; a value is its own target


class Term(NamedTuple):
    """A word that names or asks for an attribute, or is filler. See `index.schema`."""

    text: str
    codes: str
    initials: str
    role: str
    target: int
    kinds: tuple[str, ...]


class AttributeEntry(NamedTuple):
    """An attribute with what the index knows of it.

    names: compact name and aliases, each with its sound codes.
    concepts: what it means, each with what the concept's term leaves of the name.
    """

    id: int
    name: str
    kind: str
    names: tuple[tuple[str, str], ...]
    concepts: tuple[tuple[int, str], ...]


class SubjectEntry(NamedTuple):
    """A subject with the names of what it is part of, and what tells it from namesakes."""

    id: int
    name: str
    qualifier: str
    wholes: tuple[str, ...]


class Head(NamedTuple):
    """What of a fact can be looked at before its sentence is."""

    id: int
    subject: int
    attribute: int
    value: str


class FactRow(NamedTuple):
    """A fact joined with its sentence, as the index holds it. Rises with `id` in store order."""

    id: int
    fid: str
    subject: int
    attribute: int
    value: str
    quantity: str | None
    status: str
    as_of: str | None
    note: str | None
    superseded_by: str | None
    confidence: str | None
    why: str | None
    file: str
    line: int | None
    quote: str
    sentence_line: int | None
    sentence_note: str | None
    source: int

    def read_quantity(self) -> Quantity | None:
        """What the value says as a number or a date, if it says one."""
        return None if self.quantity is None else _quantity(self.quantity, self.value)

    def statement(self, source: Source) -> DatedValue:
        """What the fact states, given its source."""
        quantity = self.read_quantity()
        return DatedValue(self.value, quantity, source.id, self.quote, self.as_of, source.published)

    def fact(self, subject: str, attribute: str, source: Source) -> Fact:
        """The whole fact, given the names of what its numbers stand for."""
        return Fact(
            id=self.fid,
            subject=subject,
            attribute=attribute,
            value=self.value,
            quantity=self.read_quantity(),
            sentence=Sentence(self.quote, self.sentence_line, self.sentence_note),
            source=source,
            place=Place(self.file, self.line),
            as_of=self.as_of,
            note=self.note,
            status=Status(self.status),
            superseded_by=self.superseded_by,
            confidence=None if self.confidence is None else Decimal(self.confidence),
            why=self.why,
        )


# The columns of a `FactRow`. The name of the file is put in later: there are few of them.
FACT_ROWS = (
    "SELECT f.id, f.fid, f.subject, f.attribute, f.value, f.quantity,"  # noqa: S608 - ours
    " ifnull(f.status, 'current'), f.as_of, f.note, f.superseded_by, f.confidence, f.why,"
    " NULL, f.line,"
    f" s.quote, s.line, s.note, f.id >> {NUMBER_BITS}"
    " FROM fact f JOIN sentence s ON s.id = f.sentence"
)


@lru_cache(maxsize=4096)
def _quantity(text: str, value: str) -> Quantity:
    """What `fill` wrote down, in its order."""
    low, high, bounds, unit, dimension, said = text.split("\t", 5)
    return from_json(
        {
            "low": low or None,
            "high": high or None,
            "bounds": bounds,
            "unit": unit,
            "dimension": dimension,
            "text": said or value,
        }
    )


def source_of(db: sqlite3.Connection, file: int) -> Source:
    """The source that the file with this label says its facts are from."""
    query = "SELECT name FROM author WHERE file = ? ORDER BY number"
    authors = tuple(name for (name,) in db.execute(query, (file,)))
    query = (
        "SELECT sid, title, publication, published, url, page, section, sha256"
        " FROM source WHERE file = ?"
    )
    sid, title, publication, *rest = db.execute(query, (file,)).fetchone()
    return Source(sid, title, publication, authors, *rest)


def storable(texts: Iterable[str]) -> list[str]:
    """The texts that can stand in a database: an argument may hold bytes that are no UTF-8."""
    unique = list(texts)
    try:
        "".join(unique).encode()
    except UnicodeEncodeError:
        return [text for text in unique if text.isprintable()]
    return unique


def rows_in(
    db: sqlite3.Connection, query: str, keys: Iterable[str] | Iterable[int], limit: str = ""
) -> list[tuple]:  # type: ignore[type-arg]
    """The rows of a query that ends in IN, for these keys; none where there are none."""
    unique = sorted(set(keys))  # type: ignore[type-var]
    if not unique:
        return []
    # Few lengths of lists make few statements, which need not be compiled again.
    unique += unique[-1:] * ((1 << (len(unique) - 1).bit_length()) - len(unique))
    marks = ",".join("?" * len(unique))
    return db.execute(f"{query} ({marks}) {limit}", unique).fetchall()
