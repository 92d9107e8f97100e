"""What scoring says of a fact, and of all facts in one reading of a query."""

from collections.abc import Sequence
from typing import NamedTuple

from xzfacts.index.lookup.catalog import FactRow
from xzfacts.language.query_units import Query
from xzfacts.match import weights
from xzfacts.match.attribute_linking import Asked, names, surely_names
from xzfacts.match.entity_linking import Mention
from xzfacts.match.query_frame import ParsedQuery


class Scored(NamedTuple):
    """A scored fact with the evidence for it.

    query: the reading of the query.
    row: the fact.
    score: its score, in [0, 1].
    mention: the linked name, or None.
    asked: how the query asks for the attribute, or None.
    by_value: whether the query names the value.
    by_question: whether only the expected answer type supports the fact.
    by_sentence: whether only words of its sentence or title support the fact.
    lone: like by_question, with unexplained words; valid only if no other attribute of the
        subject has the expected answer type.
    agreed: whether the value has the expected answer type; None if unknown.
    inverse: whether a question names the value, so that the subject is the answer.
    """

    query: Query
    row: FactRow
    score: float
    mention: Mention | None = None
    asked: Asked | None = None
    by_value: bool = False
    by_question: bool = False
    by_sentence: bool = False
    lone: bool = False
    agreed: bool | None = None
    inverse: bool = False

    @property
    def only_sounds(self) -> bool:
        """Whether it matches by nothing but an attribute that sounds like the query."""
        return self.mention is None and self.asked is not None and self.asked.how == "homophone"

    @property
    def is_named(self) -> bool:
        """Whether its attribute or its value was asked for by name."""
        return self.by_value or surely_names(self.asked)

    @property
    def is_certain(self) -> bool:
        """Whether its attribute or value was clearly asked for, with hardly a word left."""
        return self.is_named and self.score >= weights.SURE

    @property
    def is_settled(self) -> bool:
        """Whether it is so certain that names inside the mention need not be tried."""
        if names(self.asked):
            return self.score >= weights.SETTLED
        return self.by_value and self.score >= weights.SURE


def has_other_words(parsed: ParsedQuery, scored: Scored) -> bool:
    """Whether a query for an amount has words beside the names that its answer has exactly."""
    if scored.row.quantity is None or scored.by_value:
        return False
    mention, asked = scored.mention, scored.asked
    if not (mention and asked and mention.whole and not mention.corrected):
        return True
    frame = parsed.frame(parsed.all)
    if frame.questions and (not scored.agreed or "第几" in parsed.query.chars):
        return True  # another unit or kind: 多少美元
    named = names(asked) and asked.how != "related"  # that quality is a probability
    return _leaves(parsed, mention.mask | (asked.mask if named else 0))


def is_to_be_weighed(parsed: ParsedQuery, best: Sequence[Scored]) -> bool:
    """Whether sentences decide, because names do not, or not among several values.

    best: the facts that names find, best first.
    """
    further = bool(best) and _has_further_words(parsed, best[0])
    if best and best[0].is_certain:
        key = best[0].score, best[0].row.how
        values = {each.row.value for each in best if (each.score, each.row.how) == key}
        if not further or len(values) == 1:
            return False
    return parsed.asks_for_value(answered=bool(best) and not further)


def _has_further_words(parsed: ParsedQuery, scored: Scored) -> bool:
    """Whether a query for an amount has words beside the subject, attribute and question word."""
    if scored.row.quantity is None or scored.by_value or scored.query is not parsed.query:
        return False
    mention, asked = scored.mention, scored.asked
    return _leaves(parsed, (mention.mask if mention else 0) | (asked.mask if asked else 0))


def _leaves(parsed: ParsedQuery, named: int) -> bool:
    frame = parsed.frame(parsed.all)
    return bool(parsed.all & ~named & ~frame.questions & ~frame.filler)


class Rejected(NamedTuple):
    """A fact that is no answer.

    row: the fact.
    reason: longer_name (adjacent words suggest another name), unexplained_words, other_number (a
        number in the query is not in the fact), answer_type (the value cannot be what is asked
        for), named_value (the question names the value) or low_score.
    """

    row: FactRow
    reason: str


class Attempt(NamedTuple):
    """One reading of a query with what it found.

    parsed: the reading.
    typos: whether partial and misspelled names were searched.
    mentions: the names in it.
    found: the facts that were accepted.
    rejected: the facts that were not.
    """

    parsed: ParsedQuery
    typos: bool
    mentions: list[Mention]
    found: list[Scored]
    rejected: list[Rejected]
