"""Damaged, deleted and outdated indexes give the same answers as a new one."""

import os
import resource
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from tests.cli.process import run
from tests.index.index_stores import (
    USE_SMALL_VOCABULARY,
    FactSpec,
    cache_files,
    damage,
    file_text,
    new_store,
    snapshot,
    snapshot_without_index,
    use_small_vocabulary,
    write,
)
from tests.law_profiles import examples
from xzfacts.app import Facts, open_store
from xzfacts.cli import main
from xzfacts.index.cache import fingerprint, manifest
from xzfacts.index.cache.index_opener import open_in_memory
from xzfacts.index.cache.index_session import IndexCopy
from xzfacts.model.verdicts import Verdict


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of these tests."""
    monkeypatch.setenv("XZFACTS_CACHE", str(tmp_path / "cache"))
    use_small_vocabulary(monkeypatch)
    return tmp_path / "cache"


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> Path:
    """A store of a few files, some of them faulty."""
    store = new_store(tmp_path)
    subjects = ("青石渡轮渡有限公司", "青石轮渡", "月光（诗集）", "白沙码头")
    for number, subject in enumerate(subjects):
        facts = [
            FactSpec(subject, "船员人数", f"{90 + number}人"),
            FactSpec(subject, "年产值", "1200万元"),
            FactSpec(subject, "作者", "雒小满"),
        ]
        declared = f'[[subjects]]\nname = "{subject}"\naliases = ["别名{number}"]\n'
        write(store, f"{number}.toml", file_text(f"s{number}", facts, declared))
    write(store, "broken.toml", "no = [toml")
    write(store, "twice.toml", file_text("s1", [FactSpec("白沙码头", "作者", "很多")], title="异"))
    return store


@pytest.fixture
def expected(store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> object:
    return snapshot_without_index(store, monkeypatch, tmp_path)


@settings(max_examples=examples(60), suppress_health_check=list(HealthCheck))
@given(
    which=st.sampled_from([".db", ".lock", ""]),
    kind=st.sampled_from(["cut", "flip", "write"]),
    at=st.floats(0, 1),
    data=st.binary(min_size=1, max_size=5000),
)
@example(which=".db", kind="cut", at=0.0, data=b"x")
@example(which="", kind="cut", at=0.0, data=b"x")
@example(which=".db", kind="write", at=0.0, data=b"rubbish" * 500)
def test_damage_is_detected(
    store: Path,
    folder: Path,
    expected: object,
    which: str,
    kind: str,
    at: float,
    data: bytes,
) -> None:
    open_store(str(store))
    path = next(
        path for path in folder.iterdir() if path.suffix == which and path.name != "blocked"
    )
    damage(path, kind, at, data)
    facts = open_store(str(store))
    assert snapshot(facts) == expected
    assert facts.index_state().path is not None


def test_damage_to_an_open_index_is_detected(store: Path, folder: Path) -> None:
    facts = open_store(str(store))
    expected = snapshot(facts)
    for at in (0.0, 0.1, 0.3, 0.5, 0.7, 0.9):
        damage(cache_files(folder)[0], "write", at, b"\xff" * 9000)
        assert facts.ask("青石轮渡 船员人数", limit=1).results[0].fact.value == "91人"
        assert snapshot(facts) == expected


def test_damage_during_a_check_is_detected(store: Path, folder: Path) -> None:
    names = ("青石渡轮渡有限公司", "青石轮渡", "白沙码头", "别名2")
    draft = [f"{name}的船员人数为{n}人。" for n in (91, 93, 19) for name in names]
    draft = [each for line in draft for each in (line, "其年产值为1200万元。", "天晴。")]
    expected = list(open_store(str(store)).check(draft))
    verdicts = {assertion.verdict for found in expected for assertion in found.assertions}
    assert {Verdict.SUPPORTED, Verdict.REFUTED} <= verdicts

    def lines() -> Iterator[str]:
        for number, line in enumerate(draft):
            if number % 5 == 0:
                damage(cache_files(folder)[0], "write", 0.05, b"\xff" * 90_000)
            yield line

    facts = open_store(str(store))
    assert list(facts.check(lines())) == expected
    assert facts.index_state().path is not None


@pytest.mark.parametrize("what", ["database", "manifest", "lock", "all", "folder"])
def test_deleted_files_are_restored(store: Path, folder: Path, what: str) -> None:
    expected = snapshot(open_store(str(store)))
    for path in folder.iterdir():
        kind = {".db": "database", ".lock": "lock"}.get(path.suffix, "manifest")
        if what in {kind, "all", "folder"}:
            path.unlink()
    if what == "folder":
        folder.rmdir()
    assert snapshot(open_store(str(store))) == expected
    assert len(cache_files(folder)) == 1


def test_an_index_of_another_version(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each format has separate files; each change of the package causes a rebuild."""
    expected = snapshot(open_store(str(store)))
    with monkeypatch.context() as patch:
        patch.setattr(manifest, "VERSION", 1)
        assert snapshot(open_store(str(store))) == expected
        assert len(cache_files(folder)) == 2
        patch.setattr(fingerprint, "package_fingerprint", lambda _known="": "another package")
        assert snapshot(open_store(str(store))) == expected
    assert snapshot(open_store(str(store))) == expected


