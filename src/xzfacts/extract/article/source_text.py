"""A text as it is kept for good: its quotes are sliced from it, and its hash names it."""

import os
import re
from hashlib import sha256
from typing import NamedTuple

from xzfacts.documents.decode import Read, decoded
from xzfacts.documents.errors import DraftError
from xzfacts.documents.front_matter import KEYS, FrontMatter, front_matter
from xzfacts.documents.plain import whole
from xzfacts.documents.read import is_markdown, is_markup, paragraphs
from xzfacts.extract.article.bylines import Credits, day_in, writers
from xzfacts.i18n import gettext as _
from xzfacts.text.lazy_pattern import lazy_pattern

_BREAKS = lazy_pattern(r"[\r\n\f\v]+")
_CONTROL = lazy_pattern(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_PDF = b"%PDF-"
# A heading or front matter; 标题：… below a line may be plain text, unless another line ends it.
_MARKDOWN = re.compile(
    rf"(?:\xef\xbb\xbf)?(?:\s*#{{1,6}} +\S|---[ \t]*\r?\n(?:(?=[^\s-][^\n]{{0,40}}?:\s)"
    rf"|(?=(?:{'|'.join(KEYS)})[ \t]*：)(?:[^\n]+\n)+?(?:---|\.\.\.)[ \t]*\r?\n))".encode()
)


class PdfError(DraftError):
    """A PDF file itself: it shows a page, but says neither words nor their order."""

    def message(self) -> str:
        """Say how to get at its text."""
        return _(
            "{name} is a PDF. Take the text out of it first, for instance with "
            "`pdftotext FILE.pdf`, and extract that."
        ).format(name=self.name)


class SourceDocument(NamedTuple):
    """A text to keep. data: its bytes, UTF-8. sha256: of them.

    name: of the file that it came from. whole: each line is a paragraph, which no column broke.
    credits: what was said of its origin outside of the text, as front matter does.
    """

    name: str
    text: str
    data: bytes
    sha256: str
    whole: bool
    credits: Credits = Credits()


def load_document(data: bytes, name: str) -> SourceDocument:
    """What to keep of a file with these bytes.

    Plain text stays as it is, byte for byte, if it is UTF-8; from another encoding it is
    decoded. Of Markdown, HTML and .docx the paragraphs are kept, one a line, with an empty
    line between; the title in front matter becomes the first. Standard input (`-`) is Markdown
    where it begins with front matter or a heading. Raises what is in `xzfacts.documents.errors`,
    and PdfError.
    """
    if data.startswith(_PDF) or os.path.splitext(name)[1].lower() == ".pdf":
        raise PdfError(name)
    form = "-.md" if name == "-" and _MARKDOWN.match(data) else name
    markup = is_markup(form)
    said = FrontMatter()
    if markup:
        if is_markdown(form):
            said = front_matter(_CONTROL.sub(" ", whole(decoded(_reader(data), name))))
        texts = [_BREAKS.sub(" ", each.text).strip() for each in paragraphs(form, _reader(data))]
        if said.title and said.title not in texts[:1]:
            texts.insert(0, said.title)
        text = "".join(f"{line}\n\n" for line in texts if line)[:-1]
    else:
        text = whole(decoded(_reader(data), name))
        if _is_sound(data):
            text = data.decode("utf-8")
    bytes_ = text.encode("utf-8")
    credits_ = Credits((), said.publication or None, day_in(said.date))
    credits_ = credits_.with_(writers(said.bylines))
    return SourceDocument(
        name, text, bytes_, sha256(bytes_).hexdigest(), whole=markup, credits=credits_
    )


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
