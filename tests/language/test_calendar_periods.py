"""Periods of a year in words, and which dates what is known for them holds on."""

from tests.cases import for_each

from xzfacts.language.calendar_periods import holds_on, read_periods
from xzfacts.quantity.parser import parse_quantity


@for_each([
    ("前5个月进口增长", (101, 531)),
    ("头两个月", (101, 229)),
    ("上半年营收", (101, 630)),
    ("下半年", (701, 1231)),
    ("今年前十一个月", (101, 1130)),
    ("产前3个月", ()),
    ("为期5个月", ()),
])  # fmt: skip
def test_a_period_is_a_span_of_months(case: tuple[str, tuple[int, ...]]) -> None:
    text, days = case
    found = [each[2] for each in read_periods(text)]
    assert tuple(day for each in found for day in (each.low, each.high)) == days


@for_each([
    ("2023年1至6月", "1至6月", True),
    ("一季度", "1至6月", False),  # a part is another period …
    ("1至6月", "一季度", False),
    ("2023年", "1至6月", False),  # … and so is the whole
    ("2016年", "11月17日", False),
    ("11月17日", "11月", True),
    ("2016年11月17日", "11月17日", True),
    ("2016年11月", "2016年", True),
])  # fmt: skip
def test_what_holds_on_one_date_may_hold_on_another(case: tuple[str, str, bool]) -> None:
    known, stated = parse_quantity(case[0]), parse_quantity(case[1])
    assert known is not None
    assert stated is not None
    assert holds_on(known, stated) is case[2]
