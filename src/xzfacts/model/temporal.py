"""Temporal and logical relation of two values of one attribute of one subject.

Dates are ISO strings of any precision (2024, 2024-05, 2024-05-17). An imprecise date means any
day in its range: 2024 is neither before nor after 2024-05.
"""

from enum import Enum, auto
from typing import NamedTuple

from xzfacts.model.facts import Fact, Mode
from xzfacts.quantity.compare import disjoint, same
from xzfacts.quantity.model import Quantity
from xzfacts.text.normalize import compact


class Relation(Enum):
    """Relation of one dated value to another.

    SAME: equal values.
    NEWER: contradicting values, the first surely later.
    OLDER: contradicting values, the first surely earlier.
    CONFLICTING: contradicting values of the same time.
    COMPATIBLE: both may be true, or they cannot be compared.
    """

    SAME = auto()
    NEWER = auto()
    OLDER = auto()
    CONFLICTING = auto()
    COMPATIBLE = auto()


class DatedValue(NamedTuple):
    """A stated value with its time and its source.

    value: as printed.
    quantity: the number or date in it, if any.
    source: id of the source.
    quote: the sentence.
    as_of: date of the statement.
    published: date of the source.
    mode: modality as written in the store.
    """

    value: str
    quantity: Quantity | None
    source: str
    quote: str
    as_of: str | None
    published: str | None
    mode: Mode | None = None

    @property
    def day(self) -> str | None:
        """The date of the statement, else of its source."""
        return self.as_of or self.published


def dated_value(fact: Fact) -> DatedValue:
    """The dated value of a fact."""
    return DatedValue(
        value=fact.value,
        quantity=fact.quantity,
        source=fact.source.id,
        quote=fact.sentence.quote,
        as_of=fact.as_of,
        published=fact.source.published,
        mode=fact.mode,
    )


def is_later(one: str | None, other: str | None) -> bool:
    """Whether the first date is surely after the second; False if either is unknown."""
    if one is None or other is None:
        return False
    known = min(len(one), len(other))
    return one[:known] > other[:known]


def possibly_known_by(day: str | None, asked: str) -> bool:
    """Whether a statement dated `day` may have been known by the end of the day `asked`.

    True for unknown dates and for overlapping ranges: 2024 by 2024-05, and 2024-05 by 2024.
    """
    return not is_later(day, asked)


def relation(one: DatedValue, other: DatedValue) -> Relation:
    """The relation of the first value to the second, both of one attribute of one subject.

    Quantities that exclude each other are ordered by their dates; without an order they conflict
    if both have the same `as_of` or none. Values of one sentence never conflict, since it may
    name several things; nor do values without a quantity. A plan, a rumour or a denial only
    relates to others of its kind.
    """
    if mode_class(one.mode) is not mode_class(other.mode):
        return Relation.COMPATIBLE
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


def mode_class(mode: Mode | None) -> Mode:
    """The modality, with what others are reported to say counted as asserted."""
    return Mode.ASSERTED if mode in {None, Mode.REPORTED} else Mode(mode)
