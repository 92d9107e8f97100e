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
quote = "苇塘镇死亡病例3例。"
facts = [{ subject = "苇塘镇", attribute = "死亡病例数量", value = "3例" }]

[[sentences]]
quote = "石燕山雀以松毛虫为食,每窝产卵6枚,栖息于海拔900米以上的松林。"
facts = [
  { subject = "石燕山雀", attribute = "食性", value = "以松毛虫为食" },
  { subject = "石燕山雀", attribute = "产卵数", value = "6枚" },
  { subject = "石燕山雀", attribute = "栖息地", value = "海拔900米以上的松林" },
]

[[sentences]]
quote = "云屏峰门票85元,开放时间8:00-17:00,峰顶海拔1630米,山下的松溪豆腐脑要做3小时。"
facts = [
  { subject = "云屏峰", attribute = "门票价格", value = "85元" },
  { subject = "云屏峰", attribute = "开放时间", value = "8:00-17:00" },
  { subject = "云屏峰", attribute = "海拔", value = "1630米" },
  { subject = "松溪豆腐脑", attribute = "制作时间", value = "3小时" },
]

[[sentences]]
quote = "电影《苇塘往事》片长104分钟,由秦若川配乐,剧组有128人。"
facts = [
  { subject = "苇塘往事", attribute = "片长", value = "104分钟" },
  { subject = "苇塘往事", attribute = "配乐", value = "秦若川" },
  { subject = "苇塘往事", attribute = "剧组人数", value = "128人" },
]

[[sentences]]
quote = "专辑《苇塘原声带》曲目数量14。"
facts = [{ subject = "苇塘原声带", attribute = "曲目数量", value = "14" }]
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
    ("question", "value"),
    [
        ("看完《苇塘往事》要多久", "104分钟"),
        ("看完一遍苇塘往事要多久", "104分钟"),
        ("当年给《苇塘往事》配乐的是谁", "秦若川"),
        ("爬云屏峰要收多少门票钱", "85元"),
        ("带老人去云屏峰玩，进门收多少钱", "85元"),
        ("云屏峰早上几点开门", "8:00-17:00"),
        ("做一碗松溪豆腐脑得花多长时间", "3小时"),
        ("拍《苇塘往事》用了多少号人", "128人"),
        ("苇塘原声带里头一共有多少首曲子", "14"),  # counts what the attribute does not name
    ],
)
def test_what_is_done_with_the_subject_is_no_part_of_its_name(
    facts: Facts, question: str, value: str
) -> None:
    results = facts.ask(question).results
    assert [result.fact.value for result in results[:1]] == [value]


@pytest.mark.parametrize("question", ["东云屏峰有多高", "第二苇塘镇的交易额有多少"])
def test_another_name_that_ends_with_a_known_one_is_not_answered(
    facts: Facts, question: str
) -> None:
    assert not facts.ask(question).results


@pytest.mark.parametrize(
    "question",
    [
        "石燕山雀是谁发现的",
        "石燕山雀能活多久",
        "苇塘镇的镇长是谁",
        "苇塘镇有多少人",
    ],
)
def test_what_the_store_lacks_is_not_answered(facts: Facts, question: str) -> None:
    assert not facts.ask(question).results
