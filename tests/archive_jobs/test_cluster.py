"""Jobs on a Dask scheduler and workers that run as processes of their own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from tests.archive_jobs.archives import (
    FERRY,
    ROOT,
    another_index,
    contents,
    job_of,
    replace_index,
    run_here,
    write_archive,
)
from tests.cli.process import piped
from xzfacts.app import Facts
from xzfacts.archive_jobs.article_reader import Inputs
from xzfacts.archive_jobs.dispatcher import Dispatcher
from xzfacts.archive_jobs.job import Job, OtherIndexError, OtherVersionError, chunked
from xzfacts.archive_jobs.job_folder import job_folder
from xzfacts.archive_jobs.worker import work_on

pytest.importorskip("distributed", reason="the extra cluster is not installed")
pytestmark = pytest.mark.slow

DASK = [sys.executable, "-m", "dask"]


@contextmanager
def cluster(folder: Path, threads: int = 1) -> Iterator[str]:
    """A scheduler with two workers; gives its address."""
    scheduler = [*DASK, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    # In sessions of their own: a `dask worker` that is told to end while its workers start waits.
    own: dict[str, Any] = {"text": True, "cwd": ROOT, "start_new_session": True}
    processes = [subprocess.Popen(scheduler, stderr=subprocess.PIPE, **own)]
    try:
        assert processes[0].stderr
        address = next(
            found[0] for line in processes[0].stderr if (found := re.search(r"tcp://\S+:\d+", line))
        )
        worker = [*DASK, "worker", address, "--nworkers", "2", "--nthreads", str(threads)]
        worker += ["--no-dashboard", "--local-directory", str(folder / "dask")]
        processes.append(subprocess.Popen(worker, stderr=subprocess.DEVNULL, **own))
        yield address
    finally:
        for process in reversed(processes):
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def unseen(job: Job) -> Job:
    """The job as one whose folder the workers do not see."""
    return job._replace(token=f"{job.token}-unseen")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster that several tests use."""
    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        yield found


def test_a_scheduler_gives_what_one_process_does(tmp_path: Path, address: str) -> None:
    source, alone, together = tmp_path / "in.jsonl", tmp_path / "alone", tmp_path / "together"
    write_archive(source, 300)
    run_here(source, alone)
    options = ["--out", str(together), "--scheduler", address]
    done = piped("archive", "check", str(source), *options)
    assert done.returncode == 0, done.stderr.decode()
    assert b"300 articles" in done.stderr
    assert contents(together) == contents(alone)


def test_workers_without_the_folder_get_the_index_and_send_results(
    tmp_path: Path, address: str
) -> None:
    from xzfacts.archive_jobs.dask_cluster import Cluster

    source, alone, together = tmp_path / "in.jsonl", tmp_path / "alone", tmp_path / "together"
    write_archive(source, 300)
    run_here(source, alone)
    with Facts(FERRY) as facts, job_folder(str(together)) as folder:
        job = unseen(job_of(facts, folder))
        engine = Cluster(job, address)
        elsewhere = job._replace(index_path=str(tmp_path / "none.db"))
        chunks = chunked(iter(Inputs([str(source)], str(together))), job.identity)
        Dispatcher(engine, elsewhere, lambda _chunk: None).run(chunks)
        engine.close()
    names = {*contents(alone)} - {"manifest.jsonl", "report.jsonl"}
    assert {name: contents(alone)[name] for name in names} == contents(together)


def test_another_version_is_refused(tmp_path: Path, address: str) -> None:
    from distributed import default_client

    from xzfacts.archive_jobs.dask_cluster import Cluster

    with Facts(FERRY) as facts, job_folder(str(tmp_path / "out")) as folder:
        job = job_of(facts, folder)
        other = job._replace(identity=job.identity._replace(version="9.9"))
        for start in (partial(Cluster, other, address), partial(Cluster.local, other, 1)):
            with pytest.raises(OtherVersionError, match=r"the job was started by 9\.9"):
                start()
            # A client that is left open tries for ever to reconnect, in a thread of its own.
            with pytest.raises(ValueError, match="No clients found"):
                default_client()
        assert not active_children()


@pytest.mark.parametrize("folder_seen", [True, False])
def test_another_index_is_refused(tmp_path: Path, address: str, *, folder_seen: bool) -> None:
    from xzfacts.archive_jobs.dask_cluster import Cluster

    with Facts(FERRY) as facts, job_folder(str(tmp_path / "out")) as folder:
        job = job_of(facts, folder)
        if not folder_seen:
            job = unseen(job)
        replace_index(folder, tmp_path)
        engine = Cluster(job, address)
        with pytest.raises(OtherIndexError, match=another_index(job)):
            engine.submit(work_on, job, []).result()
        engine.close()


def test_messages_about_clusters(tmp_path: Path) -> None:
    write_archive(tmp_path / "in.jsonl", 5)

    def told(address: str) -> str:
        options = ["--out", str(tmp_path / "out"), "--scheduler", address]
        done = piped("archive", "check", str(tmp_path / "in.jsonl"), *options)
        assert done.returncode == 2
        return done.stderr.decode()

    assert "cannot be used" in told("nonsense://")
    with cluster(tmp_path, threads=2) as address:
        assert told(address) == (
            "xzfacts: A Dask worker runs several threads. Start workers with --nthreads 1.\n"
        )
