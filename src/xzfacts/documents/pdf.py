"""PDF: the paragraphs of each page in reading order, without page numbers.

The line number of a paragraph is its number in the document, and `page` the page it starts on.
A process of its own reads the file (`xzfacts.documents.pdf_process`): what a PDF makes its native
library do cannot be interrupted, and may crash it.
"""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from xzfacts.documents.page_layout import JoinedText, PrintedParagraph
from xzfacts.documents.pdf_limits import cpu_seconds
from xzfacts.documents.read_errors import (
    DamagedDocumentError,
    DocumentError,
    EncryptedDocumentError,
    MissingExtraError,
    NoTextError,
    TooLargeDocumentError,
)
from xzfacts.model.paragraphs import Paragraph

# `-P`: no module is taken from the current folder.
_READER = ("-P", "-m", "xzfacts.documents.pdf_process")
_WAITING = 6  # times the CPU time that is waited for on a busy machine
_ERRORS: dict[str, type[DocumentError]] = {
    "damaged": DamagedDocumentError,
    "encrypted": EncryptedDocumentError,
    "large": TooLargeDocumentError,
}
# How a process ends whose time or memory is used up.
_OVER_LIMIT = {"SIGXCPU", "SIGKILL", "SIGABRT"}


def paragraphs(content: bytes, name: str) -> Iterator[Paragraph]:
    """The paragraphs of a document.

    Raises DamagedDocumentError, EncryptedDocumentError, NoTextError if the pages are pictures,
    TooLargeDocumentError, also if reading takes too long, and MissingExtraError without pypdfium2.
    """
    if find_spec("pypdfium2") is None:
        raise MissingExtraError(name, "pdf")
    pages = _pages(content, name)
    if not any(pages):
        raise NoTextError(name)
    for number, (starts, text) in enumerate(_flowing(pages), 1):
        yield Paragraph(number, text, page=starts[0][1], page_starts=tuple(starts[1:]))


def _pages(content: bytes, name: str) -> list[list[PrintedParagraph]]:
    """What the process that reads the file found on each page."""
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter and our module
            [sys.executable, *_READER],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_WAITING * cpu_seconds(len(content)),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooLargeDocumentError(name) from None
    if done.returncode:
        raise (TooLargeDocumentError if _is_over(done.returncode) else DamagedDocumentError)(name)
    found = json.loads(done.stdout)
    if error := found.get("error"):
        raise _ERRORS[error](name)
    return [[PrintedParagraph(*each) for each in page] for page in found["pages"]]


def _is_over(status: int) -> bool:
    return status < 0 and signal.Signals(-status).name in _OVER_LIMIT


def _flowing(
    pages: Sequence[Sequence[PrintedParagraph]],
) -> Iterator[tuple[list[tuple[int, int]], str]]:
    """The paragraphs, each with the offsets at which its pages start.

    A paragraph may continue in the next column or page.
    """
    starts: list[tuple[int, int]] = []
    text, ended = JoinedText(), True
    for number, page in enumerate(pages, 1):
        for part in page:
            if ended or part.begins:
                if text.size:
                    yield starts, str(text)
                starts, text = [(0, number)], JoinedText()
            text.add(part.text)
            if starts[-1][1] != number:
                starts.append((text.size - len(part.text), number))
            ended = part.ends
    if text.size:
        yield starts, str(text)
