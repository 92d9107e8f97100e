"""Answer a query: link names, score facts, rank and group them.

Facts are scored in three ways, because what speaks for them differs:

- `scorer`, for key words and for names that are shortened or misspelled: how much of the query
  the names, the value and the sentence of a fact account for. Its weights are set by hand.
- `answer_scorer`, for a whole question about a subject that is spelled in it: the attributes of
  the subject compete, and a fitted probability decides. The questions that it is fitted on come
  with a subject and an attribute, but with no sentence.
- `question_alignment`, for an amount where no name decides, as after extraction: the values compete
  by what their sentences say, and a fitted probability decides. It also bars answers by names
  whose sentences tell of something else.
"""

from collections.abc import Iterator
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from xzfacts.index.lookup.catalog import Catalog
from xzfacts.language.query_units import Query, union
from xzfacts.match import weights
from xzfacts.match.candidates import (
    facts_for_mention,
    facts_without_mention,
    leaves_unknown_words,
    mentioned_parts,
)
from xzfacts.match.context_overlap import FactContext
from xzfacts.match.entity_linking import Mention, Mentions
from xzfacts.match.fact_grouping import NOW, FactGrouping, View
from xzfacts.match.query_errors import MAX_QUERY, EmptyQueryError, QueryTooLongError
from xzfacts.match.query_frame import Frame, ParsedQuery
from xzfacts.match.query_parser import read_query
from xzfacts.match.query_terms import Word, known_words, sounding_words
from xzfacts.match.ranker import ranked
from xzfacts.match.scored_fact import Attempt, Scored, has_other_words, is_to_be_weighed
from xzfacts.match.scorer import Scorer
from xzfacts.match.unaffirmed import affirmed_first, rumours, without_hearsay
from xzfacts.model.facts import Answer, Result

if TYPE_CHECKING:
    from xzfacts.match.answer_scorer import AttributeCandidate
    from xzfacts.match.explanation import Explanation
    from xzfacts.match.question_alignment import AnswerCandidate

# One of these is in every question for a subject.
_MAY_ASK_FOR_SUBJECT = frozenset("谁哪最更的")
_EMPTY_ENDINGS = ("是什么", "有哪些", "怎么样", "是谁", "什么样")


def answer(catalog: Catalog, text: str, limit: int, view: View = NOW) -> Answer:
    """The facts that answer `text`, best first, at most `limit`.

    Where there are none, sentences that hold all its words; else suggestions and near results.
    view: the day that is asked for, and whether drafts answer too; the catalog must have the
    same view. Raises EmptyQueryError and QueryTooLongError.
    """
    return _run(catalog, text, view).answer(limit)


def explain(
    catalog: Catalog, text: str, limit: int, view: View = NOW
) -> "tuple[Answer, Explanation]":
    """How `answer` comes to its result. Raises what `answer` raises."""
    from xzfacts.match.explanation import explanation_of

    run = _run(catalog, text, view)
    found = run.answer(limit)
    attempts = run.attempts or [run.without_scores()]
    weighed = run.candidates, run.aligned
    return found, explanation_of(catalog, attempts, weighed, found.results)


def _run(catalog: Catalog, text: str, view: View) -> "_Run":
    if len(text) > MAX_QUERY:
        raise QueryTooLongError(len(text))
    readings = read_query(text)
    if not readings:
        raise EmptyQueryError
    return _Run(catalog, text, readings, view)


