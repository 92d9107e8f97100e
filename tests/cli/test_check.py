"""`xzfacts check` as a process: with pipes, on terminals, and with input that arrives slowly."""

import contextlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.process import COMMAND, FERRY, on_terminal, piped

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
DRAFT = "青石渡轮渡有限公司现有渡船14条，船员106人。\n今天多云。\n"


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "稿.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("language", ["C.UTF-8", "zh_CN.UTF-8"])
def test_lines_fit_the_terminal(draft: str, width: int, language: str) -> None:
    shown = ESCAPE.sub("", on_terminal("check", draft, width=width, LANG=language))
    lines = shown.splitlines()
    assert max(cell_len(line) for line in lines) <= width
    for piece in ("✓14条", "✗106人", "✗ 106人", "96人", "今天多云。"):
        assert any(piece in line for line in lines), piece


def test_verdicts_are_coloured_and_marked(draft: str) -> None:
    assert "\x1b[1;31m✗106人\x1b[0m" in on_terminal("check", draft)
    plain = on_terminal("check", draft, NO_COLOR="1")
    assert "✗106人" in plain
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", plain)
    assert "[✗106人]" in on_terminal("check", draft, TERM="dumb")


def test_a_long_report_goes_through_the_pager(draft: str) -> None:
    pager = "sed s/106人/PAGED/"
    assert "PAGED" in on_terminal("check", draft, PAGER=pager, height=5)
    assert "PAGED" not in on_terminal("check", draft, PAGER=pager, height=500)
    assert "PAGED" not in on_terminal("check", draft, "--json", PAGER=pager, height=1)


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "github", "sarif"])
def test_a_pipe_gets_neither_colour_nor_boxes(draft: str, form: str) -> None:
    done = piped("check", draft, "--format", form)
    assert done.returncode == 1
    assert b"\x1b" not in done.stdout
    assert not re.search("[─-╿]", done.stdout.decode())
    assert "106人" in done.stdout.decode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_standard_input_in_any_encoding(encoding: str) -> None:
    done = piped("check", "-", "--json", given=DRAFT.encode(encoding))
    (found,) = map(json.loads, done.stdout.splitlines())
    assert [each["verdict"] for each in found["assertions"]] == ["supported", "refuted"]
    assert found["file"] == "-"


def test_several_processes_give_the_same_report(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    # Long enough to be cut in pieces; space costs least.
    path.write_text(f"{DRAFT}{' ' * 1000}\n" * 150, encoding="utf-8")
    alone, together = (piped("check", str(path), "--json", "--jobs", jobs) for jobs in "12")
    assert together.returncode == alone.returncode == 1
    assert together.stdout == alone.stdout
    assert alone.stdout.count(b"\n") == 150


def test_statements_are_printed_while_the_draft_is_being_written() -> None:
    with subprocess.Popen(
        [*COMMAND, "check", "-", "--json", "--store", FERRY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        for _ in range(2):  # a sentence is printed when the next one arrives
            process.stdin.write(DRAFT.encode())
            process.stdin.flush()
        assert json.loads(process.stdout.readline())["line"] == 1
        process.stdin.close()
        assert json.loads(process.stdout.readline())["line"] == 3
        assert process.wait(60) == 1


def test_a_long_draft_shows_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    path = tmp_path / "draft.txt"
    path.write_text("今天多云，记者来到渡口。" * 5 + "\n" + DRAFT, encoding="utf-8")

    def told(patience: float) -> str:
        script = (
            "import sys; from xzfacts.cli import progress; from xzfacts.cli.main import run;"
            f"progress._PATIENCE = {patience}; run(sys.argv[1:])"
        )
        command = [sys.executable, "-c", script, "check", str(path), "--json", "--store", FERRY]
        ours, theirs = os.openpty()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=theirs, check=False)
        os.close(theirs)
        sent = b""
        with contextlib.suppress(OSError):  # the other end is closed
            while piece := os.read(ours, 4096):
                sent += piece
        os.close(ours)
        return sent.decode()

    assert told(patience=60) == ""
    shown = told(patience=-1)
    assert "draft.txt: 100% checked" in shown
    assert shown.endswith("\r\x1b[K")


def test_an_unreadable_draft_does_not_stop_the_others(draft: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\xff\xfe\xff")
    done = piped("check", str(broken), draft, str(tmp_path), "--json")
    assert done.returncode == 2
    assert done.stdout.count(b"\n") == 1
    assert done.stderr.count(b"\n") == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "github", "sarif"])
def test_hostile_drafts_are_escaped(form: str) -> None:
    given = f"\x1b]0;title\x07\u202e[bold red]<script>alert(1)</script>{DRAFT}".encode()
    done = piped("check", "-", "--format", form, given=given)
    text = done.stdout.decode()
    assert "Traceback" not in done.stderr.decode()
    assert not any(ord(character) < 0x20 and character != "\n" for character in text)
    assert "\u202e" not in text
    if form == "html":
        assert "<script" not in text
