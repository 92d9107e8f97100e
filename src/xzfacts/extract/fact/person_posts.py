"""Persons with their posts."""

from collections.abc import Iterator

from xzfacts.extract.entity.holders import Resolved
from xzfacts.extract.entity.name_words import persons
from xzfacts.extract.entity.places import places
from xzfacts.extract.fact.confidence import confidence
from xzfacts.extract.fact.proposal import Proposal, state
from xzfacts.extract.fact.tokens import Line
from xzfacts.text.lazy_pattern import lazy_pattern

_SURE = 400  # hundredths of log-odds
_POST = lazy_pattern("(?:常务)?副?[一-鿿]{2,4}$")


def posts(resolved: Resolved) -> Iterator[Proposal]:
    """The posts of the persons in a sentence, and who has a post of a place."""
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
