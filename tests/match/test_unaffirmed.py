"""Rumours, denials and conditions never answer like facts."""

import pytest

from xzfacts.app import Facts, open_store

SOURCE = """
[source]
id = "station"
title = "桐口站"
published = 2024-05-01

[[sentences]]
quote = "网传桐口站停运9天，铁路部门称此为谣言。"
facts = [{ subject = "桐口站", attribute = "停运天数", value = "9天", mode = "denied" }]

[[sentences]]
quote = "网传桐口站职工有90人。"
facts = [{ subject = "桐口站", attribute = "职工人数", value = "90人", mode = "rumoured" }]

[[sentences]]
quote = "桐口站现有职工60人。"
facts = [{ subject = "桐口站", attribute = "职工人数", value = "60人" }]

[[sentences]]
quote = "桐口站计划新增站台4座。"
facts = [{ subject = "桐口站", attribute = "新增站台数", value = "4座", mode = "planned" }]

[[sentences]]
quote = "如果扩建，桐口站候车室可容纳800人。"
facts = [{ subject = "桐口站", attribute = "候车室容量", value = "800人", mode = "hypothetical" }]

[[sentences]]
quote = "网传桐口站站长是罗一平。"
facts = [{ subject = "桐口站", attribute = "站长", value = "罗一平", mode = "rumoured" }]

[[sentences]]
quote = "岚山站职工有70人。"
facts = [{ subject = "岚山站", attribute = "职工人数", value = "70人" }]
"""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    root = tmp_path_factory.mktemp("store")
    (root / "store.toml").write_text('schema = 1\nname = "modes"\n', encoding="utf-8")
    (root / "station.toml").write_text(SOURCE, encoding="utf-8")
    return open_store(str(root))


def values(facts: Facts, query: str, limit: int = 10) -> list[str]:
    return [result.fact.value for result in facts.ask(query, limit=limit).results]


@pytest.mark.parametrize("query", ["桐口站 职工人数", "桐口站有多少职工"])
def test_an_affirmed_fact_comes_first(facts: Facts, query: str) -> None:
    assert values(facts, query) == ["60人", "90人"]
    assert values(facts, query, limit=1) == ["60人"]


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("桐口站 停运天数", "9天"),
        ("桐口站停运多少天", "9天"),
        ("桐口站候车室容量", "800人"),
        ("桐口站站长是谁", "罗一平"),
        ("桐口站停运 8天", "9天"),
    ],
)
def test_what_is_not_affirmed_is_only_near(facts: Facts, query: str, value: str) -> None:
    answer = facts.ask(query)
    assert not answer.results
    assert answer.near[0].fact.value == value


def test_the_reason_is_told(facts: Facts) -> None:
    assert facts.ask("桐口站 停运天数").near[0].why_near == "not_affirmed"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("网传桐口站停运几天", ["9天"]),
        ("桐口站停运天数 谣言", ["9天"]),
        ("网传桐口站有多少职工", ["90人"]),
        ("传言说桐口站站长是谁", ["罗一平"]),
        ("桐口站有哪些谣言", ["9天", "90人", "800人", "罗一平"]),
        ("罗一平", ["罗一平"]),
        ("桐口站 90人", ["90人"]),
        ("网传岚山站有多少职工", ["70人"]),
    ],
)
def test_a_rumour_that_is_asked_for(facts: Facts, query: str, found: list[str]) -> None:
    assert values(facts, query) == found


def test_affirmed_facts_of_a_subject_are_listed_first(facts: Facts) -> None:
    assert values(facts, "桐口站") == ["60人", "4座", "9天", "90人", "800人", "罗一平"]


@pytest.mark.parametrize("query", ["哪个车站职工人数最多", "桐口站和岚山站哪个职工人数多"])
def test_rumours_are_not_compared(facts: Facts, query: str) -> None:
    assert "90人" not in values(facts, query)


def test_another_value_than_that_of_a_claim_is_affirmed(facts: Facts) -> None:
    assert values(facts, "桐口站职工 95人") == ["60人"]


def test_a_plan_answers(facts: Facts) -> None:
    assert values(facts, "桐口站 新增站台数") == ["4座"]
