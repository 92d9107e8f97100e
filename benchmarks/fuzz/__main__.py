"""Run every command on hostile inputs: `python -m benchmarks.fuzz --seed 1 --count 1000`.

Each input is a command line with the store, draft, rows and standard input that it reads. What
must never happen is printed with the seed that repeats it; the exit status is then 1.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.fuzz.commands import DRAFT, ROWS, STORE, command
from benchmarks.fuzz.inputs import Inputs
from benchmarks.fuzz.sandbox import Sandbox

_COMMANDS_FOR_EACH_STORE = 10


def main() -> int:
    """Parse the options and run; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="seed of the first store")
    parser.add_argument("--count", type=int, default=1000, help="number of inputs")
    parser.add_argument("--seconds", type=float, default=1e9, help="stop after this time")
    options = parser.parse_args()
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
    done = faulty = 0
    while done < count and time.monotonic() < until:
        inputs = Inputs(seed)
        extension, rows_extension = _lay_out(folder, inputs)
        ids = _ids(folder)
        for _ in range(min(_COMMANDS_FOR_EACH_STORE, count - done)):
            draft, rows = f"{DRAFT}.{extension}", f"{ROWS}.{rows_extension}"
            arguments = command(inputs, ids, draft, rows)
            found = sandbox.run(arguments, inputs.article())
            for fault in found:
                sys.stdout.write(f"seed {seed}: {arguments!a}: {fault!a}\n")
            sys.stdout.flush()
            faulty += bool(found)
            done += 1
        seed += 1
    return done, faulty


def _lay_out(folder: Path, inputs: Inputs) -> tuple[str, str]:
    """Write the store and the inputs; returns the extensions of the draft and of the rows."""
    work = folder / "work"
    shutil.rmtree(work)
    store = folder / STORE
    store.mkdir(parents=True)
    (store / "store.toml").write_bytes(inputs.store_file())
    for number in range(inputs.random.randint(0, 3)):
        (store / f"{number}.toml").write_bytes(inputs.source_file(number))
    _lay_traps(folder, store, inputs)
    extension, draft = inputs.document()
    (folder / f"{DRAFT}.{extension}").write_bytes(draft)
    rows_extension, rows = inputs.rows()
    (folder / f"{ROWS}.{rows_extension}").write_bytes(rows)
    return extension, rows_extension


def _lay_traps(folder: Path, store: Path, inputs: Inputs) -> None:
    """Links, pipes, hidden folders and odd names, each in some of the stores."""
    secret = folder / "outside" / "secret.txt"
    traps = inputs.random.sample(range(8), 2)
    if 0 in traps:
        (store / "link.toml").symlink_to(secret)
    if 1 in traps:
        os.mkfifo(store / "pipe.toml")
    if 2 in traps:
        (store / ".xzfacts-write").mkdir()
        (store / ".xzfacts-write" / "journal").write_bytes(inputs.article())
    if 3 in traps:
        Path(os.fsdecode(os.fsencode(store) + b"/\xff\xfe.toml")).write_bytes(inputs.source_file(9))
    if 4 in traps:
        (store / "texts").mkdir()
        (store / "texts" / f"{'0' * 64}.txt").write_bytes(inputs.article())
    if 5 in traps:
        (store / "sub").symlink_to(folder / "outside")


def _ids(folder: Path) -> list[str]:
    """The ids of the facts in the store."""
    from xzfacts.store.schema.reader import read_store

    return [fact.id for fact in read_store(str(folder / STORE))[0].facts]


if __name__ == "__main__":
    sys.exit(main())
