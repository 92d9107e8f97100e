"""Checks one article, or extracts facts from it; the result is an object for JSON."""

from io import BytesIO
from typing import Any

from xzfacts.app import Facts
from xzfacts.archive_jobs.article_reader import InputArticle
from xzfacts.documents.read import paragraphs
from xzfacts.extract.article.origin import Origin, SeveralArticlesError
from xzfacts.extract.article.source_text import load_document
from xzfacts.model.paragraphs import check_paragraphs
from xzfacts.serialization import to_dict
from xzfacts.store.schema.tables import is_date


def check(facts: Facts, article: InputArticle) -> dict[str, Any]:
    """Return the checkable sentences of an article, as `check --json` prints them."""
    found = check_paragraphs(paragraphs(article.name, BytesIO(article.data).read), facts.check)
    return {"sentences": [to_dict(each) for passage in found for each in passage.sentences]}


def extract(facts: Facts, article: InputArticle) -> dict[str, Any]:
    """Return the facts proposed from an article, as `extract --json` prints them.

    The metadata of a JSON line describe the source. An invalid date, and the title of a text with
    several articles, are ignored.
    """
    metadata = article.metadata
    day = metadata.get("published", "")
    origin = Origin(
        title=metadata.get("title"),
        publication=metadata.get("publication"),
        published=day if is_date(day) else None,
        url=metadata.get("url"),
    )
    document = load_document(article.data, article.name)
    try:
        several = facts.extract(document, (), origin)
    except SeveralArticlesError:
        several = facts.extract(document, (), origin._replace(title=None))
    return {"proposals": [to_dict(each) for one in several for each in one.marked]}
