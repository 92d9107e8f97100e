"""Interactive session with the program on a pseudo-terminal."""

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

_TIMEOUT = 60  # seconds
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
        self._received = b""
        self.printed = ""

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
        """Wait for the prompt, and type a line."""
        self._wait(prompt)
        before = len(self.printed)
        os.write(self._ours, (line.encode() if isinstance(line, str) else line) + b"\n")
        while "\n" not in self.printed[before:]:  # the terminal echoes the line
            self._receive()

    def interrupt(self, prompt: str, number: signal.Signals = signal.SIGINT) -> None:
        """Wait for the prompt, and send a signal.

        An interrupt that arrives before the program reads the line has no effect until then, so
        it is sent again until the program ends.
        """
        self._wait(prompt)
        self._process.send_signal(number)
        end = time.monotonic() + _TIMEOUT
        while number == signal.SIGINT:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(1)
                return
            assert time.monotonic() < end, self.printed
            self._process.send_signal(number)

    def end_input(self, prompt: str) -> None:
        """Wait for the prompt, and press Ctrl-D."""
        self._wait(prompt)
        os.write(self._ours, b"\x04")

    def finish(self) -> tuple[int, str]:
        """Return the exit status, and standard output if it was piped."""
        status = self._process.wait(SECONDS)
        while self._receive():  # until the other end is closed
            pass
        if self._piped is None:
            return status, ""
        self._piped.seek(0)
        return status, self._piped.read().decode()

    def _wait(self, ending: str) -> None:
        end = time.monotonic() + _TIMEOUT
        while not self.printed.endswith(ending):
            assert time.monotonic() < end, self.printed
            self._receive()

    def _receive(self) -> bool:
        """Read the next output; return False if the other end is closed."""
        assert select.select([self._ours], [], [], _TIMEOUT)[0], self.printed
        try:
            chunk = os.read(self._ours, 65536)
        except OSError:
            return False
        self._received += chunk
        text = self._received.decode(errors="replace").replace("\r\n", "\n")
        self.printed = _ESCAPES.sub("", text)
        return bool(chunk)
