"""Talk with the program on a terminal: wait for what it asks, then type."""

import os
import pty
import re
import select
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from tests.cli.process import SECONDS
from tests.forking import Process

_PATIENCE = 20  # seconds
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Conversation:
    """A process on a terminal; with `piped`, standard output goes to a file instead."""

    def __init__(
        self,
        *arguments: str,
        root: Path,
        piped: bool = False,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        self._ours, theirs = pty.openpty()
        self._piped = TemporaryFile() if piped else None  # noqa: SIM115 - closed at exit
        self._process = Process(
            arguments,
            stdin=theirs,
            stdout=self._piped.fileno() if self._piped else theirs,
            stderr=theirs,
            env={**os.environ, "XZFACTS_STORE": str(root), "TERM": "dumb", **(variables or {})},
        )
        os.close(theirs)
        self._heard = b""
        self.said = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        if self._piped:
            self._piped.close()
        os.close(self._ours)

    def answer(self, prompt: str, line: str | bytes) -> None:
        """Wait until the last thing said ends with the prompt, and type a line."""
        self._wait(prompt)
        before = len(self.said)
        os.write(self._ours, (line.encode() if isinstance(line, str) else line) + b"\n")
        while "\n" not in self.said[before:]:  # the line comes back as typed
            self._hear()

    def interrupt(self, prompt: str, number: signal.Signals = signal.SIGINT) -> None:
        """Wait for the prompt, and send a signal.

        An interrupt that comes before the program waits for the line is not noticed until there
        is one, so it is sent again until the program ends.
        """
        self._wait(prompt)
        self._process.send_signal(number)
        end = time.monotonic() + _PATIENCE
        while number == signal.SIGINT:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(1)
                return
            assert time.monotonic() < end, self.said
            self._process.send_signal(number)

    def end_input(self, prompt: str) -> None:
        """Wait for the prompt, and press Ctrl-D."""
        self._wait(prompt)
        os.write(self._ours, b"\x04")

    def finish(self) -> tuple[int, str]:
        """The exit status, and what standard output held where it was piped."""
        status = self._process.wait(SECONDS)
        while select.select([self._ours], [], [], 0)[0]:
            if not self._hear():
                break
        if self._piped is None:
            return status, ""
        self._piped.seek(0)
        return status, self._piped.read().decode()

    def _wait(self, ending: str) -> None:
        end = time.monotonic() + _PATIENCE
        while not self.said.endswith(ending):
            assert time.monotonic() < end, self.said
            self._hear()

    def _hear(self) -> bool:
        """Take in what comes next; False where the other end is closed."""
        assert select.select([self._ours], [], [], _PATIENCE)[0], self.said
        try:
            heard = os.read(self._ours, 65536)
        except OSError:
            return False
        self._heard += heard
        text = self._heard.decode(errors="replace").replace("\r\n", "\n")
        self.said = _ESCAPES.sub("", text)
        return bool(heard)
