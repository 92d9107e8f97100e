"""Answer a question by the stored value whose sentence most probably states the answer.

The candidates are the values of the subjects that the question names, and of the stored sentences
that share most words with it. A multinomial logit chooses among them and none of them;
`weights.ALIGNMENT` has its fitted weights. The score by names is one of the features.
"""

from collections.abc import Iterable, Sequence
from math import exp
from operator import mul
from typing import NamedTuple

from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.index.lookup.quoted_facts import facts_of_sentences
from xzfacts.match import weights
from xzfacts.match.answer_eligibility import (
    is_about,
    is_given,
    is_named_for_another,
    may_answer,
    tells_of_another,
)
from xzfacts.match.context_overlap import FactContext
from xzfacts.match.entity_linking import Mention
from xzfacts.match.fact_grouping import FactGrouping
from xzfacts.match.query_frame import ParsedQuery
from xzfacts.match.question_features import Features, features
from xzfacts.match.question_request import Request, read_request
from xzfacts.match.scored_fact import Scored
from xzfacts.match.stated_differences import says_otherwise
from xzfacts.match.statement import Statement
from xzfacts.text.normalize import compact

_LONGEST = 1_000  # characters of a sentence that is weighed
_ADDED = 4  # characters that a sentence has at least beyond what its fact states
_SUBJECTS = 3  # subjects named in the question whose facts are weighed
_SENTENCES = 40  # sentences weighed that have most words of the question
_PIECES = 10  # pairs of characters that sentences are searched for
_MOST = 80  # facts weighed


class AnswerCandidate(NamedTuple):
    """A stored value as the answer to a question.

    row: its fact.
    features: how well its sentence answers.
    probability: that it is the answer.
    """

    row: FactRow
    features: Features
    probability: float = 0.0


def aligned(
    parsed: ParsedQuery,
    best: list[Scored],
    mentions: Iterable[Mention],
    context: FactContext,
    grouping: FactGrouping,
) -> tuple[list[Scored], list[AnswerCandidate]]:
    """The answer to a question by sentences, with the values that were weighed.

    The answer is `best` where sentences say no more than their facts, or agree with it.
    best: the answer by names.
    mentions: of subjects in the question.
    """
    if best and best[0].row.quantity is None:
        return best, []
    request = _request_of(parsed, mentions)
    if best and (
        is_given(request, best[0].row)
        or tells_of_another(request, Statement(parsed.catalog, best[0].row))
    ):
        best = []
    if best and not _says_more(parsed.catalog, best[0].row):
        return best, []
    found = answer_candidates(request, best, context, grouping)
    by_value: dict[str, list[AnswerCandidate]] = {}
    for each in found:
        by_value.setdefault(compact(each.row.value), []).append(each)
    agreeing = max(by_value.values(), key=_probability, default=[])
    if _probability(agreeing) < _threshold(best, agreeing):
        return [], found
    chosen = max(agreeing, key=lambda each: each.probability)
    own = next((scored for scored in best if scored.row.id == chosen.row.id), None)
    if own is not None:
        return best if own is best[0] else [own], found
    return [Scored(parsed.query, chosen.row, _probability(agreeing), by_sentence=True)], found


def _threshold(best: list[Scored], agreeing: list[AnswerCandidate]) -> float:
    """The probability from which a value answers, which is less for one that names find too."""
    named = {scored.row.id for scored in best[:1] if scored.is_named}
    return (
        weights.ALIGNMENT_NAMED
        if any(e.row.id in named for e in agreeing)
        else weights.ALIGNMENT_THRESHOLD
    )


def of_what_is_asked(
    parsed: ParsedQuery, best: list[Scored], mentions: Iterable[Mention]
) -> list[Scored]:
    """The answers by names whose sentences say nothing else than what is asked for."""
    request, catalog = _request_of(parsed, mentions), parsed.catalog
    return [
        scored
        for scored in best
        if scored.row.quantity is None
        or not says_otherwise(request, Statement(catalog, scored.row))
    ]


def _probability(found: Iterable[AnswerCandidate]) -> float:
    """The probability that one of the candidates is the answer."""
    return sum(each.probability for each in found)


def answer_candidates(
    request: Request,
    best: Sequence[Scored],
    context: FactContext,
    grouping: FactGrouping,
) -> list[AnswerCandidate]:
    """The values that may answer a question, each with its probability, in store order.

    Empty where no sentence says more than its facts. best: the answer by names.
    """
    catalog = request.parsed.catalog
    if not request.content:
        return []
    rows = {scored.row.id: scored.row for scored in best}
    for subject in sorted(request.subjects)[:_SUBJECTS]:
        rows.update({row.id: row for row in grouping.facts_of(subject)})
    pairs = _pairs(request)
    if pairs:
        found = catalog.sentences.with_most(pairs, _SENTENCES)
        rows.update({row.id: row for row in facts_of_sentences(catalog, found)})
    telling = [row for row in rows.values() if _says_more(catalog, row)]
    telling.sort(key=lambda row: (-sum(pair in row.quote for pair in pairs), row.id))
    named = {scored.row.id for scored in best if scored.is_named}
    by_names = {scored.row.id: scored.score for scored in best}
    answering = [
        stated
        for row in grouping.answering(telling[:_MOST])
        if (row.id in named or may_answer(request, row))
        and not tells_of_another(request, stated := Statement(catalog, row))
        and is_about(request, stated)
        and not is_named_for_another(request, stated)
    ]
    scores = [by_names.get(stated.row.id, 0.0) for stated in answering]
    weighed = features(request, answering, context, scores)
    facts = [stated.row for stated in answering]
    return [*map(AnswerCandidate, facts, weighed, probabilities(weighed))]


def _request_of(parsed: ParsedQuery, mentions: Iterable[Mention]) -> Request:
    """What a question asks for, given the mentions of subjects in it."""
    exact = [m for m in mentions if not m.corrected]
    masks = {m.name.target: m.mask for m in exact if m.whole and m.name.kind != "value"}
    return read_request(parsed, masks)


def probabilities(found: Sequence[Features]) -> list[float]:
    """The probability of each value; what is missing to 1 is that of none."""
    odds = [exp(sum(map(mul, weights.ALIGNMENT.values(), each.values)) / 1000) for each in found]
    total = exp(weights.ALIGNMENT_NONE / 1000) + sum(odds)
    return [each / total for each in odds]


def _says_more(catalog: Catalog, row: FactRow) -> bool:
    """Whether the sentence of a fact says more than the fact, and is not too long to be read."""
    stated = catalog.subject(row.subject).name, catalog.attribute(row.attribute).name, row.value
    own = sum(len(each) for each in stated if each in row.quote)
    return own + _ADDED <= len(row.quote) <= _LONGEST


def _pairs(request: Request) -> list[str]:
    """Pairs of characters of a question to search sentences for, those of the measure first."""
    query = request.parsed.query
    runs = query.runs(request.content)
    pairs = [(i, query.chars[i : i + 2]) for s, e in runs for i in range(s, e - 1)]
    pairs.sort(key=lambda pair: pair[0] not in request.measure)
    return list(dict.fromkeys(pair for _, pair in pairs))[:_PIECES]
