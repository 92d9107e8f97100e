"""Which store: what was named, else the variable, else the nearest, else the package's."""

from pathlib import Path

import pytest

from xzfacts.cli.opened_store import NoWritableStoreError, writable_store_root
from xzfacts.store.locate import (
    StoreIsAFileError,
    StoreNotFoundError,
    StoreUnreadableError,
    locate_store,
)


def make(folder: Path) -> str:
    folder.mkdir(parents=True)
    (folder / "store.toml").write_text('schema = 1\nname = "s"\n', encoding="utf-8")
    return str(folder)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work" / "deep")
    monkeypatch.delenv("XZFACTS_STORE", raising=False)


def test_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named, variable = make(tmp_path / "named"), make(tmp_path / "variable" / "facts")
    upward = make(tmp_path / "facts")
    assert locate_store() == upward
    nearer = make(tmp_path / "work" / "facts")
    assert locate_store() == nearer
    monkeypatch.setenv("XZFACTS_STORE", str(tmp_path / "variable"))
    assert locate_store() == variable
    assert locate_store(named) == named
    monkeypatch.setenv("XZFACTS_STORE", "")
    assert locate_store() == nearer


def test_inside_the_store_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = make(tmp_path / "work" / "facts")
    monkeypatch.chdir(store)
    assert locate_store() == store


def test_the_package_has_one() -> None:
    assert Path(locate_store(), "store.toml").is_file()


def test_a_command_that_writes_leaves_the_package_alone(tmp_path: Path) -> None:
    with pytest.raises(NoWritableStoreError, match="xzfacts init"):
        writable_store_root(None)
    store = make(tmp_path / "facts")
    assert writable_store_root(None) == store


def test_a_deleted_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert Path(locate_store(), "store.toml").is_file()


def test_relative(tmp_path: Path) -> None:
    store = make(tmp_path / "work" / "facts")
    assert locate_store("..") == locate_store("../facts") == store


def test_what_is_named_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "facts")
    with pytest.raises(StoreNotFoundError, match="no such folder"):
        locate_store("nowhere")
    with pytest.raises(StoreNotFoundError, match=r"no store\.toml"):
        locate_store(str(tmp_path / "work"))
    file = tmp_path / "facts" / "store.toml"
    with pytest.raises(StoreIsAFileError, match="is a file"):
        locate_store(str(file))
    with pytest.raises(StoreNotFoundError):
        locate_store("a\0b")
    monkeypatch.setenv("XZFACTS_STORE", "nowhere")
    with pytest.raises(StoreNotFoundError):
        locate_store()


@pytest.mark.parametrize("closed", ["work", "work/facts"])
def test_no_permission(closed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work" / "facts").mkdir()
    # Root may read everything, so no mode would show it.
    monkeypatch.setattr("os.access", lambda path, _mode: path != str(tmp_path / closed))
    with pytest.raises(StoreUnreadableError, match="permission") as caught:
        locate_store(str(tmp_path / "work"))
    assert caught.value.path == str(tmp_path / closed)


def test_no_other_store_for_one_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "facts")
    (tmp_path / "work" / "facts").mkdir()
    assert locate_store() == str(tmp_path / "facts")
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(StoreUnreadableError):
        locate_store()
