"""Links, pipes and anything else in place of the stage, its folders and the files of a change."""

import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from tests.store.edit.pair_stores import content, pair_store, pair_text

from xzfacts.model.facts import Sentence, Source
from xzfacts.store.edit.diffs import Change
from xzfacts.store.edit.editing_session import dry_edit_session, edit_session
from xzfacts.store.schema.reader import read_store
from xzfacts.store.text_archive import archived_texts
from xzfacts.store.transaction.commit import ForeignJournalError, recover, write_changes
from xzfacts.store.transaction.safe_paths import OutsideStoreError
from xzfacts.store.transaction.staging import StoreChangedError
from xzfacts.store.write_errors import StoreNotWrittenError

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")

STAGE = ".xzfacts-write"
_BYTES = b"text\n"
_HASH = sha256(_BYTES).hexdigest()
_TEXT = f"texts/{_HASH}.txt"
_CHANGES = [
    Change("a.toml", pair_text("a", 0), pair_text("a", 8)),
    Change(_TEXT, None, _BYTES),
    Change("b.toml", pair_text("b", 0), pair_text("b", 8)),
    Change("sub/c.toml", None, pair_text("c", 8)),
]

# Each puts something at a path; the second argument is a folder outside the store.
Make = Callable[[Path, Path], object]
_MAKERS: dict[str, Make] = {
    "a pipe": lambda path, _outside: os.mkfifo(path),
    "a file": lambda path, _outside: path.write_bytes(b"mine"),
    "a link": lambda path, outside: path.symlink_to(outside),
    "a broken link": lambda path, outside: path.symlink_to(outside / "nothing"),
}
every_kind = pytest.mark.parametrize("make", _MAKERS.values(), ids=_MAKERS)


@pytest.fixture
def root(tmp_path: Path) -> str:
    return pair_store(tmp_path)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    for name in ("0", "1", "2", "3"):  # named like staged files
        (folder / name).write_bytes(b"of someone else")
    return folder


def values(root: str) -> list[str]:
    return [fact.value for fact in read_store(root)[0].facts]


def interrupt(root: str, monkeypatch: pytest.MonkeyPatch, *, back: bool) -> None:
    """Stop a writer after two of four files, or as it begins to undo them as the third failed."""
    put, calls = os.replace, iter(range(1, 99))

    def replace(source: str, target: str) -> None:
        number = next(calls)
        if back and number == 3:
            raise OSError
        if number >= 3 and not (back and target.endswith("journal")):
            raise KeyboardInterrupt
        put(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", replace)
        with pytest.raises(KeyboardInterrupt):
            write_changes(root, _CHANGES)
    assert values(root) == (["0人", "0人"] if back else ["8人", "8人", "8人"])


@every_kind
def test_a_stage_that_is_no_folder(root: str, outside: Path, make: Make) -> None:
    before = content(str(outside))
    make(Path(root, STAGE), outside)
    assert values(root) == ["0人", "0人"]
    write_changes(root, _CHANGES)
    assert values(root) == ["8人", "8人", "8人"]
    assert not os.path.lexists(os.path.join(root, STAGE))
    assert content(str(outside)) == before


def test_a_store_file_that_leads_to_a_locked_file(root: str, outside: Path) -> None:
    """Refused at once instead of waiting for whoever has the lock."""
    fcntl = pytest.importorskip("fcntl")
    Path(root, "store.toml").unlink()
    Path(root, "store.toml").symlink_to(outside / "0")
    with (outside / "0").open() as locked:
        fcntl.flock(locked, fcntl.LOCK_EX)
        with pytest.raises(StoreNotWrittenError), edit_session(root):
            pass


def test_a_stage_too_deep_to_be_removed(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(*_given: object, **_named: object) -> None:
        raise RecursionError

    Path(root, STAGE).mkdir()
    monkeypatch.setattr("xzfacts.store.transaction.staging.rmtree", deep)
    with pytest.raises(ForeignJournalError, match=STAGE), edit_session(root):
        pass


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("name", ["new", "before"])
@pytest.mark.parametrize("kept", [True, False], ids=["moved", "another"])
def test_no_file_leaves_or_enters_through_a_link(
    root: str, outside: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, back: bool, kept: bool
) -> None:
    """The journal is true, and one of the folders beside it leads elsewhere."""
    interrupt(root, monkeypatch, back=back)
    folder = Path(root, STAGE, name)
    target = outside / "folder" if kept else outside
    if kept:
        shutil.copytree(folder, target)
    shutil.rmtree(folder)
    folder.symlink_to(target)
    before = content(os.path.dirname(root))
    assert [one.code for one in read_store(root)[1]] == ["foreign-journal"]
    with pytest.raises(ForeignJournalError):
        recover(root)
    assert content(os.path.dirname(root)) == before


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("file", ["a.toml", "b.toml", "texts", "sub"])
@every_kind
def test_recovery_skips_what_was_replaced(
    root: str, outside: Path, monkeypatch: pytest.MonkeyPatch, file: str, make: Make, *, back: bool
) -> None:
    """Readers show before what the next writer leaves, and nobody is kept from writing."""
    interrupt(root, monkeypatch, back=back)
    path = Path(root, file)
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    make(path, outside)
    put, before, read = os.lstat(path), content(str(outside)), values(root)
    recover(root)
    assert values(root) == read
    assert os.path.samestat(os.lstat(path), put)
    assert content(str(outside)) == before
    assert not os.path.lexists(os.path.join(root, STAGE))


@pytest.mark.parametrize("back", [False, True])
def test_previews_and_texts_are_those_after_recovery(
    root: str, monkeypatch: pytest.MonkeyPatch, *, back: bool
) -> None:
    interrupt(root, monkeypatch, back=back)
    shown = dry_edit_session(root)
    fact = {"subject": "厂b", "attribute": "产量", "value": "9吨"}
    shown.add_fact(Source("b", "题"), Sentence("产量9吨。"), dict(fact))
    (change,) = shown.changes()
    assert change.before == pair_text("b", 0 if back else 8)
    texts = {digest: Path(path).read_bytes() for digest, path in archived_texts(root).items()}
    assert texts == ({} if back else {_HASH: _BYTES})
    recover(root)
    assert Path(root, "b.toml").read_bytes() == change.before
    assert archived_texts(root).keys() == texts.keys()


@pytest.mark.parametrize("file", ["texts/.gitattributes", _TEXT, "texts"])
@every_kind
def test_a_text_over_something_else(root: str, outside: Path, file: str, make: Make) -> None:
    """Refused at once, without waiting for anyone at the other end of a pipe."""
    path = Path(root, file)
    path.parent.mkdir(exist_ok=True)
    make(path, outside)
    before = content(str(outside))
    with edit_session(root) as edits:
        if file == "texts/.gitattributes" and path.is_file():
            edits.add_file(file, b"* -text\n")  # the user's own stays
            assert edits.changes() == ()
            return
        with pytest.raises((OutsideStoreError, StoreChangedError)):
            edits.add_file(_TEXT if file == "texts" else file, b"")
    assert content(str(outside)) == before
