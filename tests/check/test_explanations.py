"""Why a statement is refuted: by how much, and by which typing error."""

import pytest

from xzfacts.check.typo_explanations import difference, likely_typo
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.parser import parse_quantity


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
        ("100人", "88人", "12人 (14%) too many"),
        ("80人", "88人", "8人 (9.1%) too few"),
        ("900万元", "700余万元", "100万元 (12%) too many"),
        ("2008年", "2018年", "10 years too early"),
        ("2019年", "2018年", "1 year too late"),
        ("第三届", "第一届", ""),
    ],
)
def test_the_difference_is_said(stated: str, known: str, said: str) -> None:
    assert difference(_read(stated), _read(known)) == said
