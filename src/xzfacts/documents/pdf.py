"""PDF: the paragraphs of each page in reading order, without page numbers.

The line number of a paragraph is its number in the document, and `page` the page it starts on.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from xzfacts.documents.page_layout import Glyph, PrintedParagraph, joined, page_paragraphs
from xzfacts.documents.read_errors import (
    DamagedDocumentError,
    EncryptedDocumentError,
    MissingExtraError,
    NoTextError,
    TooLargeDocumentError,
)
from xzfacts.model.paragraphs import Paragraph

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_MAX_PAGES = 2000
_MAX_GLYPHS = 200_000  # of a page; a newspaper page has about ten thousand
_MAX_UNKNOWN = 0.3  # share of characters without Unicode value
_UNKNOWN = "\ufffd"
_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD
# Fonts often map a character to the radical that looks the same.
_RADICALS = re.compile("[\u2e80-\u2fdf]")


def paragraphs(content: bytes, name: str) -> Iterator[Paragraph]:
    """The paragraphs of a document.

    Raises DamagedDocumentError, EncryptedDocumentError, NoTextError if the pages are pictures,
    TooLargeDocumentError, and MissingExtraError without pypdfium2.
    """
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError:
        raise MissingExtraError(name, "pdf") from None
    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        if error.err_code == _PASSWORD_NEEDED:
            raise EncryptedDocumentError(name) from None
        raise DamagedDocumentError(name) from None
    try:
        if len(document) > _MAX_PAGES:
            raise TooLargeDocumentError(name)
        pages = [_page(document[at], name) for at in range(len(document))]
    except PdfiumError:
        raise DamagedDocumentError(name) from None
    finally:
        document.close()
    if not any(pages):
        raise NoTextError(name)
    for number, (starts, text) in enumerate(_flowing(pages), 1):
        yield Paragraph(number, text, page=starts[0][1], page_starts=tuple(starts[1:]))


def _flowing(
    pages: list[list[PrintedParagraph]],
) -> Iterator[tuple[list[tuple[int, int]], str]]:
    """The paragraphs, each with the offsets at which its pages start.

    A paragraph may continue in the next column or page.
    """
    starts: list[tuple[int, int]] = []
    text, ended = "", True
    for number, page in enumerate(pages, 1):
        for part in page:
            if ended or part.begins:
                if text:
                    yield starts, text
                starts, text = [(0, number)], part.text
            else:
                text = joined(text, part.text)
                if starts[-1][1] != number:
                    starts.append((len(text) - len(part.text), number))
            ended = part.ends
    if text:
        yield starts, text


def _page(page: "PdfPage", name: str) -> list[PrintedParagraph]:
    glyphs = list(_glyphs(page, name))
    unknown = sum(glyph.text == _UNKNOWN for glyph in glyphs)
    if not glyphs or unknown > _MAX_UNKNOWN * len(glyphs):
        return []
    return page_paragraphs(glyphs)


def _glyphs(page: "PdfPage", name: str) -> Iterator[Glyph]:
    from pypdfium2 import raw

    text = page.get_textpage()
    count = text.count_chars()
    if count > _MAX_GLYPHS:
        raise TooLargeDocumentError(name)
    high = ""
    for at in range(count):
        if raw.FPDFText_IsGenerated(text, at):
            continue
        char = high + chr(raw.FPDFText_GetUnicode(text, at))
        high = char if "\ud800" <= char <= "\udbff" else ""  # half of a surrogate pair
        if high:
            continue
        char = char.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if char in {"\0", "\ufffe"}:
            char = _UNKNOWN
        box = text.get_charbox(at, loose=True)
        if not char.isspace() and char.isprintable() and box[3] > box[1]:
            yield Glyph(_RADICALS.sub(_unified, char), *box)


def _unified(radical: re.Match[str]) -> str:
    from unicodedata import normalize

    return normalize("NFKC", radical[0])
