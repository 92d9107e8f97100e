"""Breaking lines: nothing is lost, nothing is too wide, punctuation keeps its place."""

from hypothesis import given, strategies as st
from rich.cells import cell_len

from xzfacts.render.highlights import Segment
from xzfacts.render.wrap import wrap

PIECES = st.lists(
    st.tuples(
        st.text("甲乙丙，。（）“”abc12 .%", min_size=1, max_size=12),
        st.sampled_from(["", "value", "word", "whole"]),
    ),
    max_size=6,
)


def lines(text: str, width: int) -> list[str]:
    return ["".join(piece for piece, _role in line) for line in wrap([(text, "")], width)]


def test_between_any_two_characters() -> None:
    assert lines("甲乙丙丁戊", 4) == ["甲乙", "丙丁", "戊"]


def test_closing_punctuation_never_starts_a_line() -> None:
    assert lines("甲乙，丙丁", 4) == ["甲", "乙，", "丙丁"]


def test_closing_punctuation_never_starts_a_line_of_a_long_word() -> None:
    assert lines("abcdefgh，甲", 4) == ["abcd", "efg", "h，", "甲"]


def test_opening_punctuation_never_ends_a_line() -> None:
    assert lines("甲“乙丙”", 4) == ["甲", "“乙", "丙”"]


def test_numbers_and_latin_words_stay_whole() -> None:
    assert lines("产值1,600.5万元", 8) == ["产值", "1,600.5", "万元"]


def test_a_value_stays_whole_while_it_fits() -> None:
    wrapped = wrap([("今年投入", ""), ("3200万元", "value"), ("建码头", "")], 10)
    assert [("3200万元", "value")] in [line[:1] for line in wrapped]


def test_control_characters_are_spelled_out() -> None:
    assert lines("甲\x1b[31m", 40) == ["甲\\x1b[31m"]


@given(PIECES, st.integers(2, 30))
def test_nothing_is_lost_and_nothing_too_wide(pieces: list[Segment], width: int) -> None:
    wrapped = wrap(pieces, width)
    joined = "".join(text for line in wrapped for text, _role in line)
    assert joined.replace(" ", "") == "".join(text for text, _role in pieces).replace(" ", "")
    assert all(sum(cell_len(text) for text, _role in line) <= width for line in wrapped)
