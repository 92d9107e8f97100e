"""Positions in TOML text, compared with what tomllib reads."""

import tomllib
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import pytest
import tomli_w
from hypothesis import given, strategies as st

from xzfacts.store.toml.spans import Path, Span, path_text, scan

STORES = FilePath(__file__).parent.parent / "data" / "stores"

ODD = '''\ufeff# comment [not.a.header] = "x"
bare = 1 # "comment"
"quoted key" = 'literal # no comment'
"esc\\u0061ped" = "a \\" b \\\\"
'lit"eral' = ""
dotted . "in"."side" = 1979-05-27 07:32:00
empty = []
nested = [ [1, [2]], # comment, with ] and "
  {a = {b = [{}]}, 'c'.d = "]}"}, ]
long = """
[[no.header]] "" and "quotes""""
literal = \'\'\'
key = 'no key'\'\'\'
after = +1_000.5e-3
[ table ]
x = inf
[table.sub]
y = "z"
[[array]]
[[array]]
k = 1
[[array.inner]]
[array.inner.deep]
m = [1,2]
[[array.inner]]
n.o = true
[["quoted array"]]
last = ""'''


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from leaves(inside, (*path, key))
    elif isinstance(value, list):
        for index, inside in enumerate(value):
            yield from leaves(inside, (*path, index))
        if not value:
            yield path, value
    else:
        yield path, value


def prove(text: str) -> dict[Path, Span]:
    """Each leaf has a span, and its text parses as the leaf's value."""
    spans = scan(text)
    for path, value in leaves(tomllib.loads(text.removeprefix("\ufeff"))):
        span = spans[path]
        (again,) = tomllib.loads("x = " + text[span.start : span.end]).values()
        assert again == value or value != value  # noqa: PLR0124 - nan
    for span in spans.values():
        assert span.line == text.count("\n", 0, span.start) + 1
        assert span.start < span.end <= len(text)
    return spans


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_form_of_toml(newline: str) -> None:
    spans = prove(ODD.replace("\n", newline))
    assert spans["nested",].line == 8
    assert spans["nested", 1, "a", "b"].line == 9
    assert spans["array", 1].line == 20
    assert spans["array", 1, "inner", 0, "deep", "m"].line == 24
    assert spans["array", 1, "inner", 1, "n", "o"].line == 26


_KEY = st.text(max_size=4) | st.sampled_from(["a", "b", "facts", "with space", 'quo"te', "点.号"])
_SCALAR = (
    st.text()
    | st.integers(-(2**63), 2**63)
    | st.booleans()
    | st.floats(allow_nan=False)
    | st.dates()
    | st.datetimes()
    | st.times()
)
_DOCUMENT = st.dictionaries(
    _KEY,
    st.recursive(
        _SCALAR,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEY, inner, max_size=3),
        max_leaves=12,
    ),
    max_size=5,
)


@given(_DOCUMENT, st.booleans())
def test_generated_documents(document: dict[str, Any], multiline: bool) -> None:
    prove(tomli_w.dumps(document, multiline_strings=multiline))


@given(_DOCUMENT, st.booleans())
def test_shallow_agrees_with_deep(document: dict[str, Any], multiline: bool) -> None:
    text = tomli_w.dumps(document, multiline_strings=multiline)
    deep = scan(text)
    assert scan(text, deep=False).items() <= deep.items()


def test_a_store_file() -> None:
    text = (STORES / "sound" / "facts" / "a.toml").read_text(encoding="utf-8")
    prove(text)
    elements = {path for path in scan(text, deep=False) if isinstance(path[-1], int)}
    assert {("sentences", 0, "facts", 0), ("sentences", 1, "facts", 1)} <= elements


def test_a_table_ends_with_its_last_value() -> None:
    text = '[a]\nx = 1\n\n# about b\n[b]\ny = """\n"""  # end\n'
    spans = scan(text)
    assert text[spans["a",].start : spans["a",].end] == "[a]\nx = 1"
    assert text[spans["b",].start : spans["b",].end] == '[b]\ny = """\n"""'


def test_path_text() -> None:
    assert path_text(("sentences", 3, "facts", 0, "value")) == "sentences[3].facts[0].value"
    assert path_text(("a.b", "键")) == '"a.b".键'
