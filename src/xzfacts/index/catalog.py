"""The index as a query sees it: look up names, words and facts. Nothing here scores."""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xzfacts.model import Fact, Place, Sentence, Source, Status
from xzfacts.text.quantity import Quantity, from_json

POSTINGS = 12_000  # names looked at for one query, so that the worst query stays bounded
_FACTS = 600  # facts joined for one subject


@dataclass(frozen=True, slots=True)
class Name:
    """A text that names a subject, or a fact's value. kind: name, alias, short or value."""

    id: int
    text: str  # compact
    kind: str
    target: int  # subject, or for a value the fact


@dataclass(frozen=True, slots=True)
class Term:
    """A word that names or asks for an attribute, or is filler. See `index.schema`."""

    text: str
    codes: str
    initials: str
    role: str
    target: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttributeEntry:
    """An attribute with what the index knows of it.

    names: compact name and aliases, each with its sound codes.
    concepts: what it means, each with what the concept's term leaves of the name.
    """

    id: int
    name: str
    kind: str
    names: tuple[tuple[str, str], ...]
    concepts: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class SubjectEntry:
    """A subject with the names of what it is part of, and what tells it from namesakes."""

    id: int
    name: str
    qualifier: str
    wholes: tuple[str, ...]


class Catalog:
    """Reads an index. Attributes and concepts are remembered for as long as it lives."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._attributes: dict[int, AttributeEntry] = {}
        self._sources: dict[int, Source] = {}
        self._covers: dict[int, frozenset[int]] = {}

    def names(self, texts: Iterable[str]) -> list[Name]:
        """Names with exactly one of these compact texts."""
        return [
            Name(*row)
            for row in self._in("SELECT id, text, kind, target FROM name WHERE text IN", texts)
        ]

    def names_by_id(self, ids: Iterable[int]) -> list[Name]:
        return [
            Name(*row)
            for row in self._in("SELECT id, text, kind, target FROM name WHERE id IN", ids)
        ]

    def names_of(self, subject: int) -> list[str]:
        """All compact names of a subject."""
        query = "SELECT text FROM name WHERE target = ? AND kind != 'value'"
        return [text for (text,) in self._db.execute(query, (subject,))]

    def postings(self, grams: Iterable[str]) -> list[tuple[str, Sequence[int]]]:
        """The ids of the names under each gram, the rarest gram first, within the budget."""
        query = "SELECT key, length(names), names FROM gram WHERE key IN"
        rows = sorted((size, key, blob) for key, size, blob in self._in(query, grams))
        found: list[tuple[str, Sequence[int]]] = []
        left = POSTINGS
        for _, key, blob in rows:
            ids = array("I")
            ids.frombytes(blob)
            found.append((key, ids[:left]))
            left -= len(ids)
            if left <= 0:
                break
        return found

    def terms(self, texts: Iterable[str]) -> list[Term]:
        """Words of the vocabulary with exactly one of these texts."""
        return self._terms("text", texts)

    def terms_by_codes(self, codes: Iterable[str]) -> list[Term]:
        """Words that sound like one of these strings of sound codes."""
        return self._terms("codes", codes)

    def terms_by_initials(self, initials: Iterable[str]) -> list[Term]:
        return self._terms("initials", initials)

    def _terms(self, column: str, keys: Iterable[str]) -> list[Term]:
        query = f"SELECT text, codes, initials, role, target, kinds FROM term WHERE {column} IN"  # noqa: S608 - column is ours
        return [Term(*row[:5], tuple(row[5].split())) for row in self._in(query, keys)]

    def covered(self, concept: int) -> frozenset[int]:
        """The narrower concepts that a query for this one also means."""
        if concept not in self._covers:
            query = "SELECT covered FROM covers WHERE concept = ?"
            self._covers[concept] = frozenset(c for (c,) in self._db.execute(query, (concept,)))
        return self._covers[concept]

    def subject(self, number: int) -> SubjectEntry:
        name, qualifier, whole = self._db.execute(
            "SELECT name, qualifier, part_of FROM subject WHERE id = ?", (number,)
        ).fetchone()
        wholes: dict[int, str] = {}
        while whole is not None and whole not in wholes:
            wholes[whole], whole = self._db.execute(
                "SELECT name, part_of FROM subject WHERE id = ?", (whole,)
            ).fetchone()
        return SubjectEntry(number, name, qualifier, tuple(wholes.values()))

    def attributes_of(self, subject: int) -> list[AttributeEntry]:
        query = "SELECT DISTINCT attribute FROM fact WHERE subject = ?"
        return [self.attribute(number) for (number,) in self._db.execute(query, (subject,))]

    def attribute(self, number: int) -> AttributeEntry:
        if number not in self._attributes:
            name, kind = self._db.execute(
                "SELECT name, kind FROM attribute WHERE id = ?", (number,)
            ).fetchone()
            names = self._db.execute(
                "SELECT text, codes FROM attribute_name WHERE attribute = ? ORDER BY text",
                (number,),
            )
            concepts = self._db.execute(
                "SELECT concept, rest FROM attribute_concept WHERE attribute = ?", (number,)
            )
            self._attributes[number] = AttributeEntry(
                number, name, kind or "", tuple(names), tuple(concepts)
            )
        return self._attributes[number]

    def attributes_meaning(self, concepts: Iterable[int]) -> list[AttributeEntry]:
        """Attributes whose whole name means one of the concepts."""
        query = "SELECT DISTINCT attribute FROM attribute_concept WHERE rest = '' AND concept IN"
        return [self.attribute(number) for (number,) in self._in(query, concepts)]

    def facts_of(self, subject: int, attributes: Iterable[int] | None = None) -> list["FactRow"]:
        """Facts of a subject, those of the given attributes or all, in store order."""
        if attributes is None:
            return self._rows("f.subject = ?", (subject,))
        numbers = tuple(attributes)
        marks = ",".join("?" * len(numbers))
        return self._rows(f"f.subject = ? AND f.attribute IN ({marks})", (subject, *numbers))

    def facts_with(self, attribute: int) -> list["FactRow"]:
        return self._rows("f.attribute = ?", (attribute,))

    def facts_by_id(self, numbers: Iterable[int]) -> list["FactRow"]:
        marks = tuple(numbers)
        return self._rows(f"f.id IN ({','.join('?' * len(marks))})", marks)

    def facts_between(self, low: float, high: float) -> list["FactRow"]:
        """Facts one end of whose range lies in [low, high], in base units."""
        return self._rows(
            "f.id IN (SELECT id FROM fact WHERE low BETWEEN ? AND ?"
            " UNION SELECT id FROM fact WHERE high BETWEEN ? AND ?)",
            (low, high, low, high),
        )

    def _rows(self, where: str, values: tuple[object, ...]) -> list["FactRow"]:
        query = (
            "SELECT f.id, f.fid, f.subject, f.attribute, f.value, f.quantity, f.status,"  # noqa: S608 - `where` is ours
            " f.as_of, f.note, f.superseded_by, f.file, f.line,"
            " s.quote, s.line, s.note, s.source"
            f" FROM fact f JOIN sentence s ON s.id = f.sentence WHERE {where}"
            f" ORDER BY f.id LIMIT {_FACTS}"
        )
        return [FactRow(*row) for row in self._db.execute(query, values)]

    def fact(self, row: "FactRow") -> Fact:
        """The whole fact of a row."""
        return Fact(
            id=row.fid,
            subject=self.subject(row.subject).name,
            attribute=self.attribute(row.attribute).name,
            value=row.value,
            quantity=row.read_quantity(),
            sentence=Sentence(row.quote, row.sentence_line, row.sentence_note),
            source=self.source(row.source),
            place=Place(row.file, row.line),
            as_of=row.as_of,
            note=row.note,
            status=Status(row.status),
            superseded_by=row.superseded_by,
        )

    def source(self, number: int) -> Source:
        if number not in self._sources:
            (text,) = self._db.execute(
                "SELECT json FROM source WHERE id = ?", (number,)
            ).fetchone()
            data = json.loads(text)
            self._sources[number] = Source(**{**data, "authors": tuple(data["authors"])})
        return self._sources[number]

    def _in(self, query: str, keys: Iterable[str] | Iterable[int]) -> list[tuple]:  # type: ignore[type-arg]
        unique = sorted(set(keys))  # type: ignore[type-var]
        if not unique:
            return []
        return self._db.execute(f"{query} ({','.join('?' * len(unique))})", unique).fetchall()


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact joined with its sentence, as the index holds it."""

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
    file: str
    line: int | None
    quote: str
    sentence_line: int | None
    sentence_note: str | None
    source: int

    def read_quantity(self) -> Quantity | None:
        return None if self.quantity is None else from_json(json.loads(self.quantity))
