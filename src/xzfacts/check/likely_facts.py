"""The facts that an amount of a sentence is most probably about, where the subjects have many.

To weigh one takes long, so only those are weighed that share most words with the statement.
"""

from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from xzfacts.check.coreference import Candidate
from xzfacts.check.sentence_context import SentenceContext
from xzfacts.check.statement_scope import StatementScope
from xzfacts.check.subject_facts import PreparedFact
from xzfacts.language.sentence import Stated
from xzfacts.language.stored_quotes import plain_quote
from xzfacts.quantity.compare import completed
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.rounding import supports

_WEIGHED = 64  # facts weighed for an amount …
_AGREEING = 32  # … and those with the stated value
_READ = 2_000  # facts looked at
# Facts for all amounts of a sentence, which matters if it has very many; for each some at least.
_ALL_WEIGHED, _FEWEST_WEIGHED = 2_000, 8
_ALL_READ, _FEWEST_READ = 20_000, 64
_LONGEST = 1_000  # characters read of a quote
_NEARNESS = 2  # the greatest difference of agreeing amounts is so small a part of the greater one
_NEAR = 2  # weight of a word next to the amount, and of a synonym; others in its clause count 1


class CandidateFact(NamedTuple):
    """A fact of a subject that a statement may be about.

    candidate: the subject.
    known: the fact.
    alone: whether the subject has no other attribute with values of this kind.
    """

    candidate: Candidate
    known: PreparedFact
    alone: bool


class StatementWords:
    """The words around an amount: pairs of characters, and the concepts of those next to it."""

    def __init__(self, context: SentenceContext, stated: Stated, scope: StatementScope) -> None:
        self._stated = stated
        amounts = max(len(context.amounts), 1)
        self._weighed = min(max(_ALL_WEIGHED // amounts, _FEWEST_WEIGHED), _WEIGHED)
        self._read = min(max(_ALL_READ // amounts, _FEWEST_READ), _READ)
        self._pairs = _pairs(context, scope.clause | scope.local | stated.mask)
        self._near = _pairs(context, scope.local)
        self._meant = {
            word.term.target for word in context.concept_words if word.mask & scope.local
        }

    def likely(self, facts: list[CandidateFact]) -> list[CandidateFact]:
        """The facts that share most with the words, and those with the value."""
        if len(facts) <= self._weighed:
            return facts
        shared = [self._shared(each.known) for each in facts[: self._read]]
        ranked = sorted(range(len(shared)), key=lambda at: -shared[at])
        agreeing = (at for at in ranked if _agrees(self._stated, facts[at]))
        most = min(self._weighed, _AGREEING)
        chosen = {*ranked[: self._weighed], *islice(agreeing, most)}
        return [facts[at] for at in sorted(chosen)]

    def likely_attributes(self, facts: tuple[PreparedFact, ...]) -> tuple[PreparedFact, ...]:
        """Facts whose attributes share most with the words."""
        if len(facts) <= self._weighed:
            return facts
        ranked = sorted(facts[: self._read], key=self._shared, reverse=True)
        return tuple(ranked[: self._weighed])

    def _shared(self, known: PreparedFact) -> int:
        """How many of the words a fact has in its quote, attribute and date, weighted."""
        text = _words_of(known.row.quote, known.attribute.names, known.row.as_of)
        meant = sum(concept in self._meant for concept, _rest in known.attribute.concepts)
        near = sum(map(text.__contains__, self._near))
        return sum(map(text.__contains__, self._pairs)) + _NEAR * (near + meant)


@lru_cache(maxsize=4096)
def _words_of(quote: str, names: tuple[tuple[str, str], ...], as_of: str | None) -> str:
    """The characters of a quote, the names of the attribute and the date."""
    return "\0".join((plain_quote(quote[:_LONGEST]), *(text for text, _ in names), as_of or ""))


def _agrees(stated: Stated, fact: CandidateFact) -> bool:
    value = fact.known.quantity
    if value is None:
        return False
    amount = completed(stated.quantity, value)
    return _is_near(amount, value) and supports(value, amount)


def _is_near(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts are of one size; a quick test."""
    if one.low is None or other.low is None:
        return True
    return abs(one.low - other.low) * _NEARNESS <= max(abs(one.low), abs(other.low))


def _pairs(context: SentenceContext, mask: int) -> frozenset[str]:
    """The pairs of characters of these units, without names of subjects."""
    chars = context.unnamed
    return frozenset(
        chars[at : at + 2]
        for at in range(len(chars) - 1)
        if mask >> at & 3 == 3 and " " not in chars[at : at + 2]
    )