class _Run:
    """State of one query: its readings, mentions and associated facts."""

    def __init__(
        self, catalog: Catalog, text: str, readings: tuple[Query, ...], view: View
    ) -> None:
        self.catalog = catalog
        self.text = text
        self.readings = readings
        self.context = FactContext(catalog)
        self.grouping = FactGrouping(catalog, view)
        self.mentions = Mentions(catalog)
        self.words = cache(partial(known_words, catalog=catalog))
        self.candidates: list[AttributeCandidate] = []
        self.aligned: list[AnswerCandidate] = []
        self.attempts: list[Attempt] = []
        self._frames: dict[tuple[str, tuple[Word, ...]], dict[int, Frame]] = {}

    def answer(self, limit: int) -> Answer:
        """See the function."""
        asked = self._compared() or (() if self.likely else self._about_subjects(limit))
        if asked:
            return Answer(self.text, asked)
        best = self.best(limit) or self._without_ending(limit)
        if best and not self.readings[0].pinyin and has_other_words(self._letters, best[0]):
            from xzfacts.match.question_alignment import of_what_is_asked

            best = of_what_is_asked(self._letters, best, self._named())
        literal = not self.readings[0].pinyin and not without_hearsay(self.text)
        if literal and is_to_be_weighed(self._letters, best):
            from xzfacts.match.question_alignment import aligned

            named, context = self._named(), self.context
            best, self.aligned = aligned(self._letters, best, named, context, self.grouping)
        best, doubtful = affirmed_first(best)
        best = self._rumoured(best, limit)
        if best and not best[0].only_sounds:
            return self._results(best, limit)
        from xzfacts.match.near_results import near_results, sentence_results, sentence_search
        from xzfacts.match.suggestions import suggest

        exact = self.mentions.exact(self.readings[0])
        subject = any(each.name.kind != "value" for each in exact)
        search = sentence_search(self.catalog, self.grouping)
        # A literal occurrence in a sentence is better evidence than a similar sound.
        other = () if subject else sentence_results(self._letters, search, limit)
        other = other or (() if best else self._differing(exact, limit))
        if other:
            return Answer(self.text, other)
        if best:
            return self._results(best, limit)
        mentions = self._named()
        likely = self.candidates or self._weighed(mentions)
        near = near_results(self._letters, mentions, likely, self.grouping, search, doubtful)
        suggestions = suggest(self.catalog, self.readings, self.mentions, self.grouping)
        return Answer(self.text, (), suggestions, near)

    def _rumoured(self, best: list[Scored], limit: int) -> list[Scored]:
        """The rumours, denials and conditions that a query for them finds, or else the facts."""
        rest = without_hearsay(self.text)
        found = self._best_of(rest, limit) if rest else []
        return rumours(found) or best or found

    def _best_of(self, text: str, limit: int) -> list[Scored]:
        """The facts that answer a part of the query."""
        readings, view = read_query(text), self.grouping.view
        return _Run(self.catalog, text, readings, view).best(limit) if readings else []

    def _results(self, best: list[Scored], limit: int) -> Answer:
        return Answer(self.text, tuple(self.grouping.results(best, limit)))

    def _differing(self, mentions: list[Mention], limit: int) -> tuple[Result, ...]:
        """The stored values where the query claims another one."""
        if not self._letters.amounts:
            return ()
        from xzfacts.match.differing_values import differing_facts

        facts = differing_facts(self._letters, mentions, self.grouping)
        results = self.grouping.results(facts, limit)
        return tuple(r._replace(match=r.match._replace(value="differs")) for r in results)

    def _compared(self) -> tuple[Result, ...]:
        """The facts of subjects that the query compares, if it compares any."""
        exact = self.mentions.exact(self.readings[0])
        if len(exact) < 2 or _MAY_ASK_FOR_SUBJECT.isdisjoint(self.readings[0].chars):
            return ()
        from xzfacts.match.subject_questions import compare_subjects

        return compare_subjects(self.readings[0].chars, exact, self.catalog, self.grouping)

    def _about_subjects(self, limit: int) -> tuple[Result, ...]:
        """The answer to a question for subjects, if it is one."""
        if _MAY_ASK_FOR_SUBJECT.isdisjoint(self.readings[0].chars):
            return ()
        from xzfacts.match.subject_questions import parse_subject_question, subjects_answering

        asked = parse_subject_question(self.readings[0].chars)
        if asked is None:
            return ()
        return subjects_answering(asked, self.catalog, self.grouping, limit)

    def best(self, limit: int) -> list[Scored]:
        """The facts that answer, those first whose words are in the query letter by letter."""
        if self.likely and self.candidates[0].features.unexplained < weights.UNEXPLAINED_FEW:
            return self.likely
        found: list[Scored] = []
        for near, reading in self._readings():
            found += self._attempt(reading, limit, near=near)
            if found and max(s.score for s in found) >= weights.SURE:
                break
        best = ranked(found)
        if not self.is_question or (best and best[0].is_named):
            return best
        likely = self.likely if self.candidates else self._likely(self._named())
        return likely or [scored for scored in best if not self._is_refuted(scored)]

    def _readings(self) -> Iterator[tuple[bool, Query]]:
        """Yield the readings to try, most likely first, each with whether to search for typos.

        Where the subject is certain and no attribute of it answers surely, only a longer name may.
        """
        letters, *pinyin = self.readings
        if not self.candidates:
            yield False, letters
            yield from ((True, reading) for reading in pinyin)
        yield True, letters

    def _without_ending(self, limit: int) -> list[Scored]:
        """The facts for the words before 是什么 or 有哪些, which may follow any working query."""
        text = self.readings[0].chars
        ending = next((e for e in _EMPTY_ENDINGS if text.endswith(e) and text != e), "")
        if not ending or " " in self.text.strip():
            return []
        if self.candidates:
            size = self.candidates[0].mention.mask.bit_count() + len(ending)
            if size < self.readings[0].size:
                return []  # an attribute was asked for, and none is probable
        found = self._best_of(text.removesuffix(ending), limit)
        return [s for s in found if s.mention and not s.mention.corrected]

    def _is_refuted(self, scored: Scored) -> bool:
        """Whether the fact is improbable: its attribute was weighed, or only its type fits."""
        if any(scored.row.attribute == each.attribute.id for each in self.candidates):
            return True
        return bool(self.candidates) and scored.by_question

    def _likely(self, mentions: list[Mention]) -> list[Scored]:
        """The facts of the subject's attribute that probably answers a whole question."""
        self.candidates = self._weighed(mentions)
        if not self.candidates or self.candidates[0].probability < weights.ANSWER_THRESHOLD:
            return []
        return self.candidates[0].scored(self._letters)

    def without_scores(self) -> Attempt:
        """The query read as letters, where its attributes decided."""
        return Attempt(self._letters, False, self.mentions.exact(self.readings[0]), [], [])

    @cached_property
    def likely(self) -> list[Scored]:
        """The facts that probably answer a whole question about a subject spelled in it."""
        exact = self.mentions.exact(self.readings[0])
        return self._likely(exact) if self.is_question else []

    @cached_property
    def is_question(self) -> bool:
        """Whether the query is a whole question, not just keywords."""
        return self._letters.frame(self._letters.all).whole

    @cached_property
    def _letters(self) -> ParsedQuery:
        """The query read as letters."""
        letters = self.readings[0]
        return self._parsed(letters, self.words(letters), typos=True)

    def _parsed(self, query: Query, words: tuple[Word, ...], *, typos: bool) -> ParsedQuery:
        frames = self._frames.setdefault((query.chars, words), {})
        return ParsedQuery(self.catalog, query, words, typos=typos, frames=frames)

    def _named(self) -> list[Mention]:
        letters = self.readings[0]
        return self.mentions.exact(letters) or self.mentions.near(letters)

    def _weighed(self, mentions: list[Mention]) -> "list[AttributeCandidate]":
        from xzfacts.match.answer_scorer import attribute_candidates

        return attribute_candidates(self._letters, mentions, self.grouping)

    def _attempt(self, query: Query, limit: int, *, near: bool) -> list[Scored]:
        words = self.words(query)
        mentions = self.mentions.exact(query)
        if near:
            words += sounding_words(query, self.catalog, words)
            near_by = self.mentions.near(query)
            mentions = mentions + mentioned_parts(self.catalog, mentions)
            known = {(m.name.id, m.mask) for m in mentions}
            mentions += [m for m in near_by if (m.name.id, m.mask) not in known]
        parsed = self._parsed(query, words, typos=near)
        scorer = Scorer(parsed, self.context)
        found, settled = self._scored(scorer, mentions, near=near)
        self.attempts.append(Attempt(parsed, near, mentions, found, scorer.rejected))
        if settled or (not near and leaves_unknown_words(parsed, 0)):
            return found
        named = union(m.mask for m in mentions if m.whole and m.name.kind != "value")
        rows = facts_without_mention(parsed, self.grouping, named, limit)
        found += [s for row in rows if (s := scorer.score(row, None)) is not None]
        return found

    def _scored(
        self, scorer: Scorer, mentions: list[Mention], *, near: bool
    ) -> tuple[list[Scored], bool]:
        """Score the facts of the mentions; also return whether one of them is certain."""
        found: list[Scored] = []
        settled: list[int] = []  # masks of names with a certain answer
        parsed = scorer.parsed
        for mention in sorted(
            mentions[: weights.JOINED * 2], key=lambda m: -parsed.query.weight(m.mask)
        ):
            if any(mention.mask & mask and mention.mask != mask for mask in settled):
                continue  # a piece of a longer name that answers
            if not near and leaves_unknown_words(parsed, mention.mask):
                continue
            rows = self.grouping.answering(facts_for_mention(parsed, mention, self.grouping))
            scores = [s for row in rows if (s := scorer.score(row, mention)) is not None]
            if any(s.is_settled for s in scores):
                settled.append(mention.mask)
            found += scores
        return found, bool(settled)
