"""How well a fact answers a query: see `weights` for what the score is made of."""

import re
from dataclasses import dataclass

from xzfacts.index.catalog import AttributeEntry, Catalog, FactRow, Name
from xzfacts.match import weights
from xzfacts.match.amounts import Amount, asked_unit, read_amounts
from xzfacts.match.attributes import Asked, ask
from xzfacts.match.context import Explained, Surroundings
from xzfacts.match.kinds import agrees
from xzfacts.match.mentions import Mention
from xzfacts.match.query import Query, span_mask
from xzfacts.match.words import (
    ASKING,
    Word,
    beside,
    closing,
    links,
    opening,
    particles,
    question,
    unshadowed,
)
from xzfacts.text.names import PLACE_ENDINGS
from xzfacts.text.quantity import Quantity, comparable, matches_value


@dataclass(frozen=True, slots=True)
class Scored:
    """A fact, what it is worth as an answer, and what was recognised."""

    query: Query
    row: FactRow
    score: float
    mention: Mention | None
    asked: Asked | None
    by_value: bool
    by_question: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What the units beside a mention are, whatever the fact.

    questions: question words; kinds: what they ask for; unit: the unit they ask for, and
    its units in the query. asking: words that ask for some attribute. verbs: units of
    phrases that do so without naming it; they may stand next to a name. whole: whether the
    query is a whole question, not just key words. kind: units next to the name that say what
    kind of thing it is. parting: filler that no name goes on with.
    """

    words: tuple[Word, ...]
    questions: int
    kinds: tuple[str, ...]
    unit: Amount | None
    filler: int
    asking: tuple[Word, ...]
    verbs: int
    whole: bool
    kind: int
    parting: int


class Scorer:
    """Scores facts against one reading of a query."""

    def __init__(
        self,
        catalog: Catalog,
        query: Query,
        words: tuple[Word, ...],
        surroundings: Surroundings,
        *,
        slips: bool,
    ) -> None:
        self.catalog = catalog
        self.query = query
        self.words = words
        self.amounts = read_amounts(query)
        self.all = span_mask(0, len(query))
        self._slips = slips
        self._interrogatives = 0
        for found in _INTERROGATIVE.finditer(query.chars):
            self._interrogatives |= span_mask(*found.span())
        self._surroundings = surroundings
        self._asks: dict[tuple[int, int], Asked | None] = {}
        self._frames: dict[int, Frame] = {}

    def asked(self, attribute: AttributeEntry, free: int) -> Asked | None:
        """How the free units ask for the attribute, if they do."""
        key = (attribute.id, free)
        if key not in self._asks:
            frame = self.frame(free)
            content = free & ~frame.filler & ~self._interrogatives
            self._asks[key] = ask(
                self.query, frame.words, free, content, attribute, self.catalog, slips=self._slips
            )
        return self._asks[key]

    def frame(self, free: int) -> Frame:
        """What the free units are."""
        if free not in self._frames:
            words = unshadowed(tuple(w for w in self.words if w.mask & ~free == 0))
            first = opening(words, free)
            questions, kinds = question(words, free & ~first)
            last = closing(self.query, words, free & ~first & ~questions)
            empty = first | last
            named = self.all & ~free
            empty |= particles(self.query, words, free & ~empty & ~questions)
            empty |= self._addressed(free, bool(kinds))
            kind = beside(self.query, words, free & ~empty & ~questions, named | first)
            parting = first | last | questions | links(words, free)
            leads = any(w.term.role == "lead" and w.mask & ~first == 0 for w in words)
            whole = bool(kinds) or bool(last) or leads
            content = free & ~empty & ~questions
            if not content and not kinds and self._spaced(free):
                empty = 0  # `鹤翎草 属`: what stands alone is meant
            asking = tuple(
                w
                for w in words
                if w.term.role in ASKING and w.term.role != "cue" and self._bounded(w, content)
            )
            unit = asked_unit(self.query, free & ~empty) if kinds else None
            verbs = 0
            for word in words:
                if word.term.role == "cue" and word.how == "exact":
                    verbs |= word.mask
            self._frames[free] = Frame(words, questions, kinds, unit, empty, asking, verbs, whole, kind, parting)
        return self._frames[free]

    def _addressed(self, free: int, interrogative: bool) -> int:  # noqa: FBT001 - one caller
        """Units before the name that begin with a pronoun: 你帮我问问, 你找道 for 你知道."""
        first = next((i for i in range(len(self.query)) if not free >> i & 1), 0)
        if interrogative and self.query.chars[0] in _PRONOUNS and first <= _LONGEST_ADDRESS:
            return span_mask(0, first)
        return 0

    def _spaced(self, free: int) -> bool:
        """Whether the free units are words between spaces."""
        return all(
            not self.query.joined(start) and not self.query.joined(end)
            for start, end in self.query.runs(free)
        )

    def _bounded(self, word: Word, content: int) -> bool:
        left = self.query.joined(word.start) and content >> (word.start - 1) & 1
        right = self.query.joined(word.end) and content >> word.end & 1
        return not left and not right

    def score(self, row: FactRow, mention: Mention | None) -> Scored | None:
        """The fact as an answer, or None where too much of the query is left unexplained."""
        query = self.query
        named = mention.mask if mention else 0
        free = self.all & ~named
        frame = self.frame(free)
        quantity = row.read_quantity() if self.amounts or frame.kinds else None
        dimension = quantity.dimension if quantity else None
        attribute = self.catalog.attribute(row.attribute)
        valued = self._valued(quantity, free)
        asked = self.asked(attribute, free & ~valued)
        told = named | valued | (asked.mask if asked else 0)
        verdict, unit = self._verdict(frame, quantity, attribute)
        empty = (frame.filler | frame.questions) & ~told
        if frame.unit and not unit:
            empty &= ~frame.unit.mask  # 多少栋 is not answered by 8家
        if mention and mention.whole and _may_have_kind(mention.name):
            empty |= frame.kind & ~told
        if asked and frame.questions & ~asked.mask == 0:
            verdict = None  # 帮扶谁 is a name of the attribute, whatever 谁 asks for
        left = self.all & ~told & ~empty & ~unit
        worth = dict.fromkeys(_units(unit & ~told & ~empty), weights.CONTEXT_UNIT)
        strong = unit
        by_name = 0
        if left:
            explained = self._explain(row, attribute, left, frame, dimension)
            worth |= explained.worth
            strong |= explained.strong
            by_name = explained.named
            if asked and asked.quality >= weights.SURE_ATTRIBUTE:
                worth |= self._kind_words(frame, dimension, attribute, left)
        unexplained = left & ~sum(1 << i for i in worth)
        lenient = weights.UNEXPLAINED_QUESTION if frame.whole else 1.0
        rest = query.weight(self.all & ~named & ~empty & ~by_name)
        rest -= query.weight(unexplained) * (1 - lenient)
        gained = query.weight(valued)
        gained += sum(query.weights[i] * w for i, w in worth.items() if not by_name >> i & 1)
        if asked:
            quality = asked.quality
            if not frame.whole and self._broken(asked.mask, self.all & ~unexplained):
                quality *= weights.ATTRIBUTE_BROKEN
            gained += query.weight(asked.mask & ~valued) * quality
        by_question = False
        alone = not asked and not valued  # the question word is all there is to go by
        if frame.kinds and (alone or verdict):
            size = weights.QUESTION + query.weight(unit & empty)
            rest += size
            gained += size * (weights.CONTEXT_UNIT if unit else weights.QUESTION_WORTH[verdict])
            by_question = alone and verdict is True
        whole = rest + query.weight(named | by_name)
        if not whole:
            return None
        subject = query.weight(by_name) * weights.CONTEXT_NAME
        if mention:
            subject += query.weight(named) * mention.quality
        score = (gained + subject) / whole
        if verdict is False and not (asked and asked.quality >= weights.ATTRIBUTE_EXACT):
            score *= weights.KIND_DIFFERS
        if mention and self._broken(named, self._beside(mention, asked, frame, told, empty) | strong):
            sure = mention.whole and not mention.corrected and asked
            if frame.whole and sure and sure.quality >= weights.SURE_ATTRIBUTE:
                score *= weights.BROKEN_QUESTION
            else:
                score *= weights.BROKEN
        if mention and mention.name.kind == "value" and unexplained:
            return None
        least = weights.REST_THRESHOLD_QUESTION if frame.whole else weights.REST_THRESHOLD
        if score < weights.THRESHOLD or (rest and gained / rest < least):
            return None
        if by_question:
            score *= weights.QUESTION_ALONE
        return Scored(query, row, score, mention, asked, bool(valued), by_question)

    def _valued(self, quantity: Quantity | None, free: int) -> int:
        mask = 0
        for amount in self.amounts:
            if amount.mask & ~free == 0 and quantity and matches_value(amount.quantity, quantity):
                mask |= amount.mask
        return mask

    def _verdict(
        self, frame: Frame, quantity: Quantity | None, attribute: AttributeEntry
    ) -> tuple[bool | None, int]:
        """Whether the value is of the kind asked for, and the units that say its unit."""
        if not frame.kinds:
            return None, 0
        if frame.unit and quantity:
            if quantity.unit == _ANYTHING and frame.unit.quantity.unit != _ANYTHING:
                return None, 0
            if comparable(frame.unit.quantity, quantity):
                return True, frame.unit.mask
            both = {frame.unit.quantity.dimension, quantity.dimension}
            if "number" not in both:
                # Things may be counted by more than one word: 支 and 家, 座 and 个.
                return (None if both == {"count"} else False), 0
        dimension = quantity.dimension if quantity else None
        return agrees(frame.kinds, dimension, attribute.kind), 0

    def _explain(
        self,
        row: FactRow,
        attribute: AttributeEntry,
        left: int,
        frame: Frame,
        dimension: str | None,
    ) -> Explained:
        asking = barred = 0
        for word in frame.asking:
            asking |= word.mask
            kinds = word.term.kinds
            if kinds and agrees(kinds, dimension or _read_dimension(row), attribute.kind) is False:
                barred |= word.mask
        return self._surroundings.explain(
            self.query, row, left, asking, barred, question=frame.whole
        )

    def _kind_words(
        self, frame: Frame, dimension: str | None, attribute: AttributeEntry, left: int
    ) -> dict[int, float]:
        """Units that say of what kind the value is: 位置 in 总部的位置, where 总部 is a place."""
        found: dict[int, float] = {}
        for word in frame.words:
            if (
                word.term.role == "concept"
                and word.mask & ~left == 0
                and agrees(word.term.kinds, dimension, attribute.kind)
            ):
                found |= dict.fromkeys(range(word.start, word.end), weights.CONTEXT_KIND)
        return found

    def _beside(
        self, mention: Mention, asked: Asked | None, frame: Frame, told: int, empty: int
    ) -> int:
        """The units that may stand next to a mention without making another name of it.

        Next to a mere piece of a name hardly any filler may, nor an attribute of one
        character: 长尾溪蜥 is not the 长 of 短尾溪蜥.
        """
        if mention.whole:
            return told | empty | frame.verbs
        if asked and asked.mask.bit_count() == 1:
            told &= ~asked.mask
        return told | frame.parting | frame.verbs

    def _broken(self, named: int, explained: int) -> bool:
        """Whether a unit beside the mention, in the same word, is left unexplained."""
        query = self.query
        for i in _units(named):
            if query.joined(i) and not explained >> (i - 1) & 1:
                return True
            if query.joined(i + 1) and not explained >> (i + 1) & 1:
                return True
        return False


_INTERROGATIVE = re.compile("多少|几|什么|哪|谁|何|怎")
_ANYTHING = "个"  # counts all that has no measure word of its own
_PRONOUNS = frozenset("你您我咱谁请")
_LONGEST_ADDRESS = 8


def _may_have_kind(name: Name) -> bool:
    """Whether a word for a kind of thing may go with the name: 本田公司, not 富山公司."""
    return name.kind in {"name", "alias"} and not name.text.endswith(PLACE_ENDINGS)


def _units(mask: int) -> list[int]:
    return [i for i in range(mask.bit_length()) if mask >> i & 1]


def _read_dimension(row: FactRow) -> str | None:
    quantity = row.read_quantity()
    return quantity.dimension if quantity else None
