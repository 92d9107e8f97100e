"""The one place that wires store, index and matcher together."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.index.build import build
from xzfacts.index.catalog import Catalog
from xzfacts.match.answer import answer
from xzfacts.model import Answer, Fact, Finding, Source, Store
from xzfacts.store.locate import locate_store
from xzfacts.store.read import read_store
from xzfacts.text.fold import compact
from xzfacts.vocabulary import load_vocabulary

_NEAR_LINES = 3  # of the source text: what stands closer is a neighbour


class NoSuchFactError(XzfactsError):
    """No fact of the store has the id."""

    exit_status = 1

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact

    def message(self) -> str:
        return _("No fact has the id {id}.").format(id=self.fact)


@dataclass(frozen=True, slots=True)
class SubjectSummary:
    """A subject, declared or not, and how many facts are about it."""

    name: str
    aliases: tuple[str, ...]
    kind: str | None
    part_of: str | None
    facts: int


@dataclass(frozen=True, slots=True)
class AttributeSummary:
    """An attribute, declared or not, and how many facts state it."""

    name: str
    aliases: tuple[str, ...]
    kind: str | None
    facts: int


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source, and how many facts it bears."""

    source: Source
    facts: int


class Facts:
    """An opened store. `findings` are the faults met while reading it."""

    def __init__(self, root: str, store: Store, findings: tuple[Finding, ...]) -> None:
        self.root = root
        self.findings = findings
        self._store = store
        self._catalog: Catalog | None = None

    def ask(self, query: str, *, limit: int) -> Answer:
        """The facts that answer `query`, best first. Raises what `match.answer` raises."""
        if self._catalog is None:
            connection = sqlite3.connect(":memory:")
            build(connection, self._store, load_vocabulary())
            self._catalog = Catalog(connection)
        return answer(self._catalog, query, limit)

    def facts(
        self,
        *,
        subject: str | None = None,
        attribute: str | None = None,
        source: str | None = None,
    ) -> Iterator[Fact]:
        """Facts in store order: of a subject or an attribute by any of its names, of a source."""
        subjects = _named(subject, self._store.subjects)
        attributes = _named(attribute, self._store.attributes)
        for fact in self._store.facts:
            if (
                (subject is None or compact(fact.subject) in subjects)
                and (attribute is None or compact(fact.attribute) in attributes)
                and source in {None, fact.source.id}
            ):
                yield fact

    def subjects(self) -> Iterator[SubjectSummary]:
        """Subjects in the order in which the store names them; aliases count for the subject."""
        of_alias = {
            compact(alias): subject.name
            for subject in self._store.subjects
            for alias in (subject.name, *subject.aliases)
        }
        counts = Counter(
            of_alias.get(compact(fact.subject), fact.subject) for fact in self._store.facts
        )
        for subject in self._store.subjects:
            yield SubjectSummary(
                subject.name,
                subject.aliases,
                subject.kind,
                subject.part_of,
                counts.pop(subject.name, 0),
            )
        for name, count in counts.items():
            yield SubjectSummary(name, (), None, None, count)

    def attributes(self) -> Iterator[AttributeSummary]:
        """Attributes in the order in which the store names them."""
        counts = Counter(fact.attribute for fact in self._store.facts)
        for attribute in self._store.attributes:
            yield AttributeSummary(
                attribute.name, attribute.aliases, attribute.kind, counts.pop(attribute.name, 0)
            )
        for name, count in counts.items():
            yield AttributeSummary(name, (), None, count)

    def sources(self) -> Iterator[SourceSummary]:
        """Sources in store order."""
        counts = Counter(fact.source.id for fact in self._store.facts)
        for source in self._store.sources:
            yield SourceSummary(source, counts[source.id])

    def fact(self, number: str) -> Fact:
        """The fact with the id. Raises NoSuchFactError."""
        for fact in self._store.facts:
            if fact.id == number:
                return fact
        raise NoSuchFactError(number)

    def neighbours(self, fact: Fact) -> tuple[Fact, ...]:
        """The other facts of the same sentence, then those of sentences close by."""
        near = [
            other
            for other in self._store.facts
            if other.id != fact.id and other.source.id == fact.source.id and _near(fact, other)
        ]
        near.sort(key=lambda other: other.sentence != fact.sentence)
        return tuple(near)


def _near(fact: Fact, other: Fact) -> bool:
    if fact.sentence == other.sentence:
        return True
    here, there = fact.sentence.line, other.sentence.line
    return here is not None and there is not None and abs(here - there) <= _NEAR_LINES


def _named(name: str | None, declared: tuple[object, ...]) -> set[str]:
    """The compact names of what `name` is a name of."""
    if name is None:
        return set()
    found = {compact(name)}
    for entry in declared:
        names = {compact(entry.name), *map(compact, entry.aliases)}  # type: ignore[attr-defined]
        if compact(name) in names:
            found |= names
    return found


def open_store(named: str | None = None) -> Facts:
    """Open the store that was named, or the one found from here. Raises what `locate_store` does."""
    root = locate_store(named)
    store, findings = read_store(root)
    return Facts(root, store, findings)
