"""A plain query or extraction gives the same bytes and exit status with Typer and without."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.process import FERRY, run
from xzfacts.cli.command_group import _commands
from xzfacts.cli.plain_extract import plain_extract
from xzfacts.cli.plain_query import COMMANDS, plain_query

_WITH_TYPER = (
    "import sys, os; from xzfacts.cli import main; main.plain_query = lambda arguments: None;"
    "main.plain_extract = lambda arguments: None;"
    "os._exit(main.run(sys.argv[1:]))"
)
_WITHOUT = (
    "import sys; from xzfacts.cli import main; status = main.run(sys.argv[1:]);"
    "assert 'typer' not in sys.modules; sys.exit(status)"
)
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
    ["青石轮渡 船员", "--store=nowhere", "--json"],
]
LEFT_TO_TYPER = [
    [],
    ["query", "青石轮渡"],
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
    ["青石轮渡", "--", "--json"],
    ["--help"],
    ["--version"],
    ["青石轮渡", "--json=1"],
]


@pytest.mark.parametrize("arguments", ACCEPTED, ids=lambda each: " ".join(each)[:40])
def test_both_ways_print_the_same(arguments: list[str]) -> None:
    assert plain_query(arguments) is not None
    if not any("--store" in each for each in arguments):
        arguments = [*arguments, "--store", FERRY]
    # A new process, as one that is forked has imported Typer.
    command = [sys.executable, "-c", _WITHOUT, *arguments]
    without = subprocess.run(command, capture_output=True, check=False)
    with_typer = run([*arguments], script=_WITH_TYPER)
    assert (without.stdout, without.stderr) == (with_typer.stdout, with_typer.stderr)
    assert without.returncode == with_typer.returncode


@pytest.mark.parametrize("arguments", LEFT_TO_TYPER, ids=" ".join)
def test_every_other_form_is_left_to_typer(arguments: list[str]) -> None:
    assert plain_query(arguments) is None


def test_no_command_is_taken_for_a_word() -> None:
    assert set(_commands()) == COMMANDS


def test_completion_is_left_to_typer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_XZFACTS_COMPLETE", "complete_bash")
    assert plain_query(["青石轮渡"]) is None


def test_a_terminal_gets_the_table_of_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert plain_query(["青石轮渡"]) is None


@given(st.lists(st.sampled_from(["甲", "--json", "--limit", "--store", "=", "3", "-", "list", ""])))
def test_what_is_accepted_has_words_and_no_command(arguments: list[str]) -> None:
    query = plain_query(arguments)
    if query is not None:
        assert query.words
        assert query.words[0] not in COMMANDS
        assert set(query.words) <= set(arguments)


ARTICLE = "青石轮渡添船\n\n青石渡轮渡有限公司现有渡船16条，船员96人。\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.txt", "--json"],
        ["--json", "a.txt", "b.txt"],
        ["a.txt"],
        ["--store=nowhere", "a.txt"],
        ["nowhere.txt", "--json"],
        ["-"],
    ],
    ids=" ".join,
)
def test_both_ways_extract_the_same(arguments: list[str], tmp_path: Path) -> None:
    assert plain_extract(["extract", *arguments]) is not None
    told = []
    for way in ("without", "with_typer"):
        folder = tmp_path / way
        shutil.copytree(FERRY, folder / "facts")
        for name in ("a.txt", "b.txt"):
            (folder / name).write_text(ARTICLE, encoding="utf-8")
        text = ARTICLE.encode()
        if way == "with_typer":
            done = run(["extract", *arguments], text, folder, script=_WITH_TYPER)
        else:
            call = [sys.executable, "-c", _WITHOUT, "extract", *arguments]
            done = subprocess.run(call, cwd=folder, input=text, capture_output=True, check=False)
        files = sorted(path.name for path in (folder / "facts").rglob("*.toml"))
        told.append((done.returncode, done.stdout, done.stderr, files))
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["extract"],
        ["extract", "--json"],
        ["check", "a.txt"],
        ["extract", "a.txt", "--title", "题"],
        ["extract", "a.txt", "--store"],
        ["extract", "a.txt", "--json=1"],
        ["extract", "a.txt", "--help"],
        ["extract", "--", "a.txt"],
    ],
    ids=" ".join,
)
def test_other_extractions_are_left_to_typer(arguments: list[str]) -> None:
    assert plain_extract(arguments) is None
