"""A text as it is kept for good: its quotes are sliced from it, and its hash names it."""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from xzfacts.documents.decode import Read, decoded
from xzfacts.documents.front_matter import KEYS, FrontMatter, front_matter
from xzfacts.documents.plain import whole
from xzfacts.documents.read import DocumentFormat, document_format, paragraphs_as
from xzfacts.extract.article.bylines import Credits, day_in, writers
from xzfacts.model.paragraphs import Paragraph
from xzfacts.text.lazy_pattern import lazy_pattern

_BREAKS = lazy_pattern(r"[\r\n\f\v]+")
_CONTROL = lazy_pattern(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
# A heading or front matter; 标题：… below a line may be plain text, unless another line ends it.
_MARKDOWN = re.compile(
    rf"(?:\xef\xbb\xbf)?(?:\s*#{{1,6}} +\S|---[ \t]*\r?\n(?:(?=[^\s-][^\n]{{0,40}}?:\s)"
    rf"|(?=(?:{'|'.join(KEYS)})[ \t]*：)(?:[^\n]+\n)+?(?:---|\.\.\.)[ \t]*\r?\n))".encode()
)


class SourceDocument(NamedTuple):
    """A text to keep. data: its bytes, UTF-8. sha256: of them.

    name: of the file that it came from. whole: each line is a paragraph, which no column broke.
    credits: what was said of its origin outside of the text, as front matter does.
    pages: of a PDF, where each page begins in the text, and its number.
    """

    name: str
    text: str
    data: bytes
    sha256: str
    whole: bool
    credits: Credits = Credits()
    pages: tuple[tuple[int, int], ...] = ()


def load_document(data: bytes, name: str) -> SourceDocument:
    """What to keep of a file with these bytes.

    Plain text stays as it is, byte for byte, if it is UTF-8; from another encoding it is
    decoded. Of Markdown, HTML, .docx and PDF the paragraphs are kept, one a line, with an empty
    line between; of HTML only those of the articles; the title in front matter becomes the first.
    The format of standard input (`-`) is seen from its first bytes. Raises what is in
    `xzfacts.documents.read_errors`.
    """
    form = document_format(name, data)
    if form is DocumentFormat.PLAIN and name == "-" and _MARKDOWN.match(data):
        form = DocumentFormat.MARKDOWN
    said = FrontMatter()
    pages: tuple[tuple[int, int], ...] = ()
    if form is DocumentFormat.PLAIN:
        text = whole(decoded(_reader(data), name))
        if _is_sound(data):
            text = data.decode("utf-8")
    else:
        if form is DocumentFormat.MARKDOWN:
            said = front_matter(_CONTROL.sub(" ", whole(decoded(_reader(data), name))))
        found = paragraphs_as(form, name, _reader(data), only_articles=True)
        text, pages = _paragraph_lines(found, said.title)
    bytes_ = text.encode("utf-8")
    credits_ = Credits((), said.publication or None, day_in(said.date))
    credits_ = credits_.with_(writers(said.bylines))
    return SourceDocument(
        name,
        text,
        bytes_,
        sha256(bytes_).hexdigest(),
        whole=form is not DocumentFormat.PLAIN,
        credits=credits_,
        pages=pages,
    )


def _paragraph_lines(
    paragraphs: Iterable[Paragraph], title: str
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The paragraphs as lines with empty lines between, and the offset at which each page begins.

    title: a title that becomes the first line unless it is.
    """
    lines = [(_BREAKS.sub(" ", each.text).strip(), each) for each in paragraphs]
    texts = [line for line, _paragraph in lines if line]
    if title and title not in texts[:1]:
        texts.insert(0, title)
    pages: list[tuple[int, int]] = []
    at = 0
    for line, paragraph in lines:
        if line and paragraph.page is not None:  # of a PDF, which has no title of its own
            pages.append((at, paragraph.page))
            pages += [(at + start, page) for start, page in paragraph.page_starts]
            at += len(line) + 2
    return "".join(f"{text}\n\n" for text in texts)[:-1], tuple(pages)


def _is_sound(data: bytes) -> bool:
    """Whether the bytes can be kept: UTF-8 whose lines end in LF, maybe behind a CR."""
    if b"\r" in data.replace(b"\r\n", b""):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _reader(data: bytes) -> Read:
    at = 0

    def read(most: int) -> bytes:
        nonlocal at
        piece = data[at : at + most]
        at += len(piece)
        return piece

    return read
