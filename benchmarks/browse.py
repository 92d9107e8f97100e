"""How long `xzfacts browse` takes for a key, as a process on a pseudo-terminal.

`python -m benchmarks.browse STORE` types queries key by key and prints, in milliseconds, when the
first output follows a key (what is typed is shown) and when the last does (the results are shown).
With `--search` it prints the CPU time of the search for each key instead, the least of `--rounds`:
that of a loaded machine is comparable too.
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
from collections.abc import Iterator
from itertools import islice
from statistics import median, quantiles

from xzfacts.app import open_store
from xzfacts.cli.browse.browse_state import SearchRequest
from xzfacts.cli.browse.store_search import StoreSearch
from xzfacts.model.facts import Fact
from xzfacts.text.pinyin import readings

_QUIET = 0.25  # seconds without output after which a key is answered
_START = 60
_WIDTH, _HEIGHT = 120, 40
_ASKED = 12  # facts that are asked for
_STEP = 7777  # facts from one of them to the next
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


def _typed(fact: Fact) -> Iterator[str]:
    """Yield ways to ask for a fact: exact, as a question, with typos, in pinyin, by its value."""
    name, attribute = fact.subject, fact.attribute
    middle = len(name) // 2
    yield f"{name} {attribute}"
    yield f"{name}有多少{attribute}？"
    yield f"{name[:middle]}{name[middle + 1 :]} {attribute}"
    yield f"{name[:middle]}薆{name[middle + 1 :]} {attribute}"
    yield " ".join("".join(readings(char)[0] for char in text) for text in (name, attribute))
    yield f"{fact.value} {name[:4]}"


def measure_search(store: str, rounds: int) -> list[float]:
    """Return the CPU seconds of the search for each key, typed for some facts of the store."""
    least: dict[str, float] = {}
    with open_store(store) as facts:
        search = StoreSearch(facts)
        search.warm_up()
        some = islice(facts.facts(), 0, _STEP * _ASKED, _STEP)
        queries = [query for fact in some for query in _typed(fact)]
        for query in [*queries, *_QUERIES] * rounds:
            for end in range(1, len(query) + 1):
                begin = time.thread_time()
                hits = search.find(SearchRequest(query[:end])).hits
                if hits:
                    search.context(hits[0])
                spent = time.thread_time() - begin
                least[query[:end]] = min(spent, least.get(query[:end], spent))
    return list(least.values())


def main() -> None:
    """Print the median, two percentiles and the maximum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--search", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    if given.search:
        columns = {"search": measure_search(given.store, given.rounds)}
    else:
        shown, answered = map(list, zip(*measure(given.store), strict=True))
        columns = {"shown": shown, "answered": answered}
    for title, column in columns.items():
        found = [1000 * one for one in column]
        nine, top = quantiles(found, n=20)[-2:]
        print(
            f"{title:9} median {median(found):.0f}  90 % {nine:.0f}  95 % {top:.0f}"
            f"  most {max(found):.0f} ms"
        )


if __name__ == "__main__":
    main()
