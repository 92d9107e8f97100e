"""Real processes at one store: writers that are killed, and many at once."""

import os
import random
import time
from pathlib import Path

import pytest
from tests.cli.process import SECONDS
from tests.forking import Process
from tests.store.edit.pair_stores import numbers, pair_store

from xzfacts.store.bulk.importer import import_rows
from xzfacts.store.bulk.rows import RowFormat
from xzfacts.store.edit.editing_session import edit_session
from xzfacts.store.schema.reader import read_store
from xzfacts.verify import verify_store

# Lets two files say the next number, again and again, and tells which.
_WRITE = """
import sys
from pathlib import Path
from tests.store.edit.pair_stores import PAIR, pair_text
from xzfacts.store.edit.editing_session import edit_session

number = int(sys.argv[2])
print("ready", flush=True)
while True:
    with edit_session(sys.argv[1]) as edits:
        for name in PAIR:
            before = Path(sys.argv[1], f"{name}.toml").read_bytes()
            edits.replace(f"facts/{name}.toml", before, pair_text(name, number + 1))
        edits.commit()
    number += 1
    print(number, flush=True)
"""
# Imports sources of one row each, all at once.
_IMPORT = """
import sys
from xzfacts.store.bulk.importer import import_rows
from xzfacts.store.bulk.rows import RowFormat

rows = [
    '{"source": "源%s-%d", "subject": "%d厂", "attribute": "%s", "value": "%d人", '
    '"sentence": "厂有%d人。"}' % (sys.argv[2], n, n, sys.argv[2], n, n)
    for n in range(20)
]
print("ready", flush=True)
import_rows(sys.argv[1], [row.encode() for row in rows], RowFormat.JSONL, "-", print)
"""
# Adds facts to a source that all share, each with an alias in the store's own file.
_ADD = """
import sys
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Sentence, Source
from xzfacts.store.edit.editing_session import edit_session

for number in range(int(sys.argv[3])):
    with edit_session(sys.argv[1]) as edits:
        value = f"{sys.argv[2]}之{number}"
        fact = {"subject": "厂", "attribute": "名", "value": value}
        edits.add_fact(Source("共", "题"), Sentence(f"又名{value}。", number + 1), fact)
        edits.declare(Subject("厂", (value,)))
        edits.commit()
"""


class Script:
    """A script in a forked process, and what it prints."""

    def __init__(self, script: str, *arguments: str) -> None:
        (out, stdout), (err, stderr) = os.pipe(), os.pipe()
        self.out = open(out, encoding="utf-8")  # noqa: SIM115 - closed by `end`
        self.err = open(err, encoding="utf-8")  # noqa: SIM115
        self.process = Process(arguments, stdin=0, stdout=stdout, stderr=stderr, script=script)
        os.close(stdout)
        os.close(stderr)

    def end(self) -> tuple[list[str], str]:
        """Wait for its end; gives the lines and the complaints not read yet."""
        with self.out, self.err:
            said, complaints = self.out.read().splitlines(), self.err.read()
        self.process.wait(SECONDS)
        return said, complaints


def kill(script: Script, after: float, lines: int = 0) -> list[str]:
    """Kill a process some seconds after it is ready; gives what it said until then.

    lines: wait for so many before the seconds begin.
    """
    assert script.out.readline() == "ready\n"
    first = [script.out.readline().rstrip("\n") for _ in range(lines)]
    time.sleep(after)
    script.process.kill()
    said, complaints = script.end()
    assert complaints == ""
    return [*first, *said]


@pytest.mark.parametrize("times", [5, pytest.param(700, marks=pytest.mark.soak)])
def test_killed_writers(tmp_path: Path, times: int) -> None:
    chance = random.Random(times)  # noqa: S311 - a test
    root = pair_store(tmp_path)
    number = 0
    for turn in range(times):
        # In every other turn the first writes are waited for, however slow the machine is.
        said = kill(Script(_WRITE, root, str(number)), chance.uniform(0, 0.1), lines=turn % 2)
        last = int(said[-1]) if said else number
        (number_read,) = numbers(root)
        number = int(number_read.removesuffix("人"))
        assert number in {last, last + 1}


@pytest.mark.parametrize("times", [4, pytest.param(300, marks=pytest.mark.soak)])
def test_killed_imports(tmp_path: Path, times: int) -> None:
    chance = random.Random(times)  # noqa: S311 - a test
    root = pair_store(tmp_path)
    for number in range(times):
        before = len(read_store(root)[0].facts)
        kill(Script(_IMPORT, root, str(number)), chance.uniform(0, 0.15))
        assert {one.code for one in verify_store(root)[1]} <= {"unfinished-write"}
        assert len(read_store(root)[0].facts) - before in {0, 20}
    import_rows(root, [], RowFormat.JSONL, "-", print)
    with edit_session(root):
        assert not Path(root, ".xzfacts-write").exists()


@pytest.mark.parametrize(
    ("writers", "each"), [(6, 2), pytest.param(100, 4, marks=pytest.mark.soak)]
)
def test_writers_at_once_lose_nothing(tmp_path: Path, writers: int, each: int) -> None:
    root = pair_store(tmp_path)
    processes = [Script(_ADD, root, str(number), str(each)) for number in range(writers)]
    assert [process.end() for process in processes] == [([], "")] * writers
    store, findings = read_store(root)
    assert findings == ()
    wanted = {f"{number}之{n}" for number in range(writers) for n in range(each)}
    facts = [fact for fact in store.facts if fact.source.id == "共"]
    assert {fact.value for fact in facts} == wanted
    (subject,) = store.subjects
    assert set(subject.aliases) == wanted
    lines = [fact.sentence.line or 0 for fact in facts]
    assert lines == sorted(lines)
