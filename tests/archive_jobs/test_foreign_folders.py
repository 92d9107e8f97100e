"""Job folders that somebody else prepared: damaged results are made again, no link is followed."""

import json
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archive_jobs.archives import contents, run_here, write_archive
from xzfacts.archive_jobs.article_reader import InputArticle
from xzfacts.archive_jobs.chunk_file import whole_records
from xzfacts.archive_jobs.job import Chunk, Identity
from xzfacts.archive_jobs.job_folder import job_folder


def _first_changed(path: Path, **changes: object) -> bytes:
    first, rest = path.read_bytes().split(b"\n", 1)
    return json.dumps(json.loads(first) | changes).encode() + b"\n" + rest


def _proposal_changed(path: Path, key: str, value: object) -> bytes:
    lines = path.read_bytes().splitlines()
    for number, line in enumerate(lines):
        record = json.loads(line)
        if number and record["proposals"]:
            record["proposals"][0][key] = value
            lines[number] = json.dumps(record).encode()
            break
    return b"\n".join(lines) + b"\n"


DAMAGE: dict[str, Callable[[Path], bytes]] = {
    "empty": lambda _path: b"",
    "no JSON": lambda _path: b"{\n",
    "nested": lambda _path: b"[" * 100_000,
    "another type": lambda _path: b"[]\n",
    "no articles": lambda path: path.read_bytes().split(b"\n", 1)[0] + b"\n",
    "cut": lambda path: path.read_bytes()[:-9],
    "longer": lambda path: path.read_bytes() + b"{}\n",
    "count": lambda path: _first_changed(path, articles=10**9),
    "failures": lambda path: _first_changed(path, failures=5),
    "another store": lambda path: _first_changed(path, facts="0"),
    "verdicts": lambda path: _first_changed(path, verdicts={"supported": 99}),
    "subjects": lambda path: _first_changed(path, subjects=[]),
}
OF_PROPOSALS: dict[str, Callable[[Path], bytes]] = {
    "proposal": lambda path: _proposal_changed(path, "subject", 5),
    "quantity": lambda path: _proposal_changed(path, "quantity", {"low": "x"}),
    "date": lambda path: _proposal_changed(path, "as_of", []),
}


@pytest.mark.parametrize(
    ("task", "damage"),
    [
        *(("check", name) for name in DAMAGE),
        *(("extract", name) for name in DAMAGE | OF_PROPOSALS),
    ],
)
def test_a_damaged_chunk_is_made_again(tmp_path: Path, task: str, damage: str) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    write_archive(source, 3)
    run_here(source, out, task=task)
    before = contents(out)
    for chunk in out.glob(f"{task}-*"):
        chunk.write_bytes((DAMAGE | OF_PROPOSALS)[damage](chunk))
    run_here(source, out, task=task)
    assert contents(out) == before


def test_results_that_another_user_signed_are_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    write_archive(source, 3)
    run_here(source, out)
    before = contents(out)
    assert run_here(source, out)[1].done == 0
    with monkeypatch.context() as other:
        other.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
        for chunk in out.glob("check-*"):
            chunk.write_bytes(chunk.read_bytes().replace(b"refuted", b"supported"))
        assert run_here(source, out)[1].done == 3
        assert contents(out) != before
    assert run_here(source, out)[1].done == 3
    assert contents(out) == before


def test_without_a_key_finished_chunks_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    write_archive(source, 3)
    assert [run_here(source, out)[1].done for _ in range(2)] == [3, 0]


@pytest.mark.parametrize("kind", ["pipe", "link"])
def test_what_is_no_file_is_no_chunk(tmp_path: Path, kind: str) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    write_archive(source, 3)
    run_here(source, out)
    before = contents(out)
    other = tmp_path / "other"
    for chunk in out.glob("check-*"):
        chunk.rename(other)
        if kind == "pipe":
            os.mkfifo(chunk)
        else:
            chunk.symlink_to(other)
    run_here(source, out)
    assert contents(out) == before
    assert not any(chunk.is_symlink() for chunk in out.iterdir())


@pytest.mark.parametrize("line", [b"[" + b"[]," * 1_000_000 + b"[]]\n", b"[]\n" * 1_000_000])
def test_nothing_is_parsed_that_is_not_signed(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "check-x.jsonl"
    signature = b'{"chunk": "check-x.jsonl", "signature": "' + b"0" * 64 + b'"}\n'
    path.write_bytes(signature + line)
    articles = [InputArticle("a.txt:1", "a.txt", b"", {})] * line.count(b"\n")
    of = Identity("check", "", "", "", chinese=False)
    tracemalloc.start()
    try:
        found = whole_records(str(path), of, Chunk(path.name, articles), b"")
        assert tracemalloc.get_traced_memory()[1] < 5 * len(line)
    finally:
        tracemalloc.stop()
    assert found is None


def test_a_chunk_that_is_mostly_hole_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "check-x.jsonl"
    path.write_bytes(b"{}\n")
    os.truncate(path, 1 << 30)
    articles = [InputArticle("a.txt:1", "a.txt", b"", {})] * 3
    of = Identity("check", "", "", "", chinese=False)
    tracemalloc.start()
    try:
        found = whole_records(str(path), of, Chunk(path.name, articles), b"")
        assert tracemalloc.get_traced_memory()[1] < 1 << 24
    finally:
        tracemalloc.stop()
    assert found is None


@pytest.mark.parametrize("kind", ["pipe", "link", "folder", "device"])
def test_only_a_file_is_a_lock(tmp_path: Path, kind: str) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    out.mkdir()
    lock = out / ".lock"
    if kind == "pipe":
        os.mkfifo(lock)
    elif kind == "folder":
        lock.mkdir()
    else:
        lock.symlink_to(other if kind == "link" else "/dev/null")
    with pytest.raises(OSError, match="lock"), job_folder(str(out)):
        pass
    assert not other.exists()


@pytest.mark.parametrize("name", [".index.db", ".scratch.db", ".chunks"])
@pytest.mark.parametrize("ending", ["", "-journal"])
def test_a_link_in_place_of_a_temporary_file_is_removed(
    tmp_path: Path, name: str, ending: str
) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    write_archive(source, 3)
    out.mkdir()
    (out / f"{name}{ending}").symlink_to(tmp_path / "absent")
    run_here(source, out)
    assert not (tmp_path / "absent").exists()
    assert not [file.name for file in out.iterdir() if file.name.startswith(name)]
