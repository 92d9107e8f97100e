"""Runs the program as a process, with pipes or on a pseudo-terminal of a given size."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile

from tests import forking
from tests.forking import COMMAND, Process

DATA = Path(__file__).parent.parent / "data"
FERRY = str(DATA / "ferry")
SECONDS = 60

__all__ = ["COMMAND", "DATA", "FERRY", "SECONDS", "on_terminal", "piped", "run"]


def run(
    arguments: list[str | bytes] | list[str],
    given: bytes = b"",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    script: str = "",
    prelude: str = "",
) -> subprocess.CompletedProcess[bytes]:
    """Run the program, or a script, to its end; none of its streams is a terminal.

    prelude: Python code to run before the program.
    """
    with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
        stdin.write(given)
        stdin.seek(0)
        streams = [stdin.fileno(), stdout.fileno(), stderr.fileno()]
        if script:
            status = _run_script(script, arguments, streams, cwd, env)
        else:
            status = forking.run(
                arguments, streams=streams, cwd=cwd, env=env, timeout=SECONDS, prelude=prelude
            )
        stdout.seek(0)
        stderr.seek(0)
        return subprocess.CompletedProcess(arguments, status, stdout.read(), stderr.read())


def _run_script(
    script: str,
    arguments: Sequence[str | bytes],
    streams: Sequence[int],
    cwd: Path | None,
    env: Mapping[str, str] | None,
) -> int:
    stdin, stdout, stderr = streams
    process = Process(
        arguments, stdin=stdin, stdout=stdout, stderr=stderr, cwd=cwd, env=env, script=script
    )
    try:
        return process.wait(SECONDS)
    finally:
        process.kill()


def piped(
    *arguments: str | bytes, given: bytes = b"", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program on the small store, or on the one that `variables` name."""
    env = {**os.environ, "XZFACTS_STORE": FERRY, **variables}
    return run([*arguments], given, env=env)


def on_terminal(*arguments: str, width: int = 80, height: int = 24, **variables: str) -> str:
    """Run on a terminal of a given size, without pager; return the output of both streams."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    defaults = {"XZFACTS_STORE": FERRY, "TERM": "xterm-256color", "PAGER": ""}
    environment = {**os.environ, **defaults, **variables}
    process = Process(arguments, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    sent = b""
    try:
        while chunk := os.read(ours, 65536):
            sent += chunk
    except OSError:  # the other end is closed
        pass
    process.wait(SECONDS)
    os.close(ours)
    return sent.decode().replace("\r\n", "\n")
