"""Which mentions of an article mean the same: 医院 after 南屿市第二人民医院."""

from collections.abc import Sequence

from xzfacts.extract.entity.entities import Entity
from xzfacts.extract.entity.recognizer import Mention
from xzfacts.extract.fact.tokens import plain


def clustered(
    named: Sequence[Sequence[Mention]], phrases: Sequence[Sequence[Mention]]
) -> list[tuple[Mention, ...]]:
    """The names and phrases of each sentence; a phrase that ends a name before it means that."""
    last: dict[str, Entity] = {}  # what may be meant by a shorter phrase, latest last
    found = []
    for names, others in zip(named, phrases, strict=True):
        inside: list[Mention] = []
        fresh: list[Mention] = []
        for mention in sorted((*names, *others), key=lambda m: (m.start, m.start - m.end)):
            while fresh and fresh[0].end <= mention.start:
                _remember(last, fresh.pop(0).entity)
            entity = mention.entity
            longer = _longer(last, plain(entity.name)) if "phrase" in entity.how else None
            if longer is not None:
                mention = mention._replace(entity=longer, whole=False)
            elif entity.kind or "phrase" not in entity.how:
                fresh.append(mention)
                fresh.sort(key=lambda m: m.end)
            inside.append(mention)
        for mention in fresh:
            _remember(last, mention.entity)
        found.append(tuple(inside))
    return found


def _remember(last: dict[str, Entity], entity: Entity) -> None:
    for name in (entity.name, *entity.aliases):
        last.pop(plain(name), None)
        last[plain(name)] = entity


def _longer(last: dict[str, Entity], own: str) -> Entity | None:
    """What a phrase may be short for: the last name that ends so, a sure one first."""
    longer = [e for text, e in last.items() if len(text) > len(own) and text.endswith(own)]
    sure = [entity for entity in longer if "phrase" not in entity.how]
    return (sure or longer or [None])[-1]
