"""One bad value in a store, or in what is added to it, never takes down a command."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given, settings, strategies as st
from tests.cli.process import run
from tests.growth import grows_moderately
from tests.law_profiles import examples

from xzfacts.store.schema.contents import FileContents
from xzfacts.store.schema.reader import read_bytes
from xzfacts.store.schema.table_schemas import FACT, MAX_NAME, MAX_TEXT, SENTENCE, SOURCE, SUBJECT

SOUND = '[source]\nid = "b"\ntitle = "乙"\n\n[[sentences]]\nquote = "青石轮渡有船员96人。"\n'
SOUND += 'facts = [{ subject = "青石轮渡", attribute = "船员人数", value = "96人" }]\n'
HEAD = '[source]\nid = "a"\ntitle = "甲"\n'
QUOTE = '\n[[sentences]]\nquote = "晨光有工人88人。"\n'
FACTS = 'facts = [{ subject = "晨光", attribute = "工人人数", value = "88人" }]\n'
LONG = "0x" + "f" * 4000


def deep(brackets: int) -> str:
    """Inline tables in each other, each with a key of as many parts as are allowed."""
    return ("{" + "a." * 31 + "a = ") * brackets + "1" + "}" * brackets


DEEPEST = deep(8)

FAULTY = {
    "line of 20 digits": (f"{HEAD}{QUOTE}line = 99999999999999999999\n{FACTS}", "wrong-type", 7),
    "line in hexadecimal": (f"{HEAD}{QUOTE}line = {LONG}\n{FACTS}", "wrong-type", 7),
    "line of 2 ** 31": (f"{HEAD}{QUOTE}line = {2**31}\n{FACTS}", "wrong-type", 7),
    "page is a list": (f"{HEAD}page = []\n{QUOTE}{FACTS}", "wrong-type", 4),
    "page is a list of texts": (f'{HEAD}page = ["a"]\n{QUOTE}{FACTS}', "wrong-type", 4),
    "page in hexadecimal": (f"{HEAD}page = {LONG}\n{QUOTE}{FACTS}", "wrong-type", 4),
    "page below zero": (f"{HEAD}page = -1\n{QUOTE}{FACTS}", "wrong-type", 4),
    "schema in a source": (f"schema = {LONG}\n{HEAD}{QUOTE}{FACTS}", "unknown-key", 1),
    "confidence": (
        f"{HEAD}{QUOTE}{FACTS.replace(' }', f', confidence = {LONG} }}')}",
        "wrong-type",
        7,
    ),
    "quote of a whole article": (
        f"{HEAD}{QUOTE.replace('晨', '晨' * MAX_TEXT)}{FACTS}",
        "too-long",
        6,
    ),
    "long name": (f"{HEAD}{QUOTE}{FACTS.replace('晨光', '晨' * (MAX_NAME + 1))}", "too-long", 7),
    "long alias": (
        f'{HEAD}{QUOTE}{FACTS}[[subjects]]\nname = "晨光"\naliases = ["{"晨" * (MAX_NAME + 1)}"]\n',
        "too-long",
        10,
    ),
    "long section": (f'{HEAD}section = "{"版" * (MAX_NAME + 1)}"\n{QUOTE}{FACTS}', "too-long", 4),
    "many authors": (f"{HEAD}authors = {['李一'] * MAX_NAME}\n{QUOTE}{FACTS}", "too-long", 4),
    "key of many parts": (f"{HEAD}{'a.' * 32_000}a = 1\n", "too-large", 4),
    "header of many parts": (f"{HEAD}[{'a . ' * 32_000}a]\n", "too-large", 4),
    "key of many quoted parts": (
        f"""{HEAD}"a"{".'a'" * 99} = 1
