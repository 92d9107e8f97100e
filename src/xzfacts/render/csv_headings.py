"""Column names of CSV files for people: in the language of the reader."""

from xzfacts.i18n import gettext as _


def headings(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of `csv_`, of `fact_table` and of lists, as a reader calls them."""
    names = _of_source() | {
        "query": _("query"),
        "id": _("id"),
        "score": _("score"),
        "subject": _("subject"),
        "attribute": _("attribute"),
        "value": _("value"),
        "low": _("lowest"),
        "high": _("highest"),
        "bounds": _("bounds"),
        "unit": _("unit"),
        "sentence": _("sentence"),
        "note": _("note"),
        "as_of": _("as of"),
        "status": _("status"),
        "source": _("source"),
        "source_line": _("line of the article"),
        "file": _("store file"),
        "line": _("line of the file"),
        "citations": _("same value"),
        "conflicts": _("conflicts"),
        "history": _("earlier facts"),
        "newer": _("newer fact"),
        "mode": _("mode"),
        "said_by": _("said by"),
        "sentence_page": _("page of the sentence"),
        "name": _("name"),
        "aliases": _("aliases"),
        "kind": _("kind"),
        "part_of": _("part of"),
        "facts": _("facts"),
    }
    return tuple(names.get(column, column) for column in columns)


def _of_source() -> dict[str, str]:
    return {
        "title": _("title"),
        "publication": _("publication"),
        "authors": _("authors"),
        "published": _("published"),
        "page": _("page"),
        "section": _("section"),
        "url": _("address"),
        "link": _("link to the sentence"),
    }