def test_a_sound_file_with_other_tables(store: Path, folder: Path) -> None:
    """As left by a release that changed the tables but not the version."""
    expected = snapshot(open_store(str(store)))
    cache = manifest.IndexCache(str(folder), os.path.realpath(store))
    current = cache.manifest()
    assert current is not None
    db = sqlite3.connect(folder / current.database)
    db.executescript("DROP TABLE posting; ALTER TABLE fact RENAME COLUMN value TO worth")
    db.close()
    cache.publish(current.database, current.fingerprint, current.listing)
    assert snapshot(open_store(str(store))) == expected


def test_two_stores_with_the_same_checksum(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = new_store(tmp_path / "other")
    write(other, "a.toml", file_text("a", [FactSpec("白沙码头", "船员人数", "1人")]))
    monkeypatch.setattr(manifest, "crc32", lambda _data: 7)
    for _ in range(2):
        assert len(list(open_store(str(other)).facts())) == 1
        assert len(list(open_store(str(store)).facts())) == 13


def _is_a_file(folder: Path) -> None:
    folder.touch()


def _is_a_dead_link(folder: Path) -> None:
    folder.symlink_to("/nowhere/at/all")


def _is_no_place(folder: Path) -> None:
    folder.symlink_to("/dev/null")


@pytest.mark.parametrize("spoil", [_is_a_file, _is_a_dead_link, _is_no_place])
def test_a_cache_that_cannot_be_written(
    store: Path, folder: Path, spoil: Callable[[Path], None]
) -> None:
    expected = snapshot(open_store(str(store)))
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    spoil(folder)
    facts = open_store(str(store))
    assert facts.index_state().path is None
    assert snapshot(facts) == expected


_ASK = f"""{USE_SMALL_VOCABULARY}
import sys
from resource import RLIM_INFINITY, RLIMIT_FSIZE, setrlimit
from xzfacts.app import Facts, open_store

setrlimit(RLIMIT_FSIZE, (int(sys.argv[2]), RLIM_INFINITY))
facts = open_store(sys.argv[1])
value = facts.ask("青石轮渡 船员人数", limit=1).results[0].fact.value
setrlimit(RLIMIT_FSIZE, (RLIM_INFINITY, RLIM_INFINITY))
print(value, facts.index_state().path)
"""


def _asked(store: Path, limit: int = resource.RLIM_INFINITY) -> list[str]:
    """What a process that may write no larger files is answered, and the path of its index."""
    done = run([str(store), str(limit)], script=_ASK)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().split()


@pytest.mark.parametrize("limit", [0, 100, 50_000])
def test_a_full_disk(store: Path, folder: Path, limit: int) -> None:
    assert _asked(store, limit) == ["91人", "None"]
    assert cache_files(folder) == []
    assert _asked(store)[1].endswith(".db")
    write(store, "9.toml", file_text("s9", [FactSpec("白沙码头", "船员人数", "7人")]))
    assert _asked(store, limit) == ["91人", "None"]
    assert _asked(store)[1].endswith(".db")


def test_a_read_only_index_is_used(store: Path, folder: Path) -> None:
    path = open_store(str(store)).index_state().path
    _age(store)
    open_store(str(store))
    for name in os.listdir(folder):
        (folder / name).chmod(0o444)
    folder.chmod(0o555)
    assert _asked(store, 0)[0] == "91人"
    folder.chmod(0o755)
    assert path is not None


def _age(store: Path) -> None:
    """Set the time of every file to an hour ago."""
    past = time.time() - 3600
    for path in store.rglob("*.toml"):
        os.utime(path, (past, past))


def test_a_change_with_the_same_size_and_time(store: Path) -> None:
    for path in (store / "0.toml", store / "1.toml"):
        _age(store)
        open_store(str(store))
        seen = path.stat()
        write(store, path.name, path.read_text(encoding="utf-8").replace("人", "名"))
        os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
        assert path.stat().st_size == seen.st_size
        values = [fact.value for fact in open_store(str(store)).facts()]
        assert values[3 * int(path.stem)].endswith("名")


@pytest.mark.parametrize("hours", [-1000, -1, 1, 1000])
def test_a_wrong_clock(
    store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, hours: int
) -> None:
    now = time.time_ns
    with monkeypatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: now() + hours * 3600 * 10**9)
        open_store(str(store))
    for number in range(3):
        write(store, "1.toml", file_text("s1", [FactSpec("青石轮渡", "船员人数", f"8{number}人")]))
        other = now() + (number - 1) * hours * 3600 * 10**9
        os.utime(store / "1.toml", ns=(other, other))
        facts = open_store(str(store))
        assert snapshot(facts) == snapshot_without_index(store, monkeypatch, tmp_path)


