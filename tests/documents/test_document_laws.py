"""What holds for any draft."""

import io
from contextlib import suppress

import pytest
from hypothesis import example, given, strategies as st

from xzfacts.documents.read import paragraphs
from xzfacts.documents.read_errors import DocumentError
from xzfacts.model.paragraphs import Paragraph

PIECES = st.lists(
    st.sampled_from(
        [
            *"船员96人。，# *_`|>-+~[]()!<&\\:\t \n\r",
            "\n\n",
            "**",
            "```\n",
            "---\n",
            "| a | b |\n|---|---|\n",
            "[x](y)",
            "![x](y)",
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "<p>",
            "<table><tr><td>",
            "<script>",
            "</script>",
            "&nbsp;",
            "&#20;",
            "1. ",
            "- ",
            "> ",
            "    ",
        ]
    ),
    max_size=40,
).map("".join)


def read(name: str, content: bytes) -> list[Paragraph]:
    return list(paragraphs(name, io.BytesIO(content).read))


@given(PIECES)
def test_text_is_cut_into_its_lines_and_nothing_is_lost(text: str) -> None:
    found = read("a.txt", text.encode())
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert "\n".join(each.text for each in found) == plain.removesuffix("\n")


@pytest.mark.parametrize("name", ["a.md", "a.html"])
@given(text=PIECES)
@example(text="|a|b|\n|-|-|\n|c|")
@example(text="> |a|b|\n> |-|-|\n> |c|d|")
def test_places_in_markup_are_places_in_the_input(name: str, text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    before = 0
    for each in read(name, text.encode()):
        assert each.text == each.text.strip(" \t\n")
        assert each.number >= before
        before = each.number
        for at, character in enumerate(each.text):
            line = lines[each.line_at(at) - 1]
            columns = each.columns_at(at, at + 1)
            if columns and character not in " |":
                assert line[columns[0]] == character


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx"])
@given(content=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(name: str, content: bytes) -> None:
    with suppress(DocumentError):
        read(name, content)


@given(st.text(max_size=60), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_a_mark_tells_the_encoding(text: str, encoding: str) -> None:
    if "\0" in text and encoding != "utf-16":
        return
    found = read("a.txt", text.encode(encoding, "replace"))
    expected = text.encode(encoding, "replace").decode(encoding)
    expected = expected.replace("\r\n", "\n").replace("\r", "\n")
    assert "\n".join(each.text for each in found) == expected.removesuffix("\n")
