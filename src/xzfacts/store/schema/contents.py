"""The contents of one store file, and the merging of all files into one store."""

import os
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

from xzfacts.i18n import gettext as _
from xzfacts.model.declarations import Attribute, Store, Subject
from xzfacts.model.facts import Fact, Place, Source
from xzfacts.model.finding_catalogue import make_finding
from xzfacts.model.findings import Finding
from xzfacts.store.locate import STORE_FILE
from xzfacts.store.paths import shown_path

_Declared = TypeVar("_Declared", Subject, Attribute)


class FileContents(NamedTuple):
    """The contents of one file.

    file: its path as displayed in places.
    name: the name of the store, in `store.toml` only.
    source: the source of the file, None in `store.toml` and where it is faulty.
    source_place: the place of the `[source]` table.
    subjects: declared subjects, in file order.
    attributes: declared attributes, in file order.
    facts: facts without a serious fault, in file order.
    findings: the faults of the file.
    """

    file: str
    name: str | None = None
    source: Source | None = None
    source_place: Place | None = None
    subjects: tuple[Subject, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()


def merge_contents(root: str, files: Iterable[FileContents]) -> tuple[Store, tuple[Finding, ...]]:
    """The store in the folder `root`, and the findings that concern more than one file.

    Several files may share a source if they describe it identically, and may declare the same
    subject or attribute: their aliases are merged. Facts with the same id are all kept; the
    duplicate is a finding.
    """
    merger = _Merger()
    for file in files:
        merger.add(file)
    folder = shown_path(os.path.basename(root))
    if not merger.has_store_file:
        message = _("This folder has no store.toml.")
        merger.findings.append(make_finding("no-store-file", message, Place(folder)))
    store = Store(
        name=merger.name or folder,
        subjects=tuple(merger.subjects.joined()),
        attributes=tuple(merger.attributes.joined()),
        sources=tuple(source for source, _place in merger.sources.values()),
        facts=tuple(merger.facts),
    )
    return store, tuple(merger.findings)


class _Merger:
    """The contents of the files so far."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.name: str | None = None
        self.has_store_file = False
        self.sources: dict[str, tuple[Source, Place | None]] = {}
        self.subjects = _Declarations[Subject](("kind", "part_of"))
        self.attributes = _Declarations[Attribute](("kind",))
        self.facts: list[Fact] = []
        self._by_id: dict[str, Fact] = {}

    def add(self, file: FileContents) -> None:
        is_store_file = file.file.rpartition("/")[2] == STORE_FILE
        self.has_store_file = self.has_store_file or is_store_file
        self.name = self.name or file.name
        if file.source is not None:
            described = file.source, file.source_place
            known, place = self.sources.setdefault(file.source.id, described)
            if known != file.source:
                self.findings.append(_source_differs(file, place))
        for subject in file.subjects:
            self.subjects.add(subject, self.findings)
        for attribute in file.attributes:
            self.attributes.add(attribute, self.findings)
        for fact in file.facts:
            twin = self._by_id.setdefault(fact.id, fact)
            if twin is not fact:
                self.findings.append(_duplicate(fact, twin))
        self.facts.extend(file.facts)


class _Declarations(Generic[_Declared]):
    """Declarations by name; those of one name are joined, however many there are.

    keys: what must not differ.
    """

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._keys = keys
        self._first: dict[str, _Declared] = {}
        self._aliases: dict[str, dict[str, None]] = {}  # of what is declared again

    def add(self, declared: _Declared, findings: list[Finding]) -> None:
        """Add a declaration; if it differs from an earlier one, add a finding to `findings`."""
        name = declared.name
        first = self._first.setdefault(name, declared)
        if first is declared:
            return
        if name not in self._aliases:
            self._aliases[name] = dict.fromkeys(first.aliases)
        self._aliases[name].update(dict.fromkeys(declared.aliases))
        for key in self._keys:
            _compare(key, first, declared, findings)
        new = {key: getattr(declared, key) for key in self._keys if getattr(first, key) is None}
        self._first[name] = first._replace(**new)

    def joined(self) -> Iterator[_Declared]:
        """Yield one declaration for each name, in the order of the first ones."""
        for name, first in self._first.items():
            aliases = self._aliases.get(name)
            yield first if aliases is None else first._replace(aliases=tuple(aliases))


def place_text(place: Place | None) -> str:
    """A place in a message: `facts/a.toml:12`, `?` where it is unknown."""
    if place is None:
        return "?"
    return place.file if place.line is None else f"{place.file}:{place.line}"


def _compare(
    key: str, first: Subject | Attribute, second: Subject | Attribute, findings: list[Finding]
) -> None:
    one, other = getattr(first, key), getattr(second, key)
    if one and other and one != other and second.place is not None:
        findings.append(
            make_finding(
                "declared-differently",
                _("“{name}” has {key} “{other}” here and “{one}” at {place}.").format(
                    name=second.name, key=key, other=other, one=one, place=place_text(first.place)
                ),
                second.place,
            )
        )


def _source_differs(file: FileContents, place: Place | None) -> Finding:
    return make_finding(
        "source-differs",
        _("The source with this id is described differently at {place}.").format(
            place=place_text(place)
        ),
        file.source_place or Place(file.file, None, "source"),
    )


_STATED = attrgetter("source.id", "subject", "attribute", "value", "as_of", "sentence.quote")


def _duplicate(fact: Fact, twin: Fact) -> Finding:
    if _STATED(fact) == _STATED(twin):
        return Finding(
            "duplicate-fact",
            _("The same fact already exists at {place}.").format(place=place_text(twin.place)),
            fact.place,
            _("Delete one of the two."),
        )
    return Finding(
        "duplicate-id",
        _("The id “{id}” is already used by the fact at {place}.").format(
            id=fact.id, place=place_text(twin.place)
        ),
        fact.place,
        _("Use another `id` for this fact."),
    )
