"""`xzfacts index`, and the progress bar of index builds."""

import json
import sys

import pytest

from tests.cli.process import piped
from xzfacts.cli.progress import IndexProgress


def test_it_reports_location_and_contents() -> None:
    state = json.loads(piped("index", "--json").stdout)
    assert set(state) == {"store", "index", "bytes", "written", "files", "facts"}
    assert state["facts"] == int(piped("list").stdout.count(b"\n"))
    assert state["bytes"] > 0
    assert state["index"] in piped("index").stdout.decode()


def test_rebuild_makes_a_new_one() -> None:
    before = json.loads(piped("index", "--json").stdout)
    assert json.loads(piped("index", "--json").stdout) == before
    after = json.loads(piped("index", "--rebuild", "--json").stdout)
    assert after["index"] != before["index"]
    assert after["facts"] == before["facts"]


def test_it_reports_an_index_in_memory() -> None:
    done = piped("index", "--json", XZFACTS_CACHE="/dev/null")
    assert done.returncode == 0
    assert json.loads(done.stdout)["index"] is None
    assert b"in memory only" in piped("index", XZFACTS_CACHE="/dev/null").stdout


def test_the_bar_appears_on_terminals_only_and_is_erased(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in range(4):
        IndexProgress(patience=0)(step, 3)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    bar = IndexProgress(patience=0)
    bar(1, 3)
    bar(3, 3)
    shown = capsys.readouterr().err
    assert "33%" in shown
    assert shown.endswith("\r\x1b[K")
