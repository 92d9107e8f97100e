"""Choice of the draft reader by file extension."""

import os
from collections.abc import Iterator

from xzfacts.documents.decode import Read, decoded
from xzfacts.model.paragraphs import Paragraph

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_HTML = (".html", ".htm", ".xhtml")
_WORD = (".docx",)


def is_markup(name: str) -> bool:
    """Whether the file extension is that of a markup format."""
    return os.path.splitext(name)[1].lower() in {*_MARKDOWN, *_HTML, *_WORD}


def is_markdown(name: str) -> bool:
    """Whether the file extension is that of Markdown."""
    return os.path.splitext(name)[1].lower() in _MARKDOWN


def paragraphs(name: str, read: Read) -> Iterator[Paragraph]:
    """The paragraphs of a draft; plain text is streamed, markup is read completely first.

    `read(n)` returns at most n bytes, and none at the end.
    Raises the errors of `xzfacts.documents.errors`.
    """
    ending = os.path.splitext(name)[1].lower()
    if ending in _WORD:
        from xzfacts.documents import docx

        return docx.paragraphs(b"".join(_pieces(read)), name)
    from xzfacts.documents import plain

    pieces = decoded(read, name)
    if ending in _MARKDOWN:
        from xzfacts.documents import markdown

        return markdown.paragraphs(plain.whole(pieces))
    if ending in _HTML:
        from xzfacts.documents import html

        return html.paragraphs(plain.whole(pieces), name)
    return plain.paragraphs(pieces)


def _pieces(read: Read) -> Iterator[bytes]:
    while piece := read(1 << 20):
        yield piece
