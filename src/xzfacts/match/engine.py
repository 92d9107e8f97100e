"""A query in, an answer out."""

import math
from collections.abc import Iterator
from functools import cache, partial

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.language.units import Query, units
from xzfacts.match import weights
from xzfacts.match.candidates import explaining, hanging, may_ask, unsaid
from xzfacts.match.context_overlap import Surroundings
from xzfacts.match.entity_linking import Mention, Mentions
from xzfacts.match.query_frame import union
from xzfacts.match.query_parser import read_query
from xzfacts.match.query_terms import Word, known_words, sounding_words
from xzfacts.match.ranker import ranked
from xzfacts.match.scorer import Scored, Scorer
from xzfacts.match.suggestions import suggest
from xzfacts.match.validity import NOW, Currency, View
from xzfacts.model.facts import Answer, Status

MAX_QUERY = 200  # characters
_WHOLES = 4  # mentions whose parts are looked at
_FEW = 12  # facts of an attribute that are looked at where nobody is named, at least
_STANDING = frozenset({Status.CURRENT, Status.DRAFT})
_ROUNDING = 1e-9  # the index holds floats; the exact numbers are compared afterwards


class EmptyQueryError(XzfactsError):
    """Nothing was asked."""

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("The query is empty: type a name and what you want to know of it.")


