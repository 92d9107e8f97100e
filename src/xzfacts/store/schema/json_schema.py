"""JSON Schemas of store files, with which TOML editors complete, explain and check keys.

They are derived from `xzfacts.store.schema.table_schemas` and not used for reading a store. A store
has a copy, which its files name in their first line, `#:schema ./schema/source.json`, for Taplo
(Even Better TOML) and tombi.
"""

import os
from typing import Any

from xzfacts.store.locate import STORE_FILE
from xzfacts.store.schema import table_schemas
from xzfacts.store.schema.table_schemas import STORE_FILE as STORE

FOLDER = "schema"
_OF_STORE_FILE = f"{FOLDER}/store.json"
_OF_SOURCE_FILE = f"{FOLDER}/source.json"

# Draft 7 is the version that all editors support. https://json-schema.org/draft-07
_DRAFT = "http://json-schema.org/draft-07/schema#"

_Schema = dict[str, Any]

_TEXT: _Schema = {"type": "string", "pattern": r"\S"}
_DAY = "(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_DATE: _Schema = {"type": "string", "pattern": f"^(?!0000)[0-9]{{4}}{_DAY}$"}
_VALUES: dict[table_schemas.KeyType, _Schema] = {
    table_schemas.KeyType.TEXT: _TEXT,
    table_schemas.KeyType.TEXTS: {"type": "array", "items": _TEXT},
    # For a date without quotes, Taplo expects a string and tombi this format.
    table_schemas.KeyType.DATE: {"anyOf": [_DATE, {**_DATE, "format": "date"}]},
    table_schemas.KeyType.LINE: {
        "type": "integer",
        "minimum": 1,
        "maximum": table_schemas.MAX_NUMBER,
    },
    table_schemas.KeyType.PAGE: {
        "anyOf": [_TEXT, {"type": "integer", "minimum": 0, "maximum": table_schemas.MAX_NUMBER}]
    },
    table_schemas.KeyType.HASH: {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    table_schemas.KeyType.STATUS: {"type": "string", "enum": list(table_schemas.STATUSES)},
    table_schemas.KeyType.MODE: {"type": "string", "enum": list(table_schemas.MODES)},
    table_schemas.KeyType.SHARE: {"type": "number", "minimum": 0, "maximum": 1},
    table_schemas.KeyType.SCHEMA: {"type": "integer", "enum": [table_schemas.SCHEMA]},
}
_TABLES: dict[str, table_schemas.TableSchema] = {
    "source": table_schemas.SOURCE,
    "sentences": table_schemas.SENTENCE,
    "facts": table_schemas.FACT,
    "subjects": table_schemas.SUBJECT,
    "attributes": table_schemas.ATTRIBUTE,
}

# Descriptions by key, or by table and key where the tables differ.
_DESCRIPTIONS = {
    "schema": "Version of the format.",
    "name": "Name.",
    "source": "The source of the sentences. Leave out what is unknown.",
    "source.id": "Unique in the store; derived ids of facts depend on it.",
    "title": "Headline, as printed.",
    "publication": "Newspaper, agency or site.",
    "authors": "The byline, as printed.",
    "published": "Date, as precise as known: 2024, 2024-05 or 2024-05-17.",
    "url": "Address of the article.",
    "page": "Page on which it was printed.",
    "sentences.page": "Page on which the sentence starts, if the source has several.",
    "section": "Section or column in which it was printed.",
    "sha256": "sha256 of the source text, by which `xzfacts verify` finds it.",
    "retrieved": "Date on which the text was fetched.",
    "sentences": "The sentences of the source that state facts.",
    "quote": "The sentence, verbatim, misprints included.",
    "line": "Line of the source text at which the quote starts, from 1.",
    "note": "Remark for the reader, such as the correction of a misprint.",
    "facts": "The facts that the sentence states.",
    "subject": "What the fact is about: a name or an alias.",
    "attribute": "The property: a name or an alias.",
    "value": "The value, copied exactly from the quote.",
    "as_of": "Date to which the statement refers, as precise as known.",
    "mode": "How it is stated, if not as a fact: planned, reported, rumoured, denied …",
    "said_by": "Who states, plans, expects or denies it, as named in the source.",
    "status": "Only current facts answer queries; current is the default.",
    "superseded_by": "Id of the fact that replaces this one.",
    "confidence": "Confidence in a draft, from 0 to 1.",
    "why": "Why the fact was retracted.",
    "facts.id": "A permanent id; without it, the id is derived from the statement.",
    "subjects": "Subjects with their aliases.",
    "attributes": "Attributes with their aliases.",
    "aliases": "Other names.",
    "subjects.kind": "company, place, person, organization, project …",
    "attributes.kind": "Kind of its values: people, money, date, number …",
    "part_of": "Name of the subject that this one belongs to.",
}


def json_schema(file: str) -> _Schema:
    """The JSON Schema of a store file with this name."""
    if os.path.basename(file) == STORE_FILE:
        return {"$schema": _DRAFT, "title": "Store of xzfacts", **_table(STORE)}
    whole = _table(table_schemas.SOURCE_FILE)
    whole["dependencies"] = {"sentences": ["source"]}
    return {"$schema": _DRAFT, "title": "Source and its facts in a store of xzfacts", **whole}


def schema_files() -> dict[str, str]:
    """The schema files of a store: path within the store to text."""
    from json import dumps

    return {
        path: dumps(json_schema(file), ensure_ascii=False, indent=2) + "\n"
        for path, file in ((_OF_SOURCE_FILE, ""), (_OF_STORE_FILE, STORE_FILE))
    }


def schema_comment(root: str, file: str) -> str:
    """The first line of a new file, which names its schema; empty if the store has none.

    `file` is the path within the store, with `/`.
    """
    schema = _OF_STORE_FILE if file == STORE_FILE else _OF_SOURCE_FILE
    if not os.path.isfile(os.path.join(root, schema)):
        return ""
    return f"#:schema {'../' * file.count('/') or './'}{schema}\n"


def _table(schema: table_schemas.TableSchema, name: str = "") -> _Schema:
    table: _Schema = {"type": "object", "additionalProperties": False}
    if schema.required:
        table["required"] = list(schema.required)
    table["properties"] = {
        key: {
            "description": _DESCRIPTIONS.get(f"{name}.{key}") or _DESCRIPTIONS[key],
            **_value(key, key_type),
        }
        for key, key_type in schema.keys.items()
    }
    return table


def _value(key: str, key_type: table_schemas.KeyType) -> _Schema:
    if key_type is table_schemas.KeyType.TABLE:
        return _table(_TABLES[key], key)
    if key_type is table_schemas.KeyType.TABLES:
        return {"type": "array", "items": _table(_TABLES[key], key)}
    return _VALUES[key_type]
