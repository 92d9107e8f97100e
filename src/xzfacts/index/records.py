"""Records of the index that queries read."""

import sqlite3
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xzfacts.index.schema import NUMBER_BITS
from xzfacts.model.facts import Fact, Mode, Place, Sentence, Source, Status
from xzfacts.quantity.model import Quantity, from_json
from xzfacts.text.normalize import compact

if TYPE_CHECKING:
    from xzfacts.model.temporal import DatedValue

_NAMES_OF_ONE = 30  # names read of one attribute


class Name(NamedTuple):
    """A name of a subject, or a value that can be searched for.

    id: rises with falling rank.
    text: in compact form.
    kind: name, alias, short or value.
    target: id of the subject; a value has its own id.
    """

    id: int
    text: str
    kind: str
    target: int


class Term(NamedTuple):
    """A word or phrase of questions.

    text: in compact form.
    codes: sound codes of the text.
    initials: pinyin initials of the text.
    role: attribute, concept, cue, or a role of `vocabulary.loader.Phrase`.
    target: id of the attribute or concept, 0 for a phrase.
    kinds: kinds of value that it asks for.
    """

    text: str
    codes: str
    initials: str
    role: str
    target: int
    kinds: tuple[str, ...]


class AttributeEntry(NamedTuple):
    """An attribute of the store.

    id: id of its row.
    name: the name.
    kind: kind of its values, or "".
    names: compact name and aliases, each with its sound codes; of very many, some.
    concepts: ids of its concepts, each with the part of the name before the concept's term.
    """

    id: int
    name: str
    kind: str
    names: tuple[tuple[str, str], ...]
    concepts: tuple[tuple[int, str], ...]


class SubjectEntry(NamedTuple):
    """A subject of the store.

    id: id of its row.
    name: the canonical name.
    disambiguator: the text in brackets that distinguishes it from namesakes, or "".
    wholes: names of the subjects that it is part of, the nearest first.
    """

    id: int
    name: str
    disambiguator: str
    wholes: tuple[str, ...]


class FactRow(NamedTuple):
    """A fact joined with its sentence.

    id: id of its row, ascending in store order.
    fid: the public id.
    subject: id of the canonical subject.
    attribute: id of the attribute.
    value: the value as written.
    quantity: the encoded quantity of the value, if it has one.
    status: a value of `Status`.
    as_of: date that the fact holds for, if given.
    note: note of the fact.
    superseded_by: public id of the newer fact.
    confidence: confidence of a proposal, as a decimal.
    why: reason for the status.
    mode: a value of `Mode`, if written.
    said_by: who states it, if written.
    file: display path of the file.
    line: line of the fact in the file.
    quote: the sentence.
    sentence_line: line of the sentence in the article.
    sentence_note: note of the sentence.
    sentence_page: page of the sentence, if written.
    source: label of the file with the source.
    """

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
    mode: str | None
    said_by: str | None
    file: str
    line: int | None
    quote: str
    sentence_line: int | None
    sentence_note: str | None
    sentence_page: str | None
    source: int

    def read_quantity(self) -> Quantity | None:
        """Return the quantity or date that the value states, if any."""
        return None if self.quantity is None else _quantity(self.quantity, self.value)

    def statement(self, source: Source) -> "DatedValue":
        """Return value and dates of the fact, given its source."""
        from xzfacts.model.temporal import DatedValue

        quantity = self.read_quantity()
        return DatedValue(
            self.value, quantity, source.id, self.quote, self.as_of, source.published, self.how
        )

    @property
    def how(self) -> Mode | None:
        """The mode, if written."""
        return None if self.mode is None else Mode(self.mode)

    def fact(self, subject: str, attribute: str, source: Source) -> Fact:
        """Return the complete fact, given the names for its ids."""
        return Fact(
            id=self.fid,
            subject=subject,
            attribute=attribute,
            value=self.value,
            quantity=self.read_quantity(),
            sentence=Sentence(
                self.quote, self.sentence_line, self.sentence_note, self.sentence_page
            ),
            source=source,
            place=Place(self.file, self.line),
            as_of=self.as_of,
            note=self.note,
            status=Status(self.status),
            superseded_by=self.superseded_by,
            confidence=None if self.confidence is None else Decimal(self.confidence),
            why=self.why,
            mode=self.how,
            said_by=self.said_by,
        )


FILE_COLUMN = FactRow._fields.index("file")

# The distinct attributes of a subject's facts, by a loose index scan; {0}: statuses that answer.
ATTRIBUTES_OF = """
WITH RECURSIVE step(number) AS (
  SELECT min(attribute) FROM fact WHERE subject = :of AND ifnull(status, 'current') IN {0}
  UNION ALL
  SELECT (SELECT min(attribute) FROM fact
    WHERE subject = :of AND attribute > number AND ifnull(status, 'current') IN {0})
  FROM step WHERE number IS NOT NULL)
SELECT number FROM step WHERE number IS NOT NULL
"""

