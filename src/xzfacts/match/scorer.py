"""How well a fact answers a query: see `weights` for what the score is made of."""

from typing import NamedTuple

from xzfacts.index.lookup.catalog import AttributeEntry, FactRow, Name
from xzfacts.language.text_units import Query, units
from xzfacts.match import weights
from xzfacts.match.answer_type_check import agreement
from xzfacts.match.answer_types import HEADS, agrees
from xzfacts.match.attribute_linking import Asked
from xzfacts.match.context_overlap import Explained, FactContext
from xzfacts.match.entity_linking import Mention
from xzfacts.match.query_frame import Frame, ParsedQuery
from xzfacts.quantity.compare import matches_value
from xzfacts.text.short_forms import PLACE_ENDINGS


class Scored(NamedTuple):
    """A fact, what it is worth as an answer, and what was recognised.

    by_sentence: whether nothing but words of its sentence or title speaks for the fact.
    lone: whether only a question word speaks for it while a verb goes unexplained; then no
    other attribute may be of the kind asked for. agreed: whether the value is of that kind.
    """

    query: Query
    row: FactRow
    score: float
    mention: Mention | None
    asked: Asked | None
    by_value: bool
    by_question: bool
    by_sentence: bool
    lone: bool
    agreed: bool | None


class _Seen(NamedTuple):
    """What of the query one fact accounts for by itself. Integers are masks of units.

    agreed: whether the value is of the kind asked for, None where that cannot be said.
    around: units that stand in other names of the subject or of what it is part of.
    """

    mention: Mention | None
    frame: Frame
    attribute: AttributeEntry
    dimension: str | None
    asked: Asked | None
    agreed: bool | None
    named: int
    around: int
    valued: int
    told: int
    unit: int
    empty: int
    left: int

    @property
    def alone(self) -> bool:
        """Whether a question word is all there is to go by."""
        if not self.frame.kinds or self.valued:
            return False
        filler = self.frame.interrogative | self.frame.filler | self.frame.parting
        return self.asked is None or not self.asked.mask & ~filler


