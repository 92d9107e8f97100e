"""Column names of CSV files for people: in the language of the reader."""

from xzfacts.i18n import gettext, mark

_NAMES = {
    "query": mark("query"),
    "id": mark("id"),
    "score": mark("score"),
    "subject": mark("subject"),
    "attribute": mark("attribute"),
    "value": mark("value"),
    "low": mark("lowest"),
    "high": mark("highest"),
    "bounds": mark("bounds"),
    "unit": mark("unit"),
    "sentence": mark("sentence"),
    "note": mark("note"),
    "as_of": mark("as of"),
    "status": mark("status"),
    "source": mark("source"),
    "source_line": mark("line of the article"),
    "file": mark("store file"),
    "line": mark("line of the file"),
    "citations": mark("same value"),
    "conflicts": mark("conflicts"),
    "history": mark("earlier facts"),
    "newer": mark("newer fact"),
    "mode": mark("mode"),
    "said_by": mark("said by"),
    "sentence_page": mark("page of the sentence"),
    "name": mark("name"),
    "aliases": mark("aliases"),
    "kind": mark("kind"),
    "part_of": mark("part of"),
    "facts": mark("facts"),
    "title": mark("title"),
    "publication": mark("publication"),
    "authors": mark("authors"),
    "published": mark("published"),
    "page": mark("page"),
    "section": mark("section"),
    "url": mark("address"),
    "link": mark("link to the sentence"),
}


def headings(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of `csv_`, of `fact_table` and of lists, as a reader calls them."""
    return tuple(gettext(_NAMES.get(column, column)) for column in columns)
