"""Many processes at one store: builders that are killed, readers while files change."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.index.stores import (
    Said,
    cache_files,
    file_text,
    new_store,
    told,
    told_without_index,
    write,
)
from xzfacts.app import open_store

_OPEN = "import sys; from xzfacts.app import open_store; open_store(sys.argv[1])"

# Asks again and again; each answer has to lie between what the file said before and after.
_READ = """
import re, sys
from xzfacts.app import open_store

def said():
    with open(sys.argv[1] + "/m.toml", encoding="utf-8") as file:
        return int(re.search("是([0-9]+)人", file.read())[1])

for _ in range(int(sys.argv[2])):
    before = said()
    answer = open_store(sys.argv[1]).ask("青石轮渡 船员人数", limit=5)
    after = said()
    values = [int(result.fact.value[:-1]) for result in answer.results]
    if len(values) != 1 or not before <= values[0] <= after:
        sys.exit(f"{before} {values} {after}")
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XZFACTS_CACHE", str(tmp_path / "cache"))
    store = new_store(tmp_path)
    for number in range(20):
        facts = [Said(f"{number}号码头", "年客流量", f"{n}人次") for n in range(30)]
        write(store, f"f{number:02}.toml", file_text(f"f{number}", facts))
    _say(store, 0)
    return store


def _say(store: Path, number: int) -> None:
    """Put the number into a file, all at once."""
    temporary = store.parent / "m.new"
    facts = [Said("青石轮渡", "船员人数", f"{number}人")]
    temporary.write_text(file_text("m", facts), encoding="utf-8")
    temporary.replace(store / "m.toml")


def _start(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("times", [12, pytest.param(100, marks=pytest.mark.soak)])
def test_killed_builders_leave_nothing_that_hurts(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    chance = random.Random(times)  # noqa: S311 - a test
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", _OPEN, str(store)], check=True)
    usual = time.monotonic() - started
    for number in range(times):
        if chance.random() < 0.5:
            for path in (tmp_path / "cache").iterdir():
                if path.suffix == "" or chance.random() < 0.5:
                    path.unlink()
        _say(store, number)
        builder = _start(_OPEN, str(store))
        time.sleep(chance.random() * usual)
        builder.send_signal(signal.SIGKILL)
        builder.communicate()
        facts = open_store(str(store))
        assert facts.ask("青石轮渡 船员人数", limit=1).results[0].fact.value == f"{number}人"
        assert len(cache_files(tmp_path / "cache")) == 1
    assert told(open_store(str(store))) == told_without_index(store, monkeypatch, tmp_path)


def test_readers_while_files_change(store: Path, tmp_path: Path) -> None:
    """Twenty at once, the first of them with no index to start from."""
    readers = [_start(_READ, str(store), "8") for _ in range(20)]
    number = 0
    while any(reader.poll() is None for reader in readers):
        number += 1
        _say(store, number)
        time.sleep(0.05)
    complaints = [reader.communicate()[1] for reader in readers]
    assert [text for text in complaints if text] == []
    assert number > 5
    open_store(str(store))
    assert len(cache_files(tmp_path / "cache")) == 1
    assert not list((tmp_path / "cache").glob("*.manifest"))


def test_a_builder_that_stands_still_holds_nobody_up(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was stopped has the lock and gives no sign of life."""
    stopped = _start(_OPEN, str(store))
    lock = store.parent / "cache"
    while not list(lock.glob("*.db")):
        time.sleep(0.005)
    stopped.send_signal(signal.SIGSTOP)
    monkeypatch.setattr("xzfacts.index.cache.manifest._HEARTBEAT_TIMEOUT", 0.3)
    answer = open_store(str(store)).ask("青石轮渡 船员人数", limit=1)
    assert answer.results[0].fact.value == "0人"
    stopped.send_signal(signal.SIGCONT)
    stopped.communicate()
    assert stopped.returncode == 0
    again = open_store(str(store))
    assert again.index_state().path is not None


def test_a_program_that_has_an_old_index_open_reads_on(store: Path) -> None:
    first = open_store(str(store))
    rows = first.facts()
    one = next(rows)
    _say(store, 7)
    assert open_store(str(store)).ask("青石轮渡 船员人数", limit=1).results[0].fact.value == "7人"
    assert 1 + sum(1 for _ in rows) == 601
    assert one.value == "0人次"
    assert first.ask("青石轮渡 船员人数", limit=1).results[0].fact.value == "0人"
