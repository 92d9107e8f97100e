"""`xzfacts archive` as a process: its inputs, its messages, Ctrl-C."""

import gzip
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from tests.archive_jobs.archives import FERRY, ROOT, contents, run_here, write_archive
from tests.cli.process import piped
from xzfacts.archive_jobs.article_reader import Inputs
from xzfacts.archive_jobs.process_pool import Pool

TEXT = "青石渡轮渡有限公司现有渡船14条，船员106人。\n"
INTERRUPTED = (
    r"xzfacts: Interrupted after \d+ articles?\.\n"
    r"The same command continues where it was interrupted\.\n"
)


def started(command: list[str]) -> "subprocess.Popen[bytes]":
    """Start the program in a process group of its own, as a terminal does."""
    return subprocess.Popen(
        [sys.executable, "-m", "xzfacts", *command],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_form_of_input(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "2024").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "2024" / "b.md").write_text(f"# 标题\n\n{TEXT}", encoding="utf-8")
    (folder / "2024" / "c.txt.gz").write_bytes(gzip.compress(TEXT.encode("gb18030")))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    rows = [json.dumps({"text": TEXT, "id": "x", "title": "标题"}), "", "[1]", '{"text": 1}', "{"]
    (folder / "d.jsonl.gz").write_bytes(gzip.compress("\n".join(rows).encode()))
    (folder / "e.jsonl.gz").write_bytes(gzip.compress("\n".join(rows).encode())[:-20])
    out = tmp_path / "out"
    done = piped("archive", "check", str(folder), "--out", str(out), "--workers", "1")
    assert done.returncode == 2, done.stderr.decode()
    total = lines(out / "report.jsonl")[0]
    failures = [each for chunk in lines(out / "manifest.jsonl")[1:] for each in chunk["failures"]]  # type: ignore[attr-defined]
    places = [os.path.relpath(each["place"], folder) for each in failures]
    assert {"d.jsonl.gz:3", "d.jsonl.gz:4", "d.jsonl.gz:5"} <= {*places}
    assert any(place.startswith("e.jsonl.gz") for place in places)
    assert all(each["kind"] == "unreadable" for each in failures)
    assert total["refuted"] == total["supported"]
    assert total["refuted"] >= 4  # type: ignore[operator]
    assert total["failures"] == len(failures)


