"""Noun phrases that may name a holder."""

import pytest

from xzfacts.extract.article.article import Quote
from xzfacts.extract.entity.nominals import phrases, words_of
from xzfacts.extract.fact.tokens import scan


def said(text: str) -> set[str]:
    """The phrases of a sentence."""
    line = scan(Quote(text, 1, "body", 0))
    return {line.text[p.start : p.end] for p in phrases(line, words_of(line, ()))}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("一辆核载47人的大客车实载39人", "大客车"),
        ("种养大户涂德贵流转120亩", "涂德贵"),
        ("全县医共体开设床位300张", "医共体"),
        ("水文站水位30米", "水文站"),
        ("德贵种养专业合作社有社员86户", "德贵种养专业合作社"),
        ("平台“山鲜到”锁定货源200吨", "山鲜到"),
        ("果农今年增收2600元", "果农"),
    ],
)
def test_phrases_end_before_verbs_measures_and_amounts(text: str, phrase: str) -> None:
    assert phrase in said(text)


@pytest.mark.parametrize("text", ["", "2024年，共86户。", "已累计增加30%", "\ud800、\x00"])
def test_no_phrase_without_a_noun(text: str) -> None:
    assert not said(text)
