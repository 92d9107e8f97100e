"""A subject of an article, and which of its names mean the same one."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from xzfacts.extract.fact.tokens import plain
from xzfacts.text.short_forms import LEGAL_ENDINGS, short_names

_EVENT = frozenset(("事故", "事件", "火灾", "爆炸", "地震"))
# What shows that a name is one, the surest first.
_EVIDENCE = (
    "main listed code called person form announcing latin group cell seen "
    "index scope event work phrase"
).split()
_EVIDENCE.insert(6, "named event")
_SHORT = 10  # characters of a short form
_LONG = 4  # characters of a name that may stand for a longer one that ends so


class Entity:
    """A subject. known: the store has it, or an earlier article of the text did.

    how: what shows that its name is one: form, or what `name_uses` tells.
    """

    __slots__ = ("aliases", "how", "kind", "known", "name", "part_of")

    def __init__(
        self,
        name: str,
        kind: str,
        *,
        known: bool = False,
        part_of: str | None = None,
        how: Iterable[str] = (),
    ) -> None:
        self.name = name
        self.kind = kind
        self.known = known
        self.part_of = part_of
        self.aliases: dict[str, None] = {}
        self.how = set(how)


class Mention(NamedTuple):
    """chars[start:end] names an entity; whole: by its full name."""

    start: int
    end: int
    entity: Entity
    whole: bool


def evidence(entity: Entity) -> str:
    """The surest of what shows that the entity's name is one."""
    return next((how for how in _EVIDENCE if how in entity.how), "none")


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
    for name, entity in _abbreviations(entities):
        found.setdefault(name, entity)
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


def _abbreviations(entities: Mapping[str, Entity]) -> Iterator[tuple[str, Entity]]:
    """Short names of companies that the article has in full as well: 宋都股份, 卫狮投资."""
    fulls = [e for e in entities.values() if e.name.endswith(tuple(LEGAL_ENDINGS))]
    fulls.sort(key=lambda e: len(e.name))
    events = [e for e in entities.values() if "named event" in e.how]
    for name, entity in entities.items():
        if events and entity.how == {"event"} and name in _EVENT:
            whole = next((e for e in events if name in e.name), events[0])
            if whole is not entity:
                yield name, whole
        team = entities.get(f"{name}队")
        if team is not None and entity.kind != "place":
            yield name, team  # 宁浦海鹰 for 宁浦海鹰队
        if entity.known or entity.kind not in {"company", ""} or not 1 < len(name) <= _SHORT:
            continue
        full = next((e for e in fulls if abbreviates(name, e.name)), None)
        if full is not None:
            yield name, full


def abbreviates(short: str, full: str) -> bool:
    """Whether a name is a short form: its first two characters, then the others in order."""
    if short == full or short.endswith(("公司",)) or len(short) >= len(full):
        return False
    at = full.find(short[:2])
    if at < 0:
        return False
    at += 2
    for char in short[2:]:
        at = full.find(char, at) + 1
        if not at:
            return False
    return len(short) > 2 or short in short_names(full)
