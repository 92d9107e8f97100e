"""The noun phrases of an article that no name was found for, and what the short ones mean."""

from collections.abc import Sequence
from typing import NamedTuple

from xzfacts.extract.entity.anaphora import HEADS
from xzfacts.extract.entity.entities import Entity
from xzfacts.extract.entity.name_patterns import kind_of
from xzfacts.extract.entity.nominals import phrases, words_of
from xzfacts.extract.entity.recognizer import Mention, Subjects
from xzfacts.extract.fact.tokens import Line, plain
from xzfacts.language.segmentation import Word


class Parsed(NamedTuple):
    """A sentence with its words, and the mentions of names and noun phrases in it.

    named: by what `Subjects` knows; they do not overlap. mentions: those and all phrases.
    """

    words: tuple[Word, ...]
    named: tuple[Mention, ...]
    mentions: tuple[Mention, ...]


def parse(lines: Sequence[Line], subjects: Subjects) -> list[Parsed]:
    """Find the mentions of each sentence.

    A phrase that ends a name said before it means that (医院 after 南屿市第二人民医院); one that
    only points to a name (公司) is left out where there is none.
    """
    entities: dict[str, Entity] = {}
    last: dict[str, Entity] = {}  # what a shorter phrase may mean, latest last
    found = []
    for line in lines:
        named = subjects.mentions(line)
        words = words_of(line, [(m.start, m.end) for m in named])
        others = [
            Mention(p.start, p.end, _entity(line.text[p.start : p.end], p.kind, entities), True)
            for p in phrases(line, words)
            if subjects.called(line.chars[p.start : p.end]) is None
        ]
        ordered = sorted((*named, *others), key=lambda m: (m.start, m.start - m.end))
        found.append(Parsed(words, named, tuple(_resolved(ordered, last))))
    return found


def _entity(text: str, kind: str, entities: dict[str, Entity]) -> Entity:
    if text not in entities:
        entities[text] = Entity(text, kind or kind_of(plain(text)), how={"phrase"})
    return entities[text]


def _resolved(mentions: Sequence[Mention], last: dict[str, Entity]) -> list[Mention]:
    """The mentions of a sentence, each with the entity that it means."""
    inside: list[Mention] = []
    fresh: list[Mention] = []  # what the phrases behind may mean
    for mention in mentions:
        entity = mention.entity
        for ended in [m for m in fresh if m.end <= mention.start]:
            _remember(last, ended.entity)
            fresh.remove(ended)
        phrase = "phrase" in entity.how
        longer = _longer(last, plain(entity.name)) if phrase else None
        if longer is not None:
            inside.append(mention._replace(entity=longer, whole=False))
        elif not phrase or plain(entity.name) not in HEADS:
            inside.append(mention)
            if entity.kind or not phrase:
                fresh.append(mention)
    for mention in fresh:
        _remember(last, mention.entity)
    return inside


def _remember(last: dict[str, Entity], entity: Entity) -> None:
    for name in (entity.name, *entity.aliases):
        last.pop(plain(name), None)
        last[plain(name)] = entity


def _longer(last: dict[str, Entity], own: str) -> Entity | None:
    """What a phrase may be short for: the last name that ends so, else the last phrase."""
    longer = [e for text, e in last.items() if len(text) > len(own) and text.endswith(own)]
    sure = [entity for entity in longer if "phrase" not in entity.how]
    return next(reversed(sure or longer), None)
