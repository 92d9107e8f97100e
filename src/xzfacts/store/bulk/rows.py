"""Validation of rows to import, from JSON lines or CSV."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark
from xzfacts.model.facts import Place, Sentence
from xzfacts.model.findings import Finding
from xzfacts.store.bulk.formats import csv_tables, has_nul, json_tables, names_columns, not_utf8
from xzfacts.store.schema.faults import Fault, missing, value_fault, wrong
from xzfacts.store.schema.table_schemas import FACT, SOURCE, KeyType, Table, TableSchema
from xzfacts.store.schema.tables import check, nearest
from xzfacts.store.toml.spans import Path, path_text


class RowFormat(StrEnum):
    """The format of a file of rows."""

    JSONL = "jsonl"
    CSV = "csv"


class UnknownFormatError(XzfactsError):
    """The file extension is not that of a supported format."""

    template = mark("{path}: unsupported file type. Supported: .jsonl and .csv.")
    path: str


@dataclass(frozen=True, slots=True)
class Row:
    """A validated row: one fact to import.

    place: its line in the imported file.
    fact: keys as in a table of `facts`, in their order there; `id` only if it is written.
    sentence: the sentence.
    source: keys as in `[source]`; `id` is always present.
    """

    place: Place
    fact: Table
    sentence: Sentence
    source: Table


_FROM_SOURCE = (
    *("title", "publication", "authors", "published", "url", "page", "section", "sha256"),
    "retrieved",
)
ROW = TableSchema(
    {
        **FACT.keys,
        "sentence": KeyType.TEXT,
        "line": KeyType.LINE,
        "sentence_page": KeyType.PAGE,
        **{key: SOURCE.keys[key] for key in _FROM_SOURCE},
    },
    (*FACT.required, "sentence"),
)
_SOURCE = TableSchema({**SOURCE.keys, "line": KeyType.LINE}, ("id",))
_KNOWN = ("source", *ROW.keys)
_MAX_UNKNOWN = 5000  # different keys of a file that are compared with the known ones
_STORE_FILE = "file"  # if present, `line` refers to the store file, not to the source text
_COLUMNS = ("source", *ROW.required)  # required in CSV


def format_of(path: str) -> RowFormat:
    """The format by file extension; see `detect_format` for standard input (`-`).

    Raises UnknownFormatError.
    """
    name = path.lower()
    if name.endswith(".csv"):
        return RowFormat.CSV
    if name == "-" or name.endswith((".jsonl", ".ndjson", ".json")):
        return RowFormat.JSONL
    raise UnknownFormatError(path)


def detect_format(lines: Iterable[bytes]) -> tuple[RowFormat, Iterator[bytes]]:
    """The format by the first line, and all lines; for input without a file name.

    A line with a known column name is a CSV header; anything else is JSON lines.
    """
    rest = iter(lines)
    begun: list[bytes] = []
    for line in rest:
        begun.append(line)
        if line.strip():
            break
    named = any(names_columns(line, _KNOWN) for line in begun)
    return RowFormat.CSV if named else RowFormat.JSONL, chain(begun, rest)


def read_rows(lines: Iterable[bytes], form: RowFormat, name: str) -> Iterator[Row | Finding]:
    """Each row of a file, or its findings; `name` is the name of the file in places.

    Accepts rows with the source as a string, and objects as printed by `--json`, with the source
    as a table, alone or in an answer.
    """
    read = json_tables(lines) if form is RowFormat.JSONL else csv_tables(lines, _COLUMNS)
    typos = _Typos()
    for number, table in read:
        if isinstance(table, Fault):
            yield table.at(Place(name, number))
        else:
            yield from _checked(table, Place(name, number), typos)


def _checked(table: Table, place: Place, typos: "_Typos") -> Iterator[Row | Finding]:
    faults: list[Fault] = []
    row = check(_relevant(table, ROW, typos), ROW, (), faults)
    source = {key: row[key] for key in _FROM_SOURCE if key in row}
    source |= _source(table.get("source"), faults, typos)
    line = source.pop("line", None)
    if line is None and _STORE_FILE not in table:
        line = row.get("line")
    text = _texts([*row.values(), *source.values()])
    if not _is_utf8(text):
        faults = [not_utf8()]
    elif "\0" in text:
        faults = [has_nul()]
    if not faults and (fault := value_fault(row["value"], row["sentence"], ("value",))):
        faults.append(fault)
    if faults:
        for fault in faults:
            yield fault.at(place._replace(key=path_text(fault.path) or None))
        return
    yield Row(
        place=place,
        fact={key: row[key] for key in FACT.keys if key in row},
        sentence=Sentence(row["sentence"], line, page=row.get("sentence_page")),
        source=source,
    )


def _source(origin: object, faults: list[Fault], typos: "_Typos") -> Table:
    """The keys of the row's `source`, which is an id or a table."""
    path: Path = ("source",)
    if isinstance(origin, dict):
        return check(_relevant(origin, _SOURCE, typos), _SOURCE, path, faults)
    if origin is None:
        faults.append(missing("source", ()))
        return {}
    if not isinstance(origin, str):
        faults.append(wrong(path, origin, _("a string or a table")))
        return {}
    if not origin.strip():
        faults.append(missing("source", ()))
        return {}
    return check({"id": origin}, _SOURCE, path, faults)


def _relevant(table: Table, schema: TableSchema, typos: "_Typos") -> Table:
    """The keys of the schema, and keys that look like typos of one.

    Other keys are ignored, since printed results have more keys than rows.
    """
    return {
        key: value
        for key, value in table.items()
        if value is not None and (key in schema.keys or typos[key])
    }


class _Typos(dict[str, bool]):
    """Whether an unknown key looks like a typo of a known one; nobody types thousands of them."""

    def __missing__(self, key: str) -> bool:
        if len(self) >= _MAX_UNKNOWN:
            return False
        self[key] = key not in _KNOWN and nearest(key, _KNOWN, cutoff=0.8) is not None
        return self[key]


def _texts(values: Iterable[object]) -> str:
    """All texts of a row, joined."""
    parts = [part for value in values for part in (value if isinstance(value, list) else [value])]
    return "".join([part for part in parts if isinstance(part, str)])


def _is_utf8(text: str) -> bool:
    """Whether a text can be encoded as UTF-8: JSON and CSV may yield lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
