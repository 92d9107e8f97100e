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


_DECLARATIONS = {"subjects": KeyType.TABLES, "attributes": KeyType.TABLES}
STORE_FILE = TableSchema(
    {"schema": KeyType.SCHEMA, "name": KeyType.TEXT, **_DECLARATIONS}, ("schema", "name")
)
SOURCE_FILE = TableSchema({"source": KeyType.TABLE, "sentences": KeyType.TABLES, **_DECLARATIONS})
SOURCE = TableSchema(
    {
        "id": KeyType.TEXT,
        "title": KeyType.TEXT,
        "publication": KeyType.TEXT,
        "authors": KeyType.TEXTS,
        "published": KeyType.DATE,
        "url": KeyType.TEXT,
        "page": KeyType.PAGE,
        "section": KeyType.TEXT,
        "sha256": KeyType.HASH,
        "retrieved": KeyType.DATE,
    },
    ("id", "title"),
)
SENTENCE = TableSchema(
    {
        "quote": KeyType.TEXT,
        "line": KeyType.LINE,
        "page": KeyType.PAGE,
        "note": KeyType.TEXT,
        "facts": KeyType.TABLES,
    },
    ("quote", "facts"),
)
FACT = TableSchema(
    {
        "subject": KeyType.TEXT,
        "attribute": KeyType.TEXT,
        "value": KeyType.TEXT,
        "as_of": KeyType.DATE,
        "mode": KeyType.MODE,
        "said_by": KeyType.TEXT,
        "note": KeyType.TEXT,
        "status": KeyType.STATUS,
        "superseded_by": KeyType.TEXT,
        "confidence": KeyType.SHARE,
        "why": KeyType.TEXT,
        "id": KeyType.TEXT,
    },
    ("subject", "attribute", "value"),
)
SUBJECT = TableSchema(
    {
        "name": KeyType.TEXT,
        "aliases": KeyType.TEXTS,
        "kind": KeyType.TEXT,
        "part_of": KeyType.TEXT,
        "note": KeyType.TEXT,
    },
    ("name",),
)
ATTRIBUTE = TableSchema(
    {
        "name": KeyType.TEXT,
        "aliases": KeyType.TEXTS,
        "kind": KeyType.TEXT,
        "note": KeyType.TEXT,
    },
    ("name",),
)

SCHEMA = 1
MAX_NUMBER = 2**31 - 1  # of lines and pages
MAX_TEXT = 10_000  # characters of a text
MAX_NAME = 1_000  # characters of a name or an id
STATUSES = ("current", "draft", "superseded", "retracted")
MODES: tuple[str, ...] = tuple(mode.value for mode in Mode)
