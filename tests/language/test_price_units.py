"""One of something in front of a price is the unit of the price; a larger number is an amount."""

import pytest

from xzfacts.language.price_units import is_unit_of_price
from xzfacts.language.sentence import read


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("西瓜一斤1.8元。", ["一斤"]),
        ("门票一张120元，儿童票一张60元。", ["一张", "一张"]),
        ("采购设备一百台，共300万元。", []),
        ("采购设备一千台，300万元。", []),
        ("采购设备一万台，投入3亿元。", []),
        ("采购设备120台，共300万元。", []),
    ],
)
def test_only_one_of_something_is_the_unit_of_a_price(text: str, units: list[str]) -> None:
    amounts = tuple(read(text).amounts())
    found = [each.quantity.text for each in amounts if is_unit_of_price(each, amounts)]
    assert found == units
