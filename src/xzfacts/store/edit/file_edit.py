"""One file of a store while it is edited: its text so far, and what is still to be added."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Fact, Place, Sentence
from xzfacts.model.findings import Finding
from xzfacts.store.edit import insertions
from xzfacts.store.ids import fact_id, statement_id
from xzfacts.store.render_toml import FactTable, fact_text, quoted, value_text
from xzfacts.store.schema.contents import FileContents, place_text
from xzfacts.store.schema.reader import read_bytes
from xzfacts.store.schema.tables import FACT, SENTENCE, Fault, check, value_not_in_quote
from xzfacts.store.toml.source import FaultyFileError, Toml, parse_toml
from xzfacts.store.toml.spans import Path, path_text

_NUMBERS = re.compile(r"\d+")  # in `sentences[3].facts[0]`


class FactTakenError(XzfactsError):
    """A fact would become the same as another, or get the id that another has."""

    exit_status = 1

    def __init__(self, fact: str, place: Place) -> None:
        super().__init__(fact, place)
        self.fact = fact
        self.place = place

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("The fact {id} stands at {place} already.").format(
            id=self.fact, place=place_text(self.place)
        )


class FileEdit:
    """A file as it was read and as it is to become. What is added is put in all at once.

    file: as people see it. before: its bytes, None for a new file. data: what it is to hold.
    """

    def __init__(self, file: str, before: bytes | None, data: bytes) -> None:
        self.file = file
        self.before = before
        self._hold(data)
        if before is None and (found := self._contents().findings):
            raise FaultyFileError(found[0])

    def _hold(self, data: bytes) -> None:
        self._data = data
        self._text: Toml | None = None
        self._read: FileContents | None = None
        self._known: dict[str, tuple[str, Place]] | None = None
        self._added: list[tuple[Sentence, FactTable]] = []

    def replace(self, before: bytes, after: bytes) -> None:
        """Let the file become `after`, whatever was to be changed in it."""
        self.before = before
        self._hold(after)

    def data(self) -> bytes:
        """What the file is to hold."""
        self._put_in()
        return self._data

    def located(self, id_: str) -> tuple[Path, Fact] | None:
        """The path of the first fact with the id, and the fact."""
        self._put_in()
        for fact in self._contents().facts:
            if fact.id == id_:
                return path_of_fact(fact), fact
        return None

    def set_fact(self, path: Path, keys: Mapping[str, str | Decimal | None]) -> str:
        """Change keys of a fact; gives its id after that. Raises FactTakenError."""
        rendered = {
            key: None if value is None else value_text(value) for key, value in keys.items()
        }
        before = self._contents()
        toml = insertions.with_keys(self._toml(), {path: rendered})
        now = self._sound(toml)
        key = path_text(path)
        fact = next((one for one in now.facts if one.place.key == key), None)
        if fact is None:
            raise toml.by_hand(path)
        had = {one.id for one in before.facts if one.place.key == key}
        for twin in now.facts:
            if twin.id == fact.id and twin.place.key != key and fact.id not in had:
                raise FactTakenError(twin.id, twin.place)
        self._become(toml, now)
        return fact.id

    def set_successors(self, successors: Mapping[Path, str]) -> None:
        """Let facts have given way to those with these ids."""
        keys = {path: {"superseded_by": quoted(id_)} for path, id_ in successors.items()}
        toml = insertions.with_keys(self._toml(), keys)
        self._become(toml, self._sound(toml))

    def remove_fact(self, path: Path) -> None:
        """Take a fact out, and its sentence where it was the last."""
        toml = insertions.without_fact(self._toml(), path)
        self._become(toml, self._sound(toml))

    def same(self, statement: str) -> str | None:
        """The id of the fact that makes this statement; see `fact_id`."""
        found = self._statements().get(statement)
        return found[0] if found else None

    def has_sentence(self, sentence: Sentence) -> bool:
        """Whether the quote stands here with this line, or is to."""
        about = sentence.quote, sentence.line
        standing = self._toml().document.get("sentences")
        held = standing if isinstance(standing, list) else []
        return any(
            isinstance(one, dict) and (one.get("quote"), one.get("line")) == about for one in held
        ) or any((one.quote, one.line) == about for one, _fact in self._added)

    def add_fact(self, source: str, sentence: Sentence, fact: FactTable) -> str:
        """Take in a fact that makes a new statement; gives its id.

        Raises FaultyFileError where it is not sound and FactTakenError.
        """
        self._check(sentence, fact)
        statement = statement_of(source, sentence, fact)
        given = fact.get("id")
        id_ = given if isinstance(given, str) else statement
        known = self._statements()
        for taken, place in known.values():
            if taken == id_:
                raise FactTakenError(id_, place)
        known[statement] = id_, Place(self.file, None, None)
        self._added.append(
            (sentence, {k: v for k, v in fact.items() if k != "id" or v != statement})
        )
        return id_

    def declare(self, subjects: Sequence[Subject]) -> None:
        """Declare subjects that are not declared here."""
        self._put_in()
        toml = insertions.with_subjects(self._toml(), subjects)
        self._become(toml, self._sound(toml))

    def extend(self, lacking: Subject) -> None:
        """Add the aliases and keys of `lacking` to the subject of its name declared here."""
        self._put_in()
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
        self._become(toml, self._sound(toml))

    def declared(self, name: str) -> Subject | None:
        """The first declaration of a subject here."""
        self._put_in()
        return next((one for one in self._contents().subjects if one.name == name), None)

    def undeclare(self, name: str) -> tuple[str, ...]:
        """Take the declarations of a subject out; gives the aliases they had."""
        self._put_in()
        aliases: dict[str, None] = {}
        while True:
            for index, one in enumerate(self._toml().document.get("subjects", ())):
                if one.get("name") == name:
                    aliases.update(dict.fromkeys(one.get("aliases", ())))
                    toml = insertions.without(self._toml(), ("subjects", index))
                    self._become(toml, self._sound(toml))
                    break
            else:
                return tuple(aliases)

    def _put_in(self) -> None:
        if self._added:
            toml = insertions.with_facts(self._toml(), self._added)
            self._become(toml, self._sound(toml))

    def _toml(self) -> Toml:
        if self._text is None:
            self._text = parse_toml(self.file, self._data)
        return self._text

    def _contents(self) -> FileContents:
        if self._read is None:
            self._read = read_bytes(self._data, self.file)
        return self._read

    def _statements(self) -> dict[str, tuple[str, Place]]:
        """For each statement made here the id of its fact and where it stands."""
        if self._known is None:
            self._known = {}
            for fact in self._contents().facts:
                self._known.setdefault(statement_id(fact), (fact.id, fact.place))
        return self._known

    def _sound(self, toml: Toml) -> FileContents:
        """What a text says. Raises FaultyFileError where it has a fault more than before."""
        try:
            data = toml.text.encode()
        except UnicodeEncodeError:
            told = _("What is to be written is not UTF-8 text.")
            raise FaultyFileError(Finding("not-utf8", told, Place(self.file))) from None
        contents = read_bytes(data, self.file)
        known = Counter((one.code, one.message) for one in self._contents().findings)
        for finding in contents.findings:
            known[finding.code, finding.message] -= 1
            if known[finding.code, finding.message] < 0:
                raise FaultyFileError(finding)
        return contents

    def _become(self, toml: Toml, contents: FileContents) -> None:
        self._hold(toml.text.encode())
        self._text, self._read = toml, contents

    def _check(self, sentence: Sentence, fact: FactTable) -> None:
        table = tomllib.loads("x = " + fact_text(fact))["x"]
        about = {"quote": sentence.quote, "line": sentence.line, "note": sentence.note}
        faults: list[Fault] = []
        check(table, FACT, (), faults)
        present = {key: value for key, value in about.items() if value is not None}
        check({**present, "facts": []}, SENTENCE, (), faults)
        if not faults and table["value"] not in sentence.quote:
            faults.append(value_not_in_quote(table["value"], ("value",)))
        for fault in faults:
            place = Place(self.file, None, path_text(fault.path))
            raise FaultyFileError(Finding(fault.code, fault.message, place, fault.remedy))


def path_of_fact(fact: Fact) -> Path:
    """The path of a fact in the file that it was read from."""
    sentence, number = map(int, _NUMBERS.findall(fact.place.key or ""))
    return "sentences", sentence, "facts", number


def statement_of(source: str, sentence: Sentence, fact: FactTable) -> str:
    """The id that a fact has by what it says."""
    said = {key: str(value) for key, value in fact.items() if value is not None}
    subject, attribute, value = (said.get(key, "") for key in ("subject", "attribute", "value"))
    return fact_id(source, subject, attribute, value, sentence.quote, said.get("as_of"))
