"""Declared subjects and attributes, and a store as a whole.

Separate from `model.facts`, which every query imports: defining a class takes a while.
"""

from typing import NamedTuple

from xzfacts.model.facts import Fact, Place, Source


class Subject(NamedTuple):
    """A declared subject of facts.

    name: its canonical name.
    aliases: its other names.
    kind: company, person, place, …; free text.
    part_of: a name of the subject that it belongs to.
    place: where it is declared.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    part_of: str | None = None
    place: Place | None = None


class Attribute(NamedTuple):
    """A declared attribute of subjects.

    name: its canonical name.
    aliases: its synonyms.
    kind: type of its values: number, people, money, date, duration, person, place, …
    place: where it is declared.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    place: Place | None = None


class Store(NamedTuple):
    """The contents of all files of a store, in file order.

    name: the name in `store.toml`, else that of the folder.
    subjects: declared subjects, merged by name.
    attributes: declared attributes, merged by name.
    sources: the sources, one for each id.
    facts: the facts of all statuses, duplicates included.
    """

    name: str
    subjects: tuple[Subject, ...]
    attributes: tuple[Attribute, ...]
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
