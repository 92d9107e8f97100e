"""Jobs on real worker processes: killed workers and clients, poison articles, Ctrl-C."""

import json
import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from tests.archive_jobs.archives import (
    ALL_POISONS,
    FERRY,
    LIMITS,
    POISONS,
    DeathError,
    MortalEngine,
    Silent,
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
from tests.law_profiles import examples
from xzfacts.app import Facts
from xzfacts.archive_jobs import worker
from xzfacts.archive_jobs.archive_run import Request, run_job
from xzfacts.archive_jobs.article_reader import InputArticle
from xzfacts.archive_jobs.chunk_file import read_records
from xzfacts.archive_jobs.job import OtherIndexError
from xzfacts.archive_jobs.job_folder import MANIFEST, FolderInUseError, job_folder
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


def runs(process: int) -> bool:
    """Whether a process has not ended; one that nobody has waited for has no command line."""
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    except OSError:
        return False


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
    deadline = time.monotonic() + 60
    while any(map(runs, workers)):
        assert time.monotonic() < deadline, "workers outlive their client"
        time.sleep(0.05)
    _outcome, progress = run_here(source, together)
    assert progress.earlier
    assert progress.done + progress.earlier == 160
    assert contents(together) == contents(alone)
    assert [each.name for each in together.iterdir() if each.name[0] == "."] == [".lock"]


def test_exactly_the_poison_articles_fail(tmp_path: Path) -> None:
    poison(tmp_path, "pool", 40, dict(zip((3, 17, 20, 39), POISONS, strict=True)))


def kill_at_sight(_facts: Facts, article: InputArticle) -> dict[str, Any]:
    """Die, fail or return the text, depending on the text."""
    text = article.data.decode()
    if "kill" in text:
        raise DeathError
    if "error" in text:
        raise ValueError
    return {"sentences": [], "text": text}


@given(st.lists(st.sampled_from(["sound", "sound", "sound", "kill", "error"]), min_size=1))
@settings(max_examples=examples(40))
def test_poison_at_any_place_leaves_its_neighbours_alone(articles: list[str]) -> None:
    """Deaths are emulated here, so that many arrangements can be tried."""
    with TemporaryDirectory() as folder:
        source, out = Path(folder) / "in.jsonl", Path(folder) / "out"
        lines = [json.dumps({"text": f"{kind} {at}"}) for at, kind in enumerate(articles)]
        source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        request = Request("check", kill_at_sight, [str(source)], str(out), LIMITS)
        with Facts(FERRY) as facts:
            run_job(facts, request, lambda _job: MortalEngine(), Silent())
        chunks = [json.loads(line) for line in (out / MANIFEST).read_text("utf-8").splitlines()[1:]]
        records = [each for chunk in chunks for each in read_records(str(out / chunk["chunk"]))]
    kinds = {"kill": "killed", "error": "error"}
    expected = [kinds.get(kind, f"{kind} {at}") for at, kind in enumerate(articles)]
    assert [each.get("text") or each["failure"]["kind"] for each in records] == expected
    failures = [each for chunk in chunks for each in chunk["failures"]]
    poison = [f"{source}:{at + 1}" for at, kind in enumerate(articles) if kind in kinds]
    assert [each["place"] for each in failures] == poison


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


def test_a_result_that_is_too_long_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_LARGEST", 1 << 20)
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    write_archive(source, 5)
    long = json.dumps({"text": "青石渡轮渡有限公司现有船员96人。" * 1500}, ensure_ascii=False)
    source.write_text(f"{long}\n{source.read_text(encoding='utf-8')}{long}\n", encoding="utf-8")
    run_here(source, out)
    results = (each.read_text(encoding="utf-8") for each in out.glob("check-*"))
    lines = [json.loads(line) for each in results for line in each.splitlines()]
    failed = [each["failure"]["kind"] for each in lines if "failure" in each]
    assert failed == ["memory", "memory"]
    assert sum("sentences" in each for each in lines) == 5
