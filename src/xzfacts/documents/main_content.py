"""The articles of an HTML page, without navigation, related links, comments and footers.

readability-lxml finds the elements; their text is taken from the page itself, so that it is
verbatim. If nothing is found, the whole page is the article.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from xzfacts.documents.html import paragraphs_in, parsed
from xzfacts.documents.read_errors import MissingExtraError
from xzfacts.model.paragraphs import Paragraph
from xzfacts.text.lazy_pattern import lazy_pattern

_MIN_TEXT = 25  # characters of an article, without links
_MAX_PAGE = 1 << 22  # characters; the main content of a larger page is not searched for
# What readability does may be quadratic: it inserts elements between others, looks for a lead among
# all leads, and reads the text around elements again and again.
_MAX_PAIRS = 500_000_000  # of elements with one parent; a pair of leads counts as so many:
_PAIR_OF_LEADS = 2500
_LEAD = lazy_pattern("(?i:subhead|lead|standfirst|dek|subtitle)")
_MAX_READ, _MAX_RATIO = 10_000_000, 60  # characters of text, and for each character of the page
_READING = 100  # characters that reading a text counts as, besides its own
_MAX_HEAD = 200  # characters between the title and the article: date, source, author
_MIN_TITLE = 4
_MAX_COMPARED = 1_000_000_000  # paragraphs times characters in which they are searched for
_MIN_PART = 12  # characters of a paragraph that readability has joined with others
# Limits of readability: short news items have less text than its defaults ask for.
_MIN_PARAGRAPH, _RETRY = 10, 50


def article_paragraphs(text: str, name: str) -> Iterator[Paragraph]:
    """The paragraphs of the articles of a page.

    Raises DamagedDocumentError, and MissingExtraError without lxml and readability-lxml.
    """
    try:
        import readability
    except ImportError:
        raise MissingExtraError(name, "html") from None
    del readability
    root = parsed(text, name)
    if root is None:
        return
    everything = list(paragraphs_in(root))
    content = _articles(root) or ([] if _is_large(text, root) else _main_text(text))
    whole, joined = set(content), "".join(content)
    if len(everything) * len(joined) > _MAX_COMPARED:
        joined = ""
    kept = [
        at
        for at, bare in enumerate(_bare(one.text) for one in everything)
        if bare in whole or (len(bare) >= _MIN_PART and bare in joined)
    ]
    if sum(len(everything[at].text) for at in kept) < _MIN_TEXT:
        yield from everything
        return
    start = _head_start(everything[: kept[0]], _titles(root))
    yield from everything[start : kept[0]]
    yield from (everything[at] for at in kept)


def _articles(root: Any) -> list[str]:  # noqa: ANN401 - elements have no type
    """The paragraphs of the `<article>` elements, if several have text of their own."""
    found: list[list[str]] = []
    for element in root.iter("article"):
        if next(element.iterancestors("article"), None) is not None:
            continue  # its text is read with that of the outer one
        own = [_bare(one.text) for one in paragraphs_in(element)]
        text = "".join(own)
        links = sum(len(_bare(link.text_content())) for link in element.iter("a"))
        if len(text) - links >= _MIN_TEXT and links * 2 < len(text):
            found.append(own)
    return [text for own in found for text in own] if len(found) > 1 else []


def _is_large(text: str, root: Any) -> bool:  # noqa: ANN401
    """Whether readability would take too long for a page."""
    if len(text) > _MAX_PAGE:
        return True
    pairs = leads = 0
    for element in root.iter():
        pairs += len(element) ** 2
        names = f"{element.get('class', '')} {element.get('id', '')}"
        leads += len(names) > 1 and _LEAD.search(names) is not None
    return pairs + leads * leads * _PAIR_OF_LEADS > _MAX_PAIRS


@contextmanager
def _bounded_reading(size: int) -> Iterator[None]:
    """Let readability raise ValueError if it reads very much text of a page of this size."""
    from readability import readability

    clean = readability.clean
    left = _MAX_READ + _MAX_RATIO * size

    def counted(text: str) -> str:
        nonlocal left
        left -= len(text) + _READING
        if left < 0:
            raise ValueError
        return str(clean(text))

    readability.clean = counted
    try:
        yield
    finally:
        readability.clean = clean


def _main_text(text: str) -> list[str]:
    """The paragraphs of the main content as readability finds it."""
    from lxml import html
    from lxml.etree import LxmlError
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        page = Document(text, min_text_length=_MIN_PARAGRAPH, retry_length=_RETRY)
        # Its own method removes attributes by a pattern that is quadratic.
        page.get_clean_html = lambda: html.tostring(page.html, encoding="unicode")
        with _bounded_reading(len(text)):
            summary = html.document_fromstring(page.summary())
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        return []  # an unusual page: nothing is left out
    return [_bare(one.text) for one in paragraphs_in(summary)]


def _titles(root: Any) -> list[str]:  # noqa: ANN401 - elements have no type
    """Return the title, which often ends in the name of the site, and the headings of a page."""
    named = [root.findtext(".//title") or ""]
    return [_bare(text) for text in (*named, *(h.text_content() for h in root.iter("h1", "h2")))]


def _head_start(above: list[Paragraph], titles: list[str]) -> int:
    """Return where the title of the article is among the paragraphs above it."""
    size = 0
    for at in range(len(above) - 1, -1, -1):
        text = _bare(above[at].text)
        if len(text) >= _MIN_TITLE and any(text in title for title in titles):
            return at
        size += len(text)
        if size > _MAX_HEAD:
            break
    return len(above)


def _bare(text: str) -> str:
    return "".join(text.split())
