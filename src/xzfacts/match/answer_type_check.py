"""Whether a fact's value is of the kind, and in the unit, that a question asks for."""

from collections.abc import Iterable

from xzfacts.index.lookup.catalog import AttributeEntry, FactRow
from xzfacts.match.answer_types import (
    AMOUNTS,
    HEADS,
    NAMES,
    agrees,
    measured_otherwise,
)
from xzfacts.match.context_overlap import value_clause
from xzfacts.match.query_frame import Frame
from xzfacts.match.query_quantities import NUMERALS
from xzfacts.quantity.model import COUNTED, Quantity
from xzfacts.quantity.parser import parse_quantity
from xzfacts.text.lazy_pattern import lazy_pattern

_UNIT = lazy_pattern("[(（]([^()（）]+)[)）]$")
_MONEY = lazy_pattern("[元圆钱币镑¥￥$€£]")
ANYTHING = "个"  # counts all that has no measure word of its own
# Dimensions that one question may ask for: 几成 for 一半以上, 多少度 for 38℃.
_ALIKE = (
    frozenset({"percent", "percentage-point", "fraction"}),
    frozenset({"degree", "temperature"}),
)

_NO_MONEY = {"people", "date", "duration", "length", "area", "weight", "volume", "age"}


def agreement(
    frame: Frame, value: str, quantity: Quantity | None, attribute: AttributeEntry
) -> tuple[bool | None, int]:
    """Whether the value is of the kind asked for, and the units that say its unit."""
    if not frame.kinds:
        return None, 0
    if frame.level:
        at_level = _at_level(frame.level, value, attribute.name)
        if at_level is not None:
            return at_level, 0
    if measured_otherwise(frame.kinds, attribute.name):
        return False, 0
    dimension = quantity.dimension if quantity else None
    unit = _UNIT.search(attribute.name) if dimension == "number" else None
    if unit:  # 长度(mm) 5233
        named = parse_quantity(f"1{unit[1]}")
        dimension = named.dimension if named else dimension
    if frame.unit and quantity:
        asked = frame.unit.quantity
        if quantity.unit == ANYTHING and asked.unit != ANYTHING:
            return None, 0
        from xzfacts.quantity.compare import comparable

        if comparable(asked, quantity):
            # 14个 may be anything: no 快递点 answers 多少个学校, whatever it means.
            anything = asked.unit == quantity.unit == ANYTHING
            other = _something_else(frame, attribute, known=not anything)
            return (None, 0) if other else (True, frame.unit.mask)
        if "number" not in {asked.dimension, quantity.dimension}:
            # Things may be counted by more than one word: 支 and 家, 座 and 个.
            return (False if in_other_unit(frame, quantity) else None), 0
    if frame.unit and not quantity and f"{frame.unit.quantity.unit}" in value:
        return None, 0  # 落地风扇344台 in a list of things
    agreed = agrees(frame.kinds, dimension, attribute.kind)
    return (None if agreed and _something_else(frame, attribute) else agreed), 0


def contradicts(frame: Frame, value: str, quantity: Quantity | None) -> bool:
    """Whether the value cannot answer: no number or date, a quantity for a name, no money."""
    kinds = set(frame.kinds)
    if not kinds:
        return False
    if frame.money and quantity:
        return quantity.dimension in _NO_MONEY
    if frame.money and not value.isascii() and not _MONEY.search(value):
        return True  # a list of things
    if kinds <= NAMES:
        return quantity is not None
    if kinds == {"date"} and value.isascii():
        return not any(char.isdigit() for char in value)
    # A code of letters may be asked for by 多少 as well.
    return kinds <= AMOUNTS and not (
        value.isascii() or any(c.isdigit() or c in NUMERALS for c in value)
    )


def in_other_unit(frame: Frame, quantity: Quantity | None) -> bool:
    """Whether the requested unit, as in 多少台, cannot be that of the value."""
    if not frame.unit or not quantity:
        return False
    asked = frame.unit.quantity
    dimensions = {asked.dimension, quantity.dimension}
    if dimensions == COUNTED and asked.unit == ANYTHING:
        return False
    if any(dimensions <= alike for alike in _ALIKE):
        return False
    whole = quantity.dimension.split("/")[0]  # 多少元 of 元/平方米
    return "number" not in dimensions and whole != asked.dimension


def mentions_any(pairs: frozenset[str], name: str, rows: Iterable[FactRow]) -> bool:
    """Whether the attribute or the clause of a value has one of the pairs, if there are any."""
    return not pairs or any(
        pair in name or pair in value_clause(row.quote, row.value) for row in rows for pair in pairs
    )


def _at_level(level: str, value: str, attribute: str) -> bool | None:
    """Whether a value is a place of the level that is asked for: 县 in 哪个县."""
    from xzfacts.text.short_forms import PLACE_ENDINGS

    ending = next((e for e in PLACE_ENDINGS if value.endswith(e)), "")
    if ending == level or level in attribute:
        return True
    if ending or attribute.endswith(PLACE_ENDINGS):
        return False
    return None


def _something_else(frame: Frame, attribute: AttributeEntry, *, known: bool = True) -> bool:
    """Whether the question is known to ask for other attributes: 谁写的剧本 is no 设计师.

    known: whether the attribute's meaning has to be known too.
    """
    if not frame.meant or set(HEADS.get(attribute.name, ())) & set(frame.kinds):
        return False
    # What is left of a name by a word that only says the kind is not known: 绣娘|人数.
    concepts = {
        concept
        for concept, rest in attribute.concepts
        if not rest or attribute.name.removeprefix(rest) not in HEADS
    }
    return bool(concepts or not known) and not concepts & frame.meant
