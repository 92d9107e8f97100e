"""The features of a stored value as the answer to a question, from the sentence that states it.

A store made of articles names subjects and attributes otherwise than people ask for them, but the
sentence has the words of the question: what is measured close to the value, the others anywhere.
`weights.ALIGNMENT` weighs the features.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from xzfacts.index.lookup.catalog import AttributeEntry, FactRow
from xzfacts.language import qualifiers
from xzfacts.language.query_units import units
from xzfacts.match import weights
from xzfacts.match.answer_eligibility import IS_SCORE
from xzfacts.match.answer_type_check import agreement
from xzfacts.match.answer_types import agrees
from xzfacts.match.article_coverage import known_share
from xzfacts.match.context_overlap import FactContext
from xzfacts.match.learned_association import Association, associations, masked
from xzfacts.match.lexical_evidence import lexical_evidence
from xzfacts.match.question_request import Request
from xzfacts.match.statement import Statement
from xzfacts.match.word_places import WORD_FEATURES, word_places
from xzfacts.match.word_proximity import closeness, cover

_FEW = 6  # characters left out that count
_VAGUE = 2  # kinds above which a question word such as 多大 asks for any
_SPANS = frozenset({"duration", "ordinal"})  # what 时间 may also ask for: 12分52秒, 第55分钟
_MOST_MARGIN = 4_000  # thousandths of the learned association


class Features(NamedTuple):
    """The features of a value, most in [0, 1]; `margin` is in [-1, 1], `lexical` has no bounds.

    agreed: whether it is of the kind asked for.
    other_kind: whether it is of another kind.
    other_subject: whether the question names a subject that is not that of the fact.
    behind_best: how much greater the coverage of another value is, by closeness to the value.
    measure: share of the words of the measure that the sentence has, by closeness to the value.
    margin: learned association of the question with the attribute above that with the others.
    overlap: share of the characters of the attribute that the question has.
    by_names: score of the fact as an answer by its names.
    left_out: words beside the value that the question lacks.
    lexical: see `lexical_evidence`.
    words: see `word_places.WORD_FEATURES`.
    """

    agreed: float
    other_kind: float
    other_subject: float
    behind_best: float
    measure: float
    margin: float
    overlap: float
    by_names: float
    left_out: float
    lexical: float
    words: tuple[float, ...]

    @property
    def values(self) -> tuple[float, ...]:
        """The value of each feature, in the order of NAMES."""
        *own, words = self
        return (*own, *words)


NAMES = (*Features._fields[:-1], *WORD_FEATURES)


def features(
    request: Request, stated: Sequence[Statement], context: FactContext, by_names: Sequence[float]
) -> list[Features]:
    """The features of the value of each fact. by_names: see `Features`."""
    query = masked(request.parsed.query, request.named)
    learned = associations(query, [each.attribute for each in stated])
    covered, found = [], []
    for each, association in zip(stated, learned, strict=True):
        coverage, one = _features(request, query, each, context, association)
        covered.append(coverage)
        found.append(one)
    best = max(covered, default=0.0)
    return [
        each._replace(behind_best=best - coverage, by_names=score)
        for each, coverage, score in zip(found, covered, by_names, strict=True)
    ]


def _features(
    request: Request,
    question: str,
    stated: Statement,
    context: FactContext,
    association: Association,
) -> tuple[float, Features]:
    """How well a fact covers the question, and its features but for those that compare facts.

    question: with a mask where the subject was named.
    """
    row, beside = stated.row, stated.frame.measure.near if stated.frame else ""
    attribute = request.parsed.catalog.attribute(row.attribute)
    measure, named, covered = _covered(request, stated, context, attribute)
    agreed = _agrees(request, row, attribute, measured=bool(measure or named))
    return covered / known_share(request, stated), Features(
        agreed=float(agreed is True),
        other_kind=float(agreed is False),
        other_subject=float(bool(request.subjects) and row.subject not in request.subjects),
        behind_best=0.0,
        measure=measure,
        margin=max(-1.0, min(1.0, association.margin / _MOST_MARGIN)),
        overlap=association.overlap / 1000,
        by_names=0.0,
        left_out=min(_left_out(beside, request.parsed.query.chars) / _FEW, 1.5),
        lexical=lexical_evidence(question, stated),
        words=word_places(request.words, stated),
    )


def _covered(
    request: Request, stated: Statement, context: FactContext, attribute: AttributeEntry
) -> tuple[float, float, float]:
    """How well a fact covers what is measured, by its attribute's name alone, and all words."""
    query, content = request.parsed.query, units(request.content)
    worth = _worths(request, stated, context, attribute)
    measure = _mean([worth[unit] for unit in request.measure])
    named = _mean([float(query.chars[unit] in stated.attribute) for unit in request.measure])
    covered = _mean([worth[u] for u in content], [query.weights[u] for u in content])
    return measure, named, covered


