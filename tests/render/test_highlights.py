"""What is marked in a sentence."""

from hypothesis import given, strategies as st

from xzfacts.render.highlights import segments

TEXT = st.text("甲乙丙丁1234,.条", max_size=20)


def test_value_is_not_part_of_a_number() -> None:
    assert segments("渡船14条，其中电动4条。", "4条") == [
        ("渡船14条，其中电动", ""),
        ("4条", "value"),
        ("。", ""),
    ]


def test_a_value_inside_a_number_is_better_than_none() -> None:
    assert ("4条", "value") in segments("渡船14条", "4条")


def test_all_occurrences_of_words_are_marked_and_the_value_has_priority() -> None:
    assert segments("船员有船员96人", "船员96人", ("船员",)) == [
        ("船员", "word"),
        ("有", ""),
        ("船员96人", "value"),
    ]


def test_what_is_not_there_is_not_marked() -> None:
    assert segments("船员", "96人", ("", "旅客")) == [("船员", "")]
    assert segments("", "96人") == []


@given(TEXT, TEXT, st.lists(TEXT).map(tuple))
def test_the_pieces_are_the_sentence(sentence: str, value: str, words: tuple[str, ...]) -> None:
    assert "".join(text for text, _role in segments(sentence, value, words)) == sentence
