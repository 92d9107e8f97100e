"""Cases of parsing and comparing amounts; each is a line of a data file."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.cases import for_each
from xzfacts.quantity.compare import agree, comparable, contradict, disjoint, matches_value, same
from xzfacts.quantity.model import Quantity, from_json, to_json
from xzfacts.quantity.parser import find_quantities, parse_quantity

DATA = Path(__file__).parent.parent / "data" / "quantities"


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip("\t ") and line[0] != "#"]


def written(quantity: Quantity) -> tuple[str, str, str]:
    data = to_json(quantity)
    low, high = data["low"] or "", data["high"] or ""
    interval = f"{quantity.bounds[0]}{low},{high}{quantity.bounds[1]}"
    return interval, quantity.unit, quantity.dimension


def read(text: str) -> Quantity:
    quantity = parse_quantity(text)
    assert quantity is not None, text
    return quantity


@for_each(rows("whole.tsv"))
def test_a_whole_text(row: list[str]) -> None:
    text, expected, unit, dimension = row
    quantity = parse_quantity(text)
    if expected == "-":
        assert quantity is None
    else:
        assert quantity is not None
        assert written(quantity) == (expected, unit, dimension)
        assert quantity.text == text
        assert from_json(to_json(quantity)) == quantity


def unambiguous_cases() -> list[list[str]]:
    """Return cases with the same result in running text: no bare number, no unknown unit."""
    alone = {"88味", "3箩", "共4层", "高达3000万元", "累计2000万元", "壹佰元整"}
    return [row for row in rows("whole.tsv") if row[1] != "-" and row[2] and row[0] not in alone]


@for_each(unambiguous_cases())
def test_the_same_amount_in_running_text(row: list[str]) -> None:
    text = row[0]
    before, after = "总计", "。"
    spans = find_quantities(before + text + after)
    assert [(span.start, span.end) for span in spans] == [(2, 2 + len(text))]
    assert spans[0].quantity == read(text)


@for_each(rows("running.tsv"))
def test_running_text(row: list[str]) -> None:
    text, expected = row
    spans = find_quantities(text)
    assert [text[span.start : span.end] for span in spans] == expected.split("|")
    assert [span.quantity.text for span in spans] == expected.split("|")


@for_each([word for row in rows("words.txt") for word in row[0].split(" ")])
def test_words_that_are_not_amounts(text: str) -> None:
    assert find_quantities(text) == ()
    assert find_quantities(f"他说{text}很好。") == ()


@for_each(rows("relations.tsv"))
def test_relations(row: list[str]) -> None:
    a, b, expected = read(row[0]), read(row[1]), set(row[2].split())
    for one, other in ((a, b), (b, a)):
        found = {
            name
            for name, relation in (("same", same), ("agree", agree), ("disjoint", disjoint))
            if relation(one, other)
        }
        assert found == expected - {"none"}
        assert comparable(one, other) == (expected != {"none"})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("￥25起", "￥52起", True),
        ("￥25起", "25元起", False),
        ("25元起步", "30元起", True),
        ("￥25起", "30元", False),
        ("￥25起", "20元", True),
        ("3起", "5元起", False),
    ],
)
def test_starting_prices_contradict_one_another(one: str, other: str, expected: bool) -> None:
    assert contradict(read(one), read(other)) == expected
    assert contradict(read(other), read(one)) == expected


@for_each(rows("values.tsv"))
def test_values_in_queries(row: list[str]) -> None:
    assert matches_value(read(row[0]), read(row[1])) == (row[2] == "yes")


def test_json_has_plain_decimals() -> None:
    huge = Quantity(Decimal("1E+30"), Decimal("2.50E-8"), "[]", "米", "length", "")
    assert to_json(huge)["low"] == "1" + "0" * 30
    assert to_json(huge)["high"] == "0.000000025"


@pytest.mark.parametrize("text", ["x", "1e5e", "--"])
def test_foreign_json_is_rejected(text: str) -> None:
    data = to_json(read("88人")) | {"low": text}
    with pytest.raises(ValueError, match=text):
        from_json(data)
