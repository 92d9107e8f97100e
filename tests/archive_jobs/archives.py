"""Archives of generated articles, work that poison articles break, and clients as processes.

Run as a module, it is a client: `python -m tests.archive_jobs.archives INPUT OUT ENGINE WORKERS`.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar, cast

from benchmarks.archive import InlineEngine

from xzfacts.app import Facts
from xzfacts.archive_jobs import article_tasks
from xzfacts.archive_jobs.archive_run import JobResult, Request, run_job
from xzfacts.archive_jobs.article_reader import InputArticle
from xzfacts.archive_jobs.dispatcher import Engine
from xzfacts.archive_jobs.job import Job, Limits, identity, result_key
from xzfacts.archive_jobs.job_folder import JobFolder
from xzfacts.archive_jobs.process_pool import Pool

_T = TypeVar("_T")

ROOT = Path(__file__).parent.parent.parent
FERRY = str(ROOT / "tests" / "data" / "ferry")
LIMITS = Limits(seconds=2, megabytes=1024)
POISONS = {"kill": "killed", "memory": "memory", "slow": "time", "error": "error"}
ALL_POISONS = {"hang": "killed", **POISONS}


class Silent:
    """Progress that nobody looks at; counts what was not done by an earlier run."""

    def __init__(self) -> None:
        self.done = self.earlier = 0

    def add(self, articles: int, share: float, *, earlier: bool) -> None:
        assert 0 <= share <= 1
        if earlier:
            self.earlier += articles
        else:
            self.done += articles


class DeathError(BaseException):
    """Stands for the death of a worker in the run without workers."""


class MortalEngine(InlineEngine):
    """Calls functions in this process; a DeathError is the death of a worker."""

    died: tuple[type[Exception], ...] = (cast("type[Exception]", DeathError),)

    def submit(self, function: Callable[..., _T], *arguments: object) -> Future[_T]:
        """Call the function at once."""
        future: Future[_T] = Future()
        try:
            future.set_result(function(*arguments))
        except DeathError as death:
            future.set_exception(death)
        return future


def poisoned(facts: Facts, article: InputArticle) -> dict[str, Any]:
    """Check an article, unless it says what it does to the process."""
    match article.metadata.get("id", ""):
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "memory":
            hoard = []
            while True:
                hoard.append(bytes(1 << 26))  # address space, which takes no time to fill
        case "slow":
            while True:
                pass
        case "hang":
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPROF])
            time.sleep(1000)
        case "error":
            raise ValueError(article.place)
    return article_tasks.check(facts, article)


def write_archive(path: Path, count: int, poisons: dict[int, str] | None = None) -> None:
    """Write articles as JSON Lines; those with these numbers are poison."""
    chance = random.Random(count)  # noqa: S311 - test data
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = (
                f"第{number}号报道\n青石渡轮渡有限公司现有渡船{chance.randint(12, 15)}条，"
                f"船员{chance.randint(94, 98)}人。\n今天多云。\n"
            )
            article = {"text": text}
            if poisons and number in poisons:
                article["id"] = poisons[number]
            file.write(json.dumps(article, ensure_ascii=False) + "\n")


def write_short_archive(path: Path, count: int, poisons: dict[int, str]) -> None:
    """Write articles of one sentence, most of which are checked fast, as JSON Lines."""
    chance = random.Random(count)  # noqa: S311 - test data
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            named = "青石渡轮渡有限公司现有" if number % 10 == 0 else ""
            article = {"text": f"{named}船员{chance.randint(94, 98)}人。"}
            if number in poisons:
                article["id"] = poisons[number]
            file.write(json.dumps(article, ensure_ascii=False) + "\n")


def run_here(
    source: Path, out: Path, engine: Engine | None = None, *, task: str = "check"
) -> tuple[JobResult, Silent]:
    """Run a job in this process; without workers unless an engine is given."""
    progress = Silent()
    done = article_tasks.extract if task == "extract" else poisoned
    request = Request(task, done, [str(source)], str(out), LIMITS)
    with Facts(FERRY) as facts:
        return run_job(facts, request, lambda _job: engine or InlineEngine(), progress), progress


def job_of(facts: Facts, folder: JobFolder) -> Job:
    """Copy the index to the folder and return the job of a check."""
    of = identity("check", facts.copy_index(folder.index), chinese=False)
    index, token, key = folder.index, folder.token, result_key()
    return Job(of, article_tasks.check, "ferry", folder.path, index, token, key, LIMITS)


def replace_index(folder: JobFolder, elsewhere: Path) -> None:
    """Replace the copy of the index by that of another store."""
    other = elsewhere / "other"
    shutil.copytree(FERRY, other)
    for path in other.rglob("*.toml"):
        path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")
    Path(folder.index).unlink()
    with Facts(str(other)) as facts:
        facts.copy_index(folder.index)


def another_index(job: Job) -> str:
    """A pattern of the message that refuses an index which is not that of the job."""
    digest = job.identity.facts[:8]
    return rf"A worker has another index \((?!{digest})\w{{8}}\) than the job \({digest}\)\."


def client(source: Path, out: Path, engine: str = "pool") -> "subprocess.Popen[bytes]":
    """Start a process that runs a job with two workers."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.archive_jobs.archives", str(source), str(out), engine, "2"],
        cwd=ROOT,
        start_new_session=True,
    )


def workers_of(process: "subprocess.Popen[bytes]") -> list[int]:
    """The worker processes of a client."""
    found = []
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii")
        for task in Path(f"/proc/{process.pid}/task").iterdir():
            children += " " + (task / "children").read_text("ascii")
        for child in {*children.split()}:
            with contextlib.suppress(OSError):
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.append(int(child))
    return sorted(found)


def contents(out: Path) -> dict[str, bytes]:
    """The result files of a job by their names."""
    return {each.name: each.read_bytes() for each in out.iterdir() if each.name[0] != "."}


def wait_for_chunks(out: Path, count: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until so many chunks are finished, or the client is."""
    while process.poll() is None and len([*out.glob("check-*")]) < count:
        time.sleep(0.02)


def start_engine(name: str, job: Job, workers: int) -> Engine:
    """Start workers by the name of their engine."""
    if name == "pool":
        return Pool(workers, job.limits.megabytes)
    from xzfacts.archive_jobs.dask_cluster import Cluster

    return Cluster.local(job, workers)


def main() -> None:
    source, out, engine, workers = sys.argv[1:]
    request = Request("check", poisoned, [source], out, LIMITS)
    with Facts(FERRY) as facts:
        run_job(facts, request, lambda job: start_engine(engine, job, int(workers)), Silent())


if __name__ == "__main__":
    # Workers find the work in this module by its real name.
    from tests.archive_jobs.archives import main as run_main

    run_main()
