"""`xzfacts extract`: extract facts from articles, as drafts."""

from typing import Annotated, NamedTuple

from typer import Argument, Option

from xzfacts.cli.extraction import extract
from xzfacts.cli.fact_input import FactInput, normalized
from xzfacts.cli.fact_options import Authors, Page, Publication, Published, Title, Url
from xzfacts.cli.options import Json, StorePath
from xzfacts.extract.article.origin import Origin
from xzfacts.i18n import gettext as _


class _SourceOptions(NamedTuple):
    """What is known of the source of the articles, see `FactInput`."""

    title: Title = None
    publication: Publication = None
    published: Published = None
    authors: Authors = None
    url: Url = None
    page: Page = None


def run(
    articles: Annotated[
        list[str],
        Argument(
            metavar="ARTICLE...",
            help=_("Articles: text, Markdown, HTML, .docx or PDF; “-” for standard input."),
        ),
    ],
    source: _SourceOptions,
    no_archive: Annotated[
        bool, Option("--no-archive", help=_("Store only the hash of the text, not the text."))
    ] = False,
    json: Json = False,
    store: StorePath = None,
) -> int:
    """Extract facts from articles."""
    origin = _origin(FactInput(**source._asdict()))
    return extract(articles, origin, json=json, archive=not no_archive, store=store)


def _origin(given: FactInput) -> Origin:
    """Return what the options state of the source. Raises BadParameter."""
    checked = normalized(given)
    authors = tuple(checked.authors) if checked.authors else None
    return Origin(
        checked.title, checked.publication, checked.published, checked.url, checked.page, authors
    )
