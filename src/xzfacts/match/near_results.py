"""Near results of an unanswered query: other values, related attributes, sentences."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.index.lookup.quoted_facts import facts_in_sentences
from xzfacts.match import weights
from xzfacts.match.entity_linking import Mention
from xzfacts.match.fact_grouping import FactGrouping
from xzfacts.match.query_frame import ParsedQuery
from xzfacts.match.scored_fact import Scored
from xzfacts.model.facts import Fact, Match, Result, Status
from xzfacts.quantity.compare import comparable

if TYPE_CHECKING:
    from xzfacts.match.answer_scorer import AttributeCandidate

SentenceSearch = Callable[[str, int], list[FactRow]]
_SHOWN = 3
_MIN_PIECE = 2
_WORD = 6  # characters of a word that is searched for in sentences
_SENTENCES = 20  # that hold the word of a query …
_CLOSEST = 6  # … and a piece of one


def sentence_search(catalog: Catalog, grouping: FactGrouping) -> SentenceSearch:
    """A search for the facts of so many sentences with a piece; the same search is made once."""
    searched = grouping.view.sentences

    @cache
    def found(piece: str, most: int) -> list[FactRow]:
        return grouping.answering(facts_in_sentences(catalog, [piece], most, searched))

    return found


def sentence_results(parsed: ParsedQuery, search: SentenceSearch, limit: int) -> tuple[Result, ...]:
    """The sentences that hold the word of a query; more than a word asks for a value instead."""
    frame = parsed.frame(parsed.all)
    pieces = _pieces(parsed, parsed.all & ~frame.filler)
    if len(pieces) != 1 or frame.whole or parsed.amounts or parsed.query.pinyin:
        return ()
    if len(pieces[0]) != len(parsed.query.chars) or len(pieces[0]) > _WORD:
        return ()
    rows = search(pieces[0], _SENTENCES)
    score = weights.CONTEXT_SENTENCE
    return tuple(
        Result(_sentence_of(parsed, row), score, Match(), tuple(pieces), kind="sentence")
        for row in _one_per_sentence(rows)
    )[:limit]


def near_results(
    parsed: ParsedQuery,
    mentions: Iterable[Mention],
    likely: "Iterable[AttributeCandidate]",
    grouping: FactGrouping,
    search: SentenceSearch,
    doubtful: Iterable[Scored],
) -> tuple[Result, ...]:
    """The facts and sentences that are closest to the query, each with the reason.

    likely: attributes of the subject, the most probable first.
    search: finds sentences.
    doubtful: the facts that would answer if they were affirmed.
    """
    found: dict[str, Result] = {}
    asked = ((each.row, round(each.score, 4), "not_affirmed") for each in doubtful)
    for row, score, why in chain(asked, _near(parsed, mentions, likely, grouping, search)):
        kind = "sentence" if why == "sentence" else "fact"
        fact = parsed.catalog.fact(row) if kind == "fact" else _sentence_of(parsed, row)
        found.setdefault(row.fid, Result(fact, score, Match(), kind=kind, why_near=why))
        if len(found) == _SHOWN:
            break
    return tuple(found.values())


def _near(
    parsed: ParsedQuery,
    mentions: Iterable[Mention],
    likely: "Iterable[AttributeCandidate]",
    grouping: FactGrouping,
    search: SentenceSearch,
) -> Iterator[tuple[FactRow, float, str]]:
    named = [m for m in mentions if m.whole and m.name.kind != "value"][:1]
    rows: list[FactRow] = []
    taken = 0
    for mention in named:
        known = grouping.facts_of(mention.name.target)
        rows = grouping.answering(known)
        taken = mention.mask
        free = parsed.all & ~taken
        yield from _by_attribute(parsed, rows, free)
        yield from _later(parsed, known, free, grouping)
    for candidate in likely:
        if candidate.probability >= weights.NEAR_THRESHOLD:
            for row in candidate.rows:
                yield row, round(candidate.probability, 4), "related_attribute"
    frame = parsed.frame(parsed.all & ~taken)
    pieces = sorted(
        _pieces(parsed, parsed.all & ~taken & ~frame.filler & ~frame.questions), key=len
    )
    for piece in reversed(pieces):
        if named:
            holding = [row for row in rows if piece in row.quote]
        else:
            holding = search(piece, _CLOSEST)
        for row in _one_per_sentence(holding):
            yield row, weights.NEAR_THRESHOLD, "sentence"


def _by_attribute(
    parsed: ParsedQuery, rows: list[FactRow], free: int
) -> Iterator[tuple[FactRow, float, str]]:
    """Facts of the attribute that is asked for, or with a quantity like the one that is named."""
    related = []
    for row in rows:
        asked = parsed.asked(parsed.catalog.attribute(row.attribute), free)
        quality = asked.quality if asked else 0.0
        quantity = row.read_quantity()
        why = "related_attribute" if asked else ""
        for amount in parsed.amounts:
            if not amount.mask & ~free and quantity and comparable(amount.quantity, quantity):
                dated = amount.quantity.dimension == "date"
                why = "other_period" if dated else "other_value"
                quality += 1
            elif asked and amount.quantity.dimension == "date":
                why = "other_period"
        if why:
            related.append((quality, why, row))
    related.sort(key=lambda found: (-found[0], found[2].id))
    for quality, why, row in related:
        yield row, round(min(quality, 1.0) * weights.THRESHOLD, 4), why


def _later(
    parsed: ParsedQuery, rows: list[FactRow], free: int, grouping: FactGrouping
) -> Iterator[tuple[FactRow, float, str]]:
    """Facts of the attribute that is asked for, published after the day that is asked for."""
    if grouping.view.as_of is None:
        return
    current = [row for row in rows if row.status == Status.CURRENT]
    for row, score, _ in _by_attribute(parsed, current, free):
        yield row, score, "other_period"


def _sentence_of(parsed: ParsedQuery, row: FactRow) -> Fact:
    """A fact of the sentence, without what it states."""
    return parsed.catalog.fact(row)._replace(attribute="", value="", quantity=None)


def _pieces(parsed: ParsedQuery, mask: int) -> list[str]:
    """The stretches of the query that may be looked for in sentences."""
    runs = (parsed.query.chars[start:end] for start, end in parsed.query.runs(mask))
    return [run for run in runs if len(run) >= _MIN_PIECE and not run.isascii()]


def _one_per_sentence(rows: Iterable[FactRow]) -> list[FactRow]:
    first: dict[str, FactRow] = {}
    for row in rows:
        first.setdefault(row.quote, row)
    return list(first.values())
