"""Word documents, made here as Word makes them."""

import io
import sys
import zipfile

import pytest

from xzfacts.documents import read
from xzfacts.documents.docx import paragraphs
from xzfacts.documents.errors import DamagedDraftError, MissingExtraError

docx = pytest.importorskip("docx")
parse_xml = pytest.importorskip("docx.oxml").parse_xml

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def made(paragraph: str) -> bytes:
    """A document with one paragraph, which is given as WordprocessingML."""
    document = docx.Document()
    element = parse_xml(f"<w:p {NAMESPACE}>{paragraph}</w:p>")
    document.element.body.insert(0, element)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def shown(content: bytes) -> list[tuple[int, str]]:
    return [(each.number, each.text) for each in paragraphs(content, "a.docx")]


def test_paragraphs_tables_and_breaks() -> None:
    document = docx.Document()
    document.add_heading("渡口新船", 1)
    line = document.add_paragraph("现有渡船")
    line.add_run("14条").bold = True
    line.add_run("\t船员96人。")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "甲厂"
    table.cell(0, 1).text = "88人"
    buffer = io.BytesIO()
    document.save(buffer)
    assert shown(buffer.getvalue()) == [
        (1, "渡口新船"),
        (2, "现有渡船14条\t船员96人。"),
        (3, "甲厂"),
        (4, "88人"),
    ]


def test_insertions_count_and_deletions_do_not() -> None:
    content = made(
        "<w:r><w:t>船员</w:t></w:r>"
        "<w:del w:id='1'><w:r><w:delText>88人</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>96人</w:t></w:r></w:ins>"
    )
    assert shown(content) == [(1, "船员96人")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_word_document_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(DamagedDraftError):
        shown(content)


def test_another_zip_is_no_word_document() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("a.txt", "14条")
    with pytest.raises(DamagedDraftError):
        shown(buffer.getvalue())


@pytest.mark.parametrize(("extra", "library"), [("docx", "docx"), ("html", "lxml")])
def test_without_the_library_its_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, extra: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'xzfacts\[{extra}\]'"):
        list(read.paragraphs(f"a.{extra}", io.BytesIO(b"<p>").read))
