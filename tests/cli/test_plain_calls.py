"""A plain query, check or extraction gives the same bytes and status with Typer and without."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tests.cli.process import FERRY, run
from xzfacts.cli.command_group import _command_first
from xzfacts.cli.main import plain_call
from xzfacts.cli.plain_check import plain_check
from xzfacts.cli.plain_extract import plain_extract
from xzfacts.cli.plain_query import plain_query

_WITH_TYPER = "from xzfacts.cli import main; main.plain_call = lambda arguments: None"
# In one new process, as one that is forked has imported Typer.
_IMPORT_NO_TYPER = """
import json, sys
from xzfacts.cli import main

calls = json.load(sys.stdin)
for call in calls:
    sys.stdin = open("a.txt", encoding="utf-8")
    main.run(call)
    assert "typer" not in sys.modules, call
print(len(calls), file=sys.stderr)
"""
ACCEPTED = [
    ["青石轮渡", "船员"],
    ["青石轮渡有多少船员？"],
    ["青石轮渡", "--json"],
    ["--json", "青石轮渡", "船员"],
    ["青石轮渡", "--limit", "2"],
    ["青石轮渡", "--limit=2", "--json"],
    ["青石轮渡", "--format", "csv"],
    ["青石轮渡", "--format=plain", "--format", "json"],
    ["青石轮渡", "--format", "json", "--json"],
    ["青石轮渡", "股价"],
    ["青石轮渡", "股价", "--json"],
    ["qingshi", "chuanyuan"],
    [""],
    ["。"],
    ["甲" * 3000],
    ["青石轮渡", "--store", "nowhere"],
    ["query", "青石轮渡", "船员"],
    ["--json", "query", "青石轮渡", "船员"],
    ["query", "list"],
    ["query", "query", "船员"],
    ["query", "--format", "plain", "--", "青石轮渡"],
    ["青石轮渡", "--", "--json"],
    ["--", "list"],
    ["query", "--", "-x", "--", "船员"],
    ["青石轮渡 船员", "--store=nowhere", "--json"],
]
LEFT_TO_TYPER = [
    [],
    ["query"],
    ["query", "--json"],
    ["query", "--"],
    ["--"],
    ["list", "--", "青石轮渡"],
    ["query", "青石轮渡", "--", "-"],
    ["query", "青石轮渡", "--limit", "--", "2"],
    ["list", "--json"],
    ["青石轮渡", "--limit", "0"],
    ["青石轮渡", "--limit", "x"],
    ["青石轮渡", "--limit", "1_0"],
    ["青石轮渡", "--limit", "９"],
    ["青石轮渡", "--limit"],
    ["青石轮渡", "--limit", "-1"],
    ["青石轮渡", "--format", "markdown"],
    ["青石轮渡", "--format", "table"],
    ["青石轮渡", "--format", "csv", "--json"],
    ["青石轮渡", "--jso"],
    ["青石轮渡", "--drafts"],
    ["青石轮渡", "-h"],
    ["青石轮渡", "-"],
    ["--help"],
    ["--version"],
    ["青石轮渡", "--json=1"],
]


def _on_ferry(arguments: list[str]) -> list[str]:
    """The call on the small store, unless it names another."""
    named = any("--store" in each for each in arguments)
    return arguments if named else ["--store", FERRY, *arguments]


@pytest.mark.parametrize("arguments", ACCEPTED, ids=lambda each: " ".join(each)[:40])
def test_both_ways_print_the_same(arguments: list[str]) -> None:
    assert plain_query(arguments) is not None
    call = _on_ferry(arguments)
    plain, with_typer = run(call), run(call, prelude=_WITH_TYPER)
    assert (plain.stdout, plain.stderr) == (with_typer.stdout, with_typer.stderr)
    assert plain.returncode == with_typer.returncode


@pytest.mark.parametrize("arguments", LEFT_TO_TYPER, ids=" ".join)
def test_every_other_form_is_left_to_typer(arguments: list[str]) -> None:
    assert plain_query(arguments) is None


def test_a_terminal_gets_the_table_of_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert plain_query(["青石轮渡"]) is None


@given(
    st.lists(
        st.sampled_from(
            ["甲", "--json", "--limit", "--store", "=", "3", "-", "--", "list", "query", ""]
        )
    )
)
def test_what_is_accepted_has_words_and_no_command(arguments: list[str]) -> None:
    query = plain_query(arguments)
    if query is not None:
        assert query.words
        assert set(query.words) <= set(arguments)
        assert _command_first(arguments)[0] == "query"


ARTICLE = "青石轮渡添船\n\n青石渡轮渡有限公司现有渡船16条，船员96人。\n"


EXTRACTIONS = [
    ["a.txt", "--json"],
    ["--json", "a.txt", "b.txt"],
    ["a.txt"],
    ["--store=nowhere", "a.txt"],
    ["nowhere.txt", "--json"],
    ["-"],
]


@pytest.mark.parametrize("arguments", EXTRACTIONS, ids=" ".join)
def test_both_ways_extract_the_same(arguments: list[str], tmp_path: Path) -> None:
    assert plain_call(["extract", *arguments]) is not None
    told = []
    for prelude in ("", _WITH_TYPER):
        folder = tmp_path / ("with_typer" if prelude else "without")
        shutil.copytree(FERRY, folder / "facts")
        for name in ("a.txt", "b.txt"):
            (folder / name).write_text(ARTICLE, encoding="utf-8")
        done = run(["extract", *arguments], ARTICLE.encode(), folder, prelude=prelude)
        files = sorted(path.name for path in (folder / "facts").rglob("*.toml"))
        told.append((done.returncode, done.stdout, done.stderr, files))
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--json"],
        ["a.txt", "--title", "题"],
        ["a.txt", "--store"],
        ["a.txt", "--json=1"],
        ["a.txt", "--help"],
        ["--", "a.txt"],
    ],
    ids=" ".join,
)
def test_other_extractions_are_left_to_typer(arguments: list[str]) -> None:
    assert plain_extract(arguments) is None


DRAFT = (
    "青石轮渡现有渡船16条，船员96人。其中女船员12人。\n"
    "董事长李明表示：“明年再添4条船，运力会更足。”\n\n这一天来了300人。\n"
)


CHECKS = [
    ["a.txt"],
    ["a.txt", "--json"],
    ["--json", "a.txt", "--summary"],
    ["a.txt", "b.md"],
    ["a.txt", "--format", "csv"],
    ["a.txt", "--format=github"],
    ["a.txt", "--format=sarif"],
    ["a.txt", "--format=markdown"],
    ["a.txt", "--format=html"],
    ["a.txt", "--format=csv", "--format", "text"],
    ["a.txt", "--strict"],
    ["-"],
    ["a.txt", "-", "--json"],
    ["--text", "青石轮渡现有船员95人。"],
    ["--text=青石轮渡现有船员95人。", "--json", "--strict"],
    ["--text", "没有数字的一句话。"],
    ["--text", "甲", "--text", "船员95人", "a.txt"],
    ["--text", "青石轮渡船员\udcff95人。"],
    ["nowhere.txt"],
    ["nowhere.txt", "a.txt"],
    ["青石轮渡现有船员95人。"],
    ["https://example.org/a"],
    ["."],
    ["a.txt", "--store", "nowhere"],
]


@pytest.mark.parametrize("arguments", CHECKS, ids=lambda each: ascii(" ".join(each))[:40])
def test_both_ways_check_the_same(arguments: list[str], tmp_path: Path) -> None:
    assert plain_call(["check", *arguments]) is not None
    for name in ("a.txt", "b.md"):
        (tmp_path / name).write_text(DRAFT, encoding="utf-8")
    call = ["check", *_on_ferry(arguments)]
    plain, with_typer = (
        run(call, DRAFT.encode(), tmp_path, prelude=way) for way in ("", _WITH_TYPER)
    )
    assert (plain.stdout, plain.stderr) == (with_typer.stdout, with_typer.stderr)
    assert plain.returncode == with_typer.returncode


def test_plain_calls_import_no_typer(tmp_path: Path) -> None:
    shutil.copytree(FERRY, tmp_path / "facts")
    for name in ("a.txt", "b.txt", "b.md"):
        (tmp_path / name).write_text(DRAFT, encoding="utf-8")
    calls = [_on_ferry(call) for call in ACCEPTED]
    calls += [["extract", *call] for call in EXTRACTIONS]
    calls += [["check", *_on_ferry(call)] for call in CHECKS]
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT_NO_TYPER],
        cwd=tmp_path,
        input=json.dumps(calls).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr.decode().endswith(f"\n{len(calls)}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--json"],
        ["--text"],
        ["--text", ""],
        ["a.txt", "--text", "-5℃"],
        ["a.txt", "--summary"],
        ["a.txt", "--format", "csv", "--json"],
        ["a.txt", "--format", "csv", "--summary"],
        ["a.txt", "--format", "pdf"],
        ["a.txt", "--only", "refuted"],
        ["a.txt", "--jobs", "2"],
        ["a.txt", "--strict=1"],
        ["a.txt", "--help"],
        ["a.txt", "--stric"],
        ["--", "a.txt"],
    ],
    ids=" ".join,
)
def test_other_checks_are_left_to_typer(arguments: list[str]) -> None:
    assert plain_check(arguments) is None


@pytest.mark.parametrize("command", ["extract", "check"])
def test_a_terminal_is_left_to_typer(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert plain_call([command, "a.txt"]) is None
