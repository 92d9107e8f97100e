"""Files in and out of the index: their rows, and what else has to be looked at because of them."""

import sqlite3
from collections import Counter
from hashlib import blake2b
from itertools import count
from typing import NamedTuple

from xzfacts.i18n import wants_chinese
from xzfacts.index.schema import NUMBER_BITS
from xzfacts.model.declarations import Attribute, Subject
from xzfacts.model.facts import Fact, Place, Sentence, Source, Status
from xzfacts.quantity.model import Quantity, to_json
from xzfacts.store.schema.contents import FileContents
from xzfacts.text.normalize import compact

_MAX_VALUE_NAME = 24  # characters; a longer value is a sentence, not a name to search for
# Facts that the store holds for true, now or once. What else is written, a draft or what was
# taken back, makes no name known and counts for nothing.
HELD = (Status.CURRENT, Status.SUPERSEDED)
IS_HELD = "ifnull(status, 'current') IN ('current', 'superseded')"
_FACT = f"INSERT INTO fact VALUES ({','.join('?' * 17)})"  # noqa: S608 - placeholders only


class FileRead(NamedTuple):
    """A store file as it was read. path: within the store, as the file system spells it."""

    path: bytes
    digest: bytes
    contents: FileContents


class Filling:
    """Puts files into an index and takes them out, and notes what that touches.

    subjects: ids of subject texts whose facts changed, with by how many.
    keys: compact texts under which subjects were declared, or are no more.
    attributes: ids, with by how many facts of each dimension. declared_attributes: names.
    words: ids of values that are words, with their compact texts.
    fids, sids: ids of facts and sources that came or went.
    fresh: whether the index was empty, so that nothing need be looked up.
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
        self.fids: set[str] = set()
        self.sids: set[str] = set()
        self._subject_ids: dict[str, int] = {}
        self._attribute_ids: dict[str, int] = {}
        self._next_subject = count(1 + self._greatest("subject"))
        self._next_attribute = count(1 + self._greatest("attribute"))

    def _greatest(self, table: str) -> int:
        (number,) = self.db.execute(f"SELECT max(id) FROM {table}").fetchone()  # noqa: S608 - ours
        return number or 0

    def add(self, label: int, file: FileRead) -> None:
        """Put in a file under a free label."""
        contents = file.contents
        self.db.execute(
            "INSERT INTO file VALUES (?,?,?,?,?,?)",
            (
                label,
                file.path,
                inner(contents.file),
                file.digest,
                contents.name,
                len(contents.facts),
            ),
        )
        if contents.source is not None:
            self._source(label, contents.source, contents.source_place)
        self._findings(label, contents)
        self._declare(label, "subject", contents.subjects)
        self._declare(label, "attribute", contents.attributes)
        self._facts(label, contents.facts)

    def _source(self, label: int, source: Source, place: Place | None) -> None:
        self.sids.add(source.id)
        self.db.execute(
            "INSERT INTO source VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                label,
                source.id,
                source.title,
                source.publication,
                source.published,
                source.url,
                source.page,
                source.section,
                source.sha256,
                place and place.line,
            ),
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
                self.keys.add(compact(part_of))  # what has parts is known by its name
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
        sentences: dict[Sentence, int] = {}
        rows = []
        for number, fact in enumerate(facts):
            sentence = sentences.setdefault(fact.sentence, base + len(sentences))
            subject = self.subject_id(fact.subject)
            attribute = self.attribute_id(fact.attribute)
            quantity = fact.quantity
            word = None
            low = high = None
            if quantity is None:
                text = compact(fact.value)
                if 1 < len(text) <= _MAX_VALUE_NAME:
                    word = name_id(text, "", 0, value=True)
                    if fact.status in HELD or not self.fresh:
                        self.words[word] = text
            else:
                low = None if quantity.low is None else float(quantity.low)
                high = None if quantity.high is None else float(quantity.high)
            held = fact.status in HELD
            self.subjects[subject] += held
            self.attributes.setdefault(attribute, Counter())[
                quantity.dimension if quantity else ""
            ] += held
            rows.append(
                (
                    base + number,
                    fact.id,
                    subject,
                    attribute,
                    fact.value,
                    quantity and _quantity(quantity, fact.value),
                    low,
                    None if high == low else high,
                    word,
                    sentence,
                    None if fact.status.value == "current" else fact.status.value,
                    fact.as_of,
                    fact.note,
                    fact.superseded_by,
                    None if fact.confidence is None else str(fact.confidence),
                    fact.why,
                    fact.place.line,
                )
            )
            if not self.fresh:
                self.fids.add(fact.id)
        self.db.executemany(
            "INSERT INTO sentence VALUES (?,?,?,?)",
            ((n, s.quote, s.line, s.note) for s, n in sentences.items()),
        )
        self.db.executemany(_FACT, rows)

    def remove(self, label: int) -> None:
        """Take out the file under a label."""
        ids = (label << NUMBER_BITS, ((label + 1) << NUMBER_BITS) - 1)
        run = self.db.execute
        query = (
            f"SELECT subject, sum({IS_HELD}) FROM fact"  # noqa: S608 - ours
            " WHERE id BETWEEN ? AND ? GROUP BY subject"
        )
        for subject, facts in run(query, ids):
            self.subjects[subject] -= facts
        query = (
            f"SELECT attribute, {IS_HELD}, quantity, word, value, fid FROM fact"  # noqa: S608 - ours
            " WHERE id BETWEEN ? AND ?"
        )
        for attribute, held, quantity, word, value, fid in run(query, ids):
            dimension = quantity.split("\t")[_DIMENSION] if quantity else ""
            self.attributes.setdefault(attribute, Counter())[dimension] -= held
            self.fids.add(fid)
            if word is not None:
                self.words[word] = compact(value)
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

    def subject_id(self, name: str) -> int:
        """The id of a subject's text, given out now if it has none."""
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
        self._subject_ids[name] = row[0]
        return int(row[0])

    def attribute_id(self, name: str) -> int:
        """The id of an attribute, given out now if it has none."""
        number = self._attribute_ids.get(name)
        if number is not None:
            return number
        row = self.db.execute("SELECT id FROM attribute WHERE name = ?", (name,)).fetchone()
        if row is None:
            row = (next(self._next_attribute),)
            self.db.execute("INSERT INTO attribute VALUES (?,?,NULL,0)", (row[0], name))
        self._attribute_ids[name] = row[0]
        return int(row[0])


def inner(shown: str) -> str:
    """A file as it is shown, without the name of the store's folder, which may be renamed."""
    return shown.partition("/")[2] or shown


def name_id(text: str, owner: str, facts: int, *, value: bool = False) -> int:
    """The id of a name: the higher its subject ranks, the lower.

    Subjects come before values, those with many facts before those with few (in steps of
    two), short names before long ones; a hash tells equals apart, so that the id depends on
    nothing else that the store holds.
    """
    digest = blake2b(f"{text}\0{owner}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    rank = _RANKS - min(facts.bit_length(), _RANKS)
    prefix = (value << 5 | rank) << 6 | min(len(text), 63)
    return prefix << _HASH_BITS | int.from_bytes(digest) >> (64 - _HASH_BITS)


_RANKS = 31
_HASH_BITS = 51  # two of a million names meet once in ten thousand stores at most


def _quantity(quantity: Quantity, value: str) -> str:
    """The row's form of a quantity, read by `entries.FactRow`; the text only if not the value."""
    data = to_json(quantity)
    text = "" if quantity.text == value else quantity.text
    parts = [data["low"], data["high"], quantity.bounds, quantity.unit, quantity.dimension, text]
    return "\t".join(part or "" for part in parts)


_DIMENSION = 4
