"""Laws of the temporal relation of dated values."""

from itertools import permutations

import pytest
from hypothesis import given, strategies as st

from xzfacts.model.temporal import DatedValue, Relation, is_later, possibly_known_by, relation
from xzfacts.quantity.parser import parse_quantity

DAYS = st.sampled_from(
    [None, "2022", "2022-12", "2022-12-31", "2023", "2023-01", "2023-01-01", "2024-02-29"]
)
VALUES = st.sampled_from(["88人", "八十八人", "100人", "80余人", "88元", "很多", "不少", "0.5万吨"])
STATEMENTS = st.builds(
    lambda value, source, as_of, published: DatedValue(
        value, parse_quantity(value), source, f"句子{source}", as_of, published
    ),
    VALUES,
    st.sampled_from("ab"),
    DAYS,
    DAYS,
)
MIRRORED = {
    Relation.NEWER: Relation.OLDER,
    Relation.OLDER: Relation.NEWER,
    Relation.SAME: Relation.SAME,
    Relation.CONFLICTING: Relation.CONFLICTING,
    Relation.COMPATIBLE: Relation.COMPATIBLE,
}


@given(st.tuples(DAYS, DAYS, DAYS))
def test_later_is_an_order(days: tuple[str | None, str | None, str | None]) -> None:
    for one, two, three in permutations(days):
        assert not (is_later(one, two) and is_later(two, one))
        assert not (is_later(one, two) and is_later(two, three)) or is_later(one, three)


@pytest.mark.parametrize(
    ("day", "asked", "there"),
    [
        ("2024", "2024-05", True),
        ("2024-05", "2024", True),
        ("2024-05-17", "2024-05", True),
        ("2024-06", "2024-05-31", False),
        ("2024-05-17", "2024-05-17", True),
        ("2025", "2024", False),
        (None, "2024", True),
    ],
)
def test_what_may_be_known_by_a_day(day: str | None, asked: str, there: bool) -> None:
    assert possibly_known_by(day, asked) is there


@given(STATEMENTS, STATEMENTS)
def test_relations_are_symmetric(one: DatedValue, other: DatedValue) -> None:
    assert relation(other, one) is MIRRORED[relation(one, other)]


@given(STATEMENTS, STATEMENTS)
def test_values_of_one_sentence_and_texts_never_conflict(
    one: DatedValue, other: DatedValue
) -> None:
    if one.quote == other.quote or one.quantity is None or other.quantity is None:
        assert relation(one, other) is not Relation.CONFLICTING
