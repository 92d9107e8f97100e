"""Parsing of JSON lines and CSV to tables, one per row."""

import csv
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from xzfacts.i18n import gettext as _
from xzfacts.store.schema.faults import Fault
from xzfacts.store.schema.tables import Table

_RESULTS = (
    "results",
    "evidence",
)  # keys with rows in the output of `query --json` and `check --json`
_AUTHOR_SEPARATORS = "、;；"
_SHARE = re.compile(r"\s*\d\.?\d{0,9}\s*", re.ASCII)
_BOM = b"\xef\xbb\xbf"


def json_tables(lines: Iterable[bytes]) -> Iterator[tuple[int, Table | Fault]]:
    """The 1-based line of each row with its table, or its fault.

    A line may also be an answer as printed by `--json`, with any number of rows.
    """
    for number, line in enumerate(_without_bom(lines), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError:
            yield number, not_utf8()
            continue
        except (ValueError, RecursionError) as error:
            message = _("Invalid JSON: {reason}.").format(reason=error)
            remedy = _("Write each row as one JSON object per line, {…}, or use CSV.")
            yield number, Fault("not-json", (), message, remedy)
            continue
        for row in _rows_in(data):
            if isinstance(row, dict):
                yield number, row
            else:
                yield number, Fault("not-a-row", (), _("A row must be a JSON object, {…}."))


def csv_tables(
    lines: Iterable[bytes], needed: Sequence[str]
) -> Iterator[tuple[int, Table | Fault]]:
    """The same for CSV. The first row is the header and must have the `needed` columns."""
    # Invalid UTF-8 is decoded to surrogates, so that the row is reported later.
    decoded = (line.decode("utf-8", "surrogateescape") for line in _without_bom(lines))
    reader = csv.reader(decoded, strict=True)
    header: list[str] | None = None
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, Fault("not-csv", (), _("Invalid CSV: {reason}.").format(reason=error))
            continue
        if not any(cells):
            continue
        if header is None:
            header = _columns(cells)
            missing = [key for key in needed if key not in header]
            if missing:
                yield number, _bad_header(missing)
                return
        elif len(cells) > len(header):
            yield number, Fault("not-csv", (), _("This row has more cells than the header."))
        else:
            yield number, _from_cells(dict(zip(header, cells, strict=False)))


def names_columns(line: bytes, known: Collection[str]) -> bool:
    """Whether a line is a CSV header with one of the `known` columns; `{` starts JSON."""
    text = line.removeprefix(_BOM).decode("utf-8", "replace")
    return not text.lstrip().startswith("{") and any(
        name.strip('"') in known for name in _columns(text.split(","))
    )


def _columns(cells: Iterable[str]) -> list[str]:
    return [cell.strip().lower() for cell in cells]


def not_utf8() -> Fault:
    """The fault of a row that is not valid UTF-8 or contains lone surrogates."""
    return Fault("not-utf8", (), _("This row is not UTF-8 text."), _("Save the file as UTF-8."))


def _rows_in(data: object) -> list[object]:
    """The rows in a line: the results of an answer, or the object itself."""
    if isinstance(data, dict):
        for key in _RESULTS:
            if isinstance(data.get(key), list):
                return list(data[key])
    return [data]


def _from_cells(cells: dict[str, str]) -> Table:
    """A row as in JSON: no empty cells, numbers as numbers, authors as a list."""
    row: Table = {key: cell for key, cell in cells.items() if cell.strip()}
    if row.get("line", "").strip().isdecimal() and len(row["line"]) < 10:
        row["line"] = int(row["line"])
    if _SHARE.fullmatch(row.get("confidence", "")):
        row["confidence"] = float(row["confidence"])
    if "authors" in row:
        for separator in _AUTHOR_SEPARATORS:
            row["authors"] = row["authors"].replace(separator, "\n")
        row["authors"] = [name.strip() for name in row["authors"].splitlines() if name.strip()]
    return row


def _without_bom(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines without a BOM at the start of the first."""
    first = True
    for line in lines:
        yield line.removeprefix(_BOM) if first else line
        first = False


def _bad_header(missing: list[str]) -> Fault:
    return Fault(
        "missing-key",
        (),
        _("The header row lacks these columns: {missing}.").format(missing=", ".join(missing)),
        _("Start the file with `subject,attribute,value,sentence,source`."),
    )
