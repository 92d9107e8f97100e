"""The process that reads a PDF from standard input: `python -m xzfacts.documents.pdf_process`.

It prints a JSON object: `pages`, a list of paragraphs each, or why there are none as `error`. Its
CPU time and memory are limited, which the system enforces whatever the native library does.
"""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from xzfacts.documents.page_layout import Glyph, PrintedParagraph, page_paragraphs
from xzfacts.documents.pdf_limits import MAX_GLYPHS, MAX_PAGES, MEMORY, cpu_seconds, glyphs_of_file

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_MAX_UNKNOWN = 0.3  # share of characters without Unicode value
_UNKNOWN = "\ufffd"
_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD
# Fonts often map a character to the radical that looks the same.
_RADICALS = re.compile("[\u2e80-\u2fdf]")


class _TooLargeError(Exception):
    """The file has more pages or characters than are read."""


def main() -> None:
    """Read the file and print what it says."""
    content = sys.stdin.buffer.read()
    _limit(len(content))
    print(json.dumps(_read(content)))


def _limit(size: int) -> None:
    """Limit CPU time and memory, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        seconds = cpu_seconds(size)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _read(content: bytes) -> dict[str, object]:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        return {"error": "encrypted" if error.err_code == _PASSWORD_NEEDED else "damaged"}
    try:
        return {"pages": list(_pages(document, glyphs_of_file(len(content))))}
    except PdfiumError:
        return {"error": "damaged"}
    except (_TooLargeError, MemoryError):
        return {"error": "large"}
    finally:
        document.close()


def _pages(document: "PdfDocument", left: int) -> Iterator[list[PrintedParagraph]]:
    """The paragraphs of each page. left: characters that all pages together may have."""
    if len(document) > MAX_PAGES:
        raise _TooLargeError
    for at in range(len(document)):
        glyphs = list(_glyphs(document[at], min(left, MAX_GLYPHS)))
        left -= len(glyphs)
        unknown = sum(glyph.text == _UNKNOWN for glyph in glyphs)
        readable = glyphs and unknown <= _MAX_UNKNOWN * len(glyphs)
        yield page_paragraphs(glyphs) if readable else []


def _glyphs(page: "PdfPage", most: int) -> Iterator[Glyph]:
    from pypdfium2 import raw

    text = page.get_textpage()
    count = text.count_chars()
    if count > most:
        raise _TooLargeError
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


if __name__ == "__main__":
    main()
