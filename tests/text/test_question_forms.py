"""Canonical forms of questions."""

import pytest
from hypothesis import given, strategies as st

from xzfacts.text.question_forms import canonical_form, tokenize


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("哪年成立的", "什么时候成立的"),
        ("一年能产几吨", "一年产多少吨"),
        ("有多少名学生", "有几个学生"),
        ("得过哪些奖", "得什么奖"),
        ("签在哪家公司", "签在哪个公司"),
        ("属于哪一类", "属于哪种"),
        ("怎样繁殖", "如何繁殖"),
        ("长在什么地方", "长在哪儿"),
        ("投资多少万", "投资多少钱"),
        ("投资多少亿呢", "投资多少万元呢"),
        ("一年产多少万台", "一年产多少台"),
        ("住了多少万人", "住了多少人"),
        ("有几个家庭", "有多少家庭"),
        ("门票是多少", "门票多少"),
    ],
)
def test_equivalent_questions_have_one_canonical_form(one: str, other: str) -> None:
    assert canonical_form(tokenize(one)) == canonical_form(tokenize(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("会什么", "什么"),  # the first and the last word are kept
        ("多少户", "多少个"),
        ("多少座位", "多少位"),
        ("多少门票", "多少票"),
        ("多少家人", "多少人"),
        ("得多少名次", "得多少次"),
        ("第几名", "多少名"),
        ("几点开门", "多少开门"),
        ("是哪种桥", "是哪座桥"),
        ("打什么位置", "打哪里"),
        ("是几号线", "是哪天线"),
        ("为了什么", "为什么"),
        ("哪国人", "哪里人"),
        ("属是什么", "属什么"),  # as in 归属是什么
    ],
)
def test_different_questions_have_different_canonical_forms(one: str, other: str) -> None:
    assert canonical_form(tokenize(one)) != canonical_form(tokenize(other))


@given(st.text("哪里年什么时候多少个名几点了能会是谁人第 \0a", max_size=12))
def test_tokens_cover_the_text_and_canonical_words_do_not_change(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(text[p.start : p.end] for p in tokens) == text
    assert all(tokenize(p.canonical)[0].canonical == p.canonical for p in tokens)
