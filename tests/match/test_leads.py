"""What a query begins with has to be what the article of the answer is about."""

from pathlib import Path

import pytest

from xzfacts.app import Facts, open_store

ARTICLE = """
[source]
id = "court"
title = "庭审"
published = 2024-05-01

[[subjects]]
name = "贺明川"
aliases = ["贺明川师傅"]

[[sentences]]
quote = "法院判决贺明川赔偿物质损失21万元，并公开道歉。"
facts = [{ subject = "贺明川", attribute = "物质损失", value = "21万元" }]

[[sentences]]
quote = "云塘镇去年种植脆枣3200亩，全镇有枣农1450户，今年预计采摘鲜果460吨。"
facts = [
  { subject = "云塘镇", attribute = "脆枣种植面积", value = "3200亩" },
  { subject = "云塘镇", attribute = "枣农户数", value = "1450户" },
]

[[sentences]]
quote = "沿途的锐行X5混动版百公里油耗只有4.2升，比同级的车低得多。"
facts = [{ subject = "锐行X5", attribute = "百公里油耗", value = "4.2升" }]

[[sentences]]
quote = "手机市场一季度售出新机268万台，其中国产品牌占八成以上。"
facts = [{ subject = "行业", attribute = "销量", value = "268万台" }]

[[sentences]]
quote = "2023年，全镇鲜枣电商销售额达到5600万元，2022年只有3900万元出头。"
facts = [
  { subject = "全镇", attribute = "销售额", value = "5600万元" },
  { subject = "全镇", attribute = "此前销售额", value = "3900万元" },
]
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    root: Path = tmp_path_factory.mktemp("leads")
    (root / "store.toml").write_text('schema = 1\nname = "leads"\n', encoding="utf-8")
    (root / "a.toml").write_text(ARTICLE, encoding="utf-8")
    return open_store(str(root))


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("贺明川案 赔偿多少？", "21万元"),
        ("云塘镇 脆枣 种植面积", "3200亩"),
        ("云塘镇有多少户枣农？", "1450户"),
        ("手机市场一季度卖了多少台新机？", "268万台"),
        ("锐行X5 百公里 油耗", "4.2升"),
    ],
)
def test_it_answers(store: Facts, query: str, value: str) -> None:
    assert [result.fact.value for result in store.ask(query).results][:1] == [value]


@pytest.mark.parametrize(
    "query",
    [
        "贺明山 赔偿 物质损失",
        "云沙镇有多少户枣农？",
        "云沙镇 脆枣 种植面积",
        "锐行X6 百公里 油耗",
        "2021年全镇鲜枣电商销售额是多少？",
    ],
)
def test_a_neighbour_does_not(store: Facts, query: str) -> None:
    assert not store.ask(query).results
