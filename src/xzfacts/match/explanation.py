"""How a query was answered: its readings, mentions, candidates with scores, and rejections."""

from typing import NamedTuple

from xzfacts.index.lookup.catalog import Catalog
from xzfacts.language.query_units import Query
from xzfacts.match import weights
from xzfacts.match.answer_scorer import AttributeCandidate
from xzfacts.match.entity_linking import Mention
from xzfacts.match.question_alignment import AnswerCandidate
from xzfacts.match.question_features import NAMES
from xzfacts.match.scored_fact import Attempt, Scored
from xzfacts.model.facts import Fact, Result
from xzfacts.text.pinyin import is_han


class ReadingRecord(NamedTuple):
    """One reading of a query.

    text: its characters, or syllables between spaces.
    typos: whether partial and misspelled names were searched.
    question: whether it is a whole question.
    kinds: expected answer types.
    filler: words without content.
    known: words that the vocabulary knows, each with its role.
    """

    text: str
    typos: bool
    question: bool
    kinds: tuple[str, ...]
    filler: tuple[str, ...]
    known: tuple[tuple[str, str], ...]


class MentionRecord(NamedTuple):
    """A name in a query.

    typed: the words that mention it.
    name: the subject's full name, or the value.
    kind: kind of name: name, alias, short or value.
    how: kind of match.
    quality: confidence, in (0, 1].
    """

    typed: str
    name: str
    kind: str
    how: str
    quality: float


class FactRecord(NamedTuple):
    """A fact that was considered.

    id: identifier of the fact.
    subject: name of its subject.
    attribute: name of its attribute.
    value: its value.
    score: its score; None if it was rejected.
    features: named evidence for it.
    dropped: why it is no result; None if it is one.
    """

    id: str
    subject: str
    attribute: str
    value: str
    score: float | None
    features: dict[str, str | float | bool]
    dropped: str | None


class AttributeRecord(NamedTuple):
    """An attribute that was weighed as the answer to a whole question.

    attribute: its name.
    values: values of its facts.
    probability: that it answers.
    features: see `answer_scorer.Features`, in units.
    """

    attribute: str
    values: tuple[str, ...]
    probability: float
    features: dict[str, float]


class Explanation(NamedTuple):
    """How a query was answered.

    readings: the readings that were tried.
    mentions: names in them, the longest first.
    facts: facts that were considered, results first.
    attributes: attributes that were weighed, the most probable first.
    threshold: probability from which an attribute answers.
    """

    readings: tuple[ReadingRecord, ...]
    mentions: tuple[MentionRecord, ...]
    facts: tuple[FactRecord, ...]
    attributes: tuple[AttributeRecord, ...]
    threshold: float


def explanation_of(
    catalog: Catalog,
    attempts: list[Attempt],
    weighed: tuple[list[AttributeCandidate], list[AnswerCandidate]],
    results: tuple[Result, ...],
) -> Explanation:
    """The records of a query with its results. weighed: attributes, and values by sentences."""
    candidates, aligned = weighed
    mentions = {
        (mention.name.id, mention.mask): _mention(catalog, attempt.parsed.query, mention)
        for attempt in attempts
        for mention in attempt.mentions
    }
    attributes = tuple(
        AttributeRecord(
            candidate.attribute.name,
            tuple(row.value for row in candidate.rows),
            round(candidate.probability, 4),
            {name: value / 1_000 for name, value in candidate.features._asdict().items()},
        )
        for candidate in candidates
    )
    return Explanation(
        tuple(_reading(attempt) for attempt in attempts),
        tuple(mentions.values()),
        _facts(catalog, attempts, aligned, results),
        attributes,
        weights.ANSWER_THRESHOLD,
    )


def _reading(attempt: Attempt) -> ReadingRecord:
    query, frame = attempt.parsed.query, attempt.parsed.frame(attempt.parsed.all)
    return ReadingRecord(
        _typed(query, attempt.parsed.all),
        attempt.typos,
        frame.whole,
        frame.kinds,
        tuple(query.chars[start:end] for start, end in query.runs(frame.filler)),
        tuple((word.term.text, word.term.role) for word in frame.words),
    )


def _mention(catalog: Catalog, query: Query, mention: Mention) -> MentionRecord:
    name = mention.name
    full = name.text if name.kind == "value" else catalog.subject(name.target).name
    return MentionRecord(
        _typed(query, mention.mask), full, name.kind, mention.how, round(mention.quality, 4)
    )


def _typed(query: Query, mask: int) -> str:
    """The units as they were read: characters, syllables or initials."""
    pieces = []
    for start, end in query.runs(mask):
        units = range(start, end)
        read = [query.chars[i] if query.chars[i] != "\0" else query.syllables[i] for i in units]
        letters = [text or query.letters[i] for i, text in zip(units, read, strict=True)]
        syllables = any(len(text) > 1 or not is_han(text) for text in letters) and query.pinyin
        pieces.append((" " if syllables else "").join(letters))
    return " ".join(pieces)


def _facts(
    catalog: Catalog,
    attempts: list[Attempt],
    aligned: list[AnswerCandidate],
    results: tuple[Result, ...],
) -> tuple[FactRecord, ...]:
    """The results, then the facts that were dropped, each with its highest score.

    That of a value that was weighed by its sentence is its probability.
    """
    found = {result.fact.id: _record(result.fact, result.score, {}, None) for result in results}
    shown = frozenset(found)
    for attempt in attempts:
        for scored in sorted(attempt.found, key=lambda s: -s.score):
            fact = catalog.fact(scored.row)
            dropped = found[fact.id].dropped if fact.id in found else "outranked"
            record = _record(fact, scored.score, _evidence(scored), dropped)
            known = found.get(fact.id)
            if known is None or known.score is None or not known.features:
                found[fact.id] = record
        for row, reason in attempt.rejected:
            found.setdefault(row.fid, _record(catalog.fact(row), None, {}, reason))
    for each in aligned:
        named = zip(NAMES, each.features.values, strict=True)
        features = {name: round(value, 4) for name, value in named if value}
        dropped = None if each.row.fid in shown else "outranked"
        fact = catalog.fact(each.row)
        found[fact.id] = _record(fact, each.probability, {**features}, dropped)
    return tuple(sorted(found.values(), key=lambda r: (r.dropped is not None, -(r.score or 0))))


def _record(
    fact: Fact,
    score: float | None,
    features: dict[str, str | float | bool],
    dropped: str | None,
) -> FactRecord:
    rounded = None if score is None else round(score, 4)
    return FactRecord(fact.id, fact.subject, fact.attribute, fact.value, rounded, features, dropped)


def _evidence(scored: Scored) -> dict[str, str | float | bool]:
    """The named evidence of an accepted fact."""
    found: dict[str, str | float | bool] = {}
    if scored.mention:
        found |= {
            "mention": scored.mention.how,
            "mention_quality": round(scored.mention.quality, 4),
        }
    if scored.asked:
        found |= {
            "attribute": scored.asked.how,
            "attribute_quality": round(scored.asked.quality, 4),
        }
    if scored.agreed is not None:
        found["answer_type"] = scored.agreed
    for name in ("by_value", "by_question", "by_sentence"):
        if getattr(scored, name):
            found[name] = True
    return found
