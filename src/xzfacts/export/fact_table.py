"""Facts as a table: one row each, with sentence, source and place."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from xzfacts.export.text_fragment import text_link
from xzfacts.model.facts import Fact
from xzfacts.quantity.model import to_json
from xzfacts.render.csv_ import header, row
from xzfacts.render.wording import note


class FactCells(NamedTuple):
    """A fact as cells; what is unknown is None. The fields are the columns, in this order.

    low, high, bounds, unit: the quantity, in the base unit; numbers are exact decimals.
    source: id of the source.
    source_line: line of the source text at which the sentence starts.
    link: address that opens the article at the sentence, where the source has a URL.
    file, line: place of the fact in the store.
    sentence_page: page on which the sentence starts, if the source has several.
    The others are named as in a fact and its source.
    """

    id: str
    subject: str
    attribute: str
    value: str
    low: str | None
    high: str | None
    bounds: str | None
    unit: str | None
    as_of: str | None
    status: str
    sentence: str
    note: str | None
    title: str
    publication: str | None
    authors: str | None
    published: str | None
    page: str | None
    section: str | None
    url: str | None
    link: str | None
    source: str
    source_line: int | None
    file: str
    line: int | None
    mode: str | None
    said_by: str | None
    sentence_page: str | None


def cells(fact: Fact) -> FactCells:
    """Return the cells of a fact."""
    amount = {} if fact.quantity is None else to_json(fact.quantity)
    source = fact.source
    return FactCells(
        id=fact.id,
        subject=fact.subject,
        attribute=fact.attribute,
        value=fact.value,
        low=amount.get("low"),
        high=amount.get("high"),
        bounds=amount.get("bounds"),
        unit=amount.get("unit") or None,
        as_of=fact.as_of,
        status=fact.status.value,
        sentence=fact.sentence.quote,
        note=note(fact),
        title=source.title,
        publication=source.publication,
        authors="; ".join(source.authors) or None,
        published=source.published,
        page=source.page,
        section=source.section,
        url=source.url,
        link=text_link(source.url, fact.sentence.quote),
        source=source.id,
        source_line=fact.sentence.line,
        file=fact.place.file,
        line=fact.place.line,
        mode=fact.mode and fact.mode.value,
        said_by=fact.said_by,
        sentence_page=fact.sentence.page,
    )


def csv_lines(facts: Iterable[Fact], *, spreadsheet: bool = False) -> Iterator[str]:
    """Yield the facts as comma-separated values (RFC 4180), with a header.

    spreadsheet: with a byte-order mark, and with column names in the language of the reader.
    """
    yield header(FactCells._fields, spreadsheet=spreadsheet)
    for fact in facts:
        yield row(cells(fact))
