"""Run every command on hostile inputs: `python -m benchmarks.fuzz --seed 1 --count 1000`.

Each input is a command line with the store, draft, rows and standard input that it reads. What
must never happen is printed with the seed that repeats it; the exit status is then 1. How many have
run is printed every few seconds, and at the end, also when interrupted.
"""

import argparse
import shutil
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.fuzz.commands import (
    DRAFT,
    ROWS,
    STORE,
    command,
    completion,
    standard_input,
)
from benchmarks.fuzz.documents import Documents
from benchmarks.fuzz.layout import lay_out
from benchmarks.fuzz.sandbox import Run, Sandbox

_COMMANDS_FOR_EACH_STORE = 40
_SECONDS_BETWEEN_COUNTS = 10
_SHARE_OF_COMPLETIONS = 0.04


def main() -> int:
    """Parse the options and run; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="seed of the first store")
    parser.add_argument("--count", type=int, default=1000, help="number of inputs")
    parser.add_argument("--seconds", type=float, default=1e9, help="stop after this time")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as `timeout` ends a program
    folder = Path(tempfile.mkdtemp(prefix="xzfacts-fuzz-"))
    try:
        done, faulty = fuzz(folder, options.seed, options.count, options.seconds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{done} inputs, {faulty} with a fault")
    return int(bool(faulty))


def fuzz(folder: Path, seed: int, count: int, seconds: float = 1e9) -> tuple[int, int]:
    """Run `count` inputs; returns how many ran, and how many of them showed a fault."""
    sandbox = Sandbox(folder)
    until = time.monotonic() + seconds
    told = time.monotonic()
    done = faulty = 0
    with suppress(KeyboardInterrupt):
        while done < count and time.monotonic() < until:
            runs = _runs(folder, seed, min(_COMMANDS_FOR_EACH_STORE, count - done))
            for run, found in zip(runs, sandbox.run(runs), strict=True):
                for fault in found:
                    sys.stdout.write(f"seed {seed}: {run.arguments!a} {_own(run)!a}: {fault!a}\n")
                faulty += bool(found)
                done += 1
            sys.stdout.flush()
            seed += 1
            if time.monotonic() > told + _SECONDS_BETWEEN_COUNTS:
                told = time.monotonic()
                print(f"{done} inputs, {faulty} with a fault, next seed {seed}", file=sys.stderr)
    return done, faulty


def _own(run: Run) -> dict[str, str]:
    """The environment of a completion; that of a command follows from the seed."""
    return {} if run.arguments else run.environment


def _runs(folder: Path, seed: int, count: int) -> list[Run]:
    """Lay out the inputs of a seed; returns what to run on them."""
    inputs = Documents(seed)
    extension, rows_extension = lay_out(folder, inputs)
    ids = _ids(folder)
    draft, rows = f"{DRAFT}.{extension}", f"{ROWS}.{rows_extension}"
    environment = inputs.environment()

    def run() -> Run:
        if inputs.random.random() < _SHARE_OF_COMPLETIONS:
            return Run([], b"", environment | completion(inputs, ids))
        arguments = command(inputs, ids, draft, rows)
        return Run(arguments, standard_input(inputs, ids), environment)

    return [run() for _ in range(count)]


def _ids(folder: Path) -> list[str]:
    """The ids of the facts in the store."""
    from xzfacts.store.schema.reader import read_store

    return [fact.id for fact in read_store(str(folder / STORE))[0].facts]


if __name__ == "__main__":
    sys.exit(main())
