"""Score a fact as an answer to a query; `weights` describes the score."""

from xzfacts.index.lookup.catalog import FactRow
from xzfacts.language.query_units import Query, union, units
from xzfacts.match import weights
from xzfacts.match.answer_type_check import (
    agreement,
    contradicts,
    mentions_any,
)
from xzfacts.match.answer_types import HEADS, agrees
from xzfacts.match.attribute_linking import names, surely_names
from xzfacts.match.context_overlap import FactContext
from xzfacts.match.entity_linking import Mention
from xzfacts.match.fact_features import FactFeatures
from xzfacts.match.name_boundaries import may_begin_before
from xzfacts.match.query_frame import ParsedQuery
from xzfacts.match.scored_fact import Rejected, Scored
from xzfacts.quantity.model import CALENDAR, Quantity


class Scorer:
    """Scores facts against one reading of a query."""

    def __init__(self, parsed: ParsedQuery, context: FactContext) -> None:
        self.parsed = parsed
        self.catalog = parsed.catalog
        self.query = parsed.query
        self.amounts = parsed.amounts
        self.all = parsed.all
        self.context = context
        self.rejected: list[Rejected] = []
        self._digits = sum(1 << i for i, char in enumerate(self.query.chars) if char.isdigit())

    def score(self, row: FactRow, mention: Mention | None) -> Scored | None:
        """Score the fact; None if too much of the query is left unexplained."""
        features = self._features(row, mention)
        factor = 1.0
        if mention:
            factor = self._wholeness(mention, features)
            if factor < weights.THRESHOLD:
                # Early exit for most candidates: the sentence cannot change this.
                self._reject(row, "longer_name")
                return None
        if features.alone and self._counts_something_else(row, features):
            self._reject(row, "answer_type")
            return None
        explained = self._explain(row, features)
        unexplained = features.left & ~sum(1 << unit for unit in explained)
        reason = self._contradiction(features, unexplained)
        if reason:
            self._reject(row, reason)
            return None
        score = factor * self._share(features, explained, unexplained)
        if score < weights.THRESHOLD:
            self._reject(row, "low_score")
            return None
        by_question = features.alone and features.agreed is True
        return Scored(
            query=self.query,
            row=row,
            score=score * weights.QUESTION_ALONE if by_question else score,
            mention=mention,
            asked=features.asked,
            by_value=bool(features.valued),
            by_question=by_question,
            by_sentence=bool(features.left) and not features.asked and not features.valued,
            lone=bool(features.alone and unexplained and not features.unit),
            agreed=features.agreed,
            inverse=features.inverse,
        )

    def _reject(self, row: FactRow, reason: str) -> None:
        self.rejected.append(Rejected(row, reason))

    def _contradiction(self, features: FactFeatures, unexplained: int) -> str:
        """The reason why the unexplained units exclude the fact, if they do."""
        if features.mention and features.mention.name.kind == "value" and unexplained:
            return "unexplained_words"
        if features.inverse and not names(features.asked):
            return "named_value"  # 城南社区在哪个街道 is not answered by 城南社区
        is_named = names if features.frame.money else surely_names
        if features.no_answer and not is_named(features.asked):
            return "answer_type"
        if unexplained & self._digits:
            return "other_number"
        return ""

    def _share(
        self, features: FactFeatures, explained: dict[int, float], unexplained: int
    ) -> float:
        """The share of the query that the fact explains; 0 if too little outside the name."""
        mention = features.mention
        gained, rest = self._tally(features, explained, unexplained)
        sure = min(weights.CONTEXT_NAME, mention.quality) if mention else weights.CONTEXT_NAME
        subject = self.query.weight(features.around) * sure
        if mention:
            subject += self.query.weight(features.named) * mention.quality
        whole = rest + self.query.weight(features.named | features.around)
        question = features.frame.whole
        least = weights.REST_THRESHOLD_QUESTION if question else weights.REST_THRESHOLD
        if not whole or (rest and gained / rest < least):
            return 0.0
        exactly = features.asked is not None and features.asked.quality >= weights.ATTRIBUTE_EXACT
        differs = features.agreed is False and not exactly
        return (gained + subject) / whole * (weights.KIND_DIFFERS if differs else 1.0)

    def _features(self, row: FactRow, mention: Mention | None) -> FactFeatures:
        named = mention.mask if mention else 0
        free = self.all & ~named
        frame = self.parsed.frame(free)
        quantity = row.read_quantity() if self.amounts or frame.kinds or frame.asking else None
        attribute = self.catalog.attribute(row.attribute)
        valued = self._valued(free, quantity) if quantity else 0
        asked = self.parsed.asked(attribute, free & ~valued)
        if valued and quantity and quantity.dimension in CALENDAR and not asked:
            # 四月产量 asks when for something else, and is not answered by 4月18日.
            valued = 0 if free & ~valued & ~frame.filler & ~frame.questions else valued
        matched = named | valued | (asked.mask if asked else 0)
        agreed, unit = agreement(frame, row.value, quantity, attribute)
        if asked and agreed is False and not frame.level and not frame.questions & ~asked.mask:
            agreed = None  # 帮扶谁 is a name of the attribute, whatever 谁 asks for
        empty = (frame.filler | frame.questions) & ~matched
        if frame.unit and not unit:
            empty &= ~frame.unit.mask  # 多少栋 is not answered by 8家
        # Before filler is taken out: the 都 of 三都县 is none.
        around = self.context.named(self.query, row.subject, self.all & ~matched)
        empty &= ~around
        return FactFeatures(
            mention=mention,
            frame=frame,
            attribute=attribute,
            dimension=quantity.dimension if quantity else None,
            asked=asked,
            agreed=agreed,
            named=named,
            around=around,
            valued=valued,
            matched=matched,
            no_answer=contradicts(frame, row.value, quantity),
            unit=unit,
            empty=empty,
            left=self.all & ~matched & ~empty & ~unit & ~around,
        )

    def _valued(self, free: int, quantity: Quantity) -> int:
        """The free units that name a value."""
        if not self.amounts:
            return 0
        from xzfacts.quantity.compare import matches_value

        inside = [amount for amount in self.amounts if amount.mask & ~free == 0]
        return union(a.mask for a in inside if matches_value(a.quantity, quantity))

    def _counts_something_else(self, row: FactRow, features: FactFeatures) -> bool:
        """Whether a fact without the counted noun has no unit of its own: 多少名工人, 20人被埋."""
        unit = features.frame.unit
        common = unit is None or unit.quantity.dimension == "people"
        if features.unit and not common:
            return False
        return not mentions_any(features.frame.counted, features.attribute.name, [row])

    def _explain(self, row: FactRow, features: FactFeatures) -> dict[int, float]:
        """Match the remaining units with the context of the fact."""
        worth = dict.fromkeys(
            units(features.unit & ~features.matched & ~features.empty), weights.CONTEXT_UNIT
        )
        if not features.left:
            return worth
        asking = barred = 0
        for word in features.frame.asking:
            asking |= word.mask
            kinds = word.term.kinds
            if kinds and agrees(kinds, features.dimension, features.attribute.kind) is False:
                barred |= word.mask
        worth |= self.context.explain(
            self.query, row, features.left, asking, barred, question=features.frame.whole
        )
        return worth | _kind_words(self.query, features, worth)

    def _tally(
        self, features: FactFeatures, explained: dict[int, float], unexplained: int
    ) -> tuple[float, float]:
        """Return the explained and the total weight of the units outside the subject's names."""
        query, frame = self.query, features.frame
        rest = query.weight(self.all & ~features.named & ~features.empty & ~features.around)
        if frame.whole:
            rest -= query.weight(unexplained) * (1 - weights.UNEXPLAINED_QUESTION)
        gained = query.weight(features.valued)
        gained += sum(query.weights[unit] * worth for unit, worth in explained.items())
        if features.asked:
            quality = features.asked.quality
            if not frame.whole and self._adjoins_unexplained(
                features.asked.mask, self.all & ~unexplained
            ):
                quality *= weights.ATTRIBUTE_BROKEN
            gained += query.weight(features.asked.mask & ~features.valued) * quality
        if features.alone or (features.agreed and (features.unit or not unexplained)):
            size = weights.QUESTION + query.weight(features.unit & features.empty)
            rest += size
            by_kind = weights.QUESTION_WORTH[features.agreed]
            gained += size * (weights.CONTEXT_UNIT if features.unit else by_kind)
        return gained, rest

    def _wholeness(self, mention: Mention, features: FactFeatures) -> float:
        """The factor for mentions that may be a piece of a longer name.

        Words of the sentence do not complete a name.
        """
        matched, asked = features.matched, features.asked
        if mention.whole:
            between = features.empty
        else:
            # A partial name may be followed by little filler and by no attribute of one character:
            # 长尾溪蜥 does not ask for the 长 of 短尾溪蜥.
            between = features.frame.parting
            if asked and asked.mask.bit_count() == 1:
                matched &= ~asked.mask
        # A short form is the distinctive part of a name, so a typo in the rest is harmless:
        # 康佳|集团股份以限公司. Other names may differ in the rest.
        short = mention.name.kind == "short" and mention.how != "context"
        names = features.named if short else features.named | features.around
        known = matched | between | features.frame.verbs | features.unit | features.around
        if not self._adjoins_unexplained(names, known):
            return 1.0
        sure = features.frame.whole and surely_names(asked) and mention.whole
        if sure and not mention.corrected and not self._is_end_of_name(mention, known):
            return weights.BROKEN_QUESTION
        return weights.BROKEN

    def _is_end_of_name(self, mention: Mention, known: int) -> bool:
        """Whether an unexplained word before the mention may belong to its name: 东|云屏峰."""
        return any(
            self.query.joined(start)
            and not known >> (start - 1) & 1
            and may_begin_before(self.query.chars, start, end)
            for start, end in self.query.runs(mention.mask)
        )

    def _adjoins_unexplained(self, mask: int, explained: int) -> bool:
        """Whether a unit adjacent to the mask, in the same word, is unexplained."""
        return bool(self.query.beside(mask) & ~explained)


def _kind_words(
    query: Query, features: FactFeatures, explained: dict[int, float]
) -> dict[int, float]:
    """Return units that only name the answer type: 位置 in 总部的位置, where 总部 is a place.

    They follow an explained word, or the query clearly names the attribute.
    """
    found: dict[int, float] = {}
    sure = surely_names(features.asked)
    for start, end in query.runs(features.left & ~sum(1 << unit for unit in explained)):
        kinds = HEADS.get(query.chars[start:end])
        follows = query.joined(start) and start - 1 in explained
        if (
            kinds
            and (sure or follows)
            and agrees(kinds, features.dimension, features.attribute.kind)
        ):
            found |= dict.fromkeys(range(start, end), weights.CONTEXT_KIND)
    return found
