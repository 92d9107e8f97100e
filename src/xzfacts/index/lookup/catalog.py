"""Looks up names, terms and facts for a query."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from xzfacts.index.canonical_names import resolve_whole
from xzfacts.index.records import (
    ATTRIBUTES_OF,
    BY_AMOUNT,
    FACT_ROWS,
    FILE_COLUMN,
    AttributeEntry,
    FactRow,
    Name,
    SubjectEntry,
    Term,
    attribute_of,
    longest_beginnings,
    rows_in,
    source_of,
    storable,
)
from xzfacts.index.schema import NUMBER_BITS
from xzfacts.model.facts import Fact, Source

if TYPE_CHECKING:
    from xzfacts.index.lookup.sentence_text import SentenceText

__all__ = ["UNNAMED", "AttributeEntry", "Catalog", "FactRow", "Name", "SubjectEntry", "Term"]

_STATUS = FactRow._fields.index("status")
FACTS = 600  # of one subject that are read
_COMPARED = 5_000  # facts read for the highest or lowest amount
UNNAMED = 100  # facts read for an attribute, a value or an amount without a subject
_NAMES = 2_000  # names read for one query; if there are more, …
_NAMES_OF_ONE = 100  # names read of one subject, with each of its facts
_NAMESAKES = 100  # … so many for each text
_TERMS = 500  # terms read for one query; if there are more, …
_BEARERS = 50  # … so many attributes for each text
_MEANT = 200  # attributes read that have a name of one meaning
_PARTS = 24  # parts read for one subject
_WHOLES = 32  # wholes of wholes read for one subject
# Facts of all texts for a subject.
_OF_SUBJECT = (
    "f.subject IN (SELECT ?1 UNION ALL SELECT id FROM subject WHERE canon = ?1 AND canon != id)"
)
# Of a chain of replaced facts of one day, mostly those that were replaced last.
_SOME_OF_EACH = f"""
SELECT id FROM (SELECT f.id, row_number() OVER (PARTITION BY f.attribute ORDER BY
    f.status IS NOT NULL,
    ifnull(f.as_of, (SELECT published FROM source WHERE file = f.id >> {NUMBER_BITS})) DESC,
    CASE WHEN f.status IS NULL THEN f.id ELSE -f.id END) AS place
  FROM fact f WHERE {{where}})