class QueryTooLongError(XzfactsError):
    """A query longer than any question."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("The query has {length} characters; at most {most} are read.").format(
            length=self.length, most=MAX_QUERY
        )


def answer(catalog: Catalog, text: str, limit: int, view: View = NOW) -> Answer:
    """The facts that answer `text`, best first, at most `limit`; suggestions if there are none.

    view: the day that is asked for, and whether drafts answer too; the catalog must have the
    same view. Raises EmptyQueryError and QueryTooLongError.
    """
    if len(text) > MAX_QUERY:
        raise QueryTooLongError(len(text))
    readings = read_query(text)
    if not readings:
        raise EmptyQueryError
    surroundings = Surroundings(catalog)
    currency = Currency(catalog, view)
    mentions = Mentions(catalog)
    words = cache(partial(known_words, catalog=catalog))
    found: list[Scored] = []
    for near, reading in _attempts(readings):
        known = words(reading)
        found += _attempt(
            catalog, reading, known, surroundings, currency, mentions, limit, near=near
        )
        if found and max(s.score for s in found) >= weights.SURE:
            break
    best = ranked(found)
    if not best:
        return Answer(text, (), suggest(catalog, readings, mentions, currency))
    return Answer(text, tuple(currency.results(best, limit)))


def _attempts(readings: tuple[Query, ...]) -> Iterator[tuple[bool, Query]]:
    """Readings in the order of their likeliness, and whether slips are looked for."""
    letters, *pinyin = readings
    yield False, letters
    for reading in (*pinyin, letters):
        yield True, reading


def _attempt(
    catalog: Catalog,
    query: Query,
    words: tuple[Word, ...],
    surroundings: Surroundings,
    currency: Currency,
    names: Mentions,
    limit: int,
    *,
    near: bool,
) -> list[Scored]:
    mentions = names.exact(query)
    if near:
        words += sounding_words(query, catalog, words)
        near_by = names.near(query)
        mentions = mentions + _parts(catalog, mentions)
        known = {(m.name.id, m.mask) for m in mentions}
        mentions += [m for m in near_by if (m.name.id, m.mask) not in known]
    scorer = Scorer(catalog, query, words, surroundings, slips=near)
    found = []
    settled: list[int] = []  # masks of names that have a sure answer
    for mention in sorted(mentions[: weights.JOINED * 2], key=lambda m: -query.weight(m.mask)):
        if any(mention.mask & mask and mention.mask != mask for mask in settled):
            continue  # a piece of a longer name that answers
        if not near and _unsaid(scorer, mention.mask):
            continue
        rows = currency.answering(_facts(catalog, scorer, mention, currency))
        scores = [scored for row in rows if (scored := scorer.score(row, mention)) is not None]
        if any(_settles(s) for s in scores):
            settled.append(mention.mask)
        found += scores
    if settled or (not near and _unsaid(scorer, 0)):
        return found
    named = 0
    for mention in mentions:
        if mention.whole and mention.name.kind != "value":
            named |= mention.mask
    for row in _unnamed(catalog, scorer, currency, named, limit):
        scored = scorer.score(row, None)
        if scored is not None:
            found.append(scored)
    return found


def _unsaid(scorer: Scorer, named: int) -> bool:
    """Whether there are words beside those named that the vocabulary does not know.

    Then hardly ever an answer is sure before longer names and slips have been looked for.
    """
    frame = scorer.frame(scorer.all & ~named)
    return bool(unsaid(frame, scorer.all & ~named, scorer.amounts))


def _parts(catalog: Catalog, mentions: list[Mention]) -> list[Mention]:
    """What is part of a subject may have what the subject itself has not."""
    return [
        mention._replace(
            name=mention.name._replace(target=part),
            quality=mention.quality * weights.PART_OF,
            how="context",
        )
        for mention in mentions[:_WHOLES]
        if mention.name.kind != "value"
        for part in catalog.parts(mention.name.target)
    ]


def _facts(catalog: Catalog, scorer: Scorer, mention: Mention, currency: Currency) -> list[FactRow]:
    """The facts to score for a mention: where attributes are asked for by name, only theirs.

    Where units hang on to the mention, only the facts that may explain them.
    """
    free = scorer.all & ~mention.mask
    hung = hanging(scorer.query, mention, scorer.frame(free), scorer.amounts)
    if hung:
        of_value = mention.name.kind == "value"
        by = catalog.heads_with_value if of_value else catalog.heads_of
        heads = by(mention.name.target)
        if heads:
            return catalog.facts(
                explaining(
                    heads,
                    hung,
                    scorer.query,
                    free,
                    catalog,
                    scorer.surroundings,
                    slips=scorer.slips,
                )
            )
    if mention.name.kind == "value":
        return catalog.facts_by_id([mention.name.target])
    named = [] if scorer.amounts else _named_attributes(catalog, scorer, mention)
    rows = catalog.facts_of(mention.name.target, named or None)
    if named and not any(row.status in _STANDING for row in rows):
        named = []  # the subject has none of these
        rows = catalog.facts_of(mention.name.target)
    currency.hold(mention.name.target, named, rows)
    return rows


def _settles(scored: Scored) -> bool:
    """Whether the fact answers so surely that names inside the one typed need no look."""
    asked = scored.asked is not None and scored.asked.quality >= weights.ATTRIBUTE_ALIAS
    return scored.score >= (weights.SETTLED if asked else weights.SURE) and (
        asked or scored.by_value
    )


def _named_attributes(catalog: Catalog, scorer: Scorer, mention: Mention) -> list[int]:
    """The attributes whose names are all that stands beside the mention."""
    free = scorer.all & ~mention.mask
    frame = scorer.frame(free)
    content = free & ~frame.filler & ~frame.questions
    if not content:
        return []
    # Only a name of its own asks for an attribute so surely.
    meant = {word.term.target for word in frame.words if word.term.role == "attribute"}
    asked = [(number, scorer.asked(catalog.attribute(number), free)) for number in sorted(meant)]
    return [
        number
        for number, by in asked
        if by and by.quality >= weights.ATTRIBUTE_ALIAS and content & ~by.mask == 0
    ]


def _unnamed(
    catalog: Catalog, scorer: Scorer, currency: Currency, named: int, limit: int
) -> list[FactRow]:
    """Facts for a query that names no subject: by an amount, or by the attribute alone.

    named: units that stand for a whole name; what they leave free is looked at.
    """
    rows: dict[int, FactRow] = {}
    for amount in scorer.amounts:
        if amount.mask & named:
            continue
        low, high = amount.quantity.low, amount.quantity.high
        least = -math.inf if low is None else float(low) * (1 - _ROUNDING)
        most = math.inf if high is None else float(high) * (1 + _ROUNDING)
        rows |= {r.id: r for r in catalog.facts_between(least, most)}
    attributes = {w.term.target for w in scorer.words if w.term.role == "attribute"}
    concepts = {w.term.target for w in scorer.words if w.term.role in {"concept", "cue"}}
    attributes |= {a.id for a in catalog.attributes_meaning(concepts)}
    frame = scorer.frame(scorer.all)
    empty = frame.filler | frame.questions
    # All that no word accounts for must be in the attribute's name.
    left = units((scorer.all & ~empty | named) & ~union(frame.words))
    for number in sorted(attributes):
        attribute = catalog.attribute(number)
        if not all(
            may_ask(scorer.query, scorer.all, attribute, unit, scorer.slips) for unit in left
        ):
            continue
        asked = scorer.asked(attribute, scorer.all)
        if (
            asked
            and not named & ~asked.mask
            and scorer.query.weight(scorer.all & ~empty & ~asked.mask) == 0
        ):
            few = catalog.facts_with(number, max(limit, _FEW))
            if len(currency.answering(few)) < min(limit, len(few)):
                few = catalog.facts_with(number)
            rows |= {r.id: r for r in few}
    return currency.answering(rows.values())
