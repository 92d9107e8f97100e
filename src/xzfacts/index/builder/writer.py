"""Adds store files to an index and removes them, and collects what must be updated with them."""

import sqlite3
from collections import Counter
from hashlib import blake2b
from itertools import count
from typing import NamedTuple

from xzfacts.i18n import wants_chinese
from xzfacts.index.schema import NUMBER_BITS, SENTENCE_REACH
from xzfacts.model.declarations import Attribute, Subject
from xzfacts.model.facts import Fact, Place, Sentence, Source, Status
from xzfacts.quantity.model import Quantity, to_json
from xzfacts.store.schema.contents import FileContents
from xzfacts.text.normalize import compact

_MAX_VALUE_NAME = 24  # characters; a longer value is a sentence, not a name to search for
# Facts that are or were accepted. Drafts, rejected and retracted facts do not count, and
# their subjects are not found by name.
ACCEPTED = (Status.CURRENT, Status.SUPERSEDED)
IS_ACCEPTED = "ifnull(status, 'current') IN ('current', 'superseded')"
_FACT = f"INSERT INTO fact VALUES ({','.join('?' * 19)})"  # noqa: S608 - placeholders only


class FileRead(NamedTuple):
    """A store file.

    path: path within the store, in the encoding of the file system.
    digest: hash of the content.
    contents: the parsed content.
    """

    path: bytes
    digest: bytes
    contents: FileContents


