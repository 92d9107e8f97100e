"""Compiled patterns from the cache match as the compiled ones do, whatever is in the file."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.process import COMMAND, FERRY
from tests.text.test_lazy_pattern import PATTERNS
from xzfacts.cli import pattern_cache
from xzfacts.cli.pattern_cache import PatternCache
from xzfacts.user_folders import VARIABLE

_TEXT = "去年7月，榆坪县（含2个镇）完成投资约1.2亿元，同比增长5.6%；王明说：“第3期”。"
_SOME = (r"(?P<year>\d{4})年(?P<month>\d+)?", "[年月日]", "(?i)ab+", "")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def _saved(patterns: list[str]) -> None:
    cache = PatternCache("check")
    for pattern in patterns:
        cache.compile(pattern)
    cache.save()


def _assert_same(found: re.Pattern[str], pattern: str) -> None:
    plain = re.compile(pattern)
    assert (found.pattern, found.flags, found.groups) == (plain.pattern, plain.flags, plain.groups)
    assert found.groupindex == plain.groupindex
    assert [(m.regs, m.lastgroup) for m in found.finditer(_TEXT)] == [
        (m.regs, m.lastgroup) for m in plain.finditer(_TEXT)
    ]


def test_cached_patterns_match_as_compiled_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    every = [*PATTERNS, *_SOME]
    _saved(every)
    monkeypatch.setattr(pattern_cache, "_compile", None)  # all are in the file
    cache = PatternCache("check")
    for pattern in every:
        _assert_same(cache.compile(pattern), pattern)


def test_a_damaged_file_counts_as_missing(folder: Path) -> None:
    _saved([*_SOME])
    (path,) = folder.iterdir()
    data = path.read_bytes()
    for at in range(0, len(data), 11):
        for damaged in (data[:at], data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]):
            path.write_bytes(damaged)
            cache = PatternCache("check")
            for pattern in _SOME:
                _assert_same(cache.compile(pattern), pattern)


def test_what_cannot_be_kept_is_compiled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write_text("")  # no folder
    _saved([*_SOME])
    monkeypatch.setattr(pattern_cache, "_ENGINE", None)
    _assert_same(PatternCache("check").compile("[年月日]"), "[年月日]")
    _saved([*_SOME])
    assert folder.read_text() == ""


def test_each_command_keeps_its_patterns_once(folder: Path) -> None:
    def states() -> dict[str, int]:
        return {each.name: each.stat().st_mtime_ns for each in folder.glob("patterns-*")}

    def check_and_ask() -> None:
        for arguments in (["check", "--text", "青石轮渡有船员97人。"], ["青石轮渡", "船员"]):
            command = [*COMMAND, *arguments, "--store", FERRY]
            subprocess.run(command, capture_output=True, check=False)

    check_and_ask()
    first = states()
    assert sorted(name.split("-")[1] for name in first) == ["check", "query"]
    check_and_ask()
    assert states() == first


def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(folder: Path) -> None:
    _saved([*_SOME])
    (path,) = folder.iterdir()
    path.unlink()
    os.mkfifo(path)
    cache = PatternCache("check")
    for pattern in _SOME:
        _assert_same(cache.compile(pattern), pattern)
