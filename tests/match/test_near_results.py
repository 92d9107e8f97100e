"""What is close to a query that nothing answers."""

from pathlib import Path

import pytest

from xzfacts.app import Facts, open_store

SOURCE = """
[source]
id = "harbour"
title = "青石港换新船"
published = 2022-04-08

[[sentences]]
quote = "青石轮渡现有渡船14条,船员96人。"
facts = [
  { subject = "青石轮渡", attribute = "渡船数", value = "14条" },
  { subject = "青石轮渡", attribute = "船员人数", value = "96人" },
]

[[sentences]]
quote = "青石轮渡的码头代码为qsld。"
facts = [{ subject = "青石轮渡", attribute = "码头代码", value = "qsld" }]
"""


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    (tmp_path / "store.toml").write_text('schema = 1\nname = "near"\n', encoding="utf-8")
    (tmp_path / "harbour.toml").write_text(SOURCE, encoding="utf-8")
    return open_store(str(tmp_path))


def test_a_fact_published_later_is_near(facts: Facts) -> None:
    answer = facts.ask("青石轮渡 船员人数", limit=5, as_of="2022-03-31")
    assert not answer.results
    first = answer.near[0]
    assert (first.fact.value, first.why_near) == ("96人", "other_period")


def test_another_measure_is_near_an_amount(facts: Facts) -> None:
    answer = facts.ask("青石轮渡 乘客 90人", limit=5)
    assert not answer.results
    assert (answer.near[0].fact.value, answer.near[0].why_near) == ("96人", "other_value")


@pytest.mark.parametrize("query", ["青石轮渡 新船", "换新船 青石轮渡有哪些线路"])
def test_what_is_near_answers_nothing(facts: Facts, query: str) -> None:
    assert not facts.ask(query, limit=5).results


def test_a_code_of_letters_answers_how_much(facts: Facts) -> None:
    assert facts.ask("青石轮渡的代码是多少", limit=5).results[0].fact.value == "qsld"
