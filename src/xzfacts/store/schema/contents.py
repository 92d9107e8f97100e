"""The contents of one store file, and the merging of all files into one store."""

import os
from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from xzfacts.i18n import gettext as _
from xzfacts.model.declarations import Attribute, Store, Subject
from xzfacts.model.facts import Fact, Place, Source
from xzfacts.model.finding_catalogue import make_finding
from xzfacts.model.findings import Finding
from xzfacts.store.locate import STORE_FILE
from xzfacts.store.paths import shown_path


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
        subjects=tuple(merger.subjects.values()),
        attributes=tuple(merger.attributes.values()),
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
        self.subjects: dict[str, Subject] = {}
        self.attributes: dict[str, Attribute] = {}
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
            first = self.subjects.setdefault(subject.name, subject)
            if first is not subject:
                self.subjects[subject.name] = _joined_subject(first, subject, self.findings)
        for attribute in file.attributes:
            former = self.attributes.setdefault(attribute.name, attribute)
            if former is not attribute:
                joined = _joined_attribute(former, attribute, self.findings)
                self.attributes[attribute.name] = joined
        for fact in file.facts:
            twin = self._by_id.setdefault(fact.id, fact)
            if twin is not fact:
                self.findings.append(_duplicate(fact, twin))
        self.facts.extend(file.facts)


def place_text(place: Place | None) -> str:
    """A place in a message: `facts/a.toml:12`, `?` where it is unknown."""
    if place is None:
        return "?"
    return place.file if place.line is None else f"{place.file}:{place.line}"


def _joined_subject(first: Subject, second: Subject, findings: list[Finding]) -> Subject:
    aliases = tuple(dict.fromkeys(first.aliases + second.aliases))
    for key in ("kind", "part_of"):
        _compare(key, first, second, findings)
    return first._replace(
        aliases=aliases, kind=first.kind or second.kind, part_of=first.part_of or second.part_of
    )


def _joined_attribute(first: Attribute, second: Attribute, findings: list[Finding]) -> Attribute:
    aliases = tuple(dict.fromkeys(first.aliases + second.aliases))
    _compare("kind", first, second, findings)
    return first._replace(aliases=aliases, kind=first.kind or second.kind)


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