ORDER BY place, id LIMIT {{most}}"""  # noqa: S608 - ours


class Catalog:
    """Reads an index, and caches attributes, concepts and sources.

    folder: name of the store's folder in display paths. drafts: whether to include unreviewed
    facts.
    """

    def __init__(
        self, connection: sqlite3.Connection, folder: str = "facts", *, drafts: bool = False
    ) -> None:
        self._db = connection
        self.drafts = drafts
        self._names = _ALL_NAMES if drafts else "name"
        self._reviewed = "" if drafts else " AND f.status IS NOT 'draft'"
        self._answering = ATTRIBUTES_OF.format("('current', 'draft')" if drafts else "('current')")
        self._folder = folder
        self._attributes: dict[int, AttributeEntry] = {}
        self._sources: dict[int, Source] = {}
        self._covers: dict[int, frozenset[int]] = {}
        self._canons: dict[int, int] = {}
        self._files: dict[int, str] = {}

    @cached_property
    def sentences(self) -> "SentenceText":
        """The text of the first sentences."""
        from xzfacts.index.lookup.sentence_text import SentenceText

        return SentenceText(self._db)

    def names(self, texts: Iterable[str]) -> list[Name]:
        """Return the names with these compact texts; if there are many, the highest-ranking."""
        query = f"SELECT id, text, kind, target FROM {self._names} WHERE text"  # noqa: S608 - ours
        unique = storable(texts)
        rows = rows_in(self._db, f"{query} IN", unique, f"LIMIT {_NAMES}")
        if len(rows) == _NAMES:
            share = f"{query} = ? ORDER BY id LIMIT {_NAMESAKES}"
            rows = [row for text in unique for row in self._db.execute(share, (text,))]
        return [Name(*row) for row in rows]

    def name_lengths(self, texts: Sequence[str]) -> list[int]:
        """For each text, a length that no name at its beginning exceeds."""
        found = longest_beginnings(self._db, "name", texts)
        if not self.drafts:
            return found
        return list(map(max, found, longest_beginnings(self._db, "unreviewed", texts)))

    def names_by_id(self, ids: Iterable[int]) -> list[Name]:
        """Return the names with these ids; unknown ids are ignored."""
        return [
            Name(*row)
            for row in rows_in(self._db, "SELECT id, text, kind, target FROM name WHERE id IN", ids)
        ]

    def names_of(self, subject: int) -> list[str]:
        """Return the compact names of a subject, of very many the first ones."""
        query = (
            f"SELECT text FROM {self._names} WHERE target = ? AND kind != 'value'"  # noqa: S608 - ours
            f" ORDER BY id LIMIT {_NAMES_OF_ONE}"
        )
        return [text for (text,) in self._db.execute(query, (subject,))]

    def postings(self, grams: Iterable[str]) -> list[tuple[int, Sequence[int]]]:
        """Return the names of the most selective grams, as `postings.most_selective` does."""
        from xzfacts.index.postings import most_selective

        return most_selective(self._db, grams)

    def term_lengths(self, texts: Sequence[str]) -> list[int]:
        """For each text, a length that no term at its beginning exceeds."""
        return longest_beginnings(self._db, "term", texts)

    def terms(self, texts: Iterable[str]) -> list[Term]:
        """Return the terms with one of these texts."""
        return self._terms("text", texts)

    def terms_by_codes(self, codes: Iterable[str]) -> list[Term]:
        """Return the terms with one of these strings of sound codes."""
        return self._terms("codes", codes)

    def terms_by_initials(self, initials: Iterable[str]) -> list[Term]:
        """Return the terms with one of these strings of pinyin initials."""
        return self._terms("initials", initials)

    def _terms(self, column: str, keys: Iterable[str]) -> list[Term]:
        query = f"SELECT text, codes, initials, role, target, kinds FROM term WHERE {column}"  # noqa: S608 - column is ours
        unique = storable(keys)
        rows = rows_in(self._db, f"{query} IN", unique, f"LIMIT {_TERMS}")
        if len(rows) >= _TERMS:
            share = f"SELECT * FROM ({query} = ? AND role = 'attribute' LIMIT {_BEARERS})"  # noqa: S608 - ours
            every = f"{share} UNION ALL {query} = ? AND role != 'attribute'"
            rows = [row for key in unique for row in self._db.execute(every, (key, key))]
        return [
            Term(text, codes, letters, role, target, tuple(kinds.split()))
            for text, codes, letters, role, target, kinds in rows
        ]

    def covered(self, concept: int) -> frozenset[int]:
        """Return the narrower concepts that a query for this one includes."""
        if concept not in self._covers:
            query = "SELECT covered FROM covers WHERE concept = ?"
            self._covers[concept] = frozenset(c for (c,) in self._db.execute(query, (concept,)))
        return self._covers[concept]

    def subject(self, number: int) -> SubjectEntry:
        """Return the subject with this id, which must exist."""
        name, disambiguator, whole = self._db.execute(
            "SELECT name, disambiguator, part_of FROM subject WHERE id = ?", (number,)
        ).fetchone()
        wholes: dict[str, None] = {}
        while whole is not None and len(wholes) < _WHOLES:
            found = resolve_whole(self._db, whole)
            if found is None or found[0] in wholes:
                break
            wholes[found[0]] = None
            whole = found[1]
        return SubjectEntry(number, name, disambiguator or "", tuple(wholes))

    def parts(self, subject: int) -> list[int]:
        """Return the subjects declared as parts of this one, ordered by name."""
        name = self.subject(subject).name
        query = (
            "SELECT id FROM subject WHERE part_of = ? AND canon = id AND facts"  # noqa: S608 - ours
            f" ORDER BY name LIMIT {_PARTS}"
        )
        return [number for (number,) in self._db.execute(query, (name,))]

    def attributes_of(self, subject: int) -> list[AttributeEntry]:
        """Return the attributes of a subject, those with most facts in the store first."""
        numbers: set[int] = set()
        for text in self._texts_of(subject):
            numbers.update(number for (number,) in self._db.execute(self._answering, {"of": text}))
        query = "SELECT id, facts, name FROM attribute WHERE id IN"
        rows = sorted(rows_in(self._db, query, numbers), key=lambda row: (-row[1], row[2]))
        return [self.attribute(row[0]) for row in rows]

    def attribute(self, number: int) -> AttributeEntry:
        """Return the attribute with this id, which must exist."""
        if number not in self._attributes:
            self._attributes[number] = attribute_of(self._db, number)
        return self._attributes[number]

    def attributes_meaning(self, concepts: Iterable[int]) -> list[AttributeEntry]:
        """Return the attributes with a name that is a term of one of the concepts.

        If there are very many, some of them.
        """
        query = "SELECT DISTINCT attribute FROM attribute_concept WHERE rest = '' AND concept IN"
        found = rows_in(self._db, query, concepts, f"LIMIT {_MEANT}")
        return [self.attribute(number) for (number,) in found]

    def facts_of(self, subject: int, attributes: Iterable[int] | None = None) -> list[FactRow]:
        """Return the facts of a subject, with these attributes or all, in store order.

        If there are many, some of each attribute: current ones first, of these the latest.
        """
        where = _OF_SUBJECT
        if attributes is not None:
            where += f" AND f.attribute IN ({','.join(str(int(each)) for each in attributes)})"
        found = self._rows(where, (subject,), FACTS + 1)
        if len(found) <= FACTS:
            return found
        some = _SOME_OF_EACH.format(where=f"{where}{self._reviewed}", most=FACTS)
        return self._rows(f"f.id IN ({some})", (subject,))

    def facts_valued(self, subject: int, values: Collection[str]) -> list[FactRow]:
        """Return the facts of a subject with one of these values as written, in store order."""
        asked = storable(values)
        where = f"{_OF_SUBJECT} AND f.value IN ({','.join('?' * len(asked))})"
        return self._rows(where, (subject, *asked), FACTS)

    def _texts_of(self, subject: int) -> list[int]:
        """Return the ids of all texts for a subject."""
        query = "SELECT id FROM subject WHERE canon = ? AND canon != id"
        return [subject, *(number for (number,) in self._db.execute(query, (subject,)))]

    def attributes_called(self, text: str) -> list[int]:
        """Return the attributes with this compact name, of very many the first ones."""
        query = "SELECT attribute FROM attribute_name WHERE text = ? ORDER BY attribute LIMIT ?"
        return [number for (number,) in self._db.execute(query, (text, _TERMS))]

    def facts_with(self, attribute: int, most: int = UNNAMED) -> list[FactRow]:
        """Return facts with the attribute, at most `most`, in store order."""
        return self._rows("f.attribute = ?", (attribute,), min(most, UNNAMED))

    def facts_by_amount(self, attributes: Iterable[int], *, highest: bool) -> Iterator[FactRow]:
        """Yield facts with the attributes by their amounts, of the commonest dimension."""
        own = ",".join(str(int(each)) for each in attributes)
        order = "DESC" if highest else "ASC"
        query = BY_AMOUNT.format(own=own, order=order, reviewed=self._reviewed, most=_COMPARED)
        for found in self._db.execute(query).fetchall():
            yield from self._rows("f.id = ?", found)

    def facts_by_id(self, numbers: Iterable[int]) -> list[FactRow]:
        """Return the facts with one of these values, given by their ids as names."""
        return [row for word in numbers for row in self._rows("f.word = ?", (word,), UNNAMED)]

    def attributes_beginning(self, text: str) -> list[int]:
        """Return some attributes with a compact name that begins with the text."""
        query = "SELECT DISTINCT attribute FROM attribute_name WHERE text BETWEEN ? AND ? LIMIT ?"
        last = text + "\U0010ffff"
        return [number for (number,) in self._db.execute(query, (text, last, _PARTS))]

    def fact_called(self, fid: str) -> FactRow | None:
        """Return the fact with this public id; None if there is none, or if several have it."""
        found = self._rows("f.fid = ?", (fid,), 2)
        return found[0] if len(found) == 1 else None

    def facts_called(self, fid: str) -> list[FactRow]:
        """Return the facts with this public id; more than one is a fault of the store."""
        return self._rows("f.fid = ?", (fid,), UNNAMED)

    def facts_between(self, low: float, high: float) -> list[FactRow]:
        """Return facts with an end of their range in [low, high], in base units."""
        ids: set[int] = set()
        for column in ("low", "high"):
            query = (
                f"SELECT id FROM fact AS f WHERE {column} BETWEEN ? AND ?"  # noqa: S608 - ours
                f"{self._reviewed} ORDER BY {column}, id LIMIT {UNNAMED}"
            )
            ids.update(number for (number,) in self._db.execute(query, (low, high)))
        return self._rows(f"f.id IN ({','.join(map(str, sorted(ids)[:UNNAMED]))})", ())

    def _rows(self, where: str, values: tuple[object, ...], most: int = FACTS) -> list[FactRow]:
        """Return facts in store order; if there are more than `most`, current ones first."""
        query = f"{FACT_ROWS} WHERE {where}{self._reviewed}"
        found = self._db.execute(f"{query} ORDER BY f.id LIMIT {most}", values).fetchall()
        if len(found) == most and any(row[_STATUS] != "current" for row in found):
            current = f"{query} AND f.status IS NULL ORDER BY f.id LIMIT {most}"
            # The last of the others: of a chain, mostly those that were replaced last.
            others = f"{query} AND f.status IS NOT NULL ORDER BY f.id DESC LIMIT {most}"
            found = self._db.execute(current, values).fetchall()
            found += self._db.execute(others, values).fetchall()
            found = sorted(found[:most])
        file = FILE_COLUMN
        return [
            FactRow._make(
                (
                    *(*row[:2], self._canon(row[2]), *row[3:file]),
                    *(self._display_path(row[-1]), *row[file + 1 :]),
                )
            )
            for row in found
        ]

    def _canon(self, text: int) -> int:
        """Return the id of the canonical subject for a text."""
        if text not in self._canons:
            query = "SELECT canon FROM subject WHERE id = ?"
            (self._canons[text],) = self._db.execute(query, (text,)).fetchone()
        return self._canons[text]

    def _display_path(self, label: int) -> str:
        """Return the display path of the file with this label."""
        if label not in self._files:
            query = "SELECT shown FROM file WHERE id = ?"
            (shown,) = self._db.execute(query, (label,)).fetchone()
            self._files[label] = f"{self._folder}/{shown}"
        return self._files[label]

    def fact(self, row: FactRow) -> Fact:
        """Return the complete fact of a row."""
        return row.fact(
            self.subject(row.subject).name,
            self.attribute(row.attribute).name,
            self.source(row.source),
        )

    def source(self, number: int) -> Source:
        """Return the source of the file with this label."""
        if number not in self._sources:
            self._sources[number] = source_of(self._db, number)
        return self._sources[number]


_ALL_NAMES = "(SELECT * FROM name UNION ALL SELECT * FROM unreviewed)"