# Facts of some attributes, in their commonest dimension, by the end of their range that is known.
BY_AMOUNT = """
SELECT f.id FROM fact f WHERE f.attribute IN ({own}) AND ifnull(f.high, f.low) IS NOT NULL
  AND instr(f.quantity, char(9) || (SELECT name FROM dimension WHERE attribute IN ({own})
    GROUP BY name ORDER BY sum(facts) DESC, name LIMIT 1) || char(9)){reviewed}
ORDER BY ifnull(f.high, f.low) {order}, f.id LIMIT {most}"""

# The columns of a `FactRow`. The display path is filled in later, because files are few.
FACT_ROWS = (
    "SELECT f.id, f.fid, f.subject, f.attribute, f.value, f.quantity,"  # noqa: S608 - ours
    " ifnull(f.status, 'current'), f.as_of, f.note, f.superseded_by, f.confidence, f.why,"
    " f.mode, f.said_by, NULL, f.line,"
    f" s.quote, s.line, s.note, s.page, f.id >> {NUMBER_BITS}"
    " FROM fact f JOIN sentence s ON s.id = f.sentence"
)


@lru_cache(maxsize=4096)
def _quantity(text: str, value: str) -> Quantity:
    """Decode a quantity that `builder.writer` encoded."""
    low, high, bounds, unit, dimension, printed = text.split("\t", 5)
    return from_json(
        {
            "low": low or None,
            "high": high or None,
            "bounds": bounds,
            "unit": unit,
            "dimension": dimension,
            "text": printed or value,
        }
    )


def attribute_of(connection: sqlite3.Connection, number: int) -> AttributeEntry:
    """Return the attribute with this id, which must exist."""
    name, kind = connection.execute(
        "SELECT name, kind FROM attribute WHERE id = ?", (number,)
    ).fetchone()
    query = "SELECT text, codes FROM attribute_name WHERE attribute = ? ORDER BY text != ? LIMIT ?"
    names = sorted(connection.execute(query, (number, compact(name), _NAMES_OF_ONE)))
    concepts = connection.execute(
        "SELECT concept, rest FROM attribute_concept WHERE attribute = ? ORDER BY concept, rest",
        (number,),
    )
    return AttributeEntry(number, name, kind or "", tuple(names), tuple(concepts))


def source_of(db: sqlite3.Connection, file: int) -> Source:
    """Return the source of the file with this label."""
    query = "SELECT name FROM author WHERE file = ? ORDER BY number"
    authors = tuple(name for (name,) in db.execute(query, (file,)))
    query = (
        "SELECT sid, title, publication, published, url, page, section, sha256"
        " FROM source WHERE file = ?"
    )
    sid, title, publication, *rest = db.execute(query, (file,)).fetchone()
    return Source(sid, title, publication, authors, *rest)


def storable(texts: Iterable[str]) -> list[str]:
    """Return the texts that can be encoded: an argument may contain bytes that are not UTF-8."""
    unique = list(texts)
    try:
        "".join(unique).encode()
    except UnicodeEncodeError:
        return [text for text in unique if text.isprintable()]
    return unique


def rows_in(
    db: sqlite3.Connection, query: str, keys: Iterable[str] | Iterable[int], limit: str = ""
) -> list[tuple]:  # type: ignore[type-arg]
    """Return the rows of a query that ends in IN, for these keys; none without keys."""
    unique = sorted(set(keys))  # type: ignore[type-var]
    if not unique:
        return []
    # Padding to at most five leading sizes an octave limits the number of statements to compile.
    step = 1 << max(0, len(unique).bit_length() - 3)
    unique += unique[-1:] * (-len(unique) % step)
    marks = ",".join("?" * len(unique))
    return db.execute(f"{query} ({marks}) {limit}", unique).fetchall()


def longest_beginnings(db: sqlite3.Connection, table: str, texts: Sequence[str]) -> list[int]:
    """For each text, a length that no text of the table at its beginning exceeds.

    The greatest text of the table that is not greater begins with each of them.
    """
    if not texts or len(storable(texts)) < len(texts):
        return list(map(len, texts))
    padding = -len(texts) % (1 << max(0, len(texts).bit_length() - 3))
    marks = ",".join(["(?)"] * (len(texts) + padding))
    before = f"SELECT text FROM {table} WHERE text <= t.column1 ORDER BY text DESC LIMIT 1"  # noqa: S608 - ours
    rows = db.execute(f"SELECT ({before}) FROM (VALUES {marks}) t", (*texts, *[""] * padding))  # noqa: S608 - ours
    return [_common(text, found or "") for text, (found,) in zip(texts, rows, strict=False)]


def _common(one: str, other: str) -> int:
    """The length of the beginning that both texts have in common."""
    for at, (char, its) in enumerate(zip(one, other, strict=False)):
        if char != its:
            return at
    return min(len(one), len(other))
