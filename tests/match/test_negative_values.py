"""A query with a negative value finds the fact with that value, never its positive twin."""

from pathlib import Path

import pytest

from xzfacts.app import Facts, open_store

STORE = """
schema = 1
name = "signs"
"""
SOURCE = """
[source]
id = "weather"
title = "江渚晚报"

[[sentences]]
quote = "松陂站最低气温零下5℃。"
facts = [{ subject = "松陂站", attribute = "最低气温", value = "零下5℃" }]

[[sentences]]
quote = "松陂站最高气温5℃。"
facts = [{ subject = "松陂站", attribute = "最高气温", value = "5℃" }]

[[sentences]]
quote = "澄湾船厂利润同比增速-4.2%。"
facts = [{ subject = "澄湾船厂", attribute = "利润同比增速", value = "-4.2%" }]

[[sentences]]
quote = "澄湾船厂产值同比增速4.2%。"
facts = [{ subject = "澄湾船厂", attribute = "产值同比增速", value = "4.2%" }]

[[sentences]]
quote = "澄湾船厂出口同比增速6.8%。"
facts = [{ subject = "澄湾船厂", attribute = "出口同比增速", value = "6.8%" }]
"""
MINUS = ("-", "−", "﹣", "－", "负")


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    (tmp_path / "store.toml").write_text(STORE, encoding="utf-8")
    (tmp_path / "weather.toml").write_text(SOURCE, encoding="utf-8")
    return open_store(str(tmp_path))


def _values(facts: Facts, query: str) -> list[str]:
    return [result.fact.value for result in facts.ask(query, limit=5).results]


@pytest.mark.parametrize("lead", ["", "松陂站 ", "松陂站"])
@pytest.mark.parametrize("sign", [*MINUS, "零下"])
def test_a_temperature_below_zero(facts: Facts, lead: str, sign: str) -> None:
    assert _values(facts, f"{lead}{sign}5℃") == ["零下5℃"]


@pytest.mark.parametrize("lead", ["", "澄湾船厂 ", "澄湾船厂"])
@pytest.mark.parametrize("sign", MINUS)
def test_a_negative_share(facts: Facts, lead: str, sign: str) -> None:
    assert _values(facts, f"{lead}{sign}4.2%") == ["-4.2%"]


@pytest.mark.parametrize(
    ("query", "value"),
    [("5℃", "5℃"), ("松陂站 5℃", "5℃"), ("4.2%", "4.2%"), ("澄湾船厂4.2%", "4.2%")],
)
def test_a_positive_value(facts: Facts, query: str, value: str) -> None:
    assert _values(facts, query) == [value]


@pytest.mark.parametrize("query", ["-6.8%", "澄湾船厂 -6.8%", "澄湾船厂-6.8%", "零下6℃", "-6℃"])
def test_the_positive_twin_of_an_unknown_value(facts: Facts, query: str) -> None:
    assert _values(facts, query) == []


@pytest.mark.parametrize("query", ["澄湾船厂-利润同比增速", "澄湾船厂 - 利润同比增速"])
def test_a_dash_between_words_is_no_sign(facts: Facts, query: str) -> None:
    assert _values(facts, query)[:1] == ["-4.2%"]
