"""Word documents (.docx): all paragraphs in document order, including those in tables.

Tracked changes are treated as accepted. The paragraph number replaces the line number, which a
Word document does not have.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from xzfacts.documents.errors import DamagedDraftError, MissingExtraError
from xzfacts.model.paragraphs import Paragraph

# Limit of the unpacked size in bytes.
_MAX_SIZE = 1 << 29

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH = f"{_WORD}p"
_TEXT = f"{_WORD}t"
_SPACES = {f"{_WORD}tab": "\t", f"{_WORD}br": " ", f"{_WORD}cr": " "}
_HYPHEN = f"{_WORD}noBreakHyphen"


def paragraphs(content: bytes, name: str) -> Iterator[Paragraph]:
    """The paragraphs of a document.

    Raises DamagedDraftError, and MissingExtraError without python-docx.
    """
    try:
        from docx import Document
        from docx.opc.exceptions import PackageNotFoundError
        from lxml.etree import LxmlError
    except ImportError:
        raise MissingExtraError(name, "docx") from None
    try:
        with ZipFile(BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > _MAX_SIZE:
                raise DamagedDraftError(name)
        body = Document(BytesIO(content)).element.body
    except (BadZipFile, PackageNotFoundError, LxmlError, KeyError, ValueError, EOFError):
        raise DamagedDraftError(name) from None
    numbered = enumerate(body.iter(_PARAGRAPH), 1)
    for number, element in numbered:
        # A drawing repeats its text in a fallback element.
        if not any(element.iterancestors(_FALLBACK)):
            text = "".join(_text(element, element))
            yield Paragraph(number, text, range(len(text)))


def _text(element: Any, paragraph: Any) -> Iterator[str]:  # noqa: ANN401 - elements have no type
    for part in element.iter(_TEXT, _HYPHEN, *_SPACES):
        if next(part.iterancestors(_PARAGRAPH)) is not paragraph:
            continue  # in a text box, which has paragraphs of its own
        if part.tag == _TEXT:
            yield part.text or ""
        else:
            yield _SPACES.get(part.tag, "-")
