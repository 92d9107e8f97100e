"""Jobs on real worker processes: killed workers and clients, poison articles, Ctrl-C."""

import json
import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.archive_jobs.archives import (
    ALL_POISONS,
    FERRY,
    LIMITS,
    POISONS,
    another_index,
    client,
    contents,
    job_of,
    replace_index,
    run_here,
    wait_for_chunks,
    workers_of,
    write_archive,
)
from xzfacts.app import Facts
from xzfacts.archive_jobs.job import OtherIndexError
from xzfacts.archive_jobs.job_folder import FolderInUseError, job_folder
from xzfacts.archive_jobs.process_pool import Pool
from xzfacts.archive_jobs.worker import work_on


@pytest.fixture(params=["pool", pytest.param("dask", marks=pytest.mark.slow)])
def engine(request: pytest.FixtureRequest) -> str:
    name = str(request.param)
    if name == "dask":
        pytest.importorskip("distributed", reason="the extra cluster is not installed")
    return name


def kill_workers(process: "subprocess.Popen[bytes]", chance: random.Random) -> None:
    workers = workers_of(process)
    if workers:
        with suppress(ProcessLookupError):
            os.kill(chance.choice(workers), signal.SIGKILL)


def test_killed_workers_change_nothing(tmp_path: Path, engine: str) -> None:
    chance = random.Random(1)  # noqa: S311 - test data
    source, alone, together = tmp_path / "in.jsonl", tmp_path / "alone", tmp_path / "together"
    write_archive(source, 160)
    run_here(source, alone)
    with client(source, together, engine) as process:
        for count in (1, 4):
            wait_for_chunks(together, count, process)
            kill_workers(process, chance)
        assert process.wait(120) == 0
    assert contents(together) == contents(alone)


def test_a_killed_client_goes_on_where_it_was(tmp_path: Path, engine: str) -> None:
    source, alone, together = tmp_path / "in.jsonl", tmp_path / "alone", tmp_path / "together"
    write_archive(source, 160)
    run_here(source, alone)
    with client(source, together, engine) as process:
        wait_for_chunks(together, 1, process)
        workers = workers_of(process)
        process.kill()
    finished = len([*together.glob("check-*")])
    assert finished
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{worker}/cmdline").exists() for worker in workers):
        assert time.monotonic() < deadline, "workers outlive their client"
        time.sleep(0.05)
    _outcome, progress = run_here(source, together)
    assert progress.earlier
    assert progress.done + progress.earlier == 160
    assert contents(together) == contents(alone)
    assert [each.name for each in together.iterdir() if each.name[0] == "."] == [".lock"]


def test_exactly_the_poison_articles_fail(tmp_path: Path) -> None:
    poison(tmp_path, "pool", 40, dict(zip((3, 17, 20, 39), POISONS, strict=True)))


def poison(folder: Path, engine: str, count: int, poisons: dict[int, str]) -> None:
    """Run a job on an archive with poison and compare its failures with the poison."""
    source, out = folder / "in.jsonl", folder / "out"
    write_archive(source, count, poisons)
    with client(source, out, engine) as process:
        assert process.wait(600) == 0
    expected = {f"{source}:{number + 1}": ALL_POISONS[kind] for number, kind in poisons.items()}
    if engine == "dask":  # no limits but those of Dask, which end the process
        kinds = {"time": "killed", "memory": "killed"}
        expected = {place: kinds.get(kind, kind) for place, kind in expected.items()}
    failures, sound = {}, 0
    for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()[1:]:
        chunk = json.loads(line)
        failures.update({each["place"]: each["kind"] for each in chunk["failures"]})
        sound += chunk["articles"] - len(chunk["failures"])
    assert failures == expected
    assert sound == count - len(poisons)


@pytest.mark.parametrize("other", ["another store", "damaged"])
def test_a_worker_with_another_index_is_refused(tmp_path: Path, other: str) -> None:
    with Facts(FERRY) as facts, job_folder(str(tmp_path / "out")) as folder:
        job = job_of(facts, folder)
        if other == "damaged":
            Path(folder.index).write_bytes(b"SQLite format 3\0" + bytes(4096))
            told = r"another index \(damaged\) than the job"
        else:
            replace_index(folder, tmp_path)
            told = another_index(job)
        pool = Pool(1, LIMITS.megabytes)
        try:
            with pytest.raises(OtherIndexError, match=told):
                pool.submit(work_on, job, []).result()
        finally:
            pool.close()


def test_a_second_run_does_nothing_again(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    write_archive(source, 60)
    pool = Pool(2, LIMITS.megabytes)
    _outcome, first = run_here(source, out, pool)
    before = contents(out)
    outcome, second = run_here(source, out)
    assert (first.done, first.earlier, second.done, second.earlier) == (60, 0, 0, 60)
    assert (outcome.articles, outcome.failures) == (60, 0)
    assert contents(out) == before


def test_added_articles_leave_most_chunks_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder, out = Path("in"), Path("out")  # relative: the places decide where chunks end
    folder.mkdir()
    for number in range(300):
        (folder / f"{number:04}.txt").write_text(f"船员{number}人。", encoding="utf-8")
    run_here(folder, out)
    (folder / "0150a.txt").write_text("今天多云。", encoding="utf-8")
    _outcome, progress = run_here(folder, out)
    assert 0 < progress.done < 301
    assert progress.done + progress.earlier == 301


def test_one_folder_is_written_by_one_process(tmp_path: Path) -> None:
    with job_folder(str(tmp_path)), pytest.raises(FolderInUseError), job_folder(str(tmp_path)):
        pass
