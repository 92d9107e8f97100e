"""Drafts come in as paragraphs that know where they stand in the input."""

import io
from collections.abc import Callable

import pytest

from tests.documents.pdf_files import Run, pdf_file
from tests.growth import grows_moderately
from xzfacts.documents import read as read_module
from xzfacts.documents.read import paragraphs
from xzfacts.documents.read_errors import (
    BinaryDocumentError,
    DamagedDocumentError,
    TooLargeDocumentError,
    UndecodableDocumentError,
)
from xzfacts.model.paragraphs import Paragraph

SENTENCE = "青石渡轮渡有限公司现有渡船14条，船员96人。"
TRADITIONAL = "輪渡公司現有渡船十四條，船員九十六人，總經理介紹說去年運送旅客很多。"


def read(name: str, content: bytes | str) -> list[Paragraph]:
    given = content.encode() if isinstance(content, str) else content
    return list(paragraphs(name, io.BytesIO(given).read))


def in_pieces(content: bytes, size: int) -> Callable[[int], bytes]:
    stream = io.BytesIO(content)
    return lambda _most: stream.read(size)


def shown(found: list[Paragraph]) -> list[tuple[int, str]]:
    return [(each.number, each.text) for each in found]


def test_lines_end_as_they_do_on_any_system() -> None:
    assert shown(read("a.txt", "一\r\n二\r三\n\n五")) == [
        (1, "一"),
        (2, "二"),
        (3, "三"),
        (4, ""),
        (5, "五"),
    ]
    assert shown(read("a.txt", "一\n")) == [(1, "一")]
    assert read("a.txt", "") == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "big5"])
@pytest.mark.parametrize("size", [1, 3, 7, 1 << 16])
def test_encodings_are_detected(encoding: str, size: int) -> None:
    sentence = TRADITIONAL if encoding == "big5" else SENTENCE
    text = f"ASCII only\n{sentence}\n{sentence}"
    content = text.encode(encoding)
    if encoding in {"gb18030", "gbk", "big5"}:
        size = max(size, 7)  # a piece of one or two bytes says nothing about its encoding
    found = paragraphs("a.txt", in_pieces(content, size))
    assert [each.text for each in found] == text.split("\n")


@pytest.mark.parametrize("encoding", ["shift-jis", "latin-1"])
def test_what_is_in_another_encoding_is_refused(encoding: str) -> None:
    text = {
        "shift-jis": "この会社には九十六人の船員がいます。",
        "latin-1": "une société à Genève, créée l'été passé",
    }
    with pytest.raises(UndecodableDocumentError):
        read("a.txt", text[encoding].encode(encoding))


def test_a_broken_byte_is_named_by_its_line() -> None:
    content = f"{SENTENCE}\n{SENTENCE}\n".encode() + b"\xe9\x9d\xff\n" + SENTENCE.encode()
    with pytest.raises(UndecodableDocumentError) as raised:
        read("稿.txt", content)
    assert raised.value.line == 3
    assert raised.value.message() == (
        "稿.txt, line 3: not UTF-8, UTF-16, GB18030 or Big5. Save the file as UTF-8."
    )


