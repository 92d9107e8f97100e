"""Facts as a table: one row each, with sentence, source and place."""

from collections.abc import Iterable, Iterator

from xzfacts.export.text_fragment import text_link
from xzfacts.model.facts import Fact
from xzfacts.render.csv_ import header, row
from xzfacts.render.fact_cells import Cells, fact_cells

COLUMNS = (
    *("id", "subject", "attribute", "value", "low", "high", "bounds", "unit", "as_of", "status"),
    *("sentence", "note", "title", "publication", "authors", "published", "page", "section", "url"),
    *("link", "source", "source_line", "file", "line", "mode", "said_by", "sentence_page"),
)


def cells(fact: Fact) -> Cells:
    """Return the cells of a fact by column.

    link: address that opens the article at the sentence, where the source has a URL.
    The others are those of `fact_cells`.
    """
    linked = fact_cells(fact) | {"link": text_link(fact.source.url, fact.sentence.quote)}
    return {column: linked[column] for column in COLUMNS}


def csv_lines(facts: Iterable[Fact], *, spreadsheet: bool = False) -> Iterator[str]:
    """Yield the facts as comma-separated values (RFC 4180), with a header.

    spreadsheet: with a byte-order mark, and with column names in the language of the reader.
    """
    yield header(COLUMNS, spreadsheet=spreadsheet)
    for fact in facts:
        yield row(tuple(cells(fact).values()))
