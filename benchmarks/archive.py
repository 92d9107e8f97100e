"""Measure archive jobs: articles a second, the cost of an engine, and what the client does.

`python -m benchmarks.archive` checks generated articles against a store: in this process, by two
workers of a pool, and by two Dask workers where distributed is installed. It then measures the CPU
time of the client alone: with 1,000 workers that do nothing, and sending chunks to a Dask worker
that does nothing. From the figures it prints the scaling model of docs/archives.md.
"""

import argparse
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from importlib.util import find_spec
from typing import Any, NamedTuple, TypeVar

from xzfacts.app import Facts
from xzfacts.archive_jobs import article_tasks
from xzfacts.archive_jobs.archive_run import Request, run_job
from xzfacts.archive_jobs.article_reader import InputArticle, Inputs
from xzfacts.archive_jobs.check_report import report
from xzfacts.archive_jobs.dispatcher import Dispatcher, Engine
from xzfacts.archive_jobs.job import Chunk, Identity, Job, chunked, identity
from xzfacts.archive_jobs.job_folder import REPORT, JobFolder
from xzfacts.archive_jobs.process_pool import Pool

_T = TypeVar("_T")

_CHUNK = 64  # articles in a chunk of an archive of short articles


class Costs(NamedTuple):
    """Measured.

    article: CPU seconds of a worker for an article.
    client: CPU seconds of the client for an article, to read, hash and dispatch it.
    sending: CPU seconds of the client and the Dask scheduler to send a chunk; 0 without Dask.
    size: bytes of text of an article.
    start: seconds until workers take calls.
    """

    article: float
    client: float
    sending: float
    size: float
    start: float


class InlineEngine:
    """An engine without processes: the reference that all others must agree with."""

    died: tuple[type[Exception], ...] = ()

    def submit(self, function: Callable[..., _T], *arguments: object) -> Future[_T]:
        """Call the function at once."""
        future: Future[_T] = Future()
        future.set_result(function(*arguments))
        return future

    def workers(self) -> int:
        """Return 1."""
        return 1

    def close(self) -> None:
        """Do nothing."""


class _IdleEngine(InlineEngine):
    """An engine with 1,000 workers that finish each chunk at once, without results."""

    def submit(self, function: Callable[..., _T], *arguments: object) -> Future[_T]:  # noqa: ARG002
        """Return a finished call."""
        future: Future[Any] = Future()
        future.set_result(None)
        return future

    def workers(self) -> int:
        """Return 1,000."""
        return 1000


class _Progress:
    def add(self, articles: int, share: float, *, earlier: bool) -> None:
        pass


def write_articles(path: str, store: Facts, count: int) -> None:
    """Articles of some ten sentences, half of them sentences of the store."""
    sentences = list(dict.fromkeys(fact.sentence.quote for fact in store.facts()))
    chance = random.Random(1)  # noqa: S311 - test data
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            body = [chance.choice(sentences) for _ in range(5)]
            body += [f"记者在现场看到，第{number}号展区前排起了长队，气氛十分热烈。"] * 5
            chance.shuffle(body)
            text = f"第{number}号报道\n" + "\n".join(body) + "\n"
            file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")


def _engines() -> dict[str, Callable[[Job], Engine]]:
    found: dict[str, Callable[[Job], Engine]] = {
        "one process": lambda _job: InlineEngine(),
        "pool, 1 worker": lambda _job: Pool(1, 2048),
        "pool, 2 workers": lambda _job: Pool(2, 2048),
    }
    if find_spec("distributed"):
        from xzfacts.archive_jobs.dask_cluster import Cluster

        found["Dask, 2 workers"] = lambda job: Cluster.local(job, 2)
    return found


def _start_time(start: Callable[[Job], Engine], job: Job) -> float:
    began = time.perf_counter()
    engine = start(job)
    for future in [engine.submit(os.getpid) for _ in range(engine.workers())]:
        future.result()
    spent = time.perf_counter() - began
    engine.close()
    return spent


def measure(store: str, count: int, folder: str) -> Costs:
    """Print the table of engines and return what the model needs."""
    source = os.path.join(folder, "in.jsonl")
    print(f"{'':20}{'articles/s':>12}{'seconds':>10}{'start':>8}{'CPU ms/article':>16}")
    article = start = 0.0
    with Facts(store) as facts:
        write_articles(source, facts, count)
        index = os.path.join(folder, "index.db")
        of = identity("check", facts.copy_index(index), chinese=False)
        job = Job(of, article_tasks.check, store, folder, index, "none", b"")
        for name, engine in _engines().items():
            started = _start_time(engine, job)
            out = os.path.join(folder, name)
            before, began = _cpu(), time.perf_counter()
            run_job(
                facts, Request("check", article_tasks.check, [source], out), engine, _Progress()
            )
            spent, cpu = time.perf_counter() - began, _cpu() - before
            rate, each = count / (spent - started), 1000 * cpu / count
            print(f"{name:20}{rate:12.0f}{spent:10.1f}{started:8.1f}{each:16.2f}")
            article, start = article or cpu / count, started
        finished: list[Chunk] = []
        began = time.process_time()
        chunks = chunked(iter(Inputs([source], folder)), of)
        Dispatcher(_IdleEngine(), job, finished.append).run(chunks)
        client = time.process_time() - began
        sending = _sending_time(job, finished)
    print(f"{len(finished)} chunks, index of {os.path.getsize(index) / 1e6:.1f} MB")
    return Costs(article, client / count, sending, os.path.getsize(source) / count, start)


