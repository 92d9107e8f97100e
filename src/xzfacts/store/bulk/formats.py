"""The formats of rows: JSON lines and CSV in, tables out, one a row, as JSON would have it."""

import csv
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from xzfacts.i18n import gettext as _
from xzfacts.store.schema.tables import Fault, Table

_RESULTS = ("results", "evidence")  # what `query --json` and `check --json` hold rows in
_AUTHORS_APART = "、;；"
_SHARE = re.compile(r"\s*\d\.?\d{0,9}\s*", re.ASCII)
_MARK = b"\xef\xbb\xbf"  # the byte order mark that some programs begin UTF-8 with


def json_tables(lines: Iterable[bytes]) -> Iterator[tuple[int, Table | Fault]]:
    """The table of each row, or what is wrong with it, and the line that it stands in.

    A line may also be a whole answer, as `--json` prints it, and then holds any number of rows.
    """
    for number, line in enumerate(_without_mark(lines), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError:
            yield number, not_utf8()
            continue
        except (ValueError, RecursionError) as error:
            said = _("This is not JSON: {reason}.").format(reason=error)
            remedy = _("Write a row as one JSON object in one line, {…}, or the file as CSV.")
            yield number, Fault("not-json", (), said, remedy)
            continue
        for row in _held(data):
            if isinstance(row, dict):
                yield number, row
            else:
                yield number, Fault("not-a-row", (), _("A row is a JSON object, {…}."))


def csv_tables(
    lines: Iterable[bytes], needed: Sequence[str]
) -> Iterator[tuple[int, Table | Fault]]:
    """The same for CSV, whose first row names the columns, the `needed` ones among them."""
    # Bytes that are not UTF-8 pass as surrogates, so that their row can be named.
    decoded = (line.decode("utf-8", "surrogateescape") for line in _without_mark(lines))
    reader = csv.reader(decoded, strict=True)
    header: list[str] | None = None
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, Fault("not-csv", (), _("This is not CSV: {reason}.").format(reason=error))
            continue
        if not any(cells):
            continue
        if header is None:
            header = _columns(cells)
            lacking = [key for key in needed if key not in header]
            if lacking:
                yield number, _bad_header(lacking)
                return
        elif len(cells) > len(header):
            yield number, Fault("not-csv", (), _("There are more cells here than column names."))
        else:
            yield number, _from_cells(dict(zip(header, cells, strict=False)))


def names_columns(line: bytes, known: Collection[str]) -> bool:
    """Whether a line is of CSV and has one of the `known` columns; what begins with { is JSON."""
    text = line.removeprefix(_MARK).decode("utf-8", "replace")
    return not text.lstrip().startswith("{") and any(
        name.strip('"') in known for name in _columns(text.split(","))
    )


def _columns(cells: Iterable[str]) -> list[str]:
    return [cell.strip().lower() for cell in cells]


def not_utf8() -> Fault:
    """A row holds bytes, or halves of characters, that are no text."""
    return Fault("not-utf8", (), _("This row is not UTF-8 text."), _("Save the file as UTF-8."))


def _held(data: object) -> list[object]:
    """The rows in a line: what was found, where it is a whole answer, else itself."""
    if isinstance(data, dict):
        for key in _RESULTS:
            if isinstance(data.get(key), list):
                return list(data[key])
    return [data]


def _from_cells(cells: dict[str, str]) -> Table:
    """A row as JSON would have it: no empty cells, numbers as numbers, authors as a list."""
    row: Table = {key: cell for key, cell in cells.items() if cell.strip()}
    if row.get("line", "").strip().isdecimal() and len(row["line"]) < 10:
        row["line"] = int(row["line"])
    if _SHARE.fullmatch(row.get("confidence", "")):
        row["confidence"] = float(row["confidence"])
    if "authors" in row:
        for mark in _AUTHORS_APART:
            row["authors"] = row["authors"].replace(mark, "\n")
        row["authors"] = [name.strip() for name in row["authors"].splitlines() if name.strip()]
    return row


def _without_mark(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines without a byte order mark before the first."""
    first = True
    for line in lines:
        yield line.removeprefix(_MARK) if first else line
        first = False


def _bad_header(lacking: list[str]) -> Fault:
    return Fault(
        "missing-key",
        (),
        _("The first row must name the columns; it does not name {missing}.").format(
            missing=", ".join(lacking)
        ),
        _("Begin the file with `subject,attribute,value,sentence,source`."),
    )
