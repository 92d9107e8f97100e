"""What a user states of the origin of articles, and the pages of a PDF they are on."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from xzfacts.errors import XzfactsError
from xzfacts.extract.article.article import Article
from xzfacts.extract.article.article_builder import source_id
from xzfacts.i18n import ngettext


class Origin(NamedTuple):
    """What a user states of the source of a text; None where nothing is stated.

    title: headline, of a text with one article.
    publication: newspaper, agency or site.
    published: date of publication.
    url: web address.
    page: page of the newspaper.
    authors: as printed.
    """

    title: str | None = None
    publication: str | None = None
    published: str | None = None
    url: str | None = None
    page: str | None = None
    authors: tuple[str, ...] | None = None


class SeveralArticlesError(XzfactsError):
    """A title was given for a text with several articles."""

    name: str
    count: int

    def message(self) -> str:
        """Return the text of the error."""
        return ngettext(
            "{name} has {count} article; --title needs a text with one.",
            "{name} has {count} articles; --title needs a text with one.",
            self.count,
        ).format(name=self.name, count=self.count)


def with_origin(
    articles: Sequence[Article], name: str, origin: Origin, pages: Sequence[tuple[int, int]]
) -> tuple[Article, ...]:
    """The articles with what is stated of them, which counts more than what was read.

    pages: of a PDF, where each page begins in the text, and its number. An article without
    a printed page gets the page on which it starts, and its sentences get theirs if it has several.
    Raises SeveralArticlesError.
    """
    stated = {key: value for key, value in origin._asdict().items() if value is not None}
    if origin.title is not None:
        if len(articles) > 1:
            raise SeveralArticlesError(name, len(articles))
        stated["id"] = source_id(origin.title, {})
    return tuple(_placed(article, stated, pages) for article in articles)


def _placed(article: Article, stated: dict[str, Any], pages: Sequence[tuple[int, int]]) -> Article:
    if pages and not (article.source.page or "page" in stated):
        numbers = [_page(quote.offset, pages) for quote in article.quotes]
        stated = {"page": numbers[0], **stated}
        if len(set(numbers)) > 1:
            numbered = zip(article.quotes, numbers, strict=True)
            quotes = tuple(quote._replace(page=page) for quote, page in numbered)
            article = article._replace(quotes=quotes)
    return article._replace(source=article.source._replace(**stated))


def _page(offset: int, pages: Sequence[tuple[int, int]]) -> str:
    before = bisect_right(pages, offset, key=lambda start: start[0])
    return str(pages[max(before - 1, 0)][1])
