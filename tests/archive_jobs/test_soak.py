"""A large archive with poison, while workers and clients are killed: `pytest -m soak -s`.

XZFACTS_SOAK is the number of articles. Kills come after a number of finished chunks, not after a
time: workers that are killed sooner than they start finish nothing on a busy machine.
"""

import os
import random
import signal
import time
from contextlib import suppress
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from tests.archive_jobs.archives import (
    ALL_POISONS,
    FERRY,
    LIMITS,
    DeathError,
    MortalEngine,
    Silent,
    client,
    contents,
    workers_of,
    write_short_archive,
)
from xzfacts.app import Facts
from xzfacts.archive_jobs import article_tasks
from xzfacts.archive_jobs.archive_run import Request, run_job
from xzfacts.archive_jobs.article_reader import InputArticle
from xzfacts.archive_jobs.worker import _TimeLimitError

pytestmark = [pytest.mark.soak, pytest.mark.slow]

COUNT = int(os.environ.get("XZFACTS_SOAK", "20000"))
STALL = 15  # seconds without a finished chunk after which a worker is killed once
FATAL = {"pool": {"kill", "hang"}, "dask": {"kill", "hang", "memory", "slow"}}


def reference(source: Path, out: Path, engine: str) -> None:
    """Run the job in this process, with the failures that workers of the engine have."""

    def work(facts: Facts, article: InputArticle) -> dict[str, Any]:
        poison = article.metadata.get("id")
        if poison in FATAL[engine]:
            raise DeathError
        if poison == "memory":
            raise MemoryError
        if poison == "slow":
            raise _TimeLimitError
        if poison:
            raise ValueError
        return article_tasks.check(facts, article)

    request = Request("check", work, [str(source)], str(out), LIMITS)
    with Facts(FERRY) as facts:
        outcome = run_job(facts, request, lambda _job: MortalEngine(), Silent())
    assert (outcome.articles, outcome.failures) == (COUNT, len(ALL_POISONS))


def finished(out: Path) -> int:
    """Count the finished chunks."""
    with suppress(FileNotFoundError):
        return sum(name.startswith("check-") for name in os.listdir(out))
    return 0


def disturb(process: "Popen[bytes]", out: Path, chance: random.Random, until: float) -> int:
    """Kill workers until so many chunks are finished or the client ends; return the kills."""
    kills, stalled = 0, False
    while process.poll() is None and finished(out) < until:
        before, began = finished(out), time.monotonic()
        target = before + chance.randint(1, 1 + COUNT // 600)
        while process.poll() is None and finished(out) < target:
            time.sleep(0.2)
            if not stalled and finished(out) == before and time.monotonic() > began + STALL:
                break
        stalled = finished(out) == before
        workers = workers_of(process)
        if workers:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
                kills += 1
    return kills


@pytest.mark.parametrize("engine", ["pool", "dask"])
def test_kills_and_poison_change_nothing_else(tmp_path: Path, engine: str) -> None:
    if engine == "dask":
        pytest.importorskip("distributed", reason="the extra cluster is not installed")
    chance = random.Random(os.environ.get("XZFACTS_SOAK_SEED", "1"))  # noqa: S311 - test data
    source, alone, together = tmp_path / "in.jsonl", tmp_path / "alone", tmp_path / "together"
    places = chance.sample(range(COUNT), len(ALL_POISONS))
    write_short_archive(source, COUNT, dict(zip(places, ALL_POISONS, strict=True)))
    began = time.monotonic()
    reference(source, alone, engine)
    chunks = finished(alone)
    print(f"{COUNT} articles, {chunks} chunks, one process {time.monotonic() - began:.0f} s")
    kills = 0
    for part in sorted(chance.uniform(0.1, 0.9) for _ in range(3)):
        with client(source, together, engine) as process:
            kills += disturb(process, together, chance, part * chunks)
            process.kill()
        print(
            f"client killed after {finished(together)} chunks, {kills} workers killed", flush=True
        )
    with client(source, together, engine) as process:
        kills += disturb(process, together, chance, chunks + 1)
    assert process.returncode == 0
    print(f"{engine}: {time.monotonic() - began:.0f} s, {kills} workers and 3 clients killed")
    assert kills > COUNT // 2000
    assert contents(together) == contents(alone)
