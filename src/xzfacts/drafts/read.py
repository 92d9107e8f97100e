"""A draft from a file or from standard input, in the form that its name says."""

import os
from collections.abc import Iterator

from xzfacts.drafts.decode import Read, decoded
from xzfacts.model.paragraphs import Paragraph

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_HTML = (".html", ".htm", ".xhtml")
_WORD = (".docx",)


def is_markup(name: str) -> bool:
    """Whether the file's name says that its paragraphs are marked as such."""
    return os.path.splitext(name)[1].lower() in {*_MARKDOWN, *_HTML, *_WORD}


def is_markdown(name: str) -> bool:
    """Whether the file's name says that it is Markdown."""
    return os.path.splitext(name)[1].lower() in _MARKDOWN


def paragraphs(name: str, read: Read) -> Iterator[Paragraph]:
    """The draft's paragraphs; text comes as it is read, markup once all of it is there.

    read: gives the next bytes, at most so many, and at the end none.
    Raises what is in `xzfacts.drafts.errors`.
    """
    ending = os.path.splitext(name)[1].lower()
    if ending in _WORD:
        from xzfacts.drafts import docx

        return docx.paragraphs(b"".join(_pieces(read)), name)
    from xzfacts.drafts import plain

    pieces = decoded(read, name)
    if ending in _MARKDOWN:
        from xzfacts.drafts import markdown

        return markdown.paragraphs(plain.whole(pieces))
    if ending in _HTML:
        from xzfacts.drafts import html

        return html.paragraphs(plain.whole(pieces), name)
    return plain.paragraphs(pieces)


def _pieces(read: Read) -> Iterator[bytes]:
    while piece := read(1 << 20):
        yield piece
