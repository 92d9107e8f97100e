"""Pending edits of one store file."""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Fact, Place, Sentence
from xzfacts.model.finding_catalogue import make_finding
from xzfacts.store.edit import insertions
from xzfacts.store.ids import fact_id, statement_id
from xzfacts.store.render_toml import FactTable, fact_text, quoted, value_text
from xzfacts.store.schema.contents import FileContents, place_text
from xzfacts.store.schema.faults import Fault, value_fault
from xzfacts.store.schema.reader import read_bytes
from xzfacts.store.schema.table_schemas import FACT, SENTENCE
from xzfacts.store.schema.tables import check
from xzfacts.store.toml.spans import Path, path_text
from xzfacts.store.toml.toml_text import FaultyFileError, Toml, parse_toml
from xzfacts.store.write_errors import SeveralFactsError

# Keys of a fact's table with their new values; None removes a key.
FactKeys = Mapping[str, str | Decimal | None]

_NUMBERS = re.compile(r"\d+")  # in `sentences[3].facts[0]`


class FactTakenError(XzfactsError):
    """An edit would duplicate a fact or the id of another fact."""

    exit_status = 1
    template = mark("The fact {fact} already exists at {place}.")
    fact: str
    place: str


class FileEdit:
    """A file with its pending edits. Added facts are inserted together, when needed.

    file: its display path.
    before: its content on disk; None for a new file.
    """

    def __init__(self, file: str, before: bytes | None, data: bytes) -> None:
        self.file = file
        self.before = before
        self._reset(data)
        if before is None and (found := self._contents().findings):
            raise FaultyFileError(found[0])

    def _reset(self, data: bytes) -> None:
        self._data = data
        self._text: Toml | None = None
        self._read: FileContents | None = None
        self._by_id: dict[str, list[Fact]] | None = None
        self._known: dict[str, str] | None = None
        self._taken: dict[str, Place] = {}
        self._quotes: set[tuple[object, object]] | None = None
        self._added: list[tuple[Sentence, FactTable]] = []

    def replace(self, before: bytes, after: bytes) -> None:
        """Replace the content by `after`, and drop pending edits."""
        self.before = before
        self._reset(after)

    def data(self) -> bytes:
        """The new content."""
        self._insert_added()
        return self._data

    def find(self, id_: str) -> tuple[Path, Fact] | None:
        """The fact with the id, and its path. Raises SeveralFactsError."""
        self._insert_added()
        if self._by_id is None:
            self._by_id = {}
            for fact in self._contents().facts:
                self._by_id.setdefault(fact.id, []).append(fact)
        found = self._by_id.get(id_, [])
        if len(found) > 1:
            raise SeveralFactsError(id_, found)
        return (path_of_fact(found[0]), found[0]) if found else None

    def set_facts(self, several: Mapping[Path, FactKeys]) -> list[str]:
        """Set keys of the facts at these paths; returns their ids afterwards.

        Raises FactTakenError.
        """
        rendered = {
            path: {key: None if value is None else value_text(value) for key, value in keys.items()}
            for path, keys in several.items()
        }
        had = {one.place.key: one.id for one in self._contents().facts}
        toml = insertions.with_keys(self._toml(), rendered)
        now = self._validated(toml)
        have = {one.place.key: one for one in now.facts}
        alike: dict[str, list[Fact]] = {}
        for one in now.facts:
            alike.setdefault(one.id, []).append(one)
        for path in several:
            fact = have.get(path_text(path))
            if fact is None:
                raise toml.by_hand(path)
            twins = [one for one in alike[fact.id] if one is not fact]
            if twins and had.get(fact.place.key) != fact.id:
                raise FactTakenError(fact.id, place_text(twins[0].place))
        self._accept(toml, now)
        return [have[path_text(path)].id for path in several]

    def set_successors(self, successors: Mapping[Path, str]) -> None:
        """Set `superseded_by` of the facts at these paths."""
        keys = {path: {"superseded_by": quoted(id_)} for path, id_ in successors.items()}
        toml = insertions.with_keys(self._toml(), keys)
        self._accept(toml, self._validated(toml))

    def remove_facts(self, paths: Collection[Path]) -> None:
        """Remove facts, and the sentences that then have no fact."""
        toml = insertions.without_facts(self._toml(), paths)
        self._accept(toml, self._validated(toml))

    def same(self, statement: str) -> str | None:
        """The id of the fact with this derived id; see `fact_id`."""
        return self._statements().get(statement)

    def has_sentence(self, sentence: Sentence) -> bool:
        """Whether the file has, or will have, the quote with this line."""
        return (sentence.quote, sentence.line) in self._quoted()

    def add_fact(self, source: str, sentence: Sentence, fact: FactTable) -> str:
        """Add a fact with a new statement; returns its id.

        Raises FaultyFileError if it is invalid, and FactTakenError.
        """
        self._check(sentence, fact)
        statement = statement_of(source, sentence, fact)
        given = fact.get("id")
        id_ = given if isinstance(given, str) else statement
        known = self._statements()
        if id_ in self._taken:
            raise FactTakenError(id_, place_text(self._taken[id_]))
        known[statement] = id_
        self._taken[id_] = Place(self.file, None, None)
        self._quoted().add((sentence.quote, sentence.line))
        self._added.append(
            (sentence, {k: v for k, v in fact.items() if k != "id" or v != statement})
        )
        return id_

    def declare(self, subjects: Sequence[Subject]) -> None:
        """Declare subjects that are not declared in this file."""
        self._insert_added()
        toml = insertions.with_subjects(self._toml(), subjects)
        self._accept(toml, self._validated(toml))

    def extend(self, lacking: Subject) -> None:
        """Add the aliases and keys of `lacking` to the declaration with its name."""
        self._insert_added()
        toml = self._toml()
        declared = toml.document["subjects"]
        index = next(n for n, one in enumerate(declared) if one.get("name") == lacking.name)
        if lacking.aliases:
            toml = insertions.with_aliases(toml, index, lacking.aliases)
        keys = {
            key: quoted(value)
            for key in ("kind", "part_of")
            if (value := getattr(lacking, key)) is not None
        }
        if keys:
            toml = insertions.with_keys(toml, {("subjects", index): keys})
        self._accept(toml, self._validated(toml))

    def declared(self) -> tuple[Subject, ...]:
        """The declarations of subjects in this file."""
        self._insert_added()
        return self._contents().subjects

    def undeclare(self, names: Collection[str]) -> tuple[str, ...]:
        """Remove the declarations of subjects; returns their aliases."""
        self._insert_added()
        aliases: dict[str, None] = {}
        numbers: set[int] = set()
        for number, one in enumerate(self._toml().document.get("subjects", ())):
            if one.get("name") in names:
                aliases.update(dict.fromkeys(one.get("aliases", ())))
                numbers.add(number)
        if numbers:
            toml = insertions.without_subjects(self._toml(), numbers)
            self._accept(toml, self._validated(toml))
        return tuple(aliases)

    def _insert_added(self) -> None:
        if self._added:
            toml = insertions.with_facts(self._toml(), self._added)
            self._accept(toml, self._validated(toml))

    def _toml(self) -> Toml:
        if self._text is None:
            self._text = parse_toml(self.file, self._data)
        return self._text

    def _contents(self) -> FileContents:
        if self._read is None:
            self._read = read_bytes(self._data, self.file)
        return self._read

    def _statements(self) -> dict[str, str]:
        """The id of each fact, by its derived id."""
        if self._known is None:
            self._known, self._taken = {}, {}
            for fact in self._contents().facts:
                self._known.setdefault(statement_id(fact), fact.id)
                self._taken.setdefault(fact.id, fact.place)
        return self._known

    def _quoted(self) -> set[tuple[object, object]]:
        """The quote and the line of each sentence that the file has or will have."""
        if self._quotes is None:
            sentences = self._toml().document.get("sentences")
            tables = sentences if isinstance(sentences, list) else []
            stated = [
                (one.get("quote"), one.get("line")) for one in tables if isinstance(one, dict)
            ]
            # A faulty file may have anything there, lists too.
            self._quotes = {
                one for one in stated if all(isinstance(part, str | int | None) for part in one)
            }
        return self._quotes

    def _validated(self, toml: Toml) -> FileContents:
        """The contents of a text. Raises FaultyFileError if it has a new fault."""
        try:
            data = toml.text.encode()
        except UnicodeEncodeError:
            message = _("The new text cannot be encoded as UTF-8.")
            raise FaultyFileError(make_finding("not-utf8", message, Place(self.file), "")) from None
        contents = read_bytes(data, self.file)
        known = Counter((one.code, one.message) for one in self._contents().findings)
        for finding in contents.findings:
            known[finding.code, finding.message] -= 1
            if known[finding.code, finding.message] < 0:
                raise FaultyFileError(finding)
        return contents

    def _accept(self, toml: Toml, contents: FileContents) -> None:
        self._reset(toml.text.encode())
        self._text, self._read = toml, contents

    def _check(self, sentence: Sentence, fact: FactTable) -> None:
        table = tomllib.loads("x = " + fact_text(fact))["x"]
        about = {"quote": sentence.quote, "line": sentence.line, "note": sentence.note}
        faults: list[Fault] = []
        check(table, FACT, (), faults)
        present = {key: value for key, value in about.items() if value is not None}
        check({**present, "facts": []}, SENTENCE, (), faults)
        if not faults and (fault := value_fault(table["value"], sentence.quote, ("value",))):
            faults.append(fault)
        for fault in faults:
            raise FaultyFileError(fault.at(Place(self.file, None, path_text(fault.path))))


def path_of_fact(fact: Fact) -> Path:
    """The path of a fact in its file."""
    sentence, number = map(int, _NUMBERS.findall(fact.place.key or ""))
    return "sentences", sentence, "facts", number


def statement_of(source: str, sentence: Sentence, fact: FactTable) -> str:
    """The derived id of a fact; see `fact_id`."""
    texts = {key: str(value) for key, value in fact.items() if value is not None}
    subject, attribute, value = (texts.get(key, "") for key in ("subject", "attribute", "value"))
    return fact_id(source, subject, attribute, value, sentence.quote, texts.get("as_of"))
