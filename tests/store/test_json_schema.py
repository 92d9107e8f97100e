"""The JSON Schemas say of a store file what reading it says, key by key."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, strategies as st

from xzfacts.store.bulk.importer import import_rows
from xzfacts.store.bulk.rows import RowFormat
from xzfacts.store.render_toml import init_store
from xzfacts.store.schema.json_schema import json_schema, schema_comment, schema_files
from xzfacts.store.schema.reader import read_bytes
from xzfacts.store.schema.table_schemas import FACT, SENTENCE, SOURCE, SUBJECT
from xzfacts.store.toml.spans import Path as KeyPath, path_text

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "facts"
FILES = sorted([*SHIPPED.glob("**/*.toml"), *(ROOT / "tests" / "data").glob("**/facts/**/*.toml")])

# What a schema can see; the rest lies between files, or between a value and its quote.
SEEN = {
    "missing-key",
    "wrong-type",
    "empty",
    "unknown-key",
    "wrong-date",
    "wrong-hash",
    "unknown-status",
    "unknown-mode",
    "unknown-schema",
}
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
}


def faults(schema: dict[str, Any], value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    """The paths at which `value` is not as draft 7 reads the schema; no other keyword may occur."""
    rules = dict(schema)
    for remark in ("$schema", "title", "description"):
        rules.pop(remark, None)
    if "anyOf" in rules:
        if all(any(faults(each, value, path)) for each in rules.pop("anyOf")):
            yield path
        assert not rules
        return
    wanted = TYPES[rules.pop("type")]
    if rules.pop("format", None) == "date":
        wanted += (dt.date,)
    if not isinstance(value, wanted) or isinstance(value, bool):
        yield path
        return
    text = value.isoformat() if isinstance(value, dt.date) else value
    if not re.search(rules.pop("pattern", ""), text if isinstance(text, str) else ""):
        yield path
    if value not in rules.pop("enum", [value]):
        yield path
    if isinstance(value, int | float):
        low, high = rules.pop("minimum", value), rules.pop("maximum", value)
        if not low <= value <= high:
            yield path
    for number, element in enumerate(value if isinstance(value, list) else ()):
        yield from faults(rules["items"], element, (*path, number))
    rules.pop("items", None)
    if isinstance(value, dict):
        yield from _table_faults(rules, value, path)
        rules.clear()
    assert not rules


def _table_faults(rules: dict[str, Any], value: dict[str, Any], path: KeyPath) -> Iterator[KeyPath]:
    known = rules.pop("properties")
    assert rules.pop("additionalProperties") is False
    required = set(rules.pop("required", ()))
    for key, others in rules.pop("dependencies", {}).items():
        required.update(others if key in value else ())
    yield from ((*path, key) for key in required - value.keys())
    yield from ((*path, key) for key in value.keys() - known.keys())
    for key in value.keys() & known.keys():
        yield from faults(known[key], value[key], (*path, key))
    assert not rules


def by_schema(data: bytes, name: str) -> set[str]:
    document = tomllib.loads(data.decode().removeprefix("\ufeff"))
    found = {path_text(path) for path in faults(json_schema(name), document)}
    # Reading names the list of which an element is no text.
    return {re.sub(r"(aliases|authors)\[\d+\]$", r"\1", path) for path in found}


def by_reading(data: bytes, name: str) -> set[str]:
    findings = read_bytes(data, f"facts/{name}").findings
    return {finding.place.key or "" for finding in findings if finding.code in SEEN}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_schema_and_reading_agree(path: Path) -> None:
    data = path.read_bytes()
    try:
        expected = by_schema(data, path.name)
    except ValueError:  # no TOML, which no schema is asked about
        return
    assert expected == by_reading(data, path.name)


TEXTS = ("", " ", "\u3000", "88人", "2024", "2024-13", "0000", "0" * 64, "draft", "past", "planned")
OTHERS: tuple[object, ...] = (
    True,
    0,
    1,
    0.5,
    1.5,
    [],
    ["甲"],
    ["甲", ""],
    {},
    [{}],
    dt.date(2024, 5, 17),
)
VALUES = st.sampled_from([*TEXTS, *OTHERS])


def tables(keys: object) -> st.SearchStrategy[dict[str, Any]]:
    assert isinstance(keys, dict)
    return st.dictionaries(st.sampled_from([*keys, "colour"]), VALUES, max_size=5)


@given(tables(SOURCE.keys), tables(SENTENCE.keys), tables(FACT.keys), tables(SUBJECT.keys))
def test_they_agree_on_anything(
    source: dict[str, Any], sentence: dict[str, Any], fact: dict[str, Any], subject: dict[str, Any]
) -> None:
    document: dict[str, Any] = {"sentences": [sentence], "subjects": [subject]}
    if source:
        document["source"] = source
    if "facts" not in sentence:
        sentence["facts"] = [fact]
    data = tomli_w.dumps(document).encode()
    assert by_schema(data, "a.toml") == by_reading(data, "a.toml")


def test_a_new_store_holds_them_and_its_files_name_them(tmp_path: Path) -> None:
    root = init_store(str(tmp_path))
    lines = [
        b'{"subject": "A", "attribute": "b", "value": "%d", "sentence": "A %d", "source": "s"}\n'
        % (number, number)
        for number in range(1001)
    ]
    lines.append(b'{"subject": "A", "attribute": "b", "value": "c", "sentence": "c", "source":"t"}')
    import_rows(root, lines, RowFormat.JSONL, "-", lambda fault: pytest.fail(fault.message))
    named = {}
    for path in Path(root).rglob("*.toml"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        target = (path.parent / first.removeprefix("#:schema ")).resolve()
        named[path.relative_to(root).as_posix()] = target.relative_to(root).as_posix()
    assert named == {
        "store.toml": "schema/store.json",
        "s/s-0001.toml": "schema/source.json",
        "s/s-0002.toml": "schema/source.json",
        "t.toml": "schema/source.json",
    }
    for name, text in schema_files().items():
        assert (Path(root) / name).read_text(encoding="utf-8") == text


def test_a_store_without_them_gets_no_broken_reference(tmp_path: Path) -> None:
    assert schema_comment(str(tmp_path), "a.toml") == ""


def test_those_that_ship_are_up_to_date(*, rewrite: bool) -> None:
    for name, text in schema_files().items():
        if rewrite:
            (SHIPPED / name).parent.mkdir(exist_ok=True)
            (SHIPPED / name).write_text(text, encoding="utf-8", newline="\n")
        assert (SHIPPED / name).read_text(encoding="utf-8") == text
    for path in SHIPPED.glob("*.toml"):
        with path.open(encoding="utf-8") as file:
            assert file.readline() == schema_comment(str(SHIPPED), path.name)
