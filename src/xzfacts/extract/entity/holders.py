"""The holder of each figure: candidates, features and fitted weights.

Every entity of the article is a candidate for every figure. What speaks for one are features:
where it is named and in what role, how it was recognized, whether the figure before had it. The
weights are those of a multinomial logistic regression (`tools/fit_extract.py`), in hundredths;
the score of the best candidate is its fitted log-odds against all others.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from xzfacts.extract.entity.entities import Entity, Mention
from xzfacts.extract.entity.holder_candidates import Candidates, Topics
from xzfacts.extract.entity.recognizer import Subjects
from xzfacts.extract.fact.tokens import Line
from xzfacts.extract.fitted_weights import best_of, read_weights, score, weight_file

TABLE = weight_file("holder_weights")
weights = partial(read_weights, TABLE)  # in hundredths


class Holder(NamedTuple):
    """Whom a figure belongs to. logit: hundredths of its log-odds against all others."""

    entity: Entity
    logit: int


class Resolved(NamedTuple):
    """A sentence with the names in it, and who holds its figures.

    holders: by where the figure begins. pointers: where words such as 该公司 stand. listed: what
    a list of names may consist of.
    """

    line: Line
    mentions: tuple[Mention, ...]
    holders: Mapping[int, Holder]
    pointers: tuple[tuple[int, int], ...]
    listed: tuple[Mention, ...]

    def at(self, position: int) -> Holder:
        """Who holds the figure that begins at the position."""
        return self.holders[position]

    def taken(self) -> tuple[tuple[int, int], ...]:
        """Where names and words that point to them stand: no words of a measure."""
        chosen = {holder.entity.name for holder in self.holders.values()}
        named = [
            (m.start, m.end)
            for m in self.mentions
            if m.entity.kind not in {"place", "scope"}
            or m.end - m.start > _SHORT_PLACE
            or m.end in self.holders
            if m.entity.name in chosen or m.entity.how - _WEAK or m.entity.known
        ]
        return tuple(sorted((*named, *self.pointers)))


# What may as well be a common noun and a piece of what is measured.
_WEAK = frozenset(("event", "scope", "cell", "phrase"))
_SHORT_PLACE = 2  # characters of a place that may be part of a noun


def resolve(lines: Sequence[Line], subjects: Subjects, title: str) -> Iterator[Resolved]:
    """Choose the holder of every figure of an article, sentence by sentence."""
    candidates = Candidates(lines, subjects, title)
    article = ""
    for number, line in enumerate(lines):
        holders: dict[int, Holder] = {}
        before = Topics(line, article)
        for position in (amount.start for amount in line.amounts):
            holder = _choose(candidates, number, position, before, subjects, title)
            holders[position] = holder
            name = holder.entity.name
            if name in candidates.entities:
                subjects.adopt(holder.entity)
                before.hold(position, name)
        if before.last and line.quote.role == "body":
            article = before.last
        pointers = tuple((start, end) for start, end, _head in candidates.pointers[number])
        mentions = candidates.mentioned(number, {h.entity.name for h in holders.values()})
        listed = candidates.listable(number)
        for mention in listed:
            subjects.adopt(mention.entity)
        yield Resolved(line, mentions, holders, pointers, listed)


def _choose(
    candidates: Candidates,
    number: int,
    position: int,
    before: Topics,
    subjects: Subjects,
    title: str,
) -> Holder:
    table = weights()
    found = candidates.of(number, position, before)
    if not found:
        return Holder(subjects.titled(title), _NONE)
    best, logit = best_of([score(table, features) for features in found.values()])
    return Holder(candidates.entities[list(found)[best]], logit)


_NONE = -300  # hundredths of log-odds