""",
        "too-large",
        4,
    ),
    "deep arrays": (f"{HEAD}a = {'[' * 400}{']' * 400}\n", "too-large", 4),
    "deep inline tables": (f"{HEAD}a = {'{a = ' * 9}1{'}' * 9}\n", "too-large", 4),
    "deep inline tables of dotted keys": (
        f"{HEAD}a = {('{' + 'a.' * 31 + 'a = ') * 300}1{'}' * 300}\n",
        "too-large",
        4,
    ),
    "deep arrays over lines": (f"{HEAD}a = {'[' * 6}\n[[[\n{']' * 9}\n", "too-large", 5),
    "deep tables behind closing brackets in strings and comments": (
        f"""{HEAD}a = ["{"]" * 99}", '{"}" * 99}', # {"]" * 99}
{"[" * 8}{"]" * 9}
""",
        "too-large",
        5,
    ),
    "line of a megabyte": (f"{HEAD}{QUOTE}{FACTS}note = '{'a' * 2**20}'\n", "too-large", 8),
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "store.toml").write_text('schema = 1\nname = "试"\n')
    (folder / "b.toml").write_text(SOUND)
    return folder


def answers(store: Path, *arguments: str, given: bytes = b"") -> tuple[int, str, str]:
    ended = run([*arguments, "--store", str(store)], given)
    error = ended.stderr.decode()
    assert "This is a bug" not in error
    return ended.returncode, ended.stdout.decode(), error


@pytest.mark.parametrize(("text", "code", "line"), FAULTY.values(), ids=FAULTY)
def test_a_bad_value_is_reported_and_the_other_files_answer(
    store: Path, text: str, code: str, line: int
) -> None:
    (store / "a.toml").write_text(text)
    status, out, error = answers(store, "query", "青石轮渡", "船员人数")
    assert (status, out.split("\t")[0]) == (0, "96人")
    assert f"facts/a.toml:{line}: " in error
    status, out, _ = answers(store, "verify", "--json")
    assert status == 1
    found = [(row["code"], row["file"], row["line"]) for row in map(json.loads, out.splitlines())]
    assert (code, "facts/a.toml", line) in found


@pytest.mark.parametrize("content", ["a = [\n{}]\n", "# {}"])
@pytest.mark.parametrize("value", ["1,\n", "\n", "{a.b=1},\n"])
def test_a_file_of_too_many_values_is_not_read(content: str, value: str) -> None:
    marks = sum(map(value.count, "=,.[{\n"))
    text = content.format(value * (1_500_000 // marks + 1))
    found = read_bytes(f"{HEAD}{text}".encode(), "facts/a.toml").findings
    assert [(one.code, one.place.line) for one in found] == [("too-large", None)]


@pytest.mark.parametrize(
    "value",
    [
        "[" * 8 + "]" * 8,
        "[" + "[], " * 99 + "]",
        f'"{"[" * 99}"  # {"{" * 99}',
        DEEPEST,
    ],
)
def test_brackets_that_are_not_too_deep_are_read(value: str) -> None:
    found = read_bytes(f"{HEAD}b = {value}\n".encode(), "facts/a.toml").findings
    assert {one.code for one in found} == {"unknown-key"}


@pytest.mark.parametrize("depth", [8, 9, 32])
@pytest.mark.parametrize("header", ["", "[[subjects.a]]", f"[{'h.' * 31}h]"])
def test_a_file_of_deep_tables_is_changed_or_refused(store: Path, depth: int, header: str) -> None:
    text = (
        f'schema = 1\nname = "试"\n[[subjects]]\nname = "青石轮渡"\n{header}\nz = {deep(depth)}\n'
    )
    (store / "store.toml").write_text(text)
    answers(store, "alias", "青石轮渡", "青渡")
    changed = (store / "store.toml").read_text() != text
    assert changed == (depth == 8)


def test_a_huge_schema_number(store: Path) -> None:
    (store / "store.toml").write_text(f'schema = {LONG}\nname = "试"\n')
    assert answers(store, "query", "青石轮渡", "船员人数")[0] == 0
    assert "facts/store.toml:1" in answers(store, "verify")[1]


@pytest.mark.parametrize("blank", [" ", "\t"])
@pytest.mark.parametrize("line", ["{}\n", "note = '{}'\n", "# {}\n", "a{}. b = 1\n"])
def test_a_line_of_blanks_takes_no_time(blank: str, line: str) -> None:
    """Were it quadratic, this would take half an hour."""
    text = f"{HEAD}{QUOTE}{FACTS}{line.format(blank * 1_000_000)}"
    assert len(read_bytes(text.encode(), "facts/a.toml").findings) <= 1


def test_dots_in_a_text_are_no_deep_key() -> None:
    text = f'{HEAD}section = "{"a." * 400}a"\n# {"a." * 99}\n{QUOTE}{FACTS}'
    assert read_bytes(text.encode(), "facts/a.toml").findings == ()
    read = read_bytes(f"{HEAD}title2 = '''\n{'a.' * 99}\n'''\n".encode(), "facts/a.toml")
    assert [one.code for one in read.findings] == ["unknown-key"]


@pytest.mark.parametrize("line", ["99999999999999999999", str(2**31), "9" * 5000, "0", "x"])
def test_add_and_import_refuse_a_line_out_of_range(store: Path, line: str) -> None:
    before = sorted(store.iterdir())
    said = ["--subject", "晨光", "--attribute", "工人人数", "--value", "88人", "--source", "b"]
    status, _, error = answers(store, "add", *said, "--sentence", "有88人。", "--line", line)
    assert status == 2
    assert "--line" in error
    row = f'{{"subject":"甲","attribute":"乙","value":"8人","sentence":"8人","line":{line}'
    status, _, error = answers(store, "import", "-", given=f'{row},"source":"c"}}\n'.encode())
    assert status == 1
    assert ":1: " in error
    row = f'{row.replace(f""","line":{line}""", "")},"source":{{"id":"c","page":{line}9999}}}}\n'
    assert answers(store, "import", "-", given=row.encode())[0] == 1
    assert sorted(store.iterdir()) == before


@pytest.mark.parametrize("source", ["c" * (MAX_NAME + 1), "c\u200bd"])
def test_import_refuses_the_name_of_a_source_that_verify_would(store: Path, source: str) -> None:
    before = sorted(store.iterdir())
    row = f'{{"subject":"甲","attribute":"乙","value":"8人","sentence":"8人","source":"{source}"}}'
    status, _, error = answers(store, "import", "-", given=row.encode())
    assert status == 1
    assert ":1: " in error
    assert sorted(store.iterdir()) == before


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_LEAF = st.one_of(
    _TEXT,
    st.sampled_from(["88人", "晨光有工人88人。", "draft", "current", "2024-05", "b", "0" * 64]),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)
_VALUE = st.recursive(
    _LEAF, lambda one: st.lists(one, max_size=3) | st.dictionaries(_TEXT, one, max_size=3)
)


def _table(
    keys: dict[str, object], **inner: st.SearchStrategy[object]
) -> st.SearchStrategy[object]:
    likely = {
        key: inner.get(key, st.sampled_from(["88人", "晨光", "2024"]) | _VALUE) for key in keys
    }
    return st.fixed_dictionaries({}, optional=likely) | st.fixed_dictionaries(likely)


_FACTS = st.lists(_table({**FACT.keys}), max_size=2) | _VALUE
_SENTENCES = st.lists(_table({**SENTENCE.keys}, facts=_FACTS), max_size=2) | _VALUE
_DOCUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "source": _table({**SOURCE.keys}) | _VALUE,
        "sentences": _SENTENCES,
        "subjects": st.lists(_table({**SUBJECT.keys}), max_size=2) | _VALUE,
        "attributes": _VALUE,
        "schema": _VALUE,
        "name": _VALUE,
    },
)
_COMMANDS = (
    ["query", "晨光", "88人", "--json", "--drafts"],
    ["list", "--json"],
    ["list", "sources"],
    ["verify", "--strict"],
    ["verify", "--format", "sarif"],
    ["check", "-"],
)


@pytest.mark.parametrize("name", ["store.toml", "a.toml"])
def test_no_document_makes_a_command_fail(store: Path, name: str) -> None:
    # The folder and the index stay; each example replaces the file.
    @settings(max_examples=examples(40))
    @given(_DOCUMENTS, st.sampled_from(_COMMANDS))
    def holds(document: dict[str, object], command: list[str]) -> None:
        (store / name).write_text(tomli_w.dumps(document), encoding="utf-8")
        assert answers(store, *command, given="晨光有工人88人。".encode())[0] in {0, 1, 2}

    holds()


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_verify_with_a_file_name_that_is_not_utf8(store: Path, form: str) -> None:
    name = os.fsdecode(b"\xff\xfe.toml")
    (store / name).write_text(f"{HEAD}page = []\n")
    status, out, _ = answers(store, "verify", "--format", form)
    assert status == 1
    assert "facts/" in out
    if form in {"json", "sarif"}:
        json.loads(out)


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown", "html", "github", "sarif"])
def test_check_with_a_file_name_that_is_not_utf8(store: Path, tmp_path: Path, form: str) -> None:
    draft = tmp_path / os.fsdecode(b"\xff\xfe.txt")
    draft.write_text("青石轮渡有船员97人。")
    ended = run(["check", str(draft), "--store", str(store), "--format", form])
    assert ended.returncode == 1
    assert b"This is a bug" not in ended.stderr
    assert "97" in ended.stdout.decode()


CUT = '{ subject = "甲", attribute = "乙", value = "8人" },'
FLOODS: dict[str, tuple[int, Callable[[int], str]]] = {
    "keys": (30_000, lambda size: "".join(f"k{n} = 1\n" for n in range(size)) + HEAD),
    "tables": (30_000, lambda size: HEAD + "".join(f"[t{n}]\n" for n in range(size))),
    "sentences": (30_000, lambda size: HEAD + "[[sentences]]\n" * size),
    "no tables": (30_000, lambda size: HEAD + QUOTE + f"facts = [{'1,' * size}]\n"),
    "cut values": (3_000, lambda size: f"{HEAD}{QUOTE}facts = [{CUT * size}]\n"),
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_of_faults_is_cut_and_takes_bounded_time(name: str) -> None:
    size, flood = FLOODS[name]
    read: list[FileContents] = []

    def work(size: int) -> None:
        read.append(read_bytes(f"{flood(size)}{QUOTE}{FACTS}".encode(), "facts/a.toml"))

    assert grows_moderately(work, size)
    last = read[-1]
    assert len(last.findings) == 1001
    assert last.findings[-1].code == "too-many-problems"
    assert not last.facts or [fact.value for fact in last.facts] == ["88人"]
