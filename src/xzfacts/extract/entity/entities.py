"""A subject of an article, and which of its names mean the same one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from xzfacts.extract.fact.tokens import plain
from xzfacts.text.short_forms import short_names

_LONG = 4  # characters of a name that may stand for a longer one that ends so


@dataclass(slots=True, eq=False)
class Entity:
    """A subject. known: the store has it, or an earlier article of the text did."""

    name: str
    kind: str
    known: bool = False
    part_of: str | None = None
    aliases: dict[str, None] = field(default_factory=dict)


def tied(entities: Mapping[str, Entity]) -> dict[str, Entity]:
    """Names of new entities that are other names of one with a longer name, and that one.

    A place goes by its short forms; of other things a name may leave out what it begins with
    (就业孵化基地 for 城南社区就业孵化基地), as long as the article has it in full.
    """
    own = {plain(name): entity for name, entity in entities.items()}
    found: dict[str, Entity] = {}
    for longer in sorted(own, key=len):
        for start in range(1, len(longer) - _LONG + 1):
            entity = own.get(longer[start:])
            if entity is None or entity.known or entity.kind in {"person", "place"}:
                continue
            found[entity.name] = own[longer]
            break
    shorts = {
        plain(short): entity
        for entity in own.values()
        if entity.kind == "place"
        for short in (*short_names(entity.name), *entity.aliases)
    }
    for text, entity in own.items():
        full = shorts.get(text, entity)
        if entity.kind == "place" and not entity.known and full is not entity:
            found[entity.name] = full
    return {name: _end(name, found) for name in found}


def _end(name: str, found: Mapping[str, Entity]) -> Entity:
    """What a name comes to in the end: what it is tied to may be tied on."""
    seen = {name}
    entity = found[name]
    while entity.name in found and entity.name not in seen:
        seen.add(entity.name)
        entity = found[entity.name]
    return entity
