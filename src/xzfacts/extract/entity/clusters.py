"""The noun phrases of an article that no name was found for, and what the short ones mean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from xzfacts.extract.entity.anaphora import HEADS, references
from xzfacts.extract.entity.brands import trades
from xzfacts.extract.entity.entities import Entity, Mention
from xzfacts.extract.entity.mention_roles import fits
from xzfacts.extract.entity.name_patterns import kind_of
from xzfacts.extract.entity.name_spans import Span, name_spans
from xzfacts.extract.entity.recognizer import Subjects
from xzfacts.extract.entity.sentence_words import words, words_with
from xzfacts.extract.fact.tokens import Line, plain
from xzfacts.language.segmentation import Word
from xzfacts.language.surnames import foreign_end, looks_like_person, surname_of
from xzfacts.text.short_forms import TRADES

_PAIR = 2  # characters
_REACH = 400  # names said before that a phrase may mean, so that the time is linear


class Parsed(NamedTuple):
    """A sentence with its words, and the mentions of names and noun phrases in it.

    named: by what `Subjects` knows; they do not overlap. mentions: those and all phrases.
    scores: how likely each of them names something.
    """

    words: tuple[Word, ...]
    named: tuple[Mention, ...]
    mentions: tuple[Mention, ...]
    scores: Mapping[tuple[int, int], int]


def parse(lines: Sequence[Line], subjects: Subjects, title: str) -> list[Parsed]:
    """Find the mentions of each sentence.

    A phrase that ends a name said before it means that (医院 after 南屿市第二人民医院); one that
    only points to a name (公司) is left out where there is none.
    """
    entities: dict[str, Entity] = {}
    last: dict[str, Entity] = {}  # what a shorter phrase may mean, latest last
    found = []
    for line, likely in zip(lines, name_spans(lines, plain(title)), strict=True):
        named = subjects.mentions(line)
        own = words_with(line, [(m.start, m.end) for m in named])
        others = [
            Mention(p.start, p.end, _entity(line.text[p.start : p.end], entities), True)
            for p in likely.spans
            if subjects.called(line.chars[p.start : p.end]) is None
            and not any(_is_piece(p, m) for m in named)
        ]
        others += [
            Mention(start, end, Entity(head, "", how={"phrase"}), whole=False)
            for start, end, head in references(line.chars, own)
            if not any(m.start < end and start < m.end for m in named)
        ]
        ordered = sorted((*named, *others), key=lambda m: (m.start, m.start - m.end))
        mentions = tuple(_resolved(ordered, last, subjects))
        places = {(m.start, m.end) for m in mentions}
        scores = {place: likely.scores[place] for place in places & likely.scores.keys()}
        found.append(Parsed(own, named, mentions, scores))
    return found


def grouped(mentions: Sequence[Mention]) -> dict[str, list[Mention]]:
    """The mentions of a sentence by the name of what they mean."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.entity.name, []).append(mention)
    return found


def _is_piece(phrase: Span, name: Mention) -> bool:
    """Whether a phrase is a piece of a person's name."""
    inside = name.start <= phrase.start and phrase.end <= name.end
    return name.entity.kind == "person" and inside


def _entity(text: str, entities: dict[str, Entity]) -> Entity:
    if text not in entities:
        entities[text] = Entity(text, _kind(plain(text)), how={"phrase"})
    return entities[text]


def _kind(name: str) -> str:
    """What kind of thing a name means by its ending; 栎叶乳业 is a company, 现代农业 none."""
    own = words(name)
    first = own[0]
    surname = first.end == len(surname_of(name)) or first.tag == "h"
    foreign = len(name) > _PAIR and foreign_end(name, 0) == len(name)
    if (foreign or (surname and looks_like_person(name))) and (len(own) > 1 or first.tag == "h"):
        return "person"
    trade = name.endswith((*TRADES, *trades())) and own[0].end == 1
    return kind_of(name) or ("company" if trade else "")


def _resolved(
    mentions: Sequence[Mention], last: dict[str, Entity], subjects: Subjects
) -> list[Mention]:
    """The mentions of a sentence, each with the entity that it means."""
    inside: list[Mention] = []
    fresh: list[Mention] = []  # what the phrases behind may mean
    for mention in mentions:
        entity = mention.entity
        for ended in [m for m in fresh if m.end <= mention.start]:
            _remember(last, ended.entity, subjects)
            fresh.remove(ended)
        phrase = "phrase" in entity.how
        own = plain(entity.name)
        longer = _longer(last, own) if phrase and len(own) > 1 else None
        if longer is None and phrase and (own in HEADS or len(own) == 1) and own != "企业":
            longer = _pointed(last, own)
        if longer is not None:
            inside = [m for m in inside if (m.start, m.end) != (mention.start, mention.end)]
            inside.append(mention._replace(entity=longer, whole=False))
        elif not phrase or (plain(entity.name) not in HEADS and len(own) > 1):
            inside.append(mention)
            if entity.kind or not phrase:
                fresh.append(mention)
    for mention in fresh:
        _remember(last, mention.entity, subjects)
    return inside


def _remember(last: dict[str, Entity], entity: Entity, subjects: Subjects) -> None:
    """Let an entity be the last one that shorter words may mean, the place it is in before it."""
    home = subjects.entities.get(entity.part_of or "")
    if home is not None and home is not entity:
        last.pop(plain(home.name), None)
        last[plain(home.name)] = home
    for name in (entity.name, *entity.aliases):
        last.pop(plain(name), None)
        last[plain(name)] = entity


def _longer(last: dict[str, Entity], own: str) -> Entity | None:
    """What a phrase may be short for: the last name that ends so, else the last phrase."""
    longer = (e for text, e in _latest(last) if len(text) > len(own) and text.endswith(own))
    return _surest(longer, phrases=True)


def _pointed(last: dict[str, Entity], head: str) -> Entity | None:
    """What a word for a class of things stands for: the last name that it fits, else phrase."""
    fitting = (e for _text, e in _latest(last) if e.kind != "scope" and fits(e, head))
    return _surest(fitting, phrases=len(head) > 1)  # 他, or 县 of 县里, means a name


def _latest(last: dict[str, Entity]) -> Iterator[tuple[str, Entity]]:
    """What was said before, the last first; not all of it, or the time would be quadratic."""
    return islice(reversed(last.items()), _REACH)


def _surest(entities: Iterable[Entity], *, phrases: bool) -> Entity | None:
    """The first that has a name, else the first phrase. phrases: whether one will do."""
    first = None
    for entity in entities:
        if "phrase" not in entity.how:
            return entity
        first = first or entity
    return first if phrases else None