class IndexWriter:
    """Adds files to an index and removes them, and collects what changed.

    db: connection to the index.
    fresh: whether the index was empty, so that no row need be looked up.
    subjects: change in the number of accepted facts, by id of the subject text.
    keys: compact subject names with changed declarations.
    attributes: change in the number of facts, by id and dimension.
    declared_attributes: attribute names with changed declarations.
    declared_subjects: subject names with changed declarations.
    words: compact text, by id, of changed values that are words.
    fids: change in the number of facts, by their id.
    sids: ids of added and removed sources.
    """

    def __init__(self, db: sqlite3.Connection, *, fresh: bool) -> None:
        self.db = db
        self.fresh = fresh
        self.subjects: Counter[int] = Counter()
        self.keys: set[str] = set()
        self.attributes: dict[int, Counter[str]] = {}
        self.declared_attributes: set[str] = set()
        self.declared_subjects: set[str] = set()
        self.words: dict[int, str] = {}
        self.fids: Counter[str] = Counter()
        self.sids: set[str] = set()
        self._subject_ids: dict[str, int] = {}
        self._attribute_ids: dict[str, int] = {}
        self._all_facts: Counter[int] = Counter()  # by subject, accepted or not
        self._word_uses: Counter[int] = Counter()  # by accepted facts
        self._created: set[int] = set()  # subjects
        self._next_subject = count(1 + self._greatest("subject"))
        self._next_attribute = count(1 + self._greatest("attribute"))

    def _greatest(self, table: str) -> int:
        (number,) = self.db.execute(f"SELECT max(id) FROM {table}").fetchone()  # noqa: S608 - ours
        return number or 0

    def add(self, label: int, file: FileRead) -> None:
        """Add a file under an unused label."""
        contents = file.contents
        shown = path_in_store(contents.file)
        self.db.execute(
            "INSERT INTO file VALUES (?,?,?,?,?,?)",
            (label, file.path, shown, file.digest, contents.name, len(contents.facts)),
        )
        if contents.source is not None:
            self._source(label, contents.source, contents.source_place)
        self._findings(label, contents)
        self._declare(label, "subject", contents.subjects)
        self._declare(label, "attribute", contents.attributes)
        self._facts(label, contents.facts)

    def _source(self, label: int, source: Source, place: Place | None) -> None:
        self.sids.add(source.id)
        # All fields, in their order, but the authors, which have a table of their own.
        fields = (value for name, value in source._asdict().items() if name != "authors")
        self.db.execute(
            "INSERT INTO source VALUES (?,?,?,?,?,?,?,?,?,?)",
            (label, *fields, place and place.line),
        )
        self.db.executemany(
            "INSERT INTO author VALUES (?,?,?)",
            ((label, number, name) for number, name in enumerate(source.authors)),
        )

    def _findings(self, label: int, contents: FileContents) -> None:
        language = "zh" if contents.findings and wants_chinese() else "en"
        self.db.executemany(
            "INSERT INTO finding VALUES (?,?,?,?,?,?,?,?)",
            (
                (label, n, f.code, f.message, f.place.line, f.place.key, f.remedy, language)
                for n, f in enumerate(contents.findings)
            ),
        )

    def _declare(self, label: int, what: str, entries: tuple[Subject | Attribute, ...]) -> None:
        rows = []
        for number, entry in enumerate(entries):
            part_of = entry.part_of if isinstance(entry, Subject) else None
            line = entry.place and entry.place.line
            if part_of is not None:
                self.keys.add(compact(part_of))  # a subject with parts is found by its name
            for part, text in enumerate((entry.name, *entry.aliases)):
                key = compact(text)
                rows.append((label, what, number, part, text, key, entry.kind, part_of, line))
                if what == "subject":
                    self.keys.add(key)
            if what == "attribute":
                self.declared_attributes.add(entry.name)
            else:
                self.declared_subjects.add(entry.name)
        self.db.executemany("INSERT INTO declared VALUES (?,?,?,?,?,?,?,?,?)", rows)

    def _facts(self, label: int, facts: tuple[Fact, ...]) -> None:
        base = label << NUMBER_BITS
        known: dict[Sentence, int] = {}
        sentences, rows = [], []
        for number, fact in enumerate(facts, start=base):
            stated, first = fact.sentence, known.get(fact.sentence)
            if first is None or number - first > SENTENCE_REACH:
                known[stated] = first = number
                sentences.append((number, stated.quote, stated.line, stated.note, stated.page))
            rows.append(self._fact_row(number, fact, first))
            if not self.fresh:
                self.fids[fact.id] += 1
        self.db.executemany("INSERT INTO sentence VALUES (?,?,?,?,?)", sentences)
        self.db.executemany(_FACT, rows)

    def _fact_row(self, number: int, fact: Fact, sentence: int) -> tuple[object, ...]:
        """Return the row of a fact, and count it for its subject and attribute."""
        subject = self.subject_id(fact.subject)
        attribute = self.attribute_id(fact.attribute)
        quantity = fact.quantity
        accepted = fact.status in ACCEPTED
        dimension = quantity.dimension if quantity else ""
        self.subjects[subject] += accepted
        self._all_facts[subject] += 1
        self.attributes.setdefault(attribute, Counter())[dimension] += accepted
        low = None if quantity is None or quantity.low is None else float(quantity.low)
        high = None if quantity is None or quantity.high is None else float(quantity.high)
        return (
            number,
            fact.id,
            subject,
            attribute,
            fact.value,
            quantity and _quantity(quantity, fact.value),
            low,
            None if high == low else high,
            None if quantity else self._word_id(fact.value, accepted=accepted),
            sentence,
            None if fact.status is Status.CURRENT else fact.status.value,
            fact.as_of,
            fact.note,
            fact.superseded_by,
            None if fact.confidence is None else str(fact.confidence),
            fact.why,
            fact.mode,
            fact.said_by,
            fact.place.line,
        )

    def _word_id(self, value: str, *, accepted: bool) -> int | None:
        """Return the id of a value as a name, or None if it is too short or too long for one."""
        text = compact(value)
        if not 1 < len(text) <= _MAX_VALUE_NAME:
            return None
        word = name_id(text, "", 0, value=True)
        if accepted or not self.fresh:
            self.words[word] = text
            self._word_uses[word] += accepted
        return word

    def remove(self, label: int) -> None:
        """Remove the file with a label."""
        ids = (label << NUMBER_BITS, ((label + 1) << NUMBER_BITS) - 1)
        run = self.db.execute
        query = (
            f"SELECT subject, sum({IS_ACCEPTED}), count(*) FROM fact"  # noqa: S608 - ours
            " WHERE id BETWEEN ? AND ? GROUP BY subject"
        )
        for subject, accepted, facts in run(query, ids):
            self.subjects[subject] -= accepted
            self._all_facts[subject] -= facts
        query = (
            f"SELECT attribute, {IS_ACCEPTED}, quantity, word, value, fid FROM fact"  # noqa: S608 - ours
            " WHERE id BETWEEN ? AND ?"
        )
        for attribute, accepted, quantity, word, value, fid in run(query, ids):
            dimension = quantity.split("\t")[_DIMENSION] if quantity else ""
            self.attributes.setdefault(attribute, Counter())[dimension] -= accepted
            self.fids[fid] -= 1
            if word is not None:
                self.words[word] = compact(value)
                self._word_uses[word] -= accepted
        for what, part, text, key, part_of in run(
            "SELECT what, part, text, key, part_of FROM declared WHERE file = ?", (label,)
        ):
            if part_of is not None:
                self.keys.add(compact(part_of))
            if what == "subject":
                self.keys.add(key)
            if part == 0:
                names = self.declared_subjects if what == "subject" else self.declared_attributes
                names.add(text)
        self.sids.update(sid for (sid,) in run("SELECT sid FROM source WHERE file = ?", (label,)))
        run("DELETE FROM fact WHERE id BETWEEN ? AND ?", ids)
        run("DELETE FROM sentence WHERE id BETWEEN ? AND ?", ids)
        for table in ("declared", "finding", "source", "author"):
            run(f"DELETE FROM {table} WHERE file = ?", (label,))  # noqa: S608 - ours
        run("DELETE FROM file WHERE id = ?", (label,))

    def forget_unchanged(self) -> None:
        """Leave out what as many facts mention as before: most of a file with a small change."""
        for number in [n for n, change in self.subjects.items() if not change]:
            if not self._all_facts[number] and number not in self._created:
                del self.subjects[number]
        self.words = {word: text for word, text in self.words.items() if self._word_uses[word]}
        self.fids = Counter({fid: change for fid, change in self.fids.items() if change})

    def subject_id(self, name: str) -> int:
        """Return the id of a subject's text; assign one if it is new."""
        number = self._subject_ids.get(name)
        if number is not None:
            return number
        key = compact(name)
        row = None
        if not self.fresh:
            query = "SELECT id FROM subject WHERE key = ? AND name = ?"
            row = self.db.execute(query, (key, name)).fetchone()
        if row is None:
            row = (next(self._next_subject),)
            self.db.execute(
                "INSERT INTO subject VALUES (?,?,?,NULL,0,0,NULL,NULL,NULL)", (row[0], name, key)
            )
            self.subjects[row[0]] += 0
            self._created.add(row[0])
        self._subject_ids[name] = row[0]
        return int(row[0])

    def attribute_id(self, name: str) -> int:
        """Return the id of an attribute; assign one if it is new."""
        number = self._attribute_ids.get(name)
        if number is not None:
            return number
        row = self.db.execute("SELECT id FROM attribute WHERE name = ?", (name,)).fetchone()
        if row is None:
            row = (next(self._next_attribute),)
            self.db.execute("INSERT INTO attribute VALUES (?,?,NULL,0)", (row[0], name))
        self._attribute_ids[name] = row[0]
        return int(row[0])


def path_in_store(display_path: str) -> str:
    """Return a display path without the name of the store's folder, which may be renamed."""
    return display_path.partition("/")[2] or display_path


def name_id(text: str, owner: str, facts: int, *, value: bool = False) -> int:
    """Return the id of a name, which sorts names by rank.

    Subjects sort before values, those with many facts before those with few (in powers of
    two), short names before long ones. A hash makes ids unique, so that an id does not depend
    on other names in the store.
    """
    digest = blake2b(f"{text}\0{owner}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    rank = _RANKS - min(facts.bit_length(), _RANKS)
    prefix = (value << 5 | rank) << 6 | min(len(text), 63)
    return prefix << _HASH_BITS | int.from_bytes(digest) >> (64 - _HASH_BITS)


_RANKS = 31
_HASH_BITS = 51  # a collision among a million names in one of ten thousand stores


def _quantity(quantity: Quantity, value: str) -> str:
    """Encode a quantity for `records.FactRow`; the text is omitted if it is the value."""
    data = to_json(quantity)
    text = "" if quantity.text == value else quantity.text
    parts = [data["low"], data["high"], quantity.bounds, quantity.unit, quantity.dimension, text]
    return "\t".join(part or "" for part in parts)


_DIMENSION = 4
