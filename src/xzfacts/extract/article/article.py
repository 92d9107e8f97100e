"""An article as read from a text: where it was printed, and its sentences."""

from typing import NamedTuple

from xzfacts.model.facts import Source


class Quote(NamedTuple):
    """A sentence of an article, sliced from its text.

    text: verbatim, column breaks taken out. line: 1-based line of the text it begins in.
    role: body, title, heading, caption or byline. paragraph: running number within the
    article. offset: where it begins in the text. page: of a PDF with several.
    """

    text: str
    line: int
    role: str
    paragraph: int
    offset: int = 0
    page: str | None = None


class Article(NamedTuple):
    """An article: its source as far as printed, and its sentences in the order of the text."""

    source: Source
    quotes: tuple[Quote, ...]
