"""Answers as comma-separated values (RFC 4180)."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from xzfacts.model.facts import Answer, Fact, Result
from xzfacts.render.escape import visible
from xzfacts.render.fact_cells import fact_cells

COLUMNS = (
    *("query", "id", "score", "subject", "attribute", "value", "low", "high", "bounds", "unit"),
    *("sentence", "note", "as_of", "status", "source", "title", "publication", "authors"),
    *("published", "url", "source_line", "file", "line", "citations", "conflicts", "history"),
    *("newer", "mode", "said_by", "sentence_page"),
)
_BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets recognise UTF-8


def header(columns: tuple[str, ...] = COLUMNS, *, spreadsheet: bool = False) -> str:
    """The header row.

    spreadsheet: after a byte-order mark, and in the language of the reader.
    """
    if not spreadsheet:
        return row(columns)
    from xzfacts.render.csv_headings import headings

    return _BYTE_ORDER_MARK + row(headings(columns))


def answer(given: Answer, *, titled: bool = False) -> str:
    """The results of an answer, one per row.

    titled: the answer is one of several, and has a row with only its query if it has no results.
    """
    if titled and not given.results:
        return row((given.query, *[None] * (len(COLUMNS) - 1)))
    return "".join(row(_cells(given.query, result)) for result in given.results)


def table(objects: Iterable[dict[str, object]], *, spreadsheet: bool = False) -> Iterator[str]:
    """Objects with the same keys, one per row after a header of the keys; nothing for none."""
    for number, data in enumerate(objects):
        if not number:
            yield header(tuple(data), spreadsheet=spreadsheet)
        yield row(tuple("; ".join(v) if isinstance(v, list | tuple) else v for v in data.values()))


def _cells(query: str, result: Result) -> tuple[object, ...]:
    cells = fact_cells(result.fact) | {
        "query": query,
        "score": result.score,
        "citations": _ids(result.citations),
        "conflicts": _ids(result.conflicts),
        "history": _ids(result.history),
        "newer": result.newer and result.newer.id,
    }
    return tuple(map(cells.get, COLUMNS))


def _ids(facts: tuple[Fact, ...]) -> str:
    return " ".join(fact.id for fact in facts)


def row(cells: tuple[object, ...]) -> str:
    """One line with these cells; an absent one is empty."""
    line = io.StringIO()
    safe = (_safe(cell) if isinstance(cell, str) else cell for cell in cells)
    csv.writer(line, lineterminator="\n").writerow(safe)
    return line.getvalue()


# A spreadsheet computes a cell that begins with one of these, also in full width.
_HARMLESS = re.compile(r"-?[0-9]+(?:\.[0-9]+)?|-[a-z-]*")
_FORMULA_STARTS = frozenset("=+-@＝＋－＠")


def _safe(text: str) -> str:
    """A cell that a spreadsheet shows as text: `'` stands before the beginning of a formula.

    Plain numbers (-5.2) and names of inputs (-, --text) stay as they are. Tabs and line breaks
    are escaped.
    """
    shown = visible(text)
    if shown.lstrip()[:1] not in _FORMULA_STARTS or _HARMLESS.fullmatch(text):
        return shown
    return f"'{shown}"
