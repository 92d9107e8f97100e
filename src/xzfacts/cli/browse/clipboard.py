"""Copies text to the clipboard: through the terminal (OSC 52) and a tool of the system."""

import os
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping

_SECONDS = 2  # seconds for a tool to read the text


def terminal_sequence(text: str) -> str:
    """Return the escape sequence (OSC 52) that makes a terminal copy `text`.

    Some terminals ignore it, and none reports whether it copied.
    """
    return f"\x1b]52;c;{b64encode(text.encode('utf-8', 'replace')).decode('ascii')}\x07"


def copy_with_tool(text: str) -> bool:
    """Copy `text` with the first tool that works; return whether there is one."""
    return any(_copied(command, text) for command in _tools(os.environ, sys.platform))


def _tools(environment: Mapping[str, str], platform: str) -> list[list[str]]:
    """Return the commands that may set the clipboard of this session from standard input."""
    tools: list[list[str]] = []
    if environment.get("TMUX"):
        tools.append(["tmux", "load-buffer", "-w", "-"])  # also sets the clipboard of the terminal
    if platform == "darwin":
        tools.append(["pbcopy"])
    if environment.get("WAYLAND_DISPLAY"):
        tools.append(["wl-copy"])
    if environment.get("DISPLAY"):
        tools += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    if environment.get("TERMUX_VERSION"):
        tools.append(["termux-clipboard-set"])
    return [[path, *tool[1:]] for tool in tools if (path := shutil.which(tool[0]))]


def _copied(command: list[str], text: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - a tool of the system, the text on its input
            command,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
