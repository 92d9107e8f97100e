"""Whole questions in other words than the names of the attributes of their subject."""

from pathlib import Path

import pytest

from xzfacts.app import Facts, open_store

STORE = 'schema = 1\nname = "reworded"\n'
SOURCE = """
[source]
id = "talks"
title = "苇塘镇见闻"

[[sentences]]
quote = "苇塘镇获赠水泵12台、雨靴300双、苗木5000株,总价值26万元,线上交易额880万元,交易额6400万元。"
facts = [
  { subject = "苇塘镇", attribute = "获赠物资", value = "水泵12台、雨靴300双、苗木5000株" },
  { subject = "苇塘镇", attribute = "获赠总价值", value = "26万元" },
  { subject = "苇塘镇", attribute = "线上交易额", value = "880万元" },
  { subject = "苇塘镇", attribute = "交易额", value = "6400万元" },
]

[[sentences]]
quote = "石燕山雀以松毛虫为食,每窝产卵6枚,栖息于海拔900米以上的松林。"
facts = [
  { subject = "石燕山雀", attribute = "食性", value = "以松毛虫为食" },
  { subject = "石燕山雀", attribute = "产卵数", value = "6枚" },
  { subject = "石燕山雀", attribute = "栖息地", value = "海拔900米以上的松林" },
]
"""


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    (tmp_path / "store.toml").write_text(STORE, encoding="utf-8")
    (tmp_path / "talks.toml").write_text(SOURCE, encoding="utf-8")
    return open_store(str(tmp_path))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("捐给苇塘镇的物资值多少钱", "26万元"),  # not what was given
        ("苇塘镇线上交易额是多少", "880万元"),  # not the name that it contains
        ("苇塘镇的交易额有多少", "6400万元"),
        ("石燕山雀平时吃什么", "以松毛虫为食"),
        ("石燕山雀一般住在哪里", "海拔900米以上的松林"),
    ],
)
def test_a_question_in_other_words_is_answered(facts: Facts, question: str, value: str) -> None:
    results = facts.ask(question).results
    assert results, question
    assert results[0].fact.value == value


@pytest.mark.parametrize(
    "question", ["石燕山雀是谁发现的", "石燕山雀能活多久", "苇塘镇的镇长是谁", "苇塘镇有多少人"]
)
def test_what_the_store_lacks_is_not_answered(facts: Facts, question: str) -> None:
    assert not facts.ask(question).results
