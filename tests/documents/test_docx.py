"""Word documents, made here as Word makes them."""

import contextlib
import io
import sys
import zipfile

import pytest

from tests.growth import grows_moderately
from xzfacts.documents import read
from xzfacts.documents.docx import paragraphs
from xzfacts.documents.read_errors import (
    DamagedDocumentError,
    EncryptedDocumentError,
    MissingExtraError,
    TooLargeDocumentError,
)

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
    with pytest.raises(DamagedDocumentError):
        shown(content)


def test_another_zip_is_no_word_document() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("a.txt", "14条")
    with pytest.raises(DamagedDocumentError):
        shown(buffer.getvalue())


def test_without_the_library_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    content = made("<w:r><w:t>船员</w:t></w:r>")
    monkeypatch.setitem(sys.modules, "lxml", None)
    for extra, given in (("docx", content), ("html", b"<p>")):
        with pytest.raises(MissingExtraError, match=rf"pip install 'xzfacts\[{extra}\]'"):
            list(read.paragraphs(f"a.{extra}", io.BytesIO(given).read))


def package(document: bytes, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with this main part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as file:
        file.writestr("word/document.xml", document)
    return buffer.getvalue()


def document(body: str) -> bytes:
    return f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>".encode()


PARAGRAPH = "<w:p><w:r><w:t>船员88人</w:t></w:r></w:p>"


@pytest.mark.parametrize("between", ["<!-- 0 -->", "<?a 0?>", "<![CDATA[]]>", "<!--a--><?b?>"])
def test_a_text_that_xml_divides_is_read_as_a_whole(between: str) -> None:
    text = PARAGRAPH.replace("88", f"8{between}8")
    assert shown(package(document(text))) == [(1, "船员88人")]


@pytest.mark.parametrize("within", ["<w:t>8</w:t>", "<w:tab/>", "<w:b/>", "<a/>"])
def test_a_text_with_elements_is_damage(within: str) -> None:
    with pytest.raises(DamagedDocumentError):
        shown(package(document(PARAGRAPH.replace("88", f"8{within}8"))))


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_each_compression_of_word_is_read_and_damage_is_named(compression: int) -> None:
    whole = package(document(PARAGRAPH * 50), compression)
    assert len(shown(whole)) == 50
    start = whole.index(b"document.xml") + len("document.xml")
    read = []
    for at in range(start, start + 60):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        with contextlib.suppress(DamagedDocumentError):
            read.append(shown(bytes(damaged)))
    # A few bytes say nothing of the content.
    assert len(read) < 30
    assert all(each == shown(whole) for each in read)


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_that_word_does_not_use_is_damage(compression: int) -> None:
    """LZMA would allocate a dictionary of the size that the file states, up to 4 GB."""
    with pytest.raises(DamagedDocumentError):
        shown(package(document(PARAGRAPH), compression))


def test_an_unknown_compression_is_damage() -> None:
    whole = package(document(PARAGRAPH), zipfile.ZIP_STORED)
    for at in (whole.index(b"PK\x03\x04") + 8, whole.index(b"PK\x01\x02") + 10):
        whole = whole[:at] + b"\x63\x00" + whole[at + 2 :]
    with pytest.raises(DamagedDocumentError):
        shown(whole)


def test_a_password_is_said_to_be_missing() -> None:
    whole = package(document(PARAGRAPH))
    for at in (whole.index(b"PK\x03\x04") + 6, whole.index(b"PK\x01\x02") + 8):
        whole = whole[:at] + bytes([whole[at] | 1]) + whole[at + 1 :]
    of_word = b"\xd0\xcf\x11\xe0" + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le")
    for content in (whole, of_word):
        with pytest.raises(EncryptedDocumentError, match="password"):
            shown(content)


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:document {NAMESPACE}/>",
        f"<w:documents {NAMESPACE}><w:body>{PARAGRAPH}</w:body></w:documents>",
        "<document><body/></document>",
        "<html><body><p>88人</p></body></html>",
        "",
        "88人",
        f"<w:document {NAMESPACE}><w:body>{PARAGRAPH}",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
        + document("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>").decode(),
        f"<!DOCTYPE a SYSTEM 'http://a.example/b'>{document(PARAGRAPH).decode()}",
    ],
)
def test_a_document_of_another_kind_is_damage(xml: str) -> None:
    with pytest.raises(DamagedDocumentError):
        shown(package(xml.encode()))


def test_a_strict_document_is_read() -> None:
    strict = document(PARAGRAPH).replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert shown(package(strict)) == [(1, "船员88人")]


@pytest.mark.parametrize(
    "body",
    [
        "<w:p/>" * 5_000_000,
        "<w:p/>" * 1_000_000,
        "<w:p a='1' b='2' c='3' d='4' e='5' f='6' g='7' h='8'/>" * 100_000,
        f"<!--{' ' * (1 << 26)}-->",
    ],
)
def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(body: str) -> None:
    content = package(document(body))
    assert len(content) < 200_000
    with pytest.raises(TooLargeDocumentError):
        shown(content)


def test_a_file_of_very_many_entries_is_refused() -> None:
    buffer = io.BytesIO(package(document("<w:p/>")))
    with zipfile.ZipFile(buffer, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", "")
    with pytest.raises(TooLargeDocumentError):
        shown(buffer.getvalue())


def test_nested_paragraphs_have_their_own_texts_and_take_linear_time() -> None:
    inner = "<w:p><w:r><w:t>内</w:t></w:r></w:p>"
    body = f"<w:p><w:r><w:t>外</w:t>{inner}<w:tab/></w:r></w:p>"
    assert shown(package(document(body))) == [(1, "外\t"), (2, "内")]

    def read(size: int) -> None:
        runs = "<w:r><w:t>a</w:t></w:r>" * size
        deep = "<w:p>" * 120 + runs + "</w:p>" * 120
        assert shown(package(document(deep)))[-1] == (120, "a" * size)

    assert grows_moderately(read, 30_000)
