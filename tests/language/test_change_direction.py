"""Growth and decline in front of an amount, and whether it starts or ends the change."""

from tests.cases import for_each

from xzfacts.language.change_direction import change_before, end_of_change


@for_each([
    ("销量同比下降", -1),
    ("比上年同期多", 1),
    ("较去年少了", -1),
    ("平均气温比常年偏高", 1),
    ("人数最多", 0),
])  # fmt: skip
def test_a_word_in_front_of_an_amount_gives_its_sign(case: tuple[str, int]) -> None:
    change = change_before(case[0])
    assert (change.sign if change else 0) == case[1]


@for_each([
    ("负债率由年初的", "from"),
    ("能力由5万吨级提高到", "to"),
    ("每斤从年前的70元涨到", "to"),
    ("自有资金", ""),
    ("收入为", ""),
])  # fmt: skip
def test_an_amount_starts_or_ends_a_change(case: tuple[str, str]) -> None:
    assert end_of_change(case[0]) == case[1]
