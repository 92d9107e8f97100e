"""What a store declares besides its facts, and all that it says.

Apart from `model`, which every query needs: a class costs a start half a millisecond.
"""

from dataclasses import dataclass

from xzfacts.model.facts import Fact, Place, Source


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that facts are about, declared so that its other names are known."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    part_of: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property that facts give a value of, declared so that its synonyms are known."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None  # of value: number, people, money, date, duration, person, place …
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Store:
    """All that a folder of store files says, in file order."""

    name: str
    subjects: tuple[Subject, ...]
    attributes: tuple[Attribute, ...]
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
