"""Words of a table in running text."""

from hypothesis import given, strategies as st

from xzfacts.text.word_finder import WordTable, themselves

_TABLE = WordTable(themselves(["去年", "年初", "男", "男子"], ["男女"]) | {"降幅": "下降"})


def test_the_longest_word_counts_and_words_do_not_overlap() -> None:
    assert list(_TABLE.find("去年初男子降幅")) == [(0, 2, "去年"), (3, 5, "男子"), (5, 7, "下降")]


def test_a_longer_word_that_is_not_meant_hides_a_shorter_one() -> None:
    assert not _TABLE.occurs("男女职工")
    assert _TABLE.meanings("男女职工，男职工") == {"男"}
    assert "男女" not in _TABLE
    assert "男" in _TABLE


@given(st.text(alphabet="去年初男女子降幅x"))
def test_each_word_found_is_one_of_the_table_in_its_place(text: str) -> None:
    done = 0
    for start, end, _meaning in _TABLE.find(text):
        assert start >= done
        assert text[start:end] in _TABLE
        done = end
