"""What a fact explains of a query, from which its score is made."""

from typing import NamedTuple

from xzfacts.index.lookup.catalog import AttributeEntry
from xzfacts.match.attribute_linking import Asked
from xzfacts.match.entity_linking import Mention
from xzfacts.match.query_frame import Frame


class FactFeatures(NamedTuple):
    """Query units that a fact explains without its sentence. Integers are masks of units.

    mention: the linked name, or None.
    frame: the structure of the units beside it.
    attribute: attribute of the fact.
    dimension: dimension of its value, if it is a quantity.
    asked: how the query asks for the attribute, or None.
    agreed: whether the value has the expected answer type; None if unknown.
    named: units of the mention.
    around: units in other names of the subject or of a whole it is part of.
    valued: units that name the value.
    matched: units of mention, value and attribute.
    no_answer: whether the value cannot be of the expected answer type.
    unit: units that name the unit of the value.
    empty: units without content for this fact.
    left: units to be explained by the context.
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
    matched: int
    no_answer: bool
    unit: int
    empty: int
    left: int

    @property
    def inverse(self) -> bool:
        """Whether a question names the value."""
        return bool(self.frame.kinds and self.mention and self.mention.name.kind == "value")

    @property
    def alone(self) -> bool:
        """Whether a question word is the only evidence."""
        if not self.frame.kinds or self.valued:
            return False
        filler = self.frame.interrogative | self.frame.filler | self.frame.parting
        return self.asked is None or not self.asked.mask & ~filler
