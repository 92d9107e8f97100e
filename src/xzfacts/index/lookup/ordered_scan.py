"""What an index holds, listed in store order. Large answers come row by row."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from xzfacts.index.canonical import canonical
from xzfacts.index.lookup.subject_info import aliases_of
from xzfacts.index.records import FactRow, source_of
from xzfacts.index.schema import NUMBER_BITS
from xzfacts.model.facts import Fact, Source, Status
from xzfacts.text.normalize import compact

_NEAR_LINES = 3  # of the source text: what stands closer is a neighbour
_LAST = "\U0010ffff"  # sorts after every text


class SubjectSummary(NamedTuple):
    """A subject, declared or not, and how many facts are about it."""

    name: str
    aliases: tuple[str, ...]
    kind: str | None
    part_of: str | None
    facts: int


class AttributeSummary(NamedTuple):
    """An attribute, declared or not, and how many facts state it."""

    name: str
    aliases: tuple[str, ...]
    kind: str | None
    facts: int


class SourceSummary(NamedTuple):
    """A source, and how many facts it bears."""

    source: Source
    facts: int


class Holdings:
    """Lists an index. folder: what the store's folder is called where files are shown."""

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
        """Facts as they are written: of a subject or attribute by any of its names, of a source."""
        where = []
        if status is not None:
            where.append(_IS[Status(status)])
        if subject is not None:
            where.append(f"f.subject IN ({_joined(self._texts(_sound(compact(subject))))})")
        if attribute is not None:
            where.append(
                f"f.attribute IN ({_joined(self._attributes(_sound(compact(attribute))))})"
            )
        if source is None:
            return self._facts(" AND ".join(where) or "1", ())
        where.append(_IN_FILE)
        return (
            fact
            for file in sorted(self._files(source))
            for fact in self._facts(" AND ".join(where), _ids(file))
        )

    def _facts(self, where: str, values: tuple[object, ...]) -> Iterator[Fact]:
        sources: dict[int, Source] = {}
        rows = self._db.execute(f"{_LISTED} WHERE {where} ORDER BY f.id", values)
        for *row, subject, attribute in rows:
            row[12] = f"{self._folder}/{row[12]}"
            found = FactRow(*row)
            source = sources.get(found.source)
            if source is None:
                source = source_of(self._db, found.source)
                sources = {found.source: source}  # the next facts are from the same file
            yield found.fact(subject, attribute, source)

    def _texts(self, key: str) -> set[int]:
        """Ids of the texts by which facts name the subject that a compact text names."""
        found = {
            number
            for (number,) in self._db.execute("SELECT canon FROM subject WHERE key = ?", (key,))
        }
        declared = canonical(self._db, key)
        if declared is not None:
            query = "SELECT id FROM subject WHERE key = ? AND name = ?"
            found.update(n for (n,) in self._db.execute(query, (compact(declared), declared)))
        query = "SELECT id FROM subject WHERE canon = ? AND canon != id"
        return found | {n for canon in found for (n,) in self._db.execute(query, (canon,))}

    def _attributes(self, key: str) -> set[int]:
        """Ids of the attributes that a compact text, or another name of the same, names."""
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
        return {file for (file,) in self._db.execute(query, (_sound(sid),))}

    def fact(self, fid: str) -> Fact | None:
        """The fact with the id, the first one if several have it."""
        return next(self._facts("f.fid = ?", (_sound(fid),)), None)

    def clashing(self, file: int) -> Iterator[Fact]:
        """Facts of the file with this label whose ids other facts have as well."""
        twins = "f.fid IN (SELECT key FROM clash WHERE what = 'fact')"
        return self._facts(f"{_IN_FILE} AND {twins}", _ids(file))

    def neighbours(self, fact: Fact) -> tuple[Fact, ...]:
        """The other facts of the same sentence, then those of sentences close by."""
        near = "s.quote = ?"
        values: tuple[object, ...] = (fact.sentence.quote,)
        line = fact.sentence.line
        if line is not None:
            near = f"({near} OR s.line BETWEEN ? AND ?)"
            values += (line - _NEAR_LINES, line + _NEAR_LINES)
        found = [
            other
            for file in sorted(self._files(fact.source.id))
            for other in self._facts(f"{_IN_FILE} AND {near}", _ids(file) + values)
            if other.id != fact.id and (other.sentence == fact.sentence or line is not None)
        ]
        found.sort(key=lambda other: other.sentence != fact.sentence)
        return tuple(found)

    def subjects(self) -> Iterator[SubjectSummary]:
        """Those declared, in the order of their declarations, then the others as facts come."""
        declared = (
            "SELECT d.file, d.number, d.key, s.name, s.kind, s.part_of, s.facts"
            " FROM declared AS d JOIN subject AS s ON s.key = d.key AND s.canon = s.id"
            " WHERE d.what = 'subject' AND d.part = 0 ORDER BY d.file, d.number"
        )
        entries = (
            "SELECT file, number FROM declared WHERE key = ? AND what = 'subject' AND part = 0"
            " ORDER BY file, number"
        )
        for file, number, key, *row in self._db.execute(declared):
            every = self._db.execute(entries, (key,)).fetchall()
            if every[0] == (file, number):
                name, kind, part_of, facts = row
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
        """Those declared, in the order of their declarations, then the others as facts come."""
        declared = (
            "SELECT d.file, d.number, d.text, a.facts FROM declared AS d"
            " JOIN attribute AS a ON a.name = d.text"
            " WHERE d.what = 'attribute' AND d.part = 0 ORDER BY d.file, d.number"
        )
        entries = (
            "SELECT file, number, kind FROM declared"
            " WHERE text = ? AND what = 'attribute' AND part = 0 ORDER BY file, number"
        )
        for file, number, name, facts in self._db.execute(declared):
            every = self._db.execute(entries, (name,)).fetchall()
            if every[0][:2] == (file, number):
                kind = next((kind for _, _, kind in every if kind), None)
                aliases = aliases_of(self._db, "attribute", [entry[:2] for entry in every])
                yield AttributeSummary(name, aliases, kind, facts)
        others = (
            "SELECT name, facts FROM attribute AS a WHERE facts > 0 AND NOT EXISTS"
            " (SELECT 1 FROM declared WHERE text = a.name AND what = 'attribute' AND part = 0)"
            " ORDER BY (SELECT min(id) FROM fact WHERE attribute = a.id)"
        )
        for name, facts in self._db.execute(others):
            yield AttributeSummary(name, (), None, facts)

    def source(self, sid: str) -> Source | None:
        """The source with the id, as the first file that has it tells of it."""
        files = self._files(sid)
        return source_of(self._db, min(files)) if files else None

    def sources(self) -> Iterator[SourceSummary]:
        """Sources in store order."""
        query = (
            "SELECT min(source.file), sum(facts) FROM source JOIN file ON file.id = source.file"
            " GROUP BY sid ORDER BY 1"
        )
        for file, facts in self._db.execute(query):
            yield SourceSummary(source_of(self._db, file), facts)

    def counts(self) -> tuple[int, int]:
        """How many files there are and how many facts."""
        row: tuple[int, int] = self._db.execute(
            "SELECT count(*), ifnull(sum(facts), 0) FROM file"
        ).fetchone()
        return row

    def names_from(self, start: str) -> Iterator[str]:
        """Names of subjects, aliases as well, that begin with `start`, most told of first."""
        key = _sound(compact(start))
        rows = [
            row
            for query in (_NAMES_FROM, _ALIASES_FROM)
            for row in self._db.execute(query, (key, key + _LAST, _NAMES))
        ]
        rows.sort(key=lambda row: (-row[1], row[2], row[0]))
        return iter(dict.fromkeys(text for text, _, _ in rows if text.startswith(start)))

    def attributes_of(self, subject: str) -> list[str]:
        """The attributes that facts give of the subject with this name, if it is one."""
        texts = _joined(self._texts(_sound(compact(subject))))
        query = (
            "SELECT name FROM attribute WHERE id IN"  # noqa: S608 - numbers of ours
            f" (SELECT DISTINCT attribute FROM fact WHERE subject IN ({texts}) AND status IS NULL)"
            " ORDER BY facts DESC, name"
        )
        return [name for (name,) in self._db.execute(query)]


