"""Output on terminals of several widths, and in a pipe."""

import os
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.process import on_terminal, piped
from xzfacts.cli import streams

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
VALUES = ["14条", "4条", "96人", "雒秋平", "210余万人次", "3200万元"]


def plain(text: str) -> str:
    return ESCAPE.sub("", text)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("language", ["C.UTF-8", "zh_CN.UTF-8"])
def test_lines_fit_and_values_are_not_split(width: int, language: str) -> None:
    shown = plain(on_terminal("青石轮渡", width=width, LANG=language))
    lines = shown.splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert "…" not in shown
    for value in VALUES:
        assert any(value in line for line in lines), value


@pytest.mark.parametrize("width", [20, 33, 47])
def test_narrow_terminals_lose_nothing(width: int) -> None:
    shown = plain(on_terminal("青石轮渡", "客运量", "--limit", "1", width=width))
    assert max(cell_len(line) for line in shown.splitlines()) <= width
    joined = re.sub(r"\s", "", shown)
    assert "公司总经理雒秋平介绍，去年运送旅客210余万人次，今年投入3200万元人驻东岸码头。" in joined
    assert "渡口晚报" in joined


@pytest.mark.parametrize("width", [20, 60])
def test_a_full_fact_fits_too(width: int) -> None:
    fact = piped("青石轮渡", "船员").stdout.decode().split("\t")[-1].strip()
    lines = plain(on_terminal("show", fact, width=width)).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_the_value_is_marked() -> None:
    shown = on_terminal("青石轮渡", "船员", width=120)
    assert "\x1b[4m船员\x1b[0m\x1b[1;32m96人\x1b[0m。" in shown


def test_colour_can_be_disabled() -> None:
    shown = on_terminal("青石轮渡", "船员", NO_COLOR="1")
    assert "\x1b[1m96人\x1b[0m" in shown
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", shown)


def test_a_dumb_terminal_gets_plain_characters() -> None:
    shown = on_terminal("青石轮渡", "船员", TERM="dumb")
    assert "\x1b" not in shown
    assert "─" not in shown
    assert "96人" in shown


@pytest.mark.parametrize("form", ["table", "plain", "csv", "markdown", "json"])
def test_a_pipe_gets_neither_colour_nor_boxes(form: str) -> None:
    done = piped("青石轮渡", "--format", form)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert not re.search("[─-╿]", done.stdout.decode())


def test_kinds_of_subjects_are_words_on_a_terminal_only() -> None:
    shown = on_terminal("list", "subjects", LANG="zh_CN.UTF-8")
    assert "企业" in shown
    assert "company" not in shown
    told = piped("list", "subjects", LANG="zh_CN.UTF-8").stdout.decode()
    assert "\tcompany\t" in told


def test_columns_is_respected() -> None:
    lines = piped("青石轮渡", "--format", "table", COLUMNS="60").stdout.decode().splitlines()
    assert max(cell_len(line) for line in lines) <= 60


def test_long_text_goes_through_the_pager() -> None:
    paged = on_terminal("list", PAGER="sed s/96人/PAGED/", height=10)
    assert "PAGED" in paged
    assert "PAGED" not in on_terminal("list", PAGER="sed s/96人/PAGED/", height=500)


@pytest.mark.parametrize("pager", ["", "cat"])
def test_the_pager_can_be_disabled(pager: str, tmp_path: Path) -> None:
    less = tmp_path / "less"
    less.write_text("#!/bin/sh\nexec sed s/96人/PAGED/\n", encoding="utf-8")
    less.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    assert "PAGED" not in on_terminal("list", height=10, PATH=path, PAGER=pager)


def test_long_text_goes_through_less_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    less = tmp_path / "less"
    less.write_text("#!/bin/sh\nexec sed s/96人/PAGED/\n", encoding="utf-8")
    less.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("PAGER", raising=False)
    monkeypatch.setattr(streams, "is_terminal", lambda: True)
    monkeypatch.setenv("LINES", "3")
    written: list[str] = []
    monkeypatch.setattr(streams, "write", written.append)
    monkeypatch.setenv("TERM", "xterm")
    streams.show("甲\n" * 9)
    assert written == []
    streams.show("甲\n")
    monkeypatch.setenv("TERM", "dumb")
    streams.show("甲\n" * 9)
    assert written == ["甲\n", "甲\n" * 9]


def test_show_marks_the_value_in_its_sentence() -> None:
    fact = piped("青石轮渡", "船员").stdout.decode().split("\t")[-1].strip()
    assert "船员«96人»。" in piped("show", fact).stdout.decode()
    assert "船员\x1b[1;32m96人\x1b[0m。" in on_terminal("show", fact, width=120)
    around = piped("show", fact).stdout.decode().partition("Nearby")[2]
    assert "14条" in around
    assert "雒秋平" in around


@pytest.mark.parametrize("command", ["list", "archive", "add", "check"])
@pytest.mark.parametrize("language", ["C.UTF-8", "zh_CN.UTF-8"])
def test_help_pages_fit(command: str, language: str) -> None:
    shown = on_terminal(command, "--help", width=80, LANG=language)
    assert "--store" in shown
    assert max(cell_len(line) for line in shown.splitlines()) <= 80


@pytest.mark.parametrize("language", ["C.UTF-8", "zh_CN.UTF-8"])
def test_the_state_of_the_index_is_aligned(language: str) -> None:
    lines = on_terminal("index", LANG=language).splitlines()
    starts = {cell_len(re.match(r"\S+ +", line)[0]) for line in lines}  # type: ignore[index]
    assert len(lines) == 5
    assert len(starts) == 1
    assert all("\t" in line for line in piped("index").stdout.decode().splitlines())
