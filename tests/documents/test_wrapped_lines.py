"""Plain text that a column broke into lines reads as the text before; lists stay lists."""

import pytest
from hypothesis import given, strategies as st

from tests.check.claim_stores import opened
from xzfacts.documents.plain import paragraphs
from xzfacts.model.paragraphs import check_paragraphs
from xzfacts.model.verdicts import Verdict


def _texts(text: str) -> list[str]:
    return [each.text for each in paragraphs([text])]


def test_the_lines_of_a_paragraph_are_joined() -> None:
    broken = (
        "青石渡轮渡有限公司现有渡船14条，船员10\n6人，另有码头两座，栈桥三条。\n\n公司去年搬迁。\n"
    )
    assert _texts(broken) == [
        broken.split("\n\n", maxsplit=1)[0].replace("\n", ""),
        "",
        "公司去年搬迁。",
    ]


def test_line_numbers_and_columns_are_those_of_the_input() -> None:
    broken = "青石渡轮渡有限公司现有渡船14条，船员10\n6人，另有码头两座。\n"
    (paragraph,) = paragraphs([broken])
    at = paragraph.text.index("码头")
    assert paragraph.line_at(at) == 2
    assert paragraph.columns_at(at, at + 2) == (5, 7)


@pytest.mark.parametrize(
    "text",
    [
        "青石渡轮渡有限公司有渡船14条\n青石渡轮渡有限公司有船员96名\n",  # no full stop anywhere
        "青石渡换新船\n青石渡轮渡有限公司现有渡船14条。\n",  # a title
        "青石渡轮渡有限公司现有渡船14条。\n船员96人。\n",
        "青石渡轮渡有限公司的渡船和船员人数\n1. 渡船14条。\n2. 船员96人。\n",
    ],
)
def test_lines_that_stand_for_themselves_are_left(text: str) -> None:
    assert _texts(text) == text.splitlines()


@given(st.integers(14, 40))
def test_a_figure_broken_in_two_is_read_whole(width: int) -> None:
    sentence = "青石渡轮渡有限公司现有渡船14条，船员106人，去年运送旅客共计一百二十余万人次。"
    lines = [sentence[at : at + width] for at in range(0, len(sentence), width)]
    found = list(check_paragraphs(paragraphs(["\n".join(lines)]), opened("ferry").check))
    refuted = [
        each.text
        for passage in found
        for one in passage.sentences
        for each in one.assertions
        if each.verdict is Verdict.REFUTED
    ]
    assert refuted == ["106人", "一百二十余万人次"]


@given(
    st.lists(
        st.sampled_from(["青石渡轮渡有限公司", "渡船14条", "。", "\n", " ", "abc", "，", "12"])
    )
)
def test_every_character_keeps_its_place(parts: list[str]) -> None:
    text = "".join(parts)
    lines = text.split("\n")
    for paragraph in paragraphs([text]):
        for at, char in enumerate(paragraph.text):
            columns = paragraph.columns_at(at, at + 1)
            assert columns is not None
            assert char == " " or lines[paragraph.line_at(at) - 1][columns[0]] == char