def _mean(worth: Sequence[float], weight: Sequence[float] = (), none: float = 0.6) -> float:
    """The weighted mean; `none` where there is nothing to weigh."""
    if not worth:
        return none
    if not weight:
        return sum(worth) / len(worth)
    return sum(map(float.__mul__, worth, weight)) / sum(weight)


def _agrees(
    request: Request, row: FactRow, attribute: AttributeEntry, *, measured: bool
) -> bool | None:
    """Whether a value is of the kind asked for; None if that is not known.

    measured: whether its statement has a word for what is measured.
    """
    quantity = row.read_quantity()
    frame = request.parsed.frame(request.parsed.all)
    if request.score:
        return IS_SCORE.fullmatch(row.value) is not None
    agreed, _ = agreement(frame, row.value, quantity, attribute)
    dimension = quantity.dimension if quantity else None
    implied = agrees(request.kinds, dimension, attribute.kind) if request.kinds else None
    if implied is False and not (dimension in _SPANS and "date" in request.kinds):
        return False
    if implied and (measured or agreed is False):
        return True  # 增速有多快, 收集率有多高
    return None if agreed is False and len(frame.kinds) > _VAGUE else agreed


def _worths(
    request: Request, stated: Statement, context: FactContext, attribute: AttributeEntry
) -> list[float]:
    """How well the sentence and the names of a fact explain each unit, in [0, 1]."""
    query, row = request.parsed.query, stated.row
    runs = query.runs(request.content)
    worth = [0.0] * query.size
    text, near = closeness(row.quote, row.value)
    cover(query.chars, runs, text, near, worth, request.measure)
    said = {unit for unit, each in enumerate(worth) if each}
    named = units(context.named(query, row.subject, request.content))
    synonym = request.parsed.asked(attribute, request.content)
    others: Mapping[int, float] = {
        **{u: weights.ALIGNMENT_NAME[u in request.measure] for u in named},
        **(dict.fromkeys(units(synonym.mask), synonym.quality * weights.CONTEXT_NAME)
           if synonym else {}),
    }  # fmt: skip
    for unit, each in others.items():
        if unit not in said or unit not in request.measure:
            worth[unit] = max(worth[unit], each)
    around = (weights.CONTEXT_TITLE,) * len(stated.title)
    content = request.content & ~sum(1 << unit for unit in request.measure)
    cover(query.chars, query.runs(content), stated.title, around, worth, frozenset())
    return worth


def _content(text: str) -> list[int]:
    """The places of the characters of words with content."""
    filler: set[int] = set()
    for start, end in qualifiers.filler_spans(text):
        filler.update(range(start, end))
    return [at for at, char in enumerate(text) if char.isalpha() and at not in filler]


def _left_out(text: str, question: str) -> int:
    """The number of characters with content that no pair shares with the question."""
    return sum(
        text[max(at - 1, 0) : at + 1] not in question and text[at : at + 2] not in question
        for at in _content(text)
    )
