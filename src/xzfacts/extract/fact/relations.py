"""Persons with their posts, and who brought in, founded or gave what to whom: few and sure."""

from collections.abc import Iterator

from xzfacts.extract.entity.entities import Entity
from xzfacts.extract.entity.holders import Resolved
from xzfacts.extract.entity.name_words import persons
from xzfacts.extract.entity.places import places
from xzfacts.extract.fact.confidence import confidence
from xzfacts.extract.fact.proposal import Proposal, state
from xzfacts.extract.fact.tokens import Line
from xzfacts.text.lazy_pattern import lazy_pattern

_SURE, _FAIRLY = 400, 150  # hundredths of log-odds
_POST = lazy_pattern("(?:常务)?副?[一-鿿]{2,4}$")
_VERBS = (
    (lazy_pattern("引进(?:了)?(?:[一首][家个])?$"), "company", "引进企业"),
    (lazy_pattern("(?:创办|创立|开办|成立)(?:了)?(?:[一首][家个])?$"), "company", "创办企业"),
    (lazy_pattern("(?:举办|召开)(?:了)?$"), "event course", "举办活动"),
    (lazy_pattern("向$"), "place organization company", "捐赠对象"),
)
_GIVEN = lazy_pattern("^[^,，。;；]{0,8}(?:捐赠|捐款|捐献)")


def relations(resolved: Resolved) -> Iterator[Proposal]:
    """What a sentence tells besides amounts."""
    yield from _posts(resolved)
    line = resolved.line
    chars = line.chars
    listed = (-1, "", "")
    for mention in resolved.mentions:
        start = line.clauses[line.clause_at(mention.start)][0]
        before = chars[start : mention.start]
        if before.endswith("、") and (mention.start - 1, mention.entity.kind) == listed[:2]:
            before = listed[2]  # the next of a list goes with the verb of the first
        listed = (mention.end, mention.entity.kind, before)
        for verb, kinds, attribute in _VERBS:
            if mention.entity.kind in kinds.split() and verb.search(before):
                if attribute == "捐赠对象" and not _GIVEN.match(chars[mention.end :]):
                    continue
                subject = _subject(resolved, mention.start)
                if subject is not None and subject is not mention.entity:
                    yield _relation(resolved, subject, attribute, (mention.start, mention.end))


def _subject(resolved: Resolved, position: int) -> Entity | None:
    """Whom the clause is about, where that is said in it or in the clause before."""
    start, _end = resolved.line.clauses[resolved.line.clause_at(position)]
    return next((m.entity for m in resolved.mentions if start <= m.start < position), None)


def _relation(
    resolved: Resolved, subject: Entity, attribute: str, span: tuple[int, int]
) -> Proposal:
    sure = confidence(_FAIRLY, "relation")
    return state(resolved.line, span, subject.name, attribute, "relation", sure)


def _posts(resolved: Resolved) -> Iterator[Proposal]:
    line = resolved.line
    for person in persons(resolved.line):
        name = line.text[person.start : person.end]
        for first, end in person.posts:
            start = _nearest_place(line, first, end)
            sure = confidence(_SURE, "post")
            yield state(line, (start, end), name, "职务", "person", sure)
            place = next((m for m in resolved.mentions if m.start == start and m.end < end), None)
            post = resolved.line.chars[place.end : end] if place else ""
            if place is not None and _POST.fullmatch(post):
                yield state(
                    line, (person.start, person.end), place.entity.name, post, "person", sure
                )


def _nearest_place(line: Line, start: int, end: int) -> int:
    """Where a post begins without the places that contain its own: 云泽市|上林县委常委."""
    chain = next(iter(places(line.chars[start:end], ())), None)
    if chain is None or chain.start != 0:
        return start
    # 副县 of 副县长 is no place.
    pieces = (first for first, last in chain.pieces if line.chars[start + last] != "长")
    return start + max(pieces, default=0)
