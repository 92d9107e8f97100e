"""Lists facts, subjects, attributes and sources in store order, row by row."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from xzfacts.index.canonical_names import declared_name, encodable
from xzfacts.index.lookup.subject_info import aliases_of
from xzfacts.index.records import FILE_COLUMN, FactRow, source_of
from xzfacts.index.schema import NUMBER_BITS
from xzfacts.model.facts import Fact, Source, Status
from xzfacts.text.normalize import compact

_NEAR_LINES = 3  # of the article, between neighbouring sentences
_SHORTEST_ID = 4  # characters of an abbreviated id, as in git


class SubjectSummary(NamedTuple):
    """A subject with its number of facts.

    name: the canonical name.
    aliases: the declared aliases.
    kind: the declared kind, if any.
    part_of: name of the subject that it is part of, if declared.
    facts: number of facts about it.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str | None
    part_of: str | None
    facts: int


class AttributeSummary(NamedTuple):
    """An attribute with its number of facts.

    name: the name.
    aliases: the declared aliases.
    kind: the declared kind, if any.
    facts: number of facts with it.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str | None
    facts: int


class SourceSummary(NamedTuple):
    """A source with its number of facts.

    source: the source.
    facts: number of facts from it.
    """

    source: Source
    facts: int


class OrderedScan:
    """Lists an index. folder: name of the store's folder in display paths."""

    def __init__(self, db: sqlite3.Connection, folder: str) -> None:
        self._db = db
        self._folder = folder

    def facts(
        self,
        subject: str | None,
        attribute: str | None,
        source: str | None,
        status: str | None = None,
    ) -> Iterator[Fact]:
        """Yield facts, filtered by subject or attribute (by any name), source id and status."""
        where = []
        if status is not None:
            where.append(_HAS_STATUS[Status(status)])
        if subject is not None:
            where.append(
                f"f.subject IN ({_comma_separated(self._texts(encodable(compact(subject))))})"
            )
        if attribute is not None:
            numbers = self._attributes(encodable(compact(attribute)))
            where.append(f"f.attribute IN ({_comma_separated(numbers)})")
        if source is None:
            return self._facts(" AND ".join(where) or "1", ())
        where.append(_IN_FILE)
        return (
            fact
            for file in sorted(self._files(source))
            for fact in self._facts(" AND ".join(where), _id_range(file))
        )

    def _facts(self, where: str, values: tuple[object, ...]) -> Iterator[Fact]:
        sources: dict[int, Source] = {}
        rows = self._db.execute(f"{_FACTS} WHERE {where} ORDER BY f.id", values)
        for *row, subject, attribute in rows:
            row[FILE_COLUMN] = f"{self._folder}/{row[FILE_COLUMN]}"
            found = FactRow(*row)
            source = sources.get(found.source)
            if source is None:
                source = source_of(self._db, found.source)
                sources = {found.source: source}  # the next facts are mostly from the same file
            yield found.fact(subject, attribute, source)

    def _texts(self, key: str) -> set[int]:
        """Return ids of all texts for the subject with a compact name."""
        found = {
            number
            for (number,) in self._db.execute("SELECT canon FROM subject WHERE key = ?", (key,))
        }
        declared = declared_name(self._db, key)
        if declared is not None:
            query = "SELECT id FROM subject WHERE key = ? AND name = ?"
            found.update(n for (n,) in self._db.execute(query, (compact(declared), declared)))
        query = "SELECT id FROM subject WHERE canon = ? AND canon != id"
        return found | {n for canon in found for (n,) in self._db.execute(query, (canon,))}

    def _attributes(self, key: str) -> set[int]:
        """Return ids of the attributes with a compact name or alias, or one of its aliases."""
        texts = {key}
        texts.update(
            text
            for (text,) in self._db.execute(
                "SELECT other.text FROM attribute_name AS other WHERE other.attribute IN"
                " (SELECT attribute FROM attribute_name WHERE text = ?)",
                (key,),
            )
        )
        query = (
            "SELECT id, name FROM attribute JOIN attribute_name ON attribute = id WHERE text = ?"
        )
        return {
            number
            for text in texts
            for number, name in self._db.execute(query, (text,))
            if compact(name) in texts
        }

    def _files(self, sid: str) -> set[int]:
        query = "SELECT file FROM source WHERE sid = ?"
        return {file for (file,) in self._db.execute(query, (encodable(sid),))}

    def facts_with_id(self, fid: str) -> Iterator[Fact]:
        """Yield the facts with this id: one, unless the store is at fault."""
        return self._facts("f.fid = ?", (encodable(fid),))

    def facts_with_id_prefix(self, prefix: str) -> Iterator[Fact]:
        """Yield the facts with an id that begins with `prefix`."""
        first = encodable(prefix)
        return self._facts("f.fid BETWEEN ? AND ?", (first, first + "\U0010ffff"))

    def short_id(self, fid: str) -> str:
        """Return the shortest beginning of an id that no other id has, at least 4 characters."""
        key = encodable(fid)
        length = _SHORTEST_ID
        for query in (
            "SELECT max(fid) FROM fact WHERE fid < ?",
            "SELECT min(fid) FROM fact WHERE fid > ?",
        ):
            (other,) = self._db.execute(query, (key,)).fetchone()
            shared = 0
            while other and key[shared : shared + 1] == other[shared : shared + 1] != "":
                shared += 1
            length = max(length, shared + 1)
        return fid[:length]

    def facts_in_file(self, path: str) -> Iterator[Fact]:
        """Yield the facts in a store file. path: from the store's folder, with slashes."""
        return self._facts("p.shown = ?", (encodable(path),))

    def clashing(self, file: int) -> Iterator[Fact]:
        """Yield the facts of the file with this label that share their id with other facts."""
        shared_ids = "f.fid IN (SELECT key FROM clash WHERE what = 'fact')"
        return self._facts(f"{_IN_FILE} AND {shared_ids}", _id_range(file))

    def neighbours(self, fact: Fact) -> tuple[Fact, ...]:
        """Return the other facts of the same sentence, then those of neighbouring sentences."""
        near = "s.quote = ?"
        values: tuple[object, ...] = (fact.sentence.quote,)
        line = fact.sentence.line
        if line is not None:
            near = f"({near} OR s.line BETWEEN ? AND ?)"
            values += (line - _NEAR_LINES, line + _NEAR_LINES)
        found = [
            other
            for file in sorted(self._files(fact.source.id))
            for other in self._facts(f"{_IN_FILE} AND {near}", _id_range(file) + values)
            if other.id != fact.id and (other.sentence == fact.sentence or line is not None)
        ]
        found.sort(key=lambda other: other.sentence != fact.sentence)
        return tuple(found)

    def subjects(self) -> Iterator[SubjectSummary]:
        """Yield declared subjects in the order of declaration, then the others by first fact."""
        keys = "SELECT key FROM declared WHERE what = 'subject' AND part = 0 ORDER BY file, number"
        named = "SELECT name, kind, part_of, facts FROM subject WHERE key = ? AND canon = id"
        entries = (
            "SELECT file, number FROM declared WHERE key = ? AND what = 'subject' AND part = 0"
            " ORDER BY file, number"
        )
        for key in self._each_once(keys):
            every = self._db.execute(entries, (key,)).fetchall()
            for name, kind, part_of, facts in self._db.execute(named, (key,)):
                aliases = aliases_of(self._db, "subject", every)
                yield SubjectSummary(name, aliases, kind, part_of, facts)
        others = (
            "SELECT name, facts FROM subject AS s WHERE canon = id AND facts > 0 AND NOT EXISTS"
            " (SELECT 1 FROM declared WHERE key = s.key AND what = 'subject' AND part = 0)"
            " ORDER BY (SELECT min(id) FROM fact WHERE subject = s.id)"
        )
        for name, facts in self._db.execute(others):
            yield SubjectSummary(name, (), None, None, facts)

    def attributes(self) -> Iterator[AttributeSummary]:
        """Yield declared attributes in the order of declaration, then the others by first fact."""
        names = (
            "SELECT text FROM declared WHERE what = 'attribute' AND part = 0 ORDER BY file, number"
        )
        counted = "SELECT facts FROM attribute WHERE name = ?"
        entries = (
            "SELECT file, number, kind FROM declared"
            " WHERE text = ? AND what = 'attribute' AND part = 0 ORDER BY file, number"
        )
        for name in self._each_once(names):
            every = self._db.execute(entries, (name,)).fetchall()
            kind = next((kind for _, _, kind in every if kind), None)
            aliases = aliases_of(self._db, "attribute", [entry[:2] for entry in every])
            for (facts,) in self._db.execute(counted, (name,)):
                yield AttributeSummary(name, aliases, kind, facts)
        others = (
            "SELECT name, facts FROM attribute AS a WHERE facts > 0 AND NOT EXISTS"
            " (SELECT 1 FROM declared WHERE text = a.name AND what = 'attribute' AND part = 0)"
            " ORDER BY (SELECT min(id) FROM fact WHERE attribute = a.id)"
        )
        for name, facts in self._db.execute(others):
            yield AttributeSummary(name, (), None, facts)

    def _each_once(self, query: str) -> Iterator[str]:
        """Yield the texts that a query finds: a name may be declared any number of times."""
        seen: set[str] = set()
        for (text,) in self._db.execute(query):
            if text not in seen:
                seen.add(text)
                yield text

    def source(self, sid: str) -> Source | None:
        """Return the source with this id, from the first file that declares it."""
        files = self._files(sid)
        return source_of(self._db, min(files)) if files else None

    def sources(self) -> Iterator[SourceSummary]:
        """Yield sources in store order."""
        query = (
            "SELECT min(source.file), sum(facts) FROM source JOIN file ON file.id = source.file"
            " GROUP BY sid ORDER BY 1"
        )
        for file, facts in self._db.execute(query):
            yield SourceSummary(source_of(self._db, file), facts)

    def counts(self) -> tuple[int, int]:
        """Return the number of files and of facts."""
        row: tuple[int, int] = self._db.execute(
            "SELECT count(*), ifnull(sum(facts), 0) FROM file"
        ).fetchone()
        return row

    def attributes_of(self, subject: str) -> list[str]:
        """Return the attributes in facts about the subject with this name."""
        texts = _comma_separated(self._texts(encodable(compact(subject))))
        query = (
            "SELECT name FROM attribute WHERE id IN"  # noqa: S608 - numbers of ours
            f" (SELECT DISTINCT attribute FROM fact WHERE subject IN ({texts}) AND status IS NULL)"
            " ORDER BY facts DESC, name"
        )
        return [name for (name,) in self._db.execute(query)]


_HAS_STATUS = {status: f"f.status = '{status}'" for status in Status} | {
    Status.CURRENT: "f.status IS NULL"
}
_IN_FILE = "f.id BETWEEN ? AND ?"


def _id_range(file: int) -> tuple[int, int]:
    """Return the least and the greatest possible id of a fact in the file."""
    return file << NUMBER_BITS, ((file + 1) << NUMBER_BITS) - 1


def _comma_separated(numbers: set[int]) -> str:
    return ",".join(map(str, sorted(numbers)))


_FACTS = (
    "SELECT f.id, f.fid, f.subject, f.attribute, f.value, f.quantity,"  # noqa: S608 - ours
    " ifnull(f.status, 'current'), f.as_of, f.note, f.superseded_by, f.confidence, f.why,"
    " f.mode, f.said_by, p.shown, f.line,"
    " s.quote, s.line, s.note, s.page, p.id, c.name, a.name"
    " FROM fact f JOIN sentence s ON s.id = f.sentence JOIN subject c ON c.id = f.subject"
    f" JOIN attribute a ON a.id = f.attribute JOIN file p ON p.id = f.id >> {NUMBER_BITS}"
)
