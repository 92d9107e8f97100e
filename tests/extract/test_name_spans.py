"""Stretches of words that may name something."""

import pytest

from xzfacts.extract.article.article import Quote
from xzfacts.extract.entity.name_spans import Span, chosen, name_spans
from xzfacts.extract.fact.tokens import scan


def said(text: str) -> set[str]:
    """The names and phrases of a sentence."""
    line = scan(Quote(text, 1, "body", 0))
    return {line.text[s.start : s.end] for one in name_spans([line], "") for s in one.spans}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("一辆核载47人的大客车实载39人", "大客车"),
        ("种养大户涂德贵流转120亩", "涂德贵"),
        ("全县医共体开设床位300张", "医共体"),
        ("德贵种养专业合作社有社员86户", "德贵种养专业合作社"),
        ("平台“山鲜到”锁定货源200吨", "山鲜到"),
        ("果农今年增收2600元", "果农"),
        ("另一股东岚浦城投持股30%", "岚浦城投"),
        ("东道主云浦小学以8金列第二", "云浦小学"),
        ("供气方泽榆燃气公司调派抢修员52名", "泽榆燃气公司"),
        ("基金经理樊未宁在管产品4只", "樊未宁"),
    ],
)
def test_a_name_ends_before_verbs_and_begins_behind_what_describes_it(
    text: str, phrase: str
) -> None:
    assert phrase in said(text)


@pytest.mark.parametrize("text", ["", "2024年，共86户。", "\ud800、\x00"])
def test_no_phrase_without_a_noun(text: str) -> None:
    assert not said(text)


def test_a_stretch_is_left_out_beside_a_much_likelier_one() -> None:
    sure, near, far, apart = Span(0, 4, 150), Span(0, 2, 0), Span(2, 4, -300), Span(5, 7, -300)
    assert chosen([far, near, apart, sure]) == (near, sure, apart)


def test_marks_are_within_no_name() -> None:
    assert not any("，" in one for one in said("云浦小学，泽榆公司，樊未宁" * 3))
