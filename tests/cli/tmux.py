"""A program in a real terminal, of which the screen can be read: tmux."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

_SECONDS = 60

needs_tmux = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")


class Terminal:
    """A terminal of a given size that runs `xzfacts` with some arguments."""

    def __init__(
        self, *arguments: str, width: int = 60, height: int = 24, **variables: str
    ) -> None:
        self._folder = tempfile.mkdtemp(prefix="t")  # a socket's path must be short
        self._socket = os.path.join(self._folder, "s")
        settings = {"LC_ALL": "C.UTF-8", "NO_COLOR": "", "TERM": "tmux-256color", **variables}
        # Not inside tmux, for the program: it must speak to the terminal itself.
        command = ["env", "-u", "TMUX", *(f"{name}={text}" for name, text in settings.items())]
        command += [sys.executable, "-m", "xzfacts", *arguments]
        size = ["-x", str(width), "-y", str(height)]
        line = f"{shlex.join(command)}; echo status $?; exec cat"
        self.tmux("new-session", "-d", *size, line)
        self.tmux("set", "-g", "set-clipboard", "on")

    def tmux(self, *arguments: str) -> str:
        command = ["tmux", "-u", "-S", self._socket, "-f", "/dev/null", *arguments]
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        environment.pop("TMUX", None)
        done = subprocess.run(
            command, env=environment, capture_output=True, check=True, timeout=_SECONDS
        )
        return done.stdout.decode()

    def lines(self) -> list[str]:
        return self.tmux("capture-pane", "-p").split("\n")

    def cursor(self) -> tuple[int, int]:
        column, line = self.tmux("display-message", "-p", "#{cursor_x},#{cursor_y}").split(",")
        return int(column), int(line)

    def until(self, text: str) -> "Terminal":
        """Wait until a text is on the screen."""
        return self.wait(lambda: any(text in line for line in self.lines()), text)

    def until_first(self, text: str) -> "Terminal":
        """Wait until a text is the first line of the screen."""
        return self.wait(lambda: self.lines()[0] == text, f"first line {text!r}")

    def until_cursor(self, column: int, line: int) -> "Terminal":
        """Wait until the cursor is at a place."""
        return self.wait(lambda: self.cursor() == (column, line), f"cursor at {column}, {line}")

    def wait(self, ready: Callable[[], bool], what: str = "") -> "Terminal":
        end = time.monotonic() + _SECONDS
        while not ready():
            assert time.monotonic() < end, f"no {what} in\n" + "\n".join(self.lines())
            time.sleep(0.05)
        return self

    def type(self, text: str) -> "Terminal":
        self.tmux("send-keys", "-l", "--", text)
        return self

    def press(self, *keys: str) -> "Terminal":
        self.tmux("send-keys", *keys)
        return self

    def paste(self, text: str) -> "Terminal":
        self.tmux("set-buffer", "--", text)
        self.tmux("paste-buffer", "-p", "-r")
        return self

    def cpu_seconds(self) -> float:
        """CPU time of the program until now; skips the test where it cannot be told."""
        shell = self.tmux("display-message", "-p", "#{pane_pid}").strip()
        children = Path(f"/proc/{shell}/task/{shell}/children")
        if not children.exists():
            pytest.skip("the process cannot be found here")
        (child,) = children.read_text("ascii").split()
        fields = Path(f"/proc/{child}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resize(self, width: int, height: int) -> "Terminal":
        self.tmux("resize-window", "-x", str(width), "-y", str(height))
        return self

    def record(self, path: Path) -> "Terminal":
        """Write to a file what the program sends to the terminal from now on."""
        self.tmux("pipe-pane", "-o", f"cat > {shlex.quote(str(path))}")
        return self.wait(path.exists, str(path))  # a shell of its own opens it

    def copied(self) -> str:
        """The clipboard of the terminal."""
        return self.tmux("show-buffer")

    def close(self) -> None:
        self.tmux("kill-server")
        shutil.rmtree(self._folder, ignore_errors=True)  # the server removes its socket meanwhile
