"""Questions that the words of a sentence answer, whatever the subject of its fact is called."""

import pytest

from tests.check.claim_stores import opened

ANSWERED = [
    ("桐溪县转移了多少群众？", "约1.4万人"),
    ("桐溪县有多少人受伤？", "12人"),
    ("全市失业保险基金支出多少？", "11.2亿元"),
    ("稳岗补贴支出了多少钱？", "2.35亿元"),
    ("山海价值精选上周涨了多少？", "2.9%"),
    ("溪州地铁6号线有多长？", "24.8公里"),
    ("溪州地铁6号线有几座车站？", "19座"),
]
UNANSWERED = [
    "桐溪县有多少人遇难？",  # another measure
    "全市养老保险基金支出多少？",  # another fund
    "溪州地铁9号线有多长？",  # a number tells neighbours apart
    "桐溪县转移群众花了多少钱？",  # another kind of value
    "远望县转移了多少群众？",  # the sentence does not name what the question is about
    "桐溪县 受灾户数",  # nor what is measured
    "远望县 转移群众",
]
KEYWORDS = [
    ("桐溪县 转移群众", "约1.4万人"),
    ("全市失业保险基金 支出", "11.2亿元"),
]


@pytest.mark.parametrize(("question", "value"), ANSWERED)
def test_the_value_beside_the_words_answers(question: str, value: str) -> None:
    results = opened("newsroom").ask(question).results
    assert [result.fact.value for result in results][:1] == [value]


@pytest.mark.parametrize("question", UNANSWERED)
def test_no_other_value_answers(question: str) -> None:
    assert not opened("newsroom").ask(question).results


@pytest.mark.parametrize(("words", "value"), KEYWORDS)
def test_the_value_beside_key_words_answers(words: str, value: str) -> None:
    results = opened("newsroom").ask(words).results
    assert [result.fact.value for result in results][:1] == [value]


@pytest.mark.parametrize(
    "words", ["失业保险 全市", "桐溪县 群众", "上半年 稳岗补贴", "全市失业保险基金收入"]
)
def test_several_words_give_no_result_without_a_value(words: str) -> None:
    answer = opened("newsroom").ask(words)
    assert all(result.fact.value for result in answer.results)


def test_an_explanation_has_the_values_that_were_weighed() -> None:
    answer, explanation = opened("newsroom").explain("全市稳岗补贴支出多少钱？")
    weighed = {fact.value: fact for fact in explanation.facts if "lexical" in fact.features}
    assert {"2.35亿元", "11.2亿元"} <= set(weighed)
    assert weighed["2.35亿元"].dropped is None
    assert weighed["2.35亿元"].score == round(answer.results[0].score, 4)
    assert weighed["11.2亿元"].dropped == "outranked"