def _sending_time(job: Job, chunks: list[Chunk]) -> float:
    """Return the CPU time of this process, which includes the Dask scheduler, to send a chunk."""
    if not find_spec("distributed"):
        return 0.0
    from xzfacts.archive_jobs.dask_cluster import Cluster

    engine = Cluster.local(job, 1)
    engine.submit(_nothing, job, chunks[0]).result()
    chunks = chunks * (1 + 200 // len(chunks))
    began = time.process_time()
    for future in [engine.submit(_nothing, job, chunk) for chunk in chunks]:
        future.result()
    spent = time.process_time() - began
    engine.close()
    return spent / len(chunks)


def _nothing(job: Job, chunk: Chunk) -> None:
    """Do nothing, in a worker."""


def _cpu() -> float:
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, -1))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def measure_merge(folder: str, chunks: int) -> float:
    """Print and return the CPU seconds of the report for a chunk; only first lines are read."""
    path = os.path.join(folder, "summary")
    _write_summary(path)
    began = time.process_time()
    for _line in report(path for _ in range(chunks)):
        pass
    spent = time.process_time() - began
    print(f"merging {chunks:,} chunks: {spent:.1f} s of CPU")
    return spent / chunks


def _write_summary(path: str, subjects: int = 40) -> None:
    """Write the first line of a chunk file; a quarter of its subjects are articles with errors."""
    verdicts = {"supported": 3, "refuted": 1, "conflicting_evidence": 0, "not_enough_evidence": 5}
    names = {f"主体{number}": verdicts for number in range(subjects)}
    worst = [{"place": f"in.jsonl:{number}", **verdicts} for number in range(subjects // 4)]
    summary = {"chunk": "c", "articles": 64, "failures": [], "verdicts": verdicts}
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(summary | {"subjects": names, "worst": worst}) + "\n")


def _peak() -> float:
    """Return the peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class _Folder(JobFolder):
    """A folder in which all chunks have the same file."""

    def chunk_files(self) -> Iterator[str]:
        """Yield the path of that file for each recorded name."""
        same = os.path.join(self.path, "summary")
        return (same for _path in super().chunk_files())


def measure_client(folder: str, chunks: int) -> None:
    """Print the CPU time and peak memory of the client with so many chunks, without articles.

    The names of the chunks are recorded and the chunks given to 1,000 workers that do nothing;
    then the manifest and the report are written. All chunks have the same summary.
    """
    of, here = Identity("check", "0", "0", "0", chinese=False), _Folder(folder)
    job = Job(of, article_tasks.check, folder, folder, "", here.token, b"")
    article = InputArticle("in.jsonl:1", "in.jsonl", b"", {})
    every = (Chunk(f"check-{number:032x}.jsonl", [article]) for number in range(chunks))
    unfinished = (chunk for chunk, _finished in here.unfinished(every, of, b""))
    _write_summary(os.path.join(folder, "summary"), subjects=4)
    print(f"{chunks:,} chunks, before: {_peak():.0f} MB", flush=True)
    began = time.process_time()

    def say(step: str) -> None:
        spent = time.process_time() - began
        print(f"{step}: {spent:.0f} s of CPU, peak memory {_peak():.0f} MB", flush=True)

    Dispatcher(_IdleEngine(), job, lambda _chunk: None).run(unfinished)
    say("dispatched")
    here.write_manifest(of, [])
    say("manifest written")
    here.write(REPORT, report(here.chunk_files(), here.scratch))
    say("report written")


def print_model(costs: Costs, merging: float) -> None:
    """The scaling model: the slowest of workers and client, then the merge."""
    print(f"\n{'articles':>12}{'workers':>9}{'workers h':>11}{'client h':>10}{'merge h':>9}  limit")
    for articles in (100_000, 1_000_000, 10_000_000):
        for workers in (1, 10, 100, 1000):
            busy = (costs.start + articles * costs.article / workers) / 3600
            client = articles * (costs.client + costs.sending / _CHUNK) / 3600
            merge = articles / _CHUNK * merging / 3600
            limit = "workers" if busy > client else "client"
            print(f"{articles:12,}{workers:9,}{busy:11.2f}{client:10.2f}{merge:9.2f}  {limit}")


def main() -> None:
    """Measure, print, and clean up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", default="facts")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--chunks", type=int, default=20_000, help="chunks to merge")
    parser.add_argument(
        "--client", action="store_true", help="only the memory of the client with --chunks"
    )
    given = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="xzfacts-archive-")
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    try:
        if given.client:
            measure_client(folder, given.chunks)
            return
        costs = measure(os.path.abspath(given.store), given.articles, folder)
        print(f"client: {1e6 * costs.client:.0f} µs of CPU and {costs.size:.0f} bytes an article")
        print(f"sending a chunk to Dask: {1e3 * costs.sending:.1f} ms of CPU with the scheduler")
        print_model(costs, measure_merge(folder, given.chunks))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
