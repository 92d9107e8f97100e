"""Choice of the document reader by file extension, for standard input by the first bytes."""

import os
import re
from collections.abc import Iterator
from enum import StrEnum

from xzfacts.documents.decode import Read, decoded
from xzfacts.documents.read_errors import TooLargeDocumentError
from xzfacts.model.paragraphs import Paragraph

STDIN = "-"
# Limit in bytes of what is read completely: all but plain text.
MAX_SIZE = 1 << 26
_PEEK = 1 << 12
_PIECE = 1 << 20


class DocumentFormat(StrEnum):
    """The format of a document."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    WORD = "word"
    PDF = "pdf"


_EXTENSIONS = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), DocumentFormat.MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml"), DocumentFormat.HTML),
    ".docx": DocumentFormat.WORD,
    ".pdf": DocumentFormat.PDF,
}
_PDF_START, _ZIP_START = b"%PDF-", b"PK\x03\x04"
_HTML_START = (
    rb"(?i)(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?"
    rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])"
)


def document_format(name: str, start: bytes = b"") -> DocumentFormat:
    """The format by file extension; for standard input (`-`) by its first bytes."""
    if name != STDIN:
        ending = os.path.splitext(name)[1].lower()
        return _EXTENSIONS.get(ending, DocumentFormat.PLAIN)
    if start.startswith(_PDF_START):
        return DocumentFormat.PDF
    if start.startswith(_ZIP_START):
        return DocumentFormat.WORD
    # Without the zero bytes, ASCII in UTF-16 reads as ASCII.
    is_html = re.match(_HTML_START, start.replace(b"\0", b"")) is not None
    return DocumentFormat.HTML if is_html else DocumentFormat.PLAIN


def paragraphs(name: str, read: Read) -> Iterator[Paragraph]:
    """The paragraphs of a document; plain text is streamed, markup is read completely first.

    `read(n)` returns at most n bytes, and none at the end.
    Raises the errors of `xzfacts.documents.read_errors`.
    """
    start = b""
    if name == STDIN:
        start = read(_PEEK)
        read = _after(start, read)
    return paragraphs_as(document_format(name, start), name, read)


def paragraphs_as(
    form: DocumentFormat, name: str, read: Read, *, only_articles: bool = False
) -> Iterator[Paragraph]:
    """The paragraphs of a document of this format. Raises as `paragraphs`.

    only_articles: leave out what does not belong to the articles of an HTML page.
    """
    if form is DocumentFormat.WORD:
        from xzfacts.documents import docx

        return docx.paragraphs(_whole(read, name), name)
    if form is DocumentFormat.PDF:
        from xzfacts.documents import pdf

        return pdf.paragraphs(_whole(read, name), name)
    from xzfacts.documents import plain

    if form is DocumentFormat.PLAIN:
        return plain.paragraphs(decoded(read, name))
    text = plain.whole(decoded(_limited(read, name), name))
    if form is DocumentFormat.MARKDOWN:
        from xzfacts.documents import markdown

        return markdown.paragraphs(text, name)
    if only_articles:
        from xzfacts.documents.main_content import article_paragraphs

        return article_paragraphs(text, name)
    from xzfacts.documents import html

    return html.paragraphs(text, name)


def _whole(read: Read, name: str) -> bytes:
    limited = _limited(read, name)
    pieces: list[bytes] = []
    while piece := limited(_PIECE):
        pieces.append(piece)
    return b"".join(pieces)


def _limited(read: Read, name: str) -> Read:
    """The same input. Raises TooLargeDocumentError beyond the limit."""
    left = MAX_SIZE

    def read_limited(most: int) -> bytes:
        nonlocal left
        piece = read(most)
        left -= len(piece)
        if left < 0:
            raise TooLargeDocumentError(name)
        return piece

    return read_limited


def _after(start: bytes, read: Read) -> Read:
    """Input that begins with `start`."""
    waiting = [start]
    return lambda most: waiting.pop() if waiting else read(most)
