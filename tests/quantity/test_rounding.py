"""Rounded numbers: an amount in fewer digits or in another unit."""

import pytest

from xzfacts.quantity.compare import contradict
from xzfacts.quantity.parser import parse_quantity
from xzfacts.quantity.rounding import may_round, supports

ROUNDED = [
    ("1.2万人", "11761人"),
    ("9.73公顷", "146亩"),
    ("9.7公顷", "146亩"),
    ("4.8公里", "4820米"),
    ("54%", "54.2%"),
    ("159亿元", "158.7亿元"),
    ("160亿元", "158.7亿元"),
    ("900亩", "逾900亩"),
    ("60公顷", "逾900亩"),
    ("5万吨", "近5万吨"),
    ("4万株", "不足4万株"),
    ("三点五米", "3.46米"),
    ("四点八公里", "4820米"),
    ("１．２萬人", "11761人"),
    ("百分之五十四点二", "54.23%"),
    ("百分之五十四", "54.2%"),
]
APART = [
    ("2400人", "2360人"),
    ("9.9公顷", "146亩"),
    ("158亿元", "158.7亿元"),
    ("1亿立方米", "1.26亿立方米"),
    ("55%", "54.2%"),
    ("5千米", "4820米"),
    ("800万元", "700余万元"),
    ("899亩", "逾900亩"),
    ("6300万元", "超6500万元"),
    ("88人", "88元"),
    ("1938年", "1938年5月"),
    ("3.5米", "3.8米"),
    ("三点五米", "3.8米"),
    ("３．５米", "3.8米"),
    ("三點五米", "3.8米"),
    ("百分之五十四", "54.9%"),
]


@pytest.mark.parametrize(("one", "other"), ROUNDED)
def test_numbers_equal_up_to_rounding(one: str, other: str) -> None:
    read = [parse_quantity(one), parse_quantity(other)]
    assert read[0] is not None
    assert read[1] is not None
    assert may_round(read[0], read[1])
    assert may_round(read[1], read[0])


@pytest.mark.parametrize(("one", "other"), APART)
def test_numbers_that_differ_by_more_than_rounding(one: str, other: str) -> None:
    read = [parse_quantity(one), parse_quantity(other)]
    assert read[0] is not None
    assert read[1] is not None
    assert not may_round(read[0], read[1])
    assert not may_round(read[1], read[0])


@pytest.mark.parametrize(
    ("known", "stated", "supported"),
    [
        ("3500元/月以上", "3500元/月以上", True),
        ("3500元/月以上", "3000元/月以上", False),
        ("3500元/月以上", "-3500元/月以上", False),
        ("3500元/月", "-3500元/月以上", False),
        ("-5℃以下", "-5℃以下", True),
        ("-5℃以下", "5℃以下", False),
        ("-5℃", "5℃以下", False),
        ("5℃", "6℃以下", True),
        ("-5℃", "-6℃以上", True),
    ],
)
def test_an_open_range_supports_none_of_the_other_sign(
    known: str, stated: str, *, supported: bool
) -> None:
    one, other = parse_quantity(known), parse_quantity(stated)
    assert one is not None
    assert other is not None
    assert supports(one, other) is supported


@pytest.mark.parametrize(
    ("known", "stated"),
    [
        ("20元", "20元起"),
        ("20元", "30元起"),
        ("20元", "15元起"),
        ("20元", "20元以上"),
        ("20元", "不低于20元"),
        ("20元", "至少20元"),
        ("20元", "最多20元"),
        ("20元", "20元以下"),
        ("20元", "20元以内"),
        ("20元", "上限20元"),
        ("20元", "下限20元"),
        ("20元", "上限25元"),
        ("2000米", "2公里以上"),
        ("20元起", "20元"),
        ("20元起", "25元"),
        ("不少于1500亩", "1500亩"),
        ("不少于1500亩", "1500亩以下"),
        ("不少于1500亩", "不少于1200亩"),
        ("不超过6%", "不超过8%"),
        ("超过417万人", "超过527万人"),
        ("2016年", "11月17日"),
    ],
)
def test_an_amount_supports_no_other_bound(known: str, stated: str) -> None:
    one, other = parse_quantity(known), parse_quantity(stated)
    assert one is not None
    assert other is not None
    assert not supports(one, other)


@pytest.mark.parametrize(
    ("known", "stated"),
    [
        ("20元起", "20元起步"),
        ("20元以上", "不低于20元"),
        ("2公里以上", "不少于2000米"),
        ("上限20人", "上限20人"),
        ("450人", "100人以上"),
        ("4人", "5人以下"),
        ("突破10亿元", "超过9.5亿元"),
    ],
)
def test_an_amount_supports_an_equal_bound_and_a_looser_one_of_a_number(
    known: str, stated: str
) -> None:
    one, other = parse_quantity(known), parse_quantity(stated)
    assert one is not None
    assert other is not None
    assert supports(one, other)


@pytest.mark.parametrize(
    ("one", "other", "contradicting"),
    [
        ("1500亩以上", "1500亩以下", True),
        ("1500亩以上", "1600亩以下", False),
        ("上限20人", "上限30人", True),
        ("上限20人", "下限20人", True),
        ("上限20人", "20人以下", False),
        ("20元起", "20元", False),
        ("20元起", "15元", True),
    ],
)
def test_limits_contradict_each_other(one: str, other: str, *, contradicting: bool) -> None:
    first, second = parse_quantity(one), parse_quantity(other)
    assert first is not None
    assert second is not None
    assert contradict(first, second) is contradicting
    assert contradict(second, first) is contradicting


@pytest.mark.parametrize(
    ("known", "stated", "supported"),
    [
        ("60多名", "63多名", False),
        ("约300人", "约303人", False),
        ("3200余名", "3200余名", True),
        ("逾9亿元", "逾2亿元", False),
        ("逾9亿元", "逾8亿元", True),
        ("约303人", "约300人", True),
        ("逾900亩", "逾900公顷", False),
        ("逾900亩", "逾60公顷", True),
    ],
)
def test_a_vague_number_supports_none_that_is_more_exact(
    known: str, stated: str, supported: bool
) -> None:
    one, other = parse_quantity(known), parse_quantity(stated)
    assert one
    assert other
    assert supports(one, other) is supported
