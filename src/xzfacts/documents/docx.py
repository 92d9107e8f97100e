"""Word documents (.docx): all paragraphs in document order, including those in tables.

Tracked changes are treated as accepted. The paragraph number replaces the line number, which a
Word document does not have.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from xzfacts.documents.read_errors import (
    DamagedDocumentError,
    EncryptedDocumentError,
    MissingExtraError,
    TooLargeDocumentError,
)
from xzfacts.model.paragraphs import Paragraph

# Limits of the unpacked main part: bytes, and elements and attributes, which take 200 bytes of
# memory each. A thousand pages have about 20 MB and a million of them, and 2 MB in the file.
_MAX_SIZE = 1 << 26
_MAX_MARKS = 2_500_000
_FEW_MARKS = 250_000  # that any file may have; further ones need bytes of the file
_MARKS_OF_BYTE = 2
_MAX_ENTRIES = 10_000  # of the zip file; its directory is read as a whole

_DIRECTORY_ENTRY = b"PK\x01\x02"
_MAIN_PART = "word/document.xml"
_ENCRYPTED = 1  # flag of a zip entry
# Word puts an encrypted document into an OLE file with a stream of this name.
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0"

_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # “Strict Open XML Document”
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Those of the Open Packaging Conventions. LZMA would allocate as much memory as the file says.
_COMPRESSIONS = {ZIP_STORED, ZIP_DEFLATED}
_SPACES = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-"}


def paragraphs(content: bytes, name: str) -> Iterator[Paragraph]:
    """The paragraphs of a document.

    Raises DamagedDocumentError, EncryptedDocumentError and TooLargeDocumentError, and
    MissingExtraError without lxml.
    """
    try:
        from lxml import etree
    except ImportError:
        raise MissingExtraError(name, "docx") from None
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,  # they would divide a text, whose rest would be lost
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_main_part(content, name), parser)
    except (etree.LxmlError, ValueError):
        raise DamagedDocumentError(name) from None
    word = next((f"{{{one}}}" for one in _NAMESPACES if root.tag == f"{{{one}}}document"), None)
    body = root.find(f"{word}body") if word else None
    if body is None or root.getroottree().docinfo.doctype:
        raise DamagedDocumentError(name)
    if any(map(len, body.iter(f"{word}t"))):  # texts have no elements
        raise DamagedDocumentError(name)
    for number, text in _texts(body, word or ""):
        yield Paragraph(number, text, range(len(text)))


def _main_part(content: bytes, name: str) -> bytes:
    """The XML of the document, unpacked."""
    if content.startswith(_OLE) and _ENCRYPTED_STREAM in content:
        raise EncryptedDocumentError(name)
    if content.count(_DIRECTORY_ENTRY) > _MAX_ENTRIES:
        raise TooLargeDocumentError(name)
    try:
        with ZipFile(BytesIO(content)) as package:
            part = package.getinfo(_MAIN_PART)
            if part.flag_bits & _ENCRYPTED:
                raise EncryptedDocumentError(name)
            if part.compress_type not in _COMPRESSIONS:
                raise DamagedDocumentError(name)
            with package.open(part) as file:
                xml = file.read(_MAX_SIZE + 1)
    except (BadZipFile, KeyError, ValueError, EOFError, OSError, NotImplementedError, zlib.error):
        raise DamagedDocumentError(name) from None
    marks = xml.count(b"<") + xml.count(b"=")
    if len(xml) > _MAX_SIZE or marks > min(_MAX_MARKS, _FEW_MARKS + _MARKS_OF_BYTE * len(content)):
        raise TooLargeDocumentError(name)
    return xml


def _texts(body: Any, word: str) -> list[tuple[int, str]]:  # noqa: ANN401 - elements have no type
    """The numbers and texts of the paragraphs, in one pass: they may be nested in text boxes."""
    from lxml.etree import iterwalk

    paragraph, text = f"{word}p", f"{word}t"
    spaces = {f"{word}{name}": space for name, space in _SPACES.items()}
    found: list[tuple[int, list[str]]] = []
    open_paragraphs: list[list[str]] = []
    number = 0
    fallbacks = 0  # open ones; a drawing repeats its text in a fallback element
    tags = (paragraph, text, _FALLBACK, *spaces)
    for event, element in iterwalk(body, events=("start", "end"), tag=tags):
        tag = element.tag
        if tag == _FALLBACK:
            fallbacks += 1 if event == "start" else -1
        elif tag == paragraph and event == "end":
            open_paragraphs.pop()
        elif tag == paragraph:
            number += 1
            open_paragraphs.append([])
            if not fallbacks:
                found.append((number, open_paragraphs[-1]))
        elif event == "start" and open_paragraphs:
            open_paragraphs[-1].append(element.text or "" if tag == text else spaces[tag])
    return [(each, "".join(parts)) for each, parts in found]