@pytest.mark.parametrize("line", [b" ", b"\n"])
def test_small_files_of_hundreds_of_megabytes_are_too_large(tmp_path: Path, line: bytes) -> None:
    zstandard = pytest.importorskip("zstandard", reason="the extra zst is not installed")
    data = line * (1 << 28)
    (tmp_path / "a.jsonl.zst").write_bytes(zstandard.ZstdCompressor().compress(data))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(data, 1))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = piped("archive", "check", str(tmp_path), "--out", str(tmp_path / "out"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    faults = (tmp_path / "out" / "manifest.jsonl").read_text(encoding="utf-8")
    assert done.returncode == 2
    assert {name for name in ("a.jsonl.zst", "b.jsonl.gz") if name in faults} == {
        "a.jsonl.zst",
        "b.jsonl.gz",
    }
    assert after.ru_utime - before.ru_utime < 30  # it was minutes; the machine may be slow


def test_a_small_file_of_millions_of_articles_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text":"a"}\n' * 3_000_000))
    *read, last = Inputs([str(tmp_path)], "")
    assert 50_000 < len(read) < 100_000  # each takes some 50 microseconds to check
    assert not any(each.fault for each in read)
    assert last.place.endswith(f"a.jsonl.gz:{len(read) + 1}")
    assert "too large" in last.fault


def test_a_title_that_each_result_would_repeat_is_short(tmp_path: Path) -> None:
    articles = [{"text": TEXT, "title": "甲" * length} for length in (1000, 1001)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(each) + "\n" for each in articles))
    read, refused = Inputs([str(tmp_path)], "")
    assert read.metadata["title"]
    assert "more than 1000 characters" in refused.fault
    assert not refused.metadata


def test_many_short_articles_that_differ_are_read(tmp_path: Path) -> None:
    rows = (json.dumps({"text": f"{number:x}"}) + "\n" for number in range(100_000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress("".join(rows).encode()))
    assert sum(not each.fault for each in Inputs([str(tmp_path)], "")) == 100_000


def test_zstandard(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard", reason="the extra zst is not installed")
    packed = zstandard.ZstdCompressor().compress(json.dumps({"text": TEXT}).encode() + b"\n")
    (tmp_path / "a.jsonl.zst").write_bytes(packed + packed[:-8])
    out = tmp_path / "out"
    done = piped("archive", "check", str(tmp_path / "*.zst"), "--out", str(out))
    assert done.returncode == 2, done.stderr.decode()
    assert lines(out / "report.jsonl")[0]["refuted"] == 1


def test_missing_packages_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    hide = "import sys; sys.modules['zstandard'] = sys.modules['distributed'] = None\n"
    hide += "from xzfacts.cli.main import run; sys.exit(run(sys.argv[1:]))"

    def told(*options: str) -> str:
        command = [sys.executable, "-c", hide, "archive", "check", *options, "--store", FERRY]
        command += ["--out", str(tmp_path / "out")]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 2
        return done.stderr.decode()

    assert "xzfacts[zst]" in told(str(tmp_path))
    assert "xzfacts[cluster]" in told(str(tmp_path), "--scheduler", "tcp://127.0.0.1:1")


def places(out: Path) -> list[str]:
    """Return the names of the articles that were read, in order."""
    chunks = [name["chunk"] for name in lines(out / "manifest.jsonl")[1:]]
    records = [each for chunk in chunks for each in lines(out / str(chunk))[1:]]
    return [each["article"]["place"] for each in records if "failure" not in each]  # type: ignore[index]


@pytest.mark.parametrize("form", ["{}", "{}/*.txt", "{}/**", "{}/**/*.txt"])
def test_links_that_lead_out_of_the_input_are_failures(tmp_path: Path, form: str) -> None:
    folder, secret = tmp_path / "in", tmp_path / "secret"
    (folder / "a").mkdir(parents=True)
    secret.mkdir()
    (secret / "x.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").symlink_to("a.txt")
    (folder / "c.txt").symlink_to(secret / "x.txt")
    (folder / "d.txt").symlink_to("/proc/self/environ")
    (folder / "e.txt").symlink_to("nothing")
    (folder / "f.txt").symlink_to("/dev/zero")
    (folder / "g").symlink_to(secret)
    (folder / "h").symlink_to(".")
    (folder / "i").symlink_to(".")  # 2 ** 40 paths lead through both
    os.mkfifo(folder / "j.txt")
    out = tmp_path / "out"
    done = piped("archive", "check", form.format(folder), "--out", str(out), "--workers", "1")
    assert done.returncode == 2, done.stderr.decode()
    assert [os.path.basename(place) for place in places(out)] == ["a.txt", "b.txt"]
    manifest = (out / "manifest.jsonl").read_text("utf-8")
    assert manifest.count("leads out of the input folder") == 2
    assert b"PATH=" not in b"".join(each.read_bytes() for each in out.iterdir())


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").symlink_to("a.txt")
    out = tmp_path / "out"
    assert piped("archive", "check", str(tmp_path / "b.txt"), "--out", str(out)).returncode == 0
    assert len(places(out)) == 1


def test_folders_deeper_than_the_stack(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    folders = [tmp_path]
    while len(folders) <= sys.getrecursionlimit():
        folders.append(folders[-1] / "d")
        folders[-1].mkdir()
    try:
        for path in (tmp_path, tmp_path / "**"):
            out = tmp_path.parent / f"{tmp_path.name} out"
            done = piped("archive", "check", str(path), "--out", str(out))
            assert done.returncode == 0, done.stderr.decode()
            assert len(places(out)) == 1
    finally:  # removing a folder with all it holds is recursive too
        for folder in reversed(folders[1:]):
            folder.rmdir()


@pytest.mark.parametrize(
    "out", [".", "facts", "facts/new/folder", "link", "other/x", "facts/texts"]
)
def test_results_are_not_written_to_a_store(tmp_path: Path, out: str) -> None:
    for name in ("facts", "other"):
        shutil.copytree(FERRY, tmp_path / name)
    (tmp_path / "link").symlink_to("facts")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    done = piped(
        *("archive", "check", str(tmp_path / "a.txt"), "--out", str(tmp_path / out)),
        XZFACTS_STORE=str(tmp_path / "facts"),
    )
    assert done.returncode == 2
    assert b"it is in a store, or contains one" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("limit", ["nan", "inf", "-inf", "0", "1e400", "x"])
def test_a_time_limit_is_a_number(tmp_path: Path, limit: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    options = ("--out", str(tmp_path / "out"), f"--time-limit={limit}")
    done = piped("archive", "check", str(tmp_path / "a.txt"), *options)
    assert done.returncode == 2
    assert b"--time-limit" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", [".index.db", ".chunks", ".scratch.db"])
def test_a_folder_in_place_of_a_temporary_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "out" / name).mkdir(parents=True)
    done = piped("archive", "check", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert b"bug" not in done.stderr
    assert str(tmp_path / "out").encode() in done.stderr


def test_no_input(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = piped("archive", "extract", str(tmp_path / "none*.txt"), "--out", str(out))
    assert done.returncode == 2
    assert done.stderr.decode().startswith("xzfacts: No articles at")


def test_extraction_merges_what_articles_agree_on(tmp_path: Path) -> None:
    rows = [
        {"text": "青石水厂总投资2亿元。", "id": "1", "published": "2024-05-17"},
        {
            "text": "青石水厂总投资20000万元。",
            "id": "2",
            "title": "青石水厂建成",
            "published": "soon",
        },
        {"text": "青石水厂总投资3亿元。", "id": "3"},
    ]
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = piped("archive", "extract", str(source), "--out", str(out))
    assert done.returncode == 0, done.stderr.decode()
    (fact,) = lines(out / "facts.jsonl")
    assert fact["subject"] == "青石水厂"
    assert fact["contradiction"] is True
    cited = [
        [each["article"]["id"] for each in value["citations"]]
        for value in fact["values"]  # type: ignore[attr-defined]
    ]
    assert cited == [["1", "2"], ["3"]]


@pytest.fixture(params=["pool", pytest.param("dask", marks=pytest.mark.slow)])
def engine(request: pytest.FixtureRequest) -> list[str]:
    """The options of a way to run workers."""
    if request.param == "pool":
        return ["--workers", "2"]
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    return ["--workers", "2", "--scheduler", "local"]


def test_ctrl_c_ends_cleanly_and_the_same_command_goes_on(
    tmp_path: Path, engine: list[str]
) -> None:
    source, alone, out = tmp_path / "in.jsonl", tmp_path / "alone", tmp_path / "out"
    write_archive(source, 3_000)  # most of it is left when the first results are seen
    command = ["archive", "check", str(source), "--out", str(out), *engine, "--store", FERRY]
    with started(command) as process:
        while not [*out.glob("check-*")]:
            assert process.poll() is None
            time.sleep(0.001)
        os.killpg(process.pid, signal.SIGINT)
        told = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130
    assert re.fullmatch(INTERRUPTED, told)
    assert not (out / "manifest.jsonl").exists()
    assert [each.name for each in out.iterdir() if each.name[0] == "."] == [".lock"]
    before = {name: (out / name).stat().st_mtime_ns for name in contents(out)}
    assert piped(*command).returncode == 0
    assert {name: (out / name).stat().st_mtime_ns for name in before} == before
    run_here(source, alone)
    assert contents(out) == contents(alone)


@pytest.mark.parametrize("delay", [0, 0.8, 1.6])
def test_ctrl_c_at_any_time(tmp_path: Path, engine: list[str], delay: float) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    write_archive(source, 30_000)  # more than is done in the longest delay
    command = ["archive", "check", str(source), "--out", str(out), *engine, "--store", FERRY]
    with started(command) as process:
        while not [*out.glob(".shared-*")]:  # the next step starts the workers
            assert process.poll() is None
            time.sleep(0.001)
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGINT)
        told = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130
    assert re.fullmatch(INTERRUPTED, told)
    assert [each.name for each in out.iterdir() if each.name[0] == "."] == [".lock"]


def test_a_closed_terminal_is_told_nothing(tmp_path: Path, engine: list[str]) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    write_archive(source, 3_000)
    command = ["archive", "check", str(source), "--out", str(out), *engine, "--store", FERRY]
    with started(command) as process:
        while not [*out.glob("check-*")]:
            assert process.poll() is None
            time.sleep(0.001)
        os.killpg(process.pid, signal.SIGHUP)
        assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == -signal.SIGHUP


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs the /proc of Linux")
def test_no_worker_that_starts_receives_ctrl_c() -> None:
    pool = Pool(2, 4096)
    try:
        for _ in range(2):
            pool.submit(time.sleep, 60)
        blocked = []
        for worker in active_children():
            status = Path(f"/proc/{worker.pid}/status").read_text("ascii")
            (mask,) = re.findall(r"^SigBlk:\s*(\w+)$", status, re.MULTILINE)
            blocked.append(bool(int(mask, 16) >> signal.SIGINT - 1 & 1))
        assert blocked == [True, True]
    finally:
        pool.close()