_NAMES = 1_000  # looked at for one beginning
_NAMES_FROM = (
    "SELECT s.name, c.facts, s.id != c.id FROM subject AS s JOIN subject AS c ON c.id = s.canon"
    " WHERE s.key >= ? AND s.key < ? AND (c.facts OR EXISTS (SELECT 1 FROM declared"
    " WHERE key = c.key AND what = 'subject' AND part = 0)) ORDER BY s.key LIMIT ?"
)
_ALIASES_FROM = (
    "SELECT d.text, c.facts, 1 FROM declared AS d"
    " JOIN declared AS o ON o.file = d.file AND o.what = d.what AND o.number = d.number"
    " JOIN subject AS c ON c.key = o.key AND c.canon = c.id"
    " WHERE d.key >= ? AND d.key < ? AND d.what = 'subject' AND d.part > 0 AND o.part = 0"
    " ORDER BY d.key LIMIT ?"
)


_IS = {status: f"f.status = '{status}'" for status in Status} | {Status.CURRENT: "f.status IS NULL"}
_IN_FILE = "f.id BETWEEN ? AND ?"


def _ids(file: int) -> tuple[int, int]:
    """The least and the greatest id that a fact of the file may have."""
    return file << NUMBER_BITS, ((file + 1) << NUMBER_BITS) - 1


def _sound(text: str) -> str:
    """The text as a database can hold it: an argument may have bytes that are no UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _joined(numbers: set[int]) -> str:
    return ",".join(map(str, sorted(numbers)))


_LISTED = (
    "SELECT f.id, f.fid, f.subject, f.attribute, f.value, f.quantity,"  # noqa: S608 - ours
    " ifnull(f.status, 'current'), f.as_of, f.note, f.superseded_by, f.confidence, f.why,"
    " p.shown, f.line,"
    " s.quote, s.line, s.note, p.id, c.name, a.name"
    " FROM fact f JOIN sentence s ON s.id = f.sentence JOIN subject c ON c.id = f.subject"
    f" JOIN attribute a ON a.id = f.attribute JOIN file p ON p.id = f.id >> {NUMBER_BITS}"
)
