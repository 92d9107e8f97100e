"""Copying through the terminal or a tool."""

from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from xzfacts.cli.browse.clipboard import copy_with_tool, terminal_sequence

SESSIONS = ("TMUX", "WAYLAND_DISPLAY", "DISPLAY", "TERMUX_VERSION")


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_the_terminal_gets_the_text_and_nothing_else(text: str) -> None:
    sequence = terminal_sequence(text)
    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\x07")
    assert b64decode(sequence[7:-1], validate=True).decode() == text


def _tool(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o700)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in SESSIONS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


@pytest.mark.parametrize(
    ("variable", "tool"),
    [("TMUX", "tmux"), ("WAYLAND_DISPLAY", "wl-copy"), ("DISPLAY", "xclip")],
)
def test_the_tool_of_the_session_is_used(
    tools: Path, monkeypatch: pytest.MonkeyPatch, variable: str, tool: str
) -> None:
    _tool(tools, tool, f'cat > {tools}/copied; echo "$@" > {tools}/arguments')
    monkeypatch.setenv(variable, "1")
    assert copy_with_tool("人数 88人; $(rm)")
    assert (tools / "copied").read_text("utf-8") == "人数 88人; $(rm)"


def test_without_a_session_no_tool_is_run(tools: Path) -> None:
    _tool(tools, "xclip", f"touch {tools}/copied")
    assert not copy_with_tool("88人")
    assert not (tools / "copied").exists()


def test_the_next_tool_is_tried(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    _tool(tools, "xclip", "exit 1")
    assert not copy_with_tool("88人")
    _tool(tools, "xsel", f"cat > {tools}/copied")
    assert copy_with_tool("88人")
    assert (tools / "copied").read_text("utf-8") == "88人"
