"""Evidence in sentences: which words of a whole question stand near the value of a fact.

A store made of articles names subjects and attributes otherwise than people ask for them, but the
sentence of the fact has the words of the question. What is measured stands beside the question
word and close to the value; the other words stand anywhere in the sentence or its title.
`weights` has the factors and thresholds.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.index.lookup.quoted_facts import facts_with_most
from xzfacts.language.query_units import units
from xzfacts.match import weights
from xzfacts.match.answer_type_check import agreement, contradicts, in_other_unit
from xzfacts.match.answer_types import AMOUNTS, FORMER, agrees
from xzfacts.match.context_overlap import FactContext
from xzfacts.match.entity_linking import Mention
from xzfacts.match.fact_grouping import FactGrouping
from xzfacts.match.query_frame import ParsedQuery
from xzfacts.match.query_quantities import NUMERALS
from xzfacts.match.query_terms import Word
from xzfacts.match.scored_fact import Scored
from xzfacts.match.word_proximity import closeness, cover
from xzfacts.quantity.model import CALENDAR
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact

_SHARE = lazy_pattern("[率幅]$|[占同环]比$|比[例重]$")
_BESIDE = 4  # units of content beside the question word that say what is measured
_LONGEST = 1_000  # characters of a sentence that is weighed
_ADDED = 8  # characters that a sentence has at least beyond what its fact states
_HEAD = 2  # units that a question begins with, of what it is about
_SUBJECTS = 3  # subjects named in the question whose facts are weighed
_SENTENCES = 40  # sentences weighed that have most words of the question
_PIECES = 6  # pairs of characters that sentences are searched for


class Evidence(NamedTuple):
    """How well a sentence answers a question with the value of a fact.

    coverage: share of the question's content that the sentence and the names of the fact have,
    each word by how close it stands to the value. measure: the same of what is measured alone.
    """

    row: FactRow
    coverage: float
    measure: float

    @property
    def answers(self) -> bool:
        """Whether the sentence alone answers the question."""
        return (
            self.coverage >= weights.EVIDENCE_COVERAGE and self.measure >= weights.EVIDENCE_MEASURE
        )


class Request(NamedTuple):
    """What a question asks for.

    content: mask of the units that carry content. measure: those beside the question word.
    kinds: of value that the words of the measure imply. numerals: units of numbers but dates.
    """

    content: int
    measure: frozenset[int]
    kinds: tuple[str, ...]
    numerals: tuple[int, ...]


def refined(
    parsed: ParsedQuery,
    best: list[Scored],
    mentions: Iterable[Mention],
    context: FactContext,
    grouping: FactGrouping,
) -> list[Scored]:
    """The answer to a whole question for an amount after the words of sentences are weighed.

    best: the answer by names, which stays where its sentences say no more than the facts.
    mentions: of subjects in the question.
    """
    catalog, kinds = parsed.catalog, parsed.frame(parsed.all).kinds
    if not kinds or not AMOUNTS.issuperset(kinds):
        return best
    if best and not _says_more(catalog, best[0].row):
        return best
    mentions = [m for m in mentions if m.whole and m.name.kind != "value"]
    asked = _asked(parsed, reduce(or_, (mention.mask for mention in mentions), 0))
    if best and not best[0].is_named and not _fits(asked.kinds, best[0].row, catalog):
        best = []
    rows = {scored.row.id: scored.row for scored in best}
    for mention in mentions[:_SUBJECTS]:
        rows.update({row.id: row for row in grouping.facts_of(mention.name.target)})
    pairs = _pairs(parsed, asked)
    restated = rows and not any(_says_more(catalog, row) for row in rows.values())
    if restated or not pairs or not asked.measure:
        return best
    rows.update({row.id: row for row in facts_with_most(catalog, pairs, _SENTENCES)})
    weighed = (row for row in grouping.answering(rows.values()) if _says_more(catalog, row))
    found = _ranked(parsed, asked, weighed, context)
    if not found or not found[0].answers or _is_open(found):
        return best
    own = next((e.coverage for e in found if best and e.row.id == best[0].row.id), 0.0)
    if best and found[0].coverage - own < weights.EVIDENCE_BETTER:
        return best
    return [Scored(parsed.query, found[0].row, found[0].coverage, by_sentence=True)]


def _says_more(catalog: Catalog, row: FactRow) -> bool:
    """Whether the sentence of a fact says more than the fact, and is not too long to be read."""
    stated = catalog.subject(row.subject).name, catalog.attribute(row.attribute).name, row.value
    return sum(map(len, stated)) + _ADDED <= len(row.quote) <= _LONGEST


def _ranked(
    parsed: ParsedQuery, asked: Request, rows: Iterable[FactRow], context: FactContext
) -> list[Evidence]:
    """The evidence for facts that may answer a question, the best first."""
    found = [e for row in rows if (e := _evidence(parsed, asked, row, context))]
    return sorted(found, key=lambda e: -e.coverage)


def _is_open(found: Sequence[Evidence]) -> bool:
    """Whether another value is as well supported as the first."""
    best = found[0]
    other = next((e for e in found if e.row.value != best.row.value), None)
    return other is not None and best.coverage - other.coverage < weights.EVIDENCE_MARGIN


def _pairs(parsed: ParsedQuery, asked: Request) -> list[str]:
    """Pairs of characters of a question to search sentences for, those of the measure first."""
    runs = parsed.query.runs(asked.content)
    pairs = [(i, parsed.query.chars[i : i + 2]) for s, e in runs for i in range(s, e - 1)]
    pairs.sort(key=lambda pair: pair[0] not in asked.measure)
    return list(dict.fromkeys(pair for _, pair in pairs))[:_PIECES]


def _asked(parsed: ParsedQuery, named: int) -> Request:
    """What a whole question asks for. named: units of names, which say nothing of a measure."""
    frame = parsed.frame(parsed.all)
    questions = frame.questions | frame.interrogative
    content = parsed.all & ~frame.filler & ~questions
    if frame.unit:
        content &= ~frame.unit.mask
    own = units(content & ~named)
    first = (questions & -questions).bit_length() - 1 if questions else parsed.query.size
    before = [unit for unit in own if unit < first][-_BESIDE:]
    behind = [unit for unit in own if unit >= questions.bit_length()] if questions else []
    if len(behind) > 1:  # 多少党政干部, 多少人受伤
        before, behind = [], behind[:_BESIDE]
    return Request(
        content,
        frozenset((*before, *behind)),
        _implied(parsed, frame.words, before, behind),
        _numerals(parsed, content),
    )


def _numerals(parsed: ParsedQuery, content: int) -> tuple[int, ...]:
    """The numerals in the content of a question that are not in a date; 9号 may be a name."""
    chars = parsed.query.chars
    for amount in parsed.amounts:
        if amount.quantity.dimension in CALENDAR and not {*"年月"}.isdisjoint(amount.quantity.text):
            content &= ~amount.mask
    return tuple(u for u in units(content) if chars[u].isdecimal() or chars[u] in NUMERALS)


def _implied(
    parsed: ParsedQuery, words: Sequence[Word], before: Sequence[int], behind: Sequence[int]
) -> tuple[str, ...]:
    """The kinds of value that the last word of what is measured implies: money for 融资金额."""
    tail = behind or before
    if not tail or parsed.frame(parsed.all).unit:
        return ()
    text = "".join(parsed.query.chars[unit] for unit in tail)
    if _SHARE.search(text):
        return ("percent",)
    ending = [
        word
        for word in words
        if word.term.kinds
        and word.term.role != "question"
        and word.end - word.start > 1
        and word.start <= tail[-1] < word.end
    ]
    return max(ending, key=lambda w: w.end - w.start).term.kinds if ending else ()


def _evidence(
    parsed: ParsedQuery, asked: Request, row: FactRow, context: FactContext
) -> Evidence | None:
    """The evidence for a fact; None where its value cannot be what is asked for."""
    query, frame = parsed.query, parsed.frame(parsed.all)
    attribute = parsed.catalog.attribute(row.attribute)
    quantity = row.read_quantity()
    agreed, _ = agreement(frame, row.value, quantity, attribute)
    impossible = contradicts(frame, row.value, quantity) or in_other_unit(frame, quantity)
    if agreed is False or impossible or compact(row.value) in query.chars:
        return None
    if attribute.name.startswith(FORMER) and not any(word in query.chars for word in FORMER):
        return None
    worth = _worths(parsed, asked, row, context)
    if not any(worth[unit] for unit in units(asked.content)[:_HEAD]):
        return None  # 杭州的消费额 is not answered by a sentence without 杭州
    if any(not worth[unit] for unit in asked.numerals):
        return None  # nor 1号线 by one with 3号线
    title = compact(parsed.catalog.source(row.source).title)
    around = (weights.CONTEXT_TITLE,) * len(title)
    cover(query.chars, query.runs(asked.content), title, around, worth, frozenset())
    weight = {
        unit: query.weights[unit] * (weights.EVIDENCE_BESIDE if unit in asked.measure else 1)
        for unit in units(asked.content)
    }
    covered = sum(weight[unit] * worth[unit] for unit in weight) / sum(weight.values())
    beside = sum(weight[unit] for unit in asked.measure)
    measure = sum(weight[unit] * worth[unit] for unit in asked.measure) / beside if beside else 0.0
    fitting = 1.0 if agreed else weights.EVIDENCE_KIND_UNKNOWN
    if not _fits(asked.kinds, row, parsed.catalog):
        fitting *= weights.EVIDENCE_KIND_DIFFERS
    return Evidence(row, covered * fitting, measure)


def _fits(kinds: tuple[str, ...], row: FactRow, catalog: Catalog) -> bool:
    """Whether a value may be of the kinds that the words of a question imply."""
    quantity = row.read_quantity()
    dimension = quantity.dimension if quantity else None
    return not kinds or agrees(kinds, dimension, catalog.attribute(row.attribute).kind) is not False


def _worths(parsed: ParsedQuery, asked: Request, row: FactRow, context: FactContext) -> list[float]:
    """How well the sentence and the names of a fact explain each unit, in [0, 1]."""
    query = parsed.query
    runs = query.runs(asked.content)
    worth = [0.0] * query.size
    text, near = closeness(row.quote, row.value)
    cover(query.chars, runs, text, near, worth, asked.measure)
    said = {unit for unit, each in enumerate(worth) if each}
    named = units(context.named(query, row.subject, asked.content))
    synonym = parsed.asked(parsed.catalog.attribute(row.attribute), asked.content)
    others: Mapping[int, float] = {
        **{u: weights.EVIDENCE_NAME[u in asked.measure] for u in named},
        **(dict.fromkeys(units(synonym.mask), synonym.quality * weights.CONTEXT_NAME)
           if synonym else {}),
    }  # fmt: skip
    for unit, each in others.items():
        if unit not in said or unit not in asked.measure:
            worth[unit] = max(worth[unit], each)
    return worth
