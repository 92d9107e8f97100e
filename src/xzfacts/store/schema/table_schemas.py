"""Schemas of the tables of store files: their keys, the types of these, and limits."""

from enum import Enum, auto
from typing import Any, NamedTuple

from xzfacts.model.facts import Mode

Table = dict[str, Any]


class KeyType(Enum):
    """The type of the value of a key."""

    TEXT = auto()
    TEXTS = auto()
    DATE = auto()  # a string, or a date as TOML writes it
    LINE = auto()  # a whole number from 1
    PAGE = auto()  # a string or a whole number
    HASH = auto()
    STATUS = auto()
    MODE = auto()
    SHARE = auto()  # a number from 0 to 1
    SCHEMA = auto()
    TABLE = auto()
    TABLES = auto()


class TableSchema(NamedTuple):
    """The schema of a table.

    keys: types of the allowed keys.
    required: keys that must be present.
    """

    keys: dict[str, KeyType]
    required: tuple[str, ...] = ()


_TEXT, _TEXTS, _DATE, _PAGE = KeyType.TEXT, KeyType.TEXTS, KeyType.DATE, KeyType.PAGE
_DECLARATIONS = {"subjects": KeyType.TABLES, "attributes": KeyType.TABLES}
STORE_FILE = TableSchema(
    {"schema": KeyType.SCHEMA, "name": _TEXT, **_DECLARATIONS}, ("schema", "name")
)
SOURCE_FILE = TableSchema({"source": KeyType.TABLE, "sentences": KeyType.TABLES, **_DECLARATIONS})
SOURCE = TableSchema(
    {
        "id": _TEXT,
        "title": _TEXT,
        "publication": _TEXT,
        "authors": _TEXTS,
        "published": _DATE,
        "url": _TEXT,
        "page": _PAGE,
        "section": _TEXT,
        "sha256": KeyType.HASH,
        "retrieved": _DATE,
    },
    ("id", "title"),
)
SENTENCE = TableSchema(
    {"quote": _TEXT, "line": KeyType.LINE, "page": _PAGE, "note": _TEXT, "facts": KeyType.TABLES},
    ("quote", "facts"),
)
FACT = TableSchema(
    {
        "subject": _TEXT,
        "attribute": _TEXT,
        "value": _TEXT,
        "as_of": _DATE,
        "mode": KeyType.MODE,
        "said_by": _TEXT,
        "note": _TEXT,
        "status": KeyType.STATUS,
        "superseded_by": _TEXT,
        "confidence": KeyType.SHARE,
        "why": _TEXT,
        "id": _TEXT,
    },
    ("subject", "attribute", "value"),
)
SUBJECT = TableSchema(
    {"name": _TEXT, "aliases": _TEXTS, "kind": _TEXT, "part_of": _TEXT, "note": _TEXT}, ("name",)
)
ATTRIBUTE = TableSchema({"name": _TEXT, "aliases": _TEXTS, "kind": _TEXT, "note": _TEXT}, ("name",))

SCHEMA = 1
MAX_NUMBER = 2**31 - 1  # of lines and pages
MAX_TEXT = 10_000  # characters of a text
MAX_NAME = 1_000  # characters of a name or an id
STATUSES = ("current", "draft", "superseded", "retracted")
MODES: tuple[str, ...] = tuple(mode.value for mode in Mode)
