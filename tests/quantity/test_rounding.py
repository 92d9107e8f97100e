"""Rounded numbers: an amount in fewer digits or in another unit."""

import pytest

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
        ("3500元/月以上", "3000元/月以上", True),
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
