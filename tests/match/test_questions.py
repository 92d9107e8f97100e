"""Questions for subjects, superlatives, comparisons, and what is close to a query."""

from pathlib import Path

import pytest

from xzfacts.app import Facts, open_store
from xzfacts.match.subject_questions import SubjectQuestion, parse_subject_question

STORE = """
schema = 1
name = "questions"

[[attributes]]
name = "捐赠帐篷数量"
aliases = ["帐篷"]

[[attributes]]
name = "获赠帐篷数量"
aliases = ["帐篷"]
"""
SOURCE = """
[source]
id = "market"
title = "云岭集市"

[[sentences]]
quote = "青禾布业主要生产床单,有员工120人,去年向云岭县捐赠帐篷60顶。"
facts = [
  { subject = "青禾布业", attribute = "主营业务", value = "床单" },
  { subject = "青禾布业", attribute = "员工人数", value = "120人" },
  { subject = "青禾布业", attribute = "捐赠帐篷数量", value = "60顶" },
  { subject = "云岭县", attribute = "获赠帐篷数量", value = "60顶" },
]

[[sentences]]
quote = "红石纸业有员工45人,在萤火巷旁建了新厂房和长棚。"
facts = [{ subject = "红石纸业", attribute = "员工人数", value = "45人" }]

[[sentences]]
quote = "云岭县下辖的镇有9个,红石纸业在这里备有口罩90只。"
facts = [
  { subject = "云岭县", attribute = "下辖镇", value = "9个" },
  { subject = "红石纸业", attribute = "口罩储备", value = "90只" },
]

[[sentences]]
quote = "云岭集市在白石市开张,当天有30人受伤,年加工草绳1.4万。"
facts = [
  { subject = "云岭集市", attribute = "所在城市", value = "白石市" },
  { subject = "云岭集市", attribute = "受伤人数", value = "30人" },
  { subject = "云岭集市", attribute = "年加工草绳数量", value = "1.4万" },
]
"""


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    (tmp_path / "store.toml").write_text(STORE, encoding="utf-8")
    (tmp_path / "market.toml").write_text(SOURCE, encoding="utf-8")
    return open_store(str(tmp_path))


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("谁捐了帐篷", ["青禾布业"]),
        ("帐篷是谁捐的", ["青禾布业"]),
        ("哪家企业生产床单", ["青禾布业"]),
        ("做床单的公司", ["青禾布业"]),
        ("哪家企业人最多", ["青禾布业", "红石纸业"]),
        ("员工人数最少的企业", ["红石纸业", "青禾布业"]),
        ("青禾布业和红石纸业哪个人多", ["青禾布业", "红石纸业"]),
    ],
)
def test_a_subject_answers(facts: Facts, query: str, subjects: list[str]) -> None:
    results = facts.ask(query, limit=5).results
    assert [result.fact.subject for result in results] == subjects
    assert {result.answers for result in results} == {"subject"}


@pytest.mark.parametrize(
    "query",
    [
        "青禾布业有多少员工",
        "青禾布业 员工人数",
        "谁知道青禾布业的员工人数",
        "青禾布业有多少号人",
        "青禾布业有几号员工",
    ],
)
def test_a_value_answers(facts: Facts, query: str) -> None:
    first = facts.ask(query, limit=5).results[0]
    assert (first.fact.value, first.answers, first.kind) == ("120人", "value", "fact")


def test_nobody_answers_for_what_nobody_has(facts: Facts) -> None:
    assert not facts.ask("谁捐了雨衣", limit=5).results
    assert not facts.ask("哪家企业利润最高", limit=5).results


@pytest.mark.parametrize(
    "query",
    [
        "云岭集市有多少所学校",
        "云岭集市有多少名司机",
        "云岭集市有几位司机",
        "红石纸业有多少栋楼房",
        "云岭县管着几个村",
        "云岭集市的展览名称是什么",  # the end sounds like 城市
    ],
)
def test_nothing_else_is_counted_or_named(facts: Facts, query: str) -> None:
    assert not facts.ask(query, limit=5).results


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("云岭集市有多少人受伤", "30人"),
        ("云岭集市加工了多少草绳", "1.4万"),
        ("云岭县管着几个镇", "9个"),
        ("红石纸业备了多少口罩", "90只"),
    ],
)
def test_the_counted_noun_is_found(facts: Facts, query: str, value: str) -> None:
    assert facts.ask(query, limit=5).results[0].fact.value == value


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("青禾布业 100人", ["120人"]),
        ("青禾布业有员工100人", ["120人"]),
        ("帐篷80顶", ["60顶", "60顶"]),
    ],
)
def test_another_amount_than_claimed_is_marked(facts: Facts, query: str, values: list[str]) -> None:
    results = facts.ask(query, limit=5).results
    assert [result.fact.value for result in results] == values
    assert {result.match.value for result in results} == {"differs"}


@pytest.mark.parametrize("query", ["青禾布业 残疾人 100人", "青禾布业 3亿元", "青禾布业 90000人"])
def test_an_amount_of_something_else_is_no_claim(facts: Facts, query: str) -> None:
    assert not facts.ask(query, limit=5).results


@pytest.mark.parametrize("query", ["青禾布业 120人", "青禾布业 员工 120人"])
def test_a_right_amount_is_no_other_one(facts: Facts, query: str) -> None:
    first = facts.ask(query, limit=5).results[0]
    assert (first.fact.value, first.match.value) == ("120人", "exact")


def test_an_amount_of_money_is_asked_for(facts: Facts) -> None:
    assert not facts.ask("青禾布业的员工挣多少钱", limit=5).results


def test_words_of_a_sentence_find_the_sentence(facts: Facts) -> None:
    (found,) = facts.ask("萤火巷", limit=5).results
    assert found.kind == "sentence"
    assert "萤火巷" in found.fact.sentence.quote
    assert not found.fact.value


def test_words_of_a_sentence_outrank_a_similar_sound(facts: Facts) -> None:
    (found,) = facts.ask("长棚", limit=5).results  # sounds like 帐篷
    assert found.kind == "sentence"
    assert "长棚" in found.fact.sentence.quote


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("谁捐了雨伞", SubjectQuestion("捐", "雨伞")),
        ("雨伞是谁送的", SubjectQuestion("送", "雨伞")),
        ("哪些企业采用错峰工作", SubjectQuestion("采", "错峰工作", companies=True)),
        ("产值最高的公司", SubjectQuestion("", "产值", 1, companies=True)),
        ("哪个村面积最小", SubjectQuestion("", "面积", -1)),
        ("晨南服饰人数", None),
        ("最高工资", None),
    ],
)
def test_what_asks_for_a_subject(text: str, parsed: SubjectQuestion | None) -> None:
    assert parse_subject_question(text) == parsed