def test_findings_are_in_the_language_of_the_reader(
    store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    english = open_store(str(store)).findings
    assert [finding.code for finding in english] == ["not-toml", "source-differs"]
    monkeypatch.setattr("xzfacts.index.lookup.stored_findings.wants_chinese", lambda: True)
    assert [finding.code for finding in open_store(str(store)).findings] == [
        "not-toml",
        "source-differs",
    ]


def test_reinstalling_the_same_package_keeps_the_index(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = open_store(str(store)).index_state().path
    states, _, contents = fingerprint.package_fingerprint().partition(" ")
    monkeypatch.setattr(
        fingerprint, "package_fingerprint", lambda _known="": f"{states}0 {contents}"
    )
    assert open_store(str(store)).index_state().path == path
    monkeypatch.setattr(
        fingerprint, "package_fingerprint", lambda _known="": f"{states} {contents}0"
    )
    assert open_store(str(store)).index_state().path != path


@pytest.mark.parametrize(
    "change",
    [
        "fact SET value = NULL",
        "fact SET value = x'ff00'",
        "fact SET line = 'zz'",
        "sentence SET quote = NULL",
        "source SET title = x'ff00'",
        "file SET shown = NULL",
    ],
)
def test_rows_of_wrong_types_are_no_fault_of_the_program(
    store: Path, folder: Path, change: str
) -> None:
    """Values that fail when they are shown: the index is deleted, the next command is sound."""
    commands = (
        ["青石轮渡", "船员"],
        ["青石轮渡", "--json"],
        ["list"],
        ["list", "sources", "--json"],
    )
    sound = [_ran(store, folder, *words) for words in commands]
    for words, expected in zip(commands, sound, strict=True):
        path = next(folder.glob("*.db"))
        state = manifest.file_state(str(path))
        with closing(sqlite3.connect(path)) as db, db:
            db.execute(f"UPDATE {change}")
        for card in folder.iterdir():
            if card.suffix not in {".db", ".lock"}:
                changed = manifest.file_state(str(path)).encode()
                card.write_bytes(card.read_bytes().replace(state.encode(), changed))
        seen = _ran(store, folder, *words)
        assert b"bug in xzfacts" not in seen.stderr
        assert b"bug in xzfacts" not in seen.stdout
        for each in folder.iterdir():
            each.unlink()
        assert _ran(store, folder, *words).stdout == expected.stdout


def _ran(store: Path, folder: Path, *words: str) -> CompletedProcess[bytes]:
    env = {**os.environ, "XZFACTS_CACHE": str(folder)}
    return run([*words, "--store", str(store)], env=env, prelude=USE_SMALL_VOCABULARY)


def test_a_copy_that_cannot_be_made_leaves_the_index_alone(
    store: Path, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "there").write_text("no database", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    with open_store(str(store)) as facts:
        before = cache_files(folder)
        for path in ("none/copy", "there", "pipe", "."):
            with pytest.raises(OSError, match=r".+"):
                facts.copy_index(str(tmp_path / path))
        assert cache_files(folder) == before
        assert (tmp_path / "there").read_text("utf-8") == "no database"
        facts.copy_index(str(tmp_path / "copy"))
    with Facts(str(store), index=IndexCopy(str(tmp_path / "copy"))) as facts:
        assert facts.ask("青石轮渡 年产值").results


def test_a_copy_that_cannot_be_written_leaves_the_index_alone(
    store: Path, folder: Path, tmp_path: Path
) -> None:
    with open_store(str(store)) as facts:
        before = cache_files(folder)
        size = resource.getrlimit(resource.RLIMIT_FSIZE)
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, size[1]))
        try:
            with pytest.raises(sqlite3.OperationalError):
                facts.copy_index(str(tmp_path / "copy"))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, size)
            signal.signal(signal.SIGXFSZ, handler)
        assert cache_files(folder) == before
        assert facts.ask("青石轮渡 年产值").results
    assert not (tmp_path / "copy").exists()


def test_an_index_in_memory_has_no_temporary_files(tmp_path: Path) -> None:
    (tmp_path / "store.toml").write_text('schema = 1\nname = "s"\n')
    db = open_in_memory(str(tmp_path)).db
    assert db.execute("PRAGMA temp_store").fetchone() == (2,)
    db.close()


def test_a_full_disk_under_the_index_is_no_bug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_arguments: list[str]) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
        raise error

    monkeypatch.setattr("xzfacts.cli.main.plain_call", full)
    assert main.run(["query"]) == 2
    assert capsys.readouterr().err == "xzfacts: Input or output failed: No space left on device.\n"
