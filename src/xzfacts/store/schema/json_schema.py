"""The store files as JSON Schema, by which TOML editors complete, explain and check keys.

A store holds a copy, and its files name it in their first line, `#:schema ./schema/source.json`:
Taplo (Even Better TOML) and tombi read that. What may stand where is taken from
`xzfacts.store.schema.tables`; nothing here is read when a store is.
"""

import os
from typing import Any

from xzfacts.store.locate import STORE_FILE
from xzfacts.store.schema.tables import (
    ATTRIBUTE,
    FACT,
    SCHEMA,
    SENTENCE,
    SOURCE,
    SOURCE_FILE,
    STATUSES,
    SUBJECT,
    KeyType,
    TableSchema,
)
from xzfacts.store.schema.tables import STORE_FILE as STORE

FOLDER = "schema"
_OF_STORE_FILE = f"{FOLDER}/store.json"
_OF_SOURCE_FILE = f"{FOLDER}/source.json"

# Draft 7 is what all editors know. https://json-schema.org/draft-07
_DRAFT = "http://json-schema.org/draft-07/schema#"

_Schema = dict[str, Any]

_TEXT: _Schema = {"type": "string", "pattern": r"\S"}
_DAY = "(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_DATE: _Schema = {"type": "string", "pattern": f"^(?!0000)[0-9]{{4}}{_DAY}$"}
_VALUES: dict[KeyType, _Schema] = {
    KeyType.TEXT: _TEXT,
    KeyType.TEXTS: {"type": "array", "items": _TEXT},
    # A date without quotes is text for Taplo, and for tombi only what has this format.
    KeyType.DATE: {"anyOf": [_DATE, {**_DATE, "format": "date"}]},
    KeyType.LINE: {"type": "integer", "minimum": 1},
    KeyType.PAGE: {"anyOf": [_TEXT, {"type": "integer"}]},
    KeyType.HASH: {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    KeyType.STATUS: {"type": "string", "enum": list(STATUSES)},
    KeyType.SHARE: {"type": "number", "minimum": 0, "maximum": 1},
    KeyType.SCHEMA: {"type": "integer", "enum": [SCHEMA]},
}
_TABLES: dict[str, TableSchema] = {
    "source": SOURCE,
    "sentences": SENTENCE,
    "facts": FACT,
    "subjects": SUBJECT,
    "attributes": ATTRIBUTE,
}

# What an editor says of a key; `facts.note` and the like where tables mean different things.
_SAID = {
    "schema": "Version of the format.",
    "name": "What it is called.",
    "source": "Where the sentences were printed. What is not known is left out.",
    "source.id": "Unique in the store; the ids of facts depend on it.",
    "title": "Headline, as printed.",
    "publication": "Newspaper, agency or site.",
    "authors": "The byline, as printed.",
    "published": "Date, as far as known: 2024, 2024-05 or 2024-05-17.",
    "url": "Address of the article.",
    "page": "Page that it was printed on.",
    "section": "Section or column that it was printed in.",
    "sha256": "Hash of the source text as a file; `xzfacts verify` finds the text by it.",
    "retrieved": "Date on which the text was fetched.",
    "sentences": "What the source says, sentence by sentence.",
    "quote": "The sentence, verbatim, misprints included.",
    "line": "Line of the source text that the quote starts in, from 1.",
    "note": "What a reader should know, such as what a misprint meant.",
    "facts": "What the sentence states.",
    "subject": "What the fact is about: a name or an alias.",
    "attribute": "Which property it gives: a name or an alias.",
    "value": "What the sentence says, verbatim: it stands in the quote, letter by letter.",
    "as_of": "Date that the statement is about, as far as known.",
    "status": "Only current facts answer; without it a fact is current.",
    "superseded_by": "Id of the fact that took this one's place.",
    "confidence": "Of a draft: how sure its proposer was, from 0 to 1.",
    "why": "Why the fact was retracted.",
    "facts.id": "An id that stays when the wording changes; else one is made from what it says.",
    "subjects": "Subjects with their other names.",
    "attributes": "Attributes with their other names.",
    "aliases": "Other names.",
    "subjects.kind": "company, place, person, organization, project …",
    "attributes.kind": "Kind of its values: people, money, date, number …",
    "part_of": "Name of the subject that this one belongs to.",
}


def json_schema(file: str) -> _Schema:
    """The JSON Schema of the store file with this name."""
    if os.path.basename(file) == STORE_FILE:
        return {"$schema": _DRAFT, "title": "Store of xzfacts", **_table(STORE)}
    whole = _table(SOURCE_FILE)
    # No fact without a source.
    whole["dependencies"] = {"sentences": ["source"]}
    return {"$schema": _DRAFT, "title": "Source and its facts in a store of xzfacts", **whole}


def schema_files() -> dict[str, str]:
    """The files of a store that hold its JSON Schemas: path in the store, and text."""
    from json import dumps

    return {
        path: dumps(json_schema(file), ensure_ascii=False, indent=2) + "\n"
        for path, file in ((_OF_SOURCE_FILE, ""), (_OF_STORE_FILE, STORE_FILE))
    }


def schema_comment(root: str, file: str) -> str:
    """The line that begins a new file and names its schema; empty where the store has none.

    `file` is the path in the store, parted by `/`.
    """
    schema = _OF_STORE_FILE if file == STORE_FILE else _OF_SOURCE_FILE
    if not os.path.isfile(os.path.join(root, schema)):
        return ""
    return f"#:schema {'../' * file.count('/') or './'}{schema}\n"


def _table(schema: TableSchema, name: str = "") -> _Schema:
    table: _Schema = {"type": "object", "additionalProperties": False}
    if schema.required:
        table["required"] = list(schema.required)
    table["properties"] = {
        key: {"description": _SAID.get(f"{name}.{key}") or _SAID[key], **_value(key, key_type)}
        for key, key_type in schema.keys.items()
    }
    return table


def _value(key: str, key_type: KeyType) -> _Schema:
    if key_type is KeyType.TABLE:
        return _table(_TABLES[key], key)
    if key_type is KeyType.TABLES:
        return {"type": "array", "items": _table(_TABLES[key], key)}
    return _VALUES[key_type]
