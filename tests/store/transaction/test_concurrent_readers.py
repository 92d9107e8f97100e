"""Readers of a store that is written meanwhile."""

from pathlib import Path

import pytest
from tests.store.edit.pair_stores import PAIR, pair_store, pair_text

from xzfacts.app import open_store
from xzfacts.index.builder import source_files
from xzfacts.index.builder.writer import FileRead
from xzfacts.index.file_states import Listing
from xzfacts.store.edit.diffs import Change
from xzfacts.store.schema import reader
from xzfacts.store.schema.contents import FileContents
from xzfacts.store.transaction.commit import write_changes


@pytest.fixture
def root(tmp_path: Path) -> str:
    return pair_store(tmp_path)


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_change_is_seen_as_a_whole(
    root: str, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """It is made when the reader has read some of the files."""
    read, calls = reader.read_file, iter(range(1, 99))

    def read_while_written(path: str, file: str) -> FileContents:
        found = read(path, file)
        if next(calls) == after:
            changes = [Change(f"{n}.toml", pair_text(n, 0), pair_text(n, 8)) for n in PAIR]
            write_changes(root, changes)
        return found

    monkeypatch.setattr(reader, "read_file", read_while_written)
    assert [fact.value for fact in reader.read_store(root)[0].facts] == ["8人", "8人"]


def test_a_store_that_never_rests_is_read_all_the_same(
    root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, calls = reader.read_file, iter(range(9, 99))

    def read_while_written(path: str, file: str) -> FileContents:
        Path(root, "a.toml").write_bytes(pair_text("a", 10 ** next(calls)))
        return read(path, file)

    monkeypatch.setattr(reader, "read_file", read_while_written)
    assert len(reader.read_store(root)[0].facts) == 2


@pytest.mark.parametrize("cached", [True, False])
@pytest.mark.parametrize("after", [1, 2, 3])
def test_an_index_sees_a_change_as_a_whole(
    root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int, cached: bool
) -> None:
    monkeypatch.setenv("XZFACTS_CACHE", str(tmp_path / "cache" if cached else root + "/a.toml"))
    read, calls = source_files.read_store_file, iter(range(1, 99))

    def read_while_written(root: str, listing: Listing, number: int) -> FileRead:
        found = read(root, listing, number)
        if next(calls) == after:
            changes = [Change(f"{n}.toml", pair_text(n, 0), pair_text(n, 8)) for n in PAIR]
            write_changes(root, changes)
        return found

    monkeypatch.setattr(source_files, "read_store_file", read_while_written)
    assert [fact.value for fact in open_store(root).facts()] == ["8人", "8人"]
