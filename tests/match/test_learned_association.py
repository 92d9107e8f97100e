"""The learned association: integers only, and the same for every order of the attributes."""

import os

from hypothesis import given, strategies as st

from xzfacts.match.learned_association import FILE, SCALE, associations

NAMES = ["国籍", "出生日期", "出版社", "面积", "所属地区", "作者"]


def test_the_file_is_small() -> None:
    assert os.path.getsize(FILE) <= 1_000_000


def test_words_that_name_no_attribute_find_it() -> None:
    for question, wanted in (
        ("#是哪国人", "国籍"),
        ("#是谁写的", "作者"),
        ("#有多大", "面积"),
        ("#哪天生的", "出生日期"),
    ):
        found = associations(question, NAMES)
        assert [name for name, each in zip(NAMES, found, strict=True) if each.margin > 0] == [
            wanted
        ]


def test_the_gap_of_attributes_of_another_question_is_negative() -> None:
    assert all(found.gap < 0 for found in associations("#的海拔是多少", ["国籍", "作者"]))


@given(st.text(max_size=300), st.permutations(NAMES))
def test_order_does_not_matter(question: str, names: list[str]) -> None:
    one = dict(zip(names, associations(question, names), strict=True))
    other = dict(zip(NAMES, associations(question, NAMES), strict=True))
    assert one == other
    assert all(0 <= found.overlap <= SCALE for found in one.values())


@given(st.text(max_size=40))
def test_nothing_is_associated_with_no_attribute(question: str) -> None:
    assert associations(question, []) == []
