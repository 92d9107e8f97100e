"""How statements of one attribute of one subject stand to each other, and which holds on a day.

Dates are ISO texts as far as they are known (2024, 2024-05, 2024-05-17). One that is not known
to the day stands for all the days that it may mean: 2024 is neither before nor after 2024-05.
"""

from enum import Enum, auto
from typing import NamedTuple

from xzfacts.model.facts import Fact
from xzfacts.quantity.compare import disjoint, same
from xzfacts.quantity.model import Quantity
from xzfacts.text.normalize import compact


class Relation(Enum):
    """How one statement stands to another: the same again, newer, older, against it, or apart."""

    SAME = auto()
    NEWER = auto()
    OLDER = auto()
    CONFLICTING = auto()
    COMPATIBLE = auto()


class DatedValue(NamedTuple):
    """What is stated, where, and when. source: its id. published: the source's date."""

    value: str
    quantity: Quantity | None
    source: str
    quote: str
    as_of: str | None
    published: str | None

    @property
    def day(self) -> str | None:
        """The date that it is about, else that of its source."""
        return self.as_of or self.published


def dated_value(fact: Fact) -> DatedValue:
    """What a fact states."""
    return DatedValue(
        value=fact.value,
        quantity=fact.quantity,
        source=fact.source.id,
        quote=fact.sentence.quote,
        as_of=fact.as_of,
        published=fact.source.published,
    )


def is_later(one: str | None, other: str | None) -> bool:
    """Whether the first date is surely after the second; of unknown ones nothing is sure."""
    if one is None or other is None:
        return False
    known = min(len(one), len(other))
    return one[:known] > other[:known]


def possibly_known_by(day: str | None, asked: str) -> bool:
    """Whether what is dated `day` may have been said by the end of the day asked for.

    What has no date may always have been: 2024 by 2024-05, and 2024-05 by 2024.
    """
    return not is_later(day, asked)


def relation(one: DatedValue, other: DatedValue) -> Relation:
    """How the first statement stands to the second, both of one attribute of one subject.

    Amounts that exclude each other are told apart by their dates, else they stand against each
    other if both are of the same date, or neither says of which. A sentence does not contradict
    itself: it may name several things. Words may all be true.
    """
    one_sentence = (one.source, one.quote) == (other.source, other.quote)
    if one.quantity is None or other.quantity is None:
        again = one.quantity is other.quantity and compact(one.value) == compact(other.value)
        return Relation.SAME if again else Relation.COMPATIBLE
    if same(one.quantity, other.quantity):
        return Relation.SAME
    if not disjoint(one.quantity, other.quantity):
        return Relation.COMPATIBLE
    if is_later(one.day, other.day):
        return Relation.NEWER
    if is_later(other.day, one.day):
        return Relation.OLDER
    if one_sentence or one.as_of != other.as_of:
        return Relation.COMPATIBLE
    return Relation.CONFLICTING
