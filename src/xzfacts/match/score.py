"""How well a fact answers a query: see `weights` for what the score is made of."""

from dataclasses import dataclass

from xzfacts.index.catalog import AttributeEntry, Catalog, FactRow
from xzfacts.match import weights
from xzfacts.match.attributes import Asked, ask
from xzfacts.match.context import Surroundings
from xzfacts.match.kinds import agrees
from xzfacts.match.mentions import Mention
from xzfacts.match.query import Query, span_mask
from xzfacts.match.words import Word, filler, question
from xzfacts.text.quantity import Quantity, matches_value


@dataclass(frozen=True, slots=True)
class Scored:
    """A fact, what it is worth as an answer, and what was recognised."""

    row: FactRow
    score: float
    mention: Mention | None
    asked: Asked | None
    by_value: bool
    by_question: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount that stands in the query, and its units."""

    mask: int
    quantity: Quantity


class Scorer:
    """Scores facts against one reading of a query."""

    def __init__(
        self,
        catalog: Catalog,
        query: Query,
        words: tuple[Word, ...],
        amounts: tuple[Amount, ...],
        surroundings: Surroundings,
    ) -> None:
        self.catalog = catalog
        self.query = query
        self.words = words
        self.amounts = amounts
        self.all = span_mask(0, len(query))
        self._surroundings = surroundings
        self._asks: dict[tuple[int, int], Asked | None] = {}
        self._fillers: dict[int, int] = {}
        self._questions: dict[int, tuple[int, tuple[str, ...]]] = {}

    def asked(self, attribute: AttributeEntry, free: int) -> Asked | None:
        key = (attribute.id, free)
        if key not in self._asks:
            questions, _ = self.question(free)
            content = free & ~self.filler(free) & ~questions
            self._asks[key] = ask(self.query, self.words, free, content, attribute, self.catalog)
        return self._asks[key]

    def filler(self, free: int) -> int:
        """Units without content among the free ones."""
        if free not in self._fillers:
            self._fillers[free] = filler(self.query, self.words, free)
        return self._fillers[free]

    def question(self, free: int) -> tuple[int, tuple[str, ...]]:
        """Units of question words among the free ones, and the kinds that they ask for."""
        if free not in self._questions:
            self._questions[free] = question(self.words, free)
        return self._questions[free]

    def score(self, row: FactRow, mention: Mention | None) -> Scored | None:
        """The fact as an answer, or None where too much of the query is left unexplained."""
        query = self.query
        named = mention.mask if mention else 0
        free = self.all & ~named
        quantity = row.read_quantity() if self.amounts else None
        valued = 0
        for amount in self.amounts:
            if amount.mask & ~free == 0 and quantity and matches_value(amount.quantity, quantity):
                valued |= amount.mask
        attribute = self.catalog.attribute(row.attribute)
        asked = self.asked(attribute, free & ~valued)
        told = named | valued | (asked.mask if asked else 0)
        questions, kinds = self.question(free)
        empty = (self.filler(self.all & ~told) | questions) & ~told
        verdict = agrees(kinds, _dimension(row), attribute.kind) if kinds else None
        left = self.all & ~told & ~empty
        context: dict[int, float] = {}
        strong = 0
        if left:
            context, strong = self._surroundings.explain(query, row, left, self.words)
        if asked and asked.quality >= weights.KIND_WORD_MIN:
            context |= self._kind_words(row, attribute, left)
        by_context = sum(query.weights[unit] * worth for unit, worth in context.items())
        unexplained = left & ~sum(1 << unit for unit in context)
        lenient = weights.UNEXPLAINED_QUESTION if kinds else 1.0
        rest = query.weight(self.all & ~named & ~empty)
        rest -= query.weight(unexplained) * (1 - lenient)
        gained = by_context + query.weight(valued)
        if asked:
            quality = asked.quality
            if not kinds and self._broken(asked.mask, self.all & ~unexplained):
                quality *= weights.ATTRIBUTE_BROKEN
            gained += query.weight(asked.mask & ~valued) * quality
        by_question = False
        if kinds and not asked and not valued:
            # The question word is all there is to go by.
            worth = {True: weights.KIND_AGREES, None: 0.4, False: 0.0}[verdict]
            rest += 2.0
            gained += 2.0 * worth
            by_question = verdict is True
        whole = rest + query.weight(named)
        if not whole:
            return None
        score = (gained + (query.weight(named) * mention.quality if mention else 0.0)) / whole
        if kinds and verdict is False:
            score *= weights.KIND_DIFFERS
        if mention and self._broken(mention.mask, told | empty | strong):
            score *= weights.BROKEN
        least = weights.REST_THRESHOLD_QUESTION if kinds else weights.REST_THRESHOLD
        if mention and mention.name.kind == "value" and not mention.whole and gained < rest * 0.99:
            return None
        if score < weights.THRESHOLD or (rest and gained / rest < least):
            return None
        return Scored(row, score, mention, asked, bool(valued), by_question)

    def _kind_words(
        self, row: FactRow, attribute: AttributeEntry, left: int
    ) -> dict[int, float]:
        """Units that say of what kind the value is: 位置 in 总部的位置, where 总部 is a place."""
        found = {}
        for word in self.words:
            if word.term.role == "concept" and word.mask & ~left == 0:
                if agrees(word.term.kinds, _dimension(row), attribute.kind):
                    found |= dict.fromkeys(range(word.start, word.end), weights.CONTEXT_KIND)
        return found

    def _broken(self, named: int, explained: int) -> bool:
        """Whether a unit beside the mention, in the same word, is left unexplained."""
        for i in range(len(self.query)):
            if not named >> i & 1:
                continue
            if self.query.joined(i) and not explained >> (i - 1) & 1:
                return True
            after = i + 1
            if after < len(self.query) and self.query.joined(after) and not explained >> after & 1:
                return True
        return False


def _dimension(row: FactRow) -> str | None:
    quantity = row.read_quantity()
    return None if quantity is None else quantity.dimension


def read_amounts(query: Query) -> tuple[Amount, ...]:
    """The amounts that stand in the query."""
    if not any(char.isdigit() or char in _NUMERALS for char in query.chars):
        return ()
    from xzfacts.text.parse import find_quantities

    return tuple(
        Amount(span_mask(span.start, span.end), span.quantity)
        for span in find_quantities(query.chars)
    )


_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两半廿卅壹贰叁肆伍陆柒捌玖拾佰仟")
