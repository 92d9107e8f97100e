"""Texts and stores that made a command hang, fail or print a control sequence."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.process import run
from tests.growth import grows_moderately
from xzfacts.app import open_store

_STORE = 'schema = 1\nname = "试"\n'


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "store.toml").write_text(_STORE, encoding="utf-8")
    return folder


def _output(store: Path, *arguments: str, given: bytes = b"", **variables: str) -> tuple[int, str]:
    done = run([*arguments, "--store", str(store)], given, env={**os.environ, **variables})
    return done.returncode, (done.stdout + done.stderr).decode()


@pytest.mark.parametrize("text", ["县" * 4000, "县县", "市县" * 2000, "省省市市县县" * 500])
def test_names_that_are_parts_of_themselves_end(store: Path, text: str) -> None:
    given = f"{text}。\n{text}现有工人88人。\n".encode()
    assert _output(store, "extract", "-", "--json", given=given)[0] in {0, 1}


def test_subjects_may_be_parts_of_each_other(store: Path) -> None:
    pairs = [("甲县", "乙县"), ("乙县", "甲县"), ("丙县", "丙县")]
    subjects = "".join(
        f'[[subjects]]\nname = "{name}"\nkind = "place"\npart_of = "{whole}"\n'
        for name, whole in pairs
    )
    (store / "store.toml").write_text(_STORE + subjects, encoding="utf-8")
    text = "".join(f"{name}现有工人8{at}人。\n" for at, (name, _) in enumerate(pairs))
    for command in ("extract", "check"):
        assert _output(store, command, "-", "--json", given=text.encode())[0] in {0, 1}
    assert _output(store, "verify", "--strict")[0] in {0, 1}


def test_an_explanation_shows_no_control_sequence(store: Path) -> None:
    fact = '{ subject = "晨光", attribute = "人数", value = "\\u001b[31m约88人" }'
    (store / "a.toml").write_text(
        '[source]\nid = "a"\ntitle = "题"\n[[sentences]]\nquote = "有\\u001b[31m约88人。"\n'
        f"facts = [{fact}]\n",
        encoding="utf-8",
    )
    for query in ("晨光 人数", "\x1b[31m约88人", "晨光有多少人"):
        assert "\x1b" not in _output(store, "query", query, "--explain")[1]


@pytest.mark.parametrize("columns", ["9" * 30, "0", "-1", "x"])
def test_any_width_of_the_screen_is_accepted(store: Path, columns: str) -> None:
    (store / "a.toml").write_text(
        '[source]\nid = "a"\ntitle = "题"\n[[sentences]]\nquote = "晨光有88人。"\n'
        'facts = [{ subject = "晨光", attribute = "人数", value = "88人" }]\n',
        encoding="utf-8",
    )
    status, out = _output(store, "query", "晨光", "--format", "table", COLUMNS=columns)
    assert status == 0
    assert "88人" in out


def test_equal_keys_among_many_are_named(store: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    keys = {f"k{at}": 1 for at in range(20_000)}
    rows.write_text(json.dumps(keys)[:-1] + ', "k19999": 2}\n')
    assert "k19999" in _output(store, "import", str(rows))[1]
    columns = tmp_path / "rows.csv"
    columns.write_text(",".join([*keys, "k19999"]) + "\n")
    assert "k19999" in _output(store, "import", str(columns))[1]


@pytest.mark.parametrize("unit", ["9", "9a", "九", "晨光8"])
def test_a_long_query_of_a_repeated_text_is_answered_soon(store: Path, unit: str) -> None:
    (store / "a.toml").write_text(
        f'[source]\nid = "a"\ntitle = "题"\n[[sentences]]\nquote = "{unit * 1000}，有88人。"\n'
        'facts = [{ subject = "晨光", attribute = "人数", value = "88人" }]\n',
        encoding="utf-8",
    )
    facts = open_store(str(store))
    facts.ask("晨光")
    assert grows_moderately(lambda size: facts.ask(("晨光 " + unit * size)[:size]), 200)
