"""Indexes of older versions and of stores that are gone are removed; nothing else is."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from tests.index.index_stores import (
    FactSpec,
    cache_files,
    file_text,
    new_store,
    use_small_vocabulary,
    write,
)
from xzfacts.app import Facts, open_store
from xzfacts.index.cache import manifest, old_indexes
from xzfacts.index.cache.manifest import IndexCache


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of these tests."""
    monkeypatch.setenv("XZFACTS_CACHE", str(tmp_path / "cache"))
    use_small_vocabulary(monkeypatch)
    return tmp_path / "cache"


def _store(place: Path) -> Path:
    store = new_store(place)
    write(store, "a.toml", file_text("a", [FactSpec("青石轮渡", "船员人数", "96人")]))
    return store


def _said(facts: Facts) -> str:
    return facts.ask("青石轮渡 船员人数", limit=1).results[0].fact.value


def _stem(folder: Path, store: Path) -> str:
    return IndexCache(str(folder), os.path.realpath(store)).stem


def _files_of(folder: Path, stem: str) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.name.startswith(stem))


def _of_version(number: int, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(manifest, "VERSION", number)
        open_store(str(store))


def test_older_versions_of_the_same_store(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other = _store(tmp_path / "one"), _store(tmp_path / "two")
    _of_version(3, store, monkeypatch)
    _of_version(9, store, monkeypatch)
    _of_version(3, other, monkeypatch)
    _of_version(999_999, store, monkeypatch)
    assert _said(open_store(str(store))) == "96人"
    left = {each.name.partition(".")[0] for each in folder.iterdir()}
    assert len(cache_files(folder)) == 3
    assert left == {
        _stem(folder, store),
        _stem(folder, store).partition("-")[0] + "-999999",
        _stem(folder, other).partition("-")[0] + "-3",
    }


def test_stores_that_are_gone(folder: Path, tmp_path: Path) -> None:
    gone, kept = _store(tmp_path / "gone"), _store(tmp_path / "kept")
    lines = tmp_path / "with\n\nlines"
    _store(lines)
    for store in (gone, kept, lines / "facts"):
        open_store(str(store))
    shutil.rmtree(gone)
    shutil.rmtree(lines)
    open_store(str(_store(tmp_path / "new")))
    assert not _files_of(folder, _stem(folder, gone))
    assert len(_files_of(folder, _stem(folder, kept))) == 3


def test_what_a_killed_builder_left(folder: Path, tmp_path: Path) -> None:
    """Without a manifest it is of no use, whichever store it was of."""
    folder.mkdir(mode=0o700)
    for name in (
        "0123456789abcdef-11.lock",
        "0123456789abcdef-11.abc123.db",
        "8" * 16 + "-12.1.db",
    ):
        (folder / name).touch()
    open_store(str(_store(tmp_path)))
    assert len(list(folder.iterdir())) == 3


def test_each_store_has_its_turn(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build looks at some indexes only; those that it keeps come last the next time."""
    monkeypatch.setattr(old_indexes, "_LOOKED_AT", 2)
    stores = [_store(tmp_path / f"s{number}") for number in range(6)]
    for store in stores:
        open_store(str(store))
    for at, store in enumerate(stores):
        os.utime(folder / _stem(folder, store), (at, at))
    shutil.rmtree(stores[5])
    for number in range(3):
        assert _files_of(folder, _stem(folder, stores[5]))
        open_store(str(_store(tmp_path / f"new{number}")))
    assert not _files_of(folder, _stem(folder, stores[5]))
    assert all(len(_files_of(folder, _stem(folder, store))) == 3 for store in stores[:5])


def test_an_index_that_a_process_builds_is_kept(folder: Path, tmp_path: Path) -> None:
    gone = _store(tmp_path / "gone")
    open_store(str(gone))
    shutil.rmtree(gone)
    stem = _stem(folder, gone)
    with open(folder / f"{stem}.lock", "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        open_store(str(_store(tmp_path / "one")))
        assert len(_files_of(folder, stem)) == 3
    open_store(str(_store(tmp_path / "two")))
    assert not _files_of(folder, stem)


def test_an_open_index_goes_on_answering(folder: Path, tmp_path: Path) -> None:
    gone = _store(tmp_path / "gone")
    facts = open_store(str(gone))
    gone.rename(tmp_path / "away")
    open_store(str(_store(tmp_path / "one")))
    assert not _files_of(folder, _stem(folder, gone))
    assert _said(facts) == "96人"
    (tmp_path / "away").rename(gone)
    assert _said(open_store(str(gone))) == "96人"


def test_nothing_else_in_the_folder_is_touched(folder: Path, tmp_path: Path) -> None:
    gone = _store(tmp_path / "gone")
    open_store(str(gone))
    stem = _stem(folder, gone)
    foreign = "0" * 16 + "-1"  # its manifest names a store with another checksum
    (folder / foreign).write_bytes((folder / stem).read_bytes())
    shutil.rmtree(gone)
    names = [
        *("notes.txt", "1-2-3", f"{stem}.db", f"{stem}.x.db", f"{stem}.1.db.bak", f"{stem}x"),
        *(f"{foreign}.lock", "vocabulary-0123456789abcdef.json", "F" * 16 + "-1", "１" * 16 + "-1"),
    ]
    for name in names:
        (folder / name).touch()
    (folder / ("a" * 16 + "-1")).mkdir()
    (folder / ("b" * 16 + "-1")).symlink_to(tmp_path / "b")
    (tmp_path / "b").touch()
    os.mkfifo(folder / ("c" * 16 + "-1"))
    (folder / ("d" * 16 + "-1")).write_bytes(b"not a manifest")
    open_store(str(_store(tmp_path / "one")))
    left = {each.name for each in folder.iterdir()}
    assert left >= {*names, foreign, *(f"{letter * 16}-1" for letter in "abcd")}
    assert stem not in left
    assert (tmp_path / "b").exists()


def test_a_store_that_cannot_be_reached_is_not_gone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = _store(tmp_path / "far")
    open_store(str(far))
    stat, place = os.lstat, os.path.realpath(far)

    def refused(path: str) -> os.stat_result:
        if path == place:
            raise PermissionError
        return stat(path)

    monkeypatch.setattr(os, "lstat", refused)
    open_store(str(_store(tmp_path / "one")))
    assert len(_files_of(folder, _stem(folder, far))) == 3
