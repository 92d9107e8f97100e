"""How long `xzfacts browse` takes for a key, as a process on a pseudo-terminal.

`python -m benchmarks.browse STORE` types queries key by key and prints, in milliseconds, when the
first output follows a key (what is typed is shown) and when the last does (the results are shown).
"""

import argparse
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from statistics import median, quantiles

from xzfacts.app import open_store

_QUIET = 0.25  # seconds without output after which a key is answered
_START = 60
_WIDTH, _HEIGHT = 120, 40
_QUERIES = ("床位数", "5000人", "什么什么东西", "qingshi")


def _answer(ours: int) -> tuple[float, float]:
    """Return the seconds to the first and to the last output; read until there is no more."""
    begin = time.perf_counter()
    first = last = 0.0
    while select.select([ours], [], [], _QUIET if first else _START)[0]:
        os.read(ours, 65536)
        last = time.perf_counter() - begin
        first = first or last
    return first, last


def measure(store: str) -> list[tuple[float, float]]:
    """Return the seconds of each key of some queries."""
    with open_store(store) as facts:
        fact = next(facts.facts())
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", _HEIGHT, _WIDTH, 0, 0))
    command = [sys.executable, "-m", "xzfacts", "browse", "--store", store]
    environment = {**os.environ, "TERM": "xterm-256color"}
    process = subprocess.Popen(  # noqa: S603 - this program
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    )
    _answer(ours)
    times: list[tuple[float, float]] = []
    for query in (f"{fact.subject} {fact.attribute}", f"{fact.subject} nchzh", *_QUERIES):
        for character in query:
            os.write(ours, character.encode())
            times.append(_answer(ours))
        os.write(ours, b"\x15")  # Ctrl-U empties the line
        _answer(ours)
    process.kill()
    process.wait()
    return times


def main() -> None:
    """Print the median, the 95th percentile and the maximum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    times = measure(parser.parse_args().store)
    for title, column in zip(("shown", "answered"), zip(*times, strict=True), strict=True):
        found = [1000 * one for one in column]
        top = quantiles(found, n=20)[-1]
        print(f"{title:9} median {median(found):.0f}  95 % {top:.0f}  most {max(found):.0f} ms")


if __name__ == "__main__":
    main()
