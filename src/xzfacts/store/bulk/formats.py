"""Parsing of JSON lines and CSV to tables, one per row."""

import csv
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from xzfacts.i18n import gettext as _
from xzfacts.store.bulk.row_text import text_lines
from xzfacts.store.schema.faults import Fault, short
from xzfacts.store.schema.table_schemas import Table
from xzfacts.text.encoding import TRIED

_RESULTS = (
    "results",
    "evidence",
)  # keys with rows in the output of `query --json` and `check --json`
_AUTHOR_SEPARATORS = "、;；"
_SHARE = re.compile(r"\s*\d\.?\d{0,9}\s*", re.ASCII)


def json_tables(lines: Iterable[bytes]) -> Iterator[tuple[int, Table | Fault]]:
    """The 1-based line of each row with its table, or its fault.

    A line may also be an answer as printed by `--json`, with any number of rows.
    """
    for number, line in enumerate(text_lines(lines), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line, object_pairs_hook=_object)
        except DuplicateKeyError as error:
            yield number, error.fault()
            continue
        except (ValueError, RecursionError) as error:
            message = _("Invalid JSON: {reason}.").format(reason=error)
            yield number, Fault("not-json", (), message)
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
    reader = csv.reader(text_lines(lines), strict=True)
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
            twice = sorted(_repeated(filter(None, header)))
            if twice:
                yield number, _duplicate_columns(twice)
                return
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
    text = "".join(text_lines((line,)))
    return not text.lstrip().startswith("{") and any(
        name.strip('"') in known for name in _columns(text.split(","))
    )


def _columns(cells: Iterable[str]) -> list[str]:
    return [cell.strip().lower() for cell in cells]


def not_utf8() -> Fault:
    """The fault of a row that cannot be decoded or contains lone surrogates."""
    message = _("This row is not text in any of these encodings: {encodings}.")
    message = message.format(encodings=", ".join(TRIED))
    return Fault("not-utf8", (), message)


def has_nul() -> Fault:
    """The fault of a row with a NUL character, which other programs would cut off there."""
    return Fault("not-text", (), _("This row contains a NUL character."))


class DuplicateKeyError(ValueError):
    """A JSON object has a key twice."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def fault(self) -> Fault:
        """The fault of the row."""
        message = _("The key “{key}” occurs more than once.").format(key=short(self.key))
        return Fault("duplicate-key", (), message)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise DuplicateKeyError(_repeated(key for key, _value in pairs)[0])
    return found


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _duplicate_columns(names: list[str]) -> Fault:
    message = _("The header row has these columns more than once: {names}.")
    message = message.format(names=", ".join(map(short, names)))
    return Fault("duplicate-key", (), message)


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


def _bad_header(missing: list[str]) -> Fault:
    return Fault(
        "missing-key",
        (),
        _("The header row lacks these columns: {missing}.").format(missing=", ".join(missing)),
        _("Start the file with `subject,attribute,value,sentence,source`."),
    )
