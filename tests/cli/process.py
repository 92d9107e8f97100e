"""Runs the program as a process, with pipes or on a pseudo-terminal of a given size."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
FERRY = str(DATA / "ferry")
COMMAND = [sys.executable, "-m", "xzfacts"]
SECONDS = 60


def piped(
    *arguments: str | bytes, given: bytes = b"", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """Run with pipes for standard output and standard error."""
    return subprocess.run(
        [*COMMAND, *arguments],
        input=given,
        capture_output=True,
        timeout=SECONDS,
        check=False,
        env={**os.environ, "XZFACTS_STORE": FERRY, **variables},
    )


def on_terminal(*arguments: str, width: int = 80, height: int = 24, **variables: str) -> str:
    """Run on a terminal of a given size; return the output of both streams."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    environment = {**os.environ, "XZFACTS_STORE": FERRY, "TERM": "xterm-256color", **variables}
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    )
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