class Scorer:
    """Scores facts against one reading of a query."""

    def __init__(self, parsed: ParsedQuery, context: FactContext) -> None:
        self.parsed = parsed
        self.catalog = parsed.catalog
        self.query = parsed.query
        self.amounts = parsed.amounts
        self.all = parsed.all
        self.context = context
        self._digits = sum(1 << i for i, char in enumerate(self.query.chars) if char.isdigit())

    def score(self, row: FactRow, mention: Mention | None) -> Scored | None:
        """The fact as an answer, or None where too much of the query is left unexplained."""
        seen = self._see(row, mention)
        factor = 1.0
        if mention:
            strong = self.context.valued(self.query, row, seen.left)
            factor = self._wholeness(mention, seen, strong | seen.unit | seen.around)
            if factor < weights.THRESHOLD:
                return None  # whatever the sentence explains; most candidates end here
        explained = self._explain(row, seen)
        unexplained = seen.left & ~sum(1 << unit for unit in explained.worth)
        if mention and mention.name.kind == "value" and unexplained:
            return None
        if unexplained & self._digits:
            return None  # another number is another thing
        if seen.valued and not seen.asked and seen.frame.kinds:
            return None  # a number in a question is a condition: 400米成绩是多少
        lone = bool(seen.alone and unexplained and not seen.unit)
        if lone and (seen.agreed is not True or self._named_by_noun(unexplained)):
            return None  # 谁 alone does not ask for 身高
        gained, rest = self._tally(seen, explained, unexplained)
        sure = min(weights.CONTEXT_NAME, mention.quality) if mention else weights.CONTEXT_NAME
        subject = self.query.weight(seen.around) * sure
        if mention:
            subject += self.query.weight(seen.named) * mention.quality
        whole = rest + self.query.weight(seen.named | seen.around)
        if not whole:
            return None
        score = (gained + subject) / whole
        exactly = seen.asked is not None and seen.asked.quality >= weights.ATTRIBUTE_EXACT
        if seen.agreed is False and not exactly:
            score *= weights.KIND_DIFFERS
        score *= factor
        question = seen.frame.whole
        least = weights.REST_THRESHOLD_QUESTION if question else weights.REST_THRESHOLD
        if score < weights.THRESHOLD or (rest and gained / rest < least):
            return None
        by_question = seen.alone and seen.agreed is True
        if by_question:
            score *= weights.QUESTION_ALONE
        words = seen.left and not seen.left & explained.strong
        return Scored(
            query=self.query,
            row=row,
            score=score,
            mention=mention,
            asked=seen.asked,
            by_value=bool(seen.valued),
            by_question=by_question,
            by_sentence=bool(words) and not seen.asked and not seen.valued,
            lone=lone,
            agreed=seen.agreed,
        )

    def _named_by_noun(self, unexplained: int) -> bool:
        """Whether what is unexplained is a noun that names the attribute: 的|身高|是多少."""
        return any(
            self.query.chars[start - 1 : start] == "的" for start, _ in self.query.runs(unexplained)
        )

    def _see(self, row: FactRow, mention: Mention | None) -> _Seen:
        named = mention.mask if mention else 0
        free = self.all & ~named
        frame = self.parsed.frame(free)
        quantity = row.read_quantity() if self.amounts or frame.kinds or frame.asking else None
        attribute = self.catalog.attribute(row.attribute)
        valued = 0
        for amount in self.amounts:
            if amount.mask & ~free == 0 and quantity and matches_value(amount.quantity, quantity):
                valued |= amount.mask
        asked = self.parsed.asked(attribute, free & ~valued)
        told = named | valued | (asked.mask if asked else 0)
        agreed, unit = agreement(frame, quantity, attribute)
        if asked and agreed is False and frame.questions & ~asked.mask == 0:
            agreed = None  # 帮扶谁 is a name of the attribute, whatever 谁 asks for
        empty = (frame.filler | frame.questions) & ~told
        if frame.unit and not unit:
            empty &= ~frame.unit.mask  # 多少栋 is not answered by 8家
        if mention and mention.whole and _may_have_kind(mention.name):
            empty |= frame.kind & ~told
        # Before filler is taken out: the 都 of 三都县 is none.
        around = self.context.named(self.query, row.subject, self.all & ~told)
        empty &= ~around
        return _Seen(
            mention=mention,
            frame=frame,
            attribute=attribute,
            dimension=quantity.dimension if quantity else None,
            asked=asked,
            agreed=agreed,
            named=named,
            around=around,
            valued=valued,
            told=told,
            unit=unit,
            empty=empty,
            left=self.all & ~told & ~empty & ~unit & ~around,
        )

    def _explain(self, row: FactRow, seen: _Seen) -> Explained:
        """What stands around the fact explains of the units that it leaves."""
        worth = dict.fromkeys(units(seen.unit & ~seen.told & ~seen.empty), weights.CONTEXT_UNIT)
        if not seen.left:
            return Explained(worth, seen.unit | seen.around)
        asking = barred = 0
        for word in seen.frame.asking:
            asking |= word.mask
            kinds = word.term.kinds
            if kinds and agrees(kinds, seen.dimension, seen.attribute.kind) is False:
                barred |= word.mask
        found = self.context.explain(
            self.query, row, seen.left, asking, barred, question=seen.frame.whole
        )
        worth |= found.worth
        worth |= _kind_words(self.query, seen, worth)
        return Explained(worth, found.strong | seen.unit | seen.around)

    def _tally(self, seen: _Seen, explained: Explained, unexplained: int) -> tuple[float, float]:
        """What of the weight beside the subject's names is gained, and that weight."""
        query, frame = self.query, seen.frame
        rest = query.weight(self.all & ~seen.named & ~seen.empty & ~seen.around)
        if frame.whole:
            rest -= query.weight(unexplained) * (1 - weights.UNEXPLAINED_QUESTION)
        gained = query.weight(seen.valued)
        gained += sum(query.weights[unit] * worth for unit, worth in explained.worth.items())
        if seen.asked:
            quality = seen.asked.quality
            if not frame.whole and self._adjoins_unexplained(
                seen.asked.mask, self.all & ~unexplained
            ):
                quality *= weights.ATTRIBUTE_BROKEN
            gained += query.weight(seen.asked.mask & ~seen.valued) * quality
        if seen.alone or (seen.agreed and (seen.unit or not unexplained)):
            size = weights.QUESTION + query.weight(seen.unit & seen.empty)
            rest += size
            by_kind = weights.QUESTION_WORTH[seen.agreed]
            gained += size * (weights.CONTEXT_UNIT if seen.unit else by_kind)
        return gained, rest

    def _wholeness(self, mention: Mention, seen: _Seen, strong: int) -> float:
        """The factor for a mention that an unexplained unit makes a piece of another name.

        strong: the units that names, the value or its unit explain; words of the sentence do
        not make a name whole.
        """
        told, asked = seen.told, seen.asked
        if mention.whole:
            between = seen.empty
        else:
            # Next to a mere piece of a name hardly any filler may stand, nor an attribute of
            # one character: 长尾溪蜥 is not the 长 of 短尾溪蜥.
            between = seen.frame.parting
            if asked and asked.mask.bit_count() == 1:
                told &= ~asked.mask
        # What tells the name apart was typed right where a short form was: the typo is in the
        # rest, 康佳|集团股份以限公司. Of other names the rest may tell them apart.
        short = mention.name.kind == "short" and mention.how != "context"
        names = seen.named if short else seen.named | seen.around
        if not self._adjoins_unexplained(names, told | between | seen.frame.verbs | strong):
            return 1.0
        sure = asked is not None and asked.quality >= weights.SURE_ATTRIBUTE
        if seen.frame.whole and sure and mention.whole and not mention.corrected:
            return weights.BROKEN_QUESTION
        return weights.BROKEN

    def _adjoins_unexplained(self, mask: int, explained: int) -> bool:
        """Whether a unit beside the mask, in the same word, is left unexplained."""
        return any(
            (self.query.joined(i) and not explained >> (i - 1) & 1)
            or (self.query.joined(i + 1) and not explained >> (i + 1) & 1)
            for i in units(mask)
        )


def _kind_words(query: Query, seen: _Seen, explained: dict[int, float]) -> dict[int, float]:
    """Units that only say of what kind the value is: 位置 in 总部的位置, where 总部 is a place.

    They follow a word that is explained, or stand where the attribute was surely asked for.
    """
    found: dict[int, float] = {}
    sure = seen.asked is not None and seen.asked.quality >= weights.SURE_ATTRIBUTE
    for start, end in query.runs(seen.left & ~sum(1 << unit for unit in explained)):
        kinds = HEADS.get(query.chars[start:end])
        follows = query.joined(start) and start - 1 in explained
        if kinds and (sure or follows) and agrees(kinds, seen.dimension, seen.attribute.kind):
            found |= dict.fromkeys(range(start, end), weights.CONTEXT_KIND)
    return found


def _may_have_kind(name: Name) -> bool:
    """Whether a word for a kind of thing may go with the name: 本田公司, not 富山公司."""
    return name.kind in {"name", "alias"} and not name.text.endswith(PLACE_ENDINGS)
