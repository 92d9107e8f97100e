"""Units that questions ask for are read as the parser of amounts reads them."""

import pytest

from xzfacts.match.query_parser import read_query
from xzfacts.match.query_quantities import asked_unit
from xzfacts.quantity.parser import find_quantities

UNITS = (
    "人 户 家 名 位 口 座 所 个 台 套 辆 艘 架 件 只 头 次 人次 场 届 期 张 本 条 间 栋 层 级 点 "
    "分 角 块 成 折 度 米 公里 吨 公斤 斤 亩 公顷 平方米 元 美元 岁 天 小时 分钟 秒 周 倍 批 支"
).split()


@pytest.mark.parametrize(("word", "number"), [("几", "3"), ("多少", "300"), ("第几", "第3")])
def test_a_unit_is_that_of_an_amount(word: str, number: str) -> None:
    read = 0
    for unit in UNITS:
        query = read_query(f"全厂有{word}{unit}")[0]
        found = asked_unit(query, (1 << query.size) - 1)
        spans = find_quantities(number + unit)
        if found is not None and found.mask >> 3 + len(word) == (1 << len(unit)) - 1:
            read += 1
            assert found.quantity == spans[0].quantity
    assert read > 10


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("多少号人报名", "人"),
        ("有多少号运动员来", "人"),
        ("来了几号人", "人"),
        ("坐多少号线", "号"),
        ("拿下几块金牌", "枚"),
        ("花了几块钱", "元"),
        ("一晚多少块能住", "元"),
        ("有多少家企业", "家"),
        ("多少台机器", "台"),
        ("这几年有多少名学生", "人"),
    ],
)
def test_a_unit_is_read_as_people_say_it(text: str, unit: str) -> None:
    found = asked_unit(query := read_query(text)[0], (1 << query.size) - 1)
    assert found is not None
    assert found.quantity.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "是几号遭袭的",  # a day
        "涨了几个点",  # percentage points
        "新开工多少面积的房子",
        "卖掉多少成品油",
        "每天供出多少天然气",
        "卖了多少票房",
        "有多少群众",
        "这几条高速要花多少钱",
        "近几年投入多少",
    ],
)
def test_what_only_looks_like_a_unit_is_none(text: str) -> None:
    query = read_query(text)[0]
    assert asked_unit(query, (1 << query.size) - 1) is None
