"""A query in, an answer out."""

from collections.abc import Iterator
from functools import cache, partial

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.language.text_units import Query
from xzfacts.match import weights
from xzfacts.match.association_scorer import associated
from xzfacts.match.candidates import (
    facts_for_mention,
    facts_without_mention,
    leaves_unknown_words,
    mentioned_parts,
)
from xzfacts.match.context_overlap import Surroundings
from xzfacts.match.entity_linking import Mentions
from xzfacts.match.query_frame import ParsedQuery
from xzfacts.match.query_parser import read_query
from xzfacts.match.query_terms import Word, known_words, sounding_words
from xzfacts.match.ranker import ranked
from xzfacts.match.scorer import Scored, Scorer
from xzfacts.match.suggestions import suggest
from xzfacts.match.validity import NOW, Currency, View
from xzfacts.model.facts import Answer

MAX_QUERY = 200  # characters


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
    if not _surely(best):
        letters = readings[0]
        parsed = ParsedQuery(catalog, letters, words(letters), slips=True)
        likely = associated(parsed, (mentions.exact(letters) or mentions.near(letters)), surroundings, currency)
        if parsed.frame(parsed.all).whole:
            best = _better_of(best, likely)
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
        mentions = mentions + mentioned_parts(catalog, mentions)
        known = {(m.name.id, m.mask) for m in mentions}
        mentions += [m for m in near_by if (m.name.id, m.mask) not in known]
    parsed = ParsedQuery(catalog, query, words, slips=near)
    scorer = Scorer(parsed, surroundings)
    found = []
    settled: list[int] = []  # masks of names that have a sure answer
    for mention in sorted(mentions[: weights.JOINED * 2], key=lambda m: -query.weight(m.mask)):
        if any(mention.mask & mask and mention.mask != mask for mask in settled):
            continue  # a piece of a longer name that answers
        if not near and leaves_unknown_words(parsed, mention.mask):
            continue
        rows = currency.answering(facts_for_mention(parsed, surroundings, mention, currency))
        scores = [scored for row in rows if (scored := scorer.score(row, mention)) is not None]
        if any(_settles(s) for s in scores):
            settled.append(mention.mask)
        found += scores
    if settled or (not near and leaves_unknown_words(parsed, 0)):
        return found
    named = 0
    for mention in mentions:
        if mention.whole and mention.name.kind != "value":
            named |= mention.mask
    for row in facts_without_mention(parsed, currency, named, limit):
        scored = scorer.score(row, None)
        if scored is not None:
            found.append(scored)
    return found


def _surely(best: list[Scored]) -> bool:
    """Whether the best fact has an attribute or a value that was asked for by name."""
    if not best:
        return False
    asked = best[0].asked
    return best[0].by_value or (asked is not None and asked.quality >= weights.SURE_ATTRIBUTE)


def _better_of(best: list[Scored], likely: list[Scored]) -> list[Scored]:
    """What answers a whole question: the facts found so far, or the associated ones."""
    if not likely:
        return best
    if likely[0].score >= weights.ASSOCIATION_THRESHOLD:
        same = best and best[0].row.attribute == likely[0].row.attribute
        return best if same else likely
    # That a value is of the kind asked for says little where the question's words say nothing.
    doubtful = best and best[0].lone and likely[0].score < weights.ASSOCIATION_DOUBT
    return [] if doubtful else best


def _settles(scored: Scored) -> bool:
    """Whether the fact answers so surely that names inside the one typed need no look."""
    asked = scored.asked is not None and scored.asked.quality >= weights.ATTRIBUTE_ALIAS
    return scored.score >= (weights.SETTLED if asked else weights.SURE) and (
        asked or scored.by_value
    )