@pytest.mark.parametrize(
    "content",
    [b"\x7fELF\x02\x01\x01\0\0", b"%PDF-1.7\n", b"PK\x03\x04\x14", b"{\\rtf1 }", b"text\n\0\0"],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(BinaryDocumentError):
        read("a.txt", content)


def test_a_line_without_end_is_cut_after_a_sentence() -> None:
    content = SENTENCE * 20_000
    found = read("a.txt", content)
    assert {each.number for each in found} == {1}
    assert "".join(each.text for each in found) == content
    assert max(len(each.text) for each in found) < 200_000
    assert all(each.text.endswith("。") for each in found)
    last = found[-1]
    assert last.columns_at(0, 1) == (
        len(content) - len(last.text),
        len(content) - len(last.text) + 1,
    )


MARKDOWN = """---
title: 船员88人
---
# 渡口 **新船** 记

青石渡轮渡有限公司现有
渡船[14](http://example.org/14)**条**，`x`是 5*3。

> - 船员\\*96人

| 名称 | 人数 |
|------|------|
| 甲厂 | 88人 |

```
船员77人
```

<!-- 船员66人 -->
<div>
乙厂12人
</div>
"""


def test_markdown_loses_its_syntax_and_keeps_its_lines() -> None:
    found = read("a.md", MARKDOWN)
    assert shown(found) == [
        (4, "渡口 新船 记"),
        (6, "青石渡轮渡有限公司现有渡船14条，x是 5*3。"),
        (9, "船员*96人"),
        (11, "名称 | 人数"),
        (13, "甲厂 | 88人"),
        (21, "乙厂12人"),
    ]


def test_a_line_of_markdown_that_is_not_found_is_not_searched_for_each_piece() -> None:
    def line(size: int) -> str:
        return "*&lt;&gt;&lt;*甲" * size + "甲" * 300 * size

    assert grows_moderately(lambda size: read("a.md", line(size)), 4000)


def test_markdown_columns_are_those_of_the_input() -> None:
    lines = MARKDOWN.split("\n")
    for each in read("a.md", MARKDOWN):
        for word in ("14", "条", "88人", "新船", "渡船", "人数"):
            at = each.text.find(word)
            if at >= 0:
                columns = each.columns_at(at, at + len(word))
                assert columns
                line = lines[each.line_at(at) - 1]
                assert line[columns[0] : columns[1]] == word
    joined = read("a.md", MARKDOWN)[1]
    assert (joined.line_at(10), joined.line_at(11)) == (6, 7)
    assert joined.columns_at(9, 13) is None  # across two lines of the input


HTML = """<!doctype html>
<html><head><title>船员88人</title>
<style>
p { color: red }
</style></head>
<body>
<!-- 船员
77人 -->
<p
  class="x">青石渡轮渡有限公司
现有<b>渡船
14条</b>，船员96人。</p>
<p>白桥市<br>渡口23处<script>
var crew = "66人"
</script>。
<p hidden>看不见</p>
<ul><li>一</li><li>two
words</li></ul>
<table><tr><td>甲厂<td>88人</table>
"""


def test_html_yields_the_visible_text() -> None:
    pytest.importorskip("lxml")
    found = read("a.html", HTML)
    assert shown(found) == [
        (10, "青石渡轮渡有限公司现有渡船14条，船员96人。"),
        (13, "白桥市"),
        (13, "渡口23处。"),
        (17, "一"),
        (17, "two words"),
        (19, "甲厂"),
        (19, "88人"),
    ]
    first = found[0]
    assert [first.line_at(first.text.index(word)) for word in ("青石", "现有", "14条", "96")] == [
        10,
        11,
        12,
        12,
    ]
    assert first.columns_at(0, 2) is None


@pytest.mark.parametrize("content", ["", "   ", "<!-- -->", "<", "<p", "</p>", "\x1b[1m", "]]>"])
def test_any_html_is_read(content: str) -> None:
    pytest.importorskip("lxml")
    read("a.htm", content)


def test_html_is_read_whole_or_not_at_all() -> None:
    pytest.importorskip("lxml")
    assert shown(read("a.htm", "<div>" * 1000 + "14条"))[-1] == (1, "14条")
    with pytest.raises(DamagedDocumentError):
        read("a.htm", "<div>" * 5000 + "14条")


@pytest.mark.parametrize(
    "meta", ['<meta charset="gbk">', '<?xml version="1.0" encoding="gbk"?>', ""]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_the_bytes_tell_the_encoding_of_html(meta: str, encoding: str) -> None:
    pytest.importorskip("lxml")
    assert shown(read("a.html", f"{meta}<p>{SENTENCE}".encode(encoding))) == [(1, SENTENCE)]


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("<!DOCTYPE html>\n<p>船员88人", ["船员88人"]),
        ("<?xml version='1.0'?><html><body><p>船员88人</p></body></html>", ["船员88人"]),
        ("<p>船员88人</p>", ["<p>船员88人</p>"]),
        ("<htm 船员88人", ["<htm 船员88人"]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_standard_input_that_begins_as_html_is_html(
    content: str, texts: list[str], encoding: str
) -> None:
    pytest.importorskip("lxml")
    found = paragraphs("-", io.BytesIO(content.encode(encoding)).read)
    assert [each.text for each in found] == texts


def test_standard_input_may_be_a_pdf_or_a_word_document() -> None:
    pytest.importorskip("pypdfium2")
    page = pdf_file([[Run("渡船十四条", 40, 700)]])
    assert shown(read("-", page)) == [(1, "渡船十四条")]
    with pytest.raises(DamagedDocumentError):
        read("-", b"PK\x03\x04")


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.docx", "a.pdf"])
def test_markup_beyond_the_limit_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_module, "MAX_SIZE", 1000)
    with pytest.raises(TooLargeDocumentError, match="too large"):
        read(name, b"a" * 1001)


@pytest.mark.parametrize("tag", ["<br>", "<br/>", "<BR />", "<br class='a'>"])
@pytest.mark.parametrize("text", ["2023{}96", "|2023{}96|\n|-|"])
def test_a_break_in_markdown_joins_no_numbers(tag: str, text: str) -> None:
    assert [each.text for each in read("a.md", text.format(tag).encode())] == ["2023 96"]


@pytest.mark.parametrize("mark", ["*", "![", "[晨](光)", "a_b ", "&amp;", "\\", "<b>", "# a\n"])
def test_markdown_of_very_many_marks_is_refused(mark: str) -> None:
    with pytest.raises(TooLargeDocumentError, match="too large"):
        read("a.md", (mark * 600_001).encode())


# Each was quadratic: seconds for these sizes, and hours for a megabyte.
UNCLOSED = {
    "comment": "<!-- a" + " <!--" * 40_000,
    "comment in a paragraph": "a <!-- a" + " <!--" * 40_000,
    "tag": "<div" + " <" * 40_000,
    "instruction": "a " + "<? " * 40_000,
    "declaration": "a " + "<!A " * 40_000,
    "closed in the next paragraph": "a " + "<!-- " * 40_000 + "\n\n-->",
}


@pytest.mark.parametrize("text", UNCLOSED.values(), ids=UNCLOSED)
def test_unclosed_markup_is_read_in_one_pass(text: str) -> None:
    assert "".join(each.text for each in read("a.md", f"{text}\n\n船员88人")).endswith("船员88人")


def test_html_in_markdown_loses_its_tags_only() -> None:
    text = "<div\nclass=a>一<!-- 二 > --> 三\n<? 四 > ?>五 < 六</div>\n\n七<b>八</b><!-- 九 -->十"
    assert "".join(each.text for each in read("a.md", text)) == "一 三五 < 六七八十"
