"""What one file of a store says, and one store out of many files."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace

from xzfacts.i18n import gettext as _
from xzfacts.model.declarations import Attribute, Store, Subject
from xzfacts.model.facts import Fact, Place, Source
from xzfacts.model.findings import Finding
from xzfacts.store.locate import STORE_FILE


@dataclass(frozen=True, slots=True)
class FileContents:
    """What one file says. `name` is the store's, which only `store.toml` knows."""

    file: str
    name: str | None = None
    source: Source | None = None
    source_place: Place | None = None
    subjects: tuple[Subject, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()


def merge_contents(root: str, files: Iterable[FileContents]) -> tuple[Store, tuple[Finding, ...]]:
    """The store in the folder `root`, and the findings that lie between its files.

    Several files may share a source, if they say the same of it, and may declare the same
    subject or attribute: their aliases add up. Facts are kept as they come, also where two
    have the same id: that is a finding, and hides neither.
    """
    findings: list[Finding] = []
    folder = os.path.basename(root)
    name: str | None = None
    has_store_file = False
    sources: dict[str, tuple[Source, Place | None]] = {}
    subjects: dict[str, Subject] = {}
    attributes: dict[str, Attribute] = {}
    facts: dict[str, Fact] = {}
    everything: list[Fact] = []
    for file in files:
        has_store_file = has_store_file or file.file.rpartition("/")[2] == STORE_FILE
        name = name or file.name
        if file.source is not None:
            known, place = sources.setdefault(file.source.id, (file.source, file.source_place))
            if known != file.source:
                findings.append(_source_differs(file, place))
        for subject in file.subjects:
            first = subjects.setdefault(subject.name, subject)
            if first is not subject:
                subjects[subject.name] = _joined_subject(first, subject, findings)
        for attribute in file.attributes:
            former = attributes.setdefault(attribute.name, attribute)
            if former is not attribute:
                attributes[attribute.name] = _joined_attribute(former, attribute, findings)
        for fact in file.facts:
            twin = facts.setdefault(fact.id, fact)
            if twin is not fact:
                findings.append(_twice(fact, twin))
        everything.extend(file.facts)
    if not has_store_file:
        findings.append(_no_store_file(folder))
    store = Store(
        name=name or folder,
        subjects=tuple(subjects.values()),
        attributes=tuple(attributes.values()),
        sources=tuple(source for source, _place in sources.values()),
        facts=tuple(everything),
    )
    return store, tuple(findings)


def place_text(place: Place | None) -> str:
    """A place as a message names it: facts/a.toml:12."""
    if place is None:
        return "?"
    return place.file if place.line is None else f"{place.file}:{place.line}"


def _joined_subject(first: Subject, second: Subject, findings: list[Finding]) -> Subject:
    aliases = tuple(dict.fromkeys(first.aliases + second.aliases))
    for key in ("kind", "part_of"):
        _compare(key, first, second, findings)
    return replace(
        first,
        aliases=aliases,
        kind=first.kind or second.kind,
        part_of=first.part_of or second.part_of,
    )


def _joined_attribute(first: Attribute, second: Attribute, findings: list[Finding]) -> Attribute:
    aliases = tuple(dict.fromkeys(first.aliases + second.aliases))
    _compare("kind", first, second, findings)
    return replace(first, aliases=aliases, kind=first.kind or second.kind)


def _compare(
    key: str,
    first: Subject | Attribute,
    second: Subject | Attribute,
    findings: list[Finding],
) -> None:
    one, other = getattr(first, key), getattr(second, key)
    if one and other and one != other and second.place is not None:
        findings.append(
            Finding(
                "declared-differently",
                _("“{name}” has {key} “{other}” here and “{one}” at {place}.").format(
                    name=second.name, key=key, other=other, one=one, place=place_text(first.place)
                ),
                second.place,
                _("Make both the same, or leave one out."),
            )
        )


def _source_differs(file: FileContents, place: Place | None) -> Finding:
    return Finding(
        "source-differs",
        _("The source of this id is described otherwise at {place}.").format(
            place=place_text(place)
        ),
        file.source_place or Place(file.file, None, "source"),
        _("Give this source another id, or make both `[source]` tables the same."),
    )


def _twice(fact: Fact, twin: Fact) -> Finding:
    said = (fact.source.id, fact.subject, fact.attribute, fact.value, fact.as_of)
    if fact.sentence.quote == twin.sentence.quote and said == (
        twin.source.id,
        twin.subject,
        twin.attribute,
        twin.value,
        twin.as_of,
    ):
        return Finding(
            "duplicate-fact",
            _("The same fact stands at {place} already.").format(place=place_text(twin.place)),
            fact.place,
            _("Delete one of the two."),
        )
    return Finding(
        "duplicate-id",
        _("The id “{id}” belongs to the fact at {place} already.").format(
            id=fact.id, place=place_text(twin.place)
        ),
        fact.place,
        _("Give this fact another `id`."),
    )


def _no_store_file(folder: str) -> Finding:
    return Finding(
        "no-store-file",
        _("This folder holds no store.toml."),
        Place(folder),
        _("`xzfacts init` makes one; it needs `schema = 1` and a `name`."),
    )
