"""Checks or extracts one article: an article and an open index in, an object for JSON out."""

from io import BytesIO
from typing import Any

from xzfacts.app import Facts
from xzfacts.archive_jobs.inputs import InputArticle
from xzfacts.documents.read import paragraphs
from xzfacts.extract.article.bylines import Credits, day_in
from xzfacts.extract.article.source_text import load_document
from xzfacts.model.paragraphs import check_paragraphs
from xzfacts.serialization import to_dict


def check(facts: Facts, article: InputArticle) -> dict[str, Any]:
    """The checkable sentences of an article, as `check --json` prints them."""
    found = check_paragraphs(paragraphs(article.name, BytesIO(article.data).read), facts.check)
    return {"sentences": [to_dict(each) for passage in found for each in passage.sentences]}


def extract(facts: Facts, article: InputArticle) -> dict[str, Any]:
    """The facts proposed from an article, as `extract --json` prints them.

    A title that JSON Lines give becomes the first line of the text, if it is not there.
    """
    title = article.metadata.get("title", "").strip()
    data = article.data
    if title and not data.decode(errors="replace").lstrip().startswith(title):
        data = f"{title}\n\n".encode() + data
    document = load_document(data, article.name)
    told = Credits(
        (),
        article.metadata.get("publication"),
        day_in(article.metadata.get("published", "")),
    )
    document = document._replace(credits=document.credits.with_(told))
    several = facts.extract(document)
    return {"proposals": [to_dict(each) for one in several for each in one.marked]}
