"""Concurrent processes on one store: killed builders, and readers while files change."""

import os
import random
import select
import signal
import time
from pathlib import Path
from subprocess import TimeoutExpired

import pytest

from tests.cli.process import SECONDS
from tests.forking import Process
from tests.index.index_stores import (
    USE_SMALL_VOCABULARY,
    FactSpec,
    cache_files,
    file_text,
    new_store,
    snapshot,
    snapshot_without_index,
    use_small_vocabulary,
    write,
)
from xzfacts.app import open_store

_OPEN = """
import sys
from xzfacts.app import open_store
open_store(sys.argv[1])
"""
# Stops when it has written an index that is not in use yet.
_STOP = f"""{USE_SMALL_VOCABULARY}
import os, signal
from xzfacts.index.cache.manifest import IndexCache

publish = IndexCache.publish

def stop(*given):
    print("stops", flush=True)
    os.kill(os.getpid(), signal.SIGSTOP)
    return publish(*given)

IndexCache.publish = stop
{_OPEN}"""
_OPEN_SOON = USE_SMALL_VOCABULARY + _OPEN

# Asks until the file says the last number; each answer has to lie between what the file said
# before and after.
_READ = f"""{USE_SMALL_VOCABULARY}
import re, sys
from xzfacts.app import open_store

def said():
    with open(sys.argv[1] + "/m.toml", encoding="utf-8") as file:
        return int(re.search("是([0-9]+)人", file.read())[1])

before = -1
while before < int(sys.argv[2]):
    before = said()
    answer = open_store(sys.argv[1]).ask("青石轮渡 船员人数", limit=5)
    after = said()
    values = [int(result.fact.value[:-1]) for result in answer.results]
    if len(values) != 1 or not before <= values[0] <= after:
        raise AssertionError(before, values, after)
    print(values, flush=True)
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XZFACTS_CACHE", str(tmp_path / "cache"))
    use_small_vocabulary(monkeypatch)
    store = new_store(tmp_path)
    for number in range(6):
        facts = [FactSpec(f"{number}号码头", "年客流量", f"{n}人次") for n in range(20)]
        write(store, f"f{number:02}.toml", file_text(f"f{number}", facts))
    _say(store, 0)
    return store


def _say(store: Path, number: int) -> None:
    """Write the number to a file, atomically."""
    temporary = store.parent / "m.new"
    facts = [FactSpec("青石轮渡", "船员人数", f"{number}人")]
    temporary.write_text(file_text("m", facts), encoding="utf-8")
    temporary.replace(store / "m.toml")


def _start(script: str, *arguments: str, stdout: int = 1) -> Process:
    return Process(arguments, stdin=0, stdout=stdout, stderr=2, script=script)


@pytest.mark.parametrize("times", [12, pytest.param(100, marks=pytest.mark.soak)])
def test_killed_builders_leave_a_usable_cache(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    chance = random.Random(times)  # noqa: S311 - a test
    started = time.monotonic()
    assert _start(_OPEN_SOON, str(store)).wait(SECONDS) == 0
    usual = time.monotonic() - started
    for number in range(times):
        if chance.random() < 0.5:
            for path in (tmp_path / "cache").iterdir():
                if path.suffix == "" or chance.random() < 0.5:
                    path.unlink()
        _say(store, number)
        builder = _start(_OPEN_SOON, str(store))
        time.sleep(chance.random() * usual)
        builder.kill()
        facts = open_store(str(store))
        assert facts.ask("青石轮渡 船员人数", limit=1).results[0].fact.value == f"{number}人"
    # A builder that is killed when its index is in use already leaves the one before to the next.
    _say(store, times)
    open_store(str(store))
    assert len(cache_files(tmp_path / "cache")) == 1
    assert snapshot(open_store(str(store))) == snapshot_without_index(store, monkeypatch, tmp_path)


def test_readers_while_files_change(store: Path, tmp_path: Path) -> None:
    """Twenty processes, starting without an index."""
    answers, answered = os.pipe()
    readers = [_start(_READ, str(store), "10", stdout=answered) for _ in range(20)]
    for number in range(1, 11):
        _say(store, number)
        assert select.select([answers], [], [], SECONDS)[0]
        os.read(answers, 65536)
    assert [reader.wait(SECONDS) for reader in readers] == [0] * len(readers)
    os.close(answers)
    os.close(answered)
    open_store(str(store))
    assert len(cache_files(tmp_path / "cache")) == 1
    assert not list((tmp_path / "cache").glob("*.tmp"))


def test_a_stopped_builder_does_not_block_others(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds the lock and sends no heartbeat."""
    said, saying = os.pipe()
    stopped = _start(_STOP, str(store), stdout=saying)
    os.close(saying)
    with open(said, encoding="utf-8") as lines:
        assert lines.readline() == "stops\n"
    state = Path(f"/proc/{stopped.pid}/stat")
    while state.exists() and state.read_text("utf-8").rpartition(")")[2].split()[0] != "T":
        time.sleep(0.005)
    with pytest.raises(TimeoutExpired):
        stopped.wait(0)
    monkeypatch.setattr("xzfacts.index.cache.manifest._HEARTBEAT_TIMEOUT", 0.3)
    answer = open_store(str(store)).ask("青石轮渡 船员人数", limit=1)
    assert answer.results[0].fact.value == "0人"
    stopped.send_signal(signal.SIGCONT)
    assert stopped.wait(SECONDS) == 0
    again = open_store(str(store))
    assert again.index_state().path is not None


def test_an_open_index_stays_readable_after_an_update(store: Path) -> None:
    first = open_store(str(store))
    rows = first.facts()
    one = next(rows)
    _say(store, 7)
    assert open_store(str(store)).ask("青石轮渡 船员人数", limit=1).results[0].fact.value == "7人"
    assert 1 + sum(1 for _ in rows) == 121
    assert one.value == "0人次"
    assert first.ask("青石轮渡 船员人数", limit=1).results[0].fact.value == "0人"
