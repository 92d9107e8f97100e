"""Properties of parsing numbers and amounts."""

from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given, strategies as st

from tests.quantity.numeral_writer import to_chinese, to_digits, to_financial
from xzfacts.quantity.compare import agree, comparable, disjoint, matches_value, same
from xzfacts.quantity.model import Quantity, from_json, to_json
from xzfacts.quantity.parser import find_quantities, parse_quantity

TRADITIONAL = str.maketrans("万亿两点负", "萬億兩點負")
FULL_WIDTH = str.maketrans("0123456789,.-", "０１２３４５６７８９，．－")

whole_numbers = st.one_of(
    st.integers(0, 10**16 - 1),
    st.integers(0, 9999),
    st.builds(lambda digit, power: digit * 10**power, st.integers(1, 99), st.integers(0, 13)),
)
decimals = st.decimals(
    Decimal(0), Decimal("99999.999"), places=3, allow_nan=False, allow_infinity=False
)
units = st.sampled_from(["元", "人", "台", "亩", "平方米", "吨", "岁", "%", "元/月", "公里/小时"])
hedges = st.sampled_from(
    ["{}", "约{}", "近{}", "超{}", "不足{}", "至少{}", "至多{}", "{}以上", "{}以下", "{}左右"]
)
amounts = st.builds(
    lambda hedge, number, unit: hedge.format(f"{number}{unit}"),
    hedges,
    st.integers(1, 10**9),
    units,
)
# Parts of amounts, for random texts that are nearly amounts.
noise = st.text(
    "0123456789０９.,，-—~/:^eEkM +%℃¥$〇零一二两三四五六七八九十百千万亿兆廿几数半第首上过近约超"
    "余多来点分之折成个元块角毛月年日号时人每负下世纪季度度至到又和間间以左右不足壹萬伍陆两拾\n"
)


def read(text: str) -> Quantity:
    quantity = parse_quantity(text)
    assert quantity is not None, text
    return quantity


@given(whole_numbers)
def test_whole_numbers_in_all_styles_are_parsed(number: int) -> None:
    styles = [
        str(number),
        f"{number:,}",
        str(number).translate(FULL_WIDTH),
        f"{number:,}".translate(FULL_WIDTH),
        to_chinese(number),
        to_financial(number),
        to_chinese(number).translate(TRADITIONAL),
    ]
    if number > 999:
        styles.append(to_digits(number))
    for text in styles:
        quantity = read(text)
        assert quantity.low == quantity.high == number, text
        assert (quantity.unit, quantity.dimension) == ("", "number")


@given(decimals)
def test_decimals_in_all_styles_are_parsed(number: Decimal) -> None:
    for text in (f"{number}", f"{number}".translate(FULL_WIDTH), to_chinese(number)):
        assert read(text).low == number, text
        assert read("负" + text).high == -number, text
    assert read(f"{number}万").low == number * 10**4
    assert read(f"{to_chinese(number)}亿").low == number * 10**8


@given(st.integers(1, 10**12 - 1), units)
def test_the_unit_does_not_change_the_number(number: int, unit: str) -> None:
    plain, chinese = read(f"{number}{unit}"), read(to_chinese(number) + unit)
    assert same(plain, chinese)
    assert matches_value(plain, chinese)
    assert matches_value(read(str(number)), chinese)


@given(st.integers(1, 99), st.sampled_from(["十", "百", "千", "万", "百万", "亿"]))
def test_more_adds_at_most_one_of_the_last_place(number: int, magnitude: str) -> None:
    factor = int(read("一" + magnitude).low or 0)
    for word in ("余", "多"):
        text = f"{number}{magnitude}{word}人"
        quantity = parse_quantity(text)
        if quantity is None:  # 12百 is not a number
            assert number > 9
            continue
        assert quantity.low == number * factor
        assert quantity.bounds == "[)"
        place = 10 if number % 10 == 0 else 1
        assert quantity.high == (number + place) * factor


@given(noise)
def test_spans_are_slices_in_order(text: str) -> None:
    end = 0
    for span in find_quantities(text):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.quantity.text
        assert from_json(to_json(span.quantity)) == span.quantity
        end = span.end


@given(noise)
def test_surrounding_blanks_are_ignored(text: str) -> None:
    quantity = parse_quantity(text)
    around = parse_quantity(f"  {text}\n")
    assert quantity == around
    if quantity and quantity.low is not None and quantity.high is not None:
        assert quantity.low <= quantity.high


@given(amounts)
def test_an_amount_is_the_same_alone_and_in_a_sentence(text: str) -> None:
    spans = find_quantities(f"该项目共计{text}。")
    assert [span.quantity for span in spans] == [read(text)]
    assert [(span.start, span.end) for span in spans] == [(5, 5 + len(text))]


@given(amounts, amounts)
def test_relations_are_consistent(first: str, second: str) -> None:
    a, b = read(first), read(second)
    assert comparable(a, b) == comparable(b, a) == (agree(a, b) or disjoint(a, b))
    assert agree(a, b) == agree(b, a)
    assert same(a, b) == same(b, a)
    assert not (agree(a, b) and disjoint(a, b))
    assert same(a, a)
    assert agree(a, a)
    assert agree(a, b) or not same(a, b)


@given(st.integers(2, 10**9), units, hedges)
def test_values_outside_a_range_are_disjoint_from_it(number: int, unit: str, hedge: str) -> None:
    quantity = read(hedge.format(f"{number}{unit}"))
    for factor in (3, Decimal("0.3")):
        other = read(f"{number * factor:f}{unit}")
        inside = (quantity.low is None or other.high >= quantity.low) and (  # type: ignore[operator]
            quantity.high is None or other.low <= quantity.high  # type: ignore[operator]
        )
        assert disjoint(quantity, other) == (not inside)


@pytest.mark.parametrize(
    "piece",
    ["一", "9", "999,", "十", "一万", "1—2—", "1-", "9.", "〇", "两", "一百一千", "三分之", "又一",
     "3月至", "10多", "半", "一 ", "9 ", "第", "2022年", "1/", "2^2", "千分之", "近约超", "9:"],
)  # fmt: skip
def test_parsing_time_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        runs = []
        for _ in range(3):
            begin = process_time()
            find_quantities(text)
            runs.append(process_time() - begin)
        return min(runs)

    # Eight times the text takes some eight times as long; were it quadratic, 64 times.
    assert seconds(1_000) < 32 * max(seconds(125), 1e-4)
