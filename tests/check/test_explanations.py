"""Why a statement is refuted: by how much, and by which typing error."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from xzfacts.check.typo_explanations import difference, likely_typo
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.parser import parse_quantity

UNITS = ["克", "千克", "吨", "万吨", "亿吨"]


def _read(text: str) -> Quantity:
    found = parse_quantity(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("stated", "known", "slip"),
    [
        ("700亿元", "700万元", "亿 for 万, a factor of 10000"),
        ("75万元", "75亿元", "万 for 亿, a factor of 10000"),
        ("700元", "700万元", "a 万 too few, a factor of 10000"),
        ("700万元", "700元", "a 万 too many, a factor of 10000"),
        ("127台", "172台", "two digits swapped"),
        ("14条", "4条", "a digit too many"),
        ("4条", "14条", "a digit too few"),
        ("880人", "88人", "a digit too many"),
        ("2008年", "2018年", "one digit differs"),
        ("8240亩", "8240平方米", "the same number with another unit"),
        ("6000人", "60人", "off by a factor of 100"),
        ("100人", "88人", ""),
    ],
)
def test_a_likely_typo_has_a_name(stated: str, known: str, slip: str) -> None:
    assert likely_typo(_read(stated), _read(known)) == slip


@pytest.mark.parametrize(
    ("stated", "known", "said"),
    [
        ("100人", "88人", "12人 (14%) too high"),
        ("80人", "88人", "8人 (9.1%) too low"),
        ("900万元", "700余万元", "100万元 (12%) too high"),
        ("2008年", "2018年", "10 years too early"),
        ("2019年", "2018年", "1 year too late"),
        ("第三届", "第一届", ""),
        ("36小时", "24小时", "12小时 (50%) too high"),
        ("3年", "5年", "2年 (40%) too low"),
        ("3个月", "5个月", "2个月 (40%) too low"),
        ("600千瓦", "500千瓦", "100千瓦 (20%) too high"),
        ("2小时30分", "3小时", "0.5小时 (17%) too low"),
        ("9秒83", "9秒93", "0.1秒 (1%) too low"),
        ("100分钟", "3小时", "80分钟 (44%) too low"),
        ("500公斤", "0.8吨", "300公斤 (38%) too low"),
        ("30公里", "300米", "29.7公里 (9900%) too high"),
        ("4.5微克/立方米", "45微克/立方米", "40.5微克/立方米 (90%) too low"),
        ("1.29亿元", "12.9亿元", "11.61亿元 (90%) too low"),
        ("48.62元", "312亿元", "约312亿元 (100%) too low"),
        ("63,417,902.55元", "4,120,335.71元", "约5930万元 (1439%) too high"),
        ("999999999999999亿吨", "3克", "约1000000000000000亿吨 too high"),
        ("24.8%", "25%", "0.2 percentage points too low"),
        ("3成", "五成", "20 percentage points too low"),
        ("15个百分点", "5个百分点", "10个百分点 too high"),
        ("-10℃", "-5℃", "5℃ too low"),
        ("5℃", "-5℃", "with the opposite sign"),
        ("-3%", "2%", "with the opposite sign"),
    ],
)
def test_the_difference_is_said(stated: str, known: str, said: str) -> None:
    assert difference(_read(stated), _read(known)) == said


@given(st.decimals(0, 10**18, places=4), st.decimals(0, 10**18, places=4), st.sampled_from(UNITS))
def test_every_difference_can_be_said(one: Decimal, other: Decimal, unit: str) -> None:
    stated, known = _read(f"{one:f}{unit}"), _read(f"{other:f}克")
    said = difference(stated, known)
    assert bool(said) is (stated.low != known.low)
