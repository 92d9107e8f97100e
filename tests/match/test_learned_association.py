"""The learned association: integers only, and the same for every order of the attributes."""

import os

from hypothesis import given
from hypothesis import strategies as st

from xzfacts.match.learned_association import FILE, SCALE, associate

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
        found = associate(question, NAMES, [0] * len(NAMES))
        assert found is not None
        assert NAMES[found.number] == wanted


def test_another_question_is_refused() -> None:
    found = associate("#的海拔是多少", ["国籍", "作者"], [0, 0])
    assert found is not None
    assert found.log_odds < 0


@given(st.text(max_size=300), st.permutations(NAMES))
def test_order_does_not_matter(question: str, names: list[str]) -> None:
    one = associate(question, names, [0] * len(names))
    other = associate(question, NAMES, [0] * len(NAMES))
    assert one is not None
    assert other is not None
    assert one.gap == other.gap
    assert one.log_odds == other.log_odds or one.margin == other.margin == 0
    assert 0 <= one.overlap <= SCALE


@given(st.text(max_size=40))
def test_nothing_is_associated_with_no_attribute(question: str) -> None:
    assert associate(question, [], []) is None
