"""Several files at once: all or none, wherever a writer stops and whoever interferes."""

import errno
import os
import stat
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from tests.store.edit.pair_stores import content, numbers, pair_store, pair_text

from xzfacts.store.edit.diffs import Change
from xzfacts.store.edit.editing_session import dry_edit_session, edit_session
from xzfacts.store.listing import store_files
from xzfacts.store.lock import write_lock
from xzfacts.store.schema.reader import read_store
from xzfacts.store.transaction.commit import recover, write_changes
from xzfacts.store.transaction.safe_paths import OutsideStoreError
from xzfacts.store.transaction.staging import StoreChangedError
from xzfacts.store.write_errors import StoreNotWrittenError

BYTES = b"\xff"  # of a text, which may hold anything
STAGE = ".xzfacts-write"
JOURNAL = Path(STAGE) / "journal"
TEXT = f"texts/{sha256(BYTES).hexdigest()}.txt"
_CALLS = ("open", "mkdir", "rename", "replace", "link", "unlink", "fsync", "rmdir", "write")


@pytest.fixture
def root(tmp_path: Path) -> str:
    return pair_store(tmp_path)


def say(root: str, number: int, before: int = 0) -> None:
    """Change both files, add a text in a new folder, and remove it the next time."""
    old = BYTES if before else None
    new = None if before else BYTES
    changes = [
        Change("a.toml", pair_text("a", before), pair_text("a", number)),
        Change(TEXT, old, new),
        Change("b.toml", pair_text("b", before), pair_text("b", number)),
    ]
    write_changes(root, changes)


def dying(at: int, work: Callable[[], object]) -> bool:
    """Do the work in a process that ends at its call number `at` to the system; if it did."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    left = iter(range(at, 0, -1))

    def mortal(call: Callable[..., object]) -> Callable[..., object]:
        def called(*given: object, **named: object) -> object:
            if next(left, None) is None:
                os._exit(9)
            return call(*given, **named)

        return called

    for name in _CALLS:
        setattr(os, name, mortal(getattr(os, name)))
    status = 1
    try:
        work()
        status = 0
    finally:
        os._exit(status)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("each", [4, pytest.param(1, marks=pytest.mark.soak)])
def test_a_writer_that_ends_at_any_call(tmp_path: Path, first: int, each: int) -> None:
    seen: set[str] = set()
    died, number_read, at = True, "", first
    while died:
        folder = tmp_path / str(at)
        folder.mkdir()
        root = pair_store(folder)
        if first:
            say(root, first)
        died = dying(at, lambda root=root: say(root, 8, first))  # type: ignore[misc]
        left = content(root)
        (number_read,) = numbers(root)
        assert number_read in {f"{first}人", "8人"}
        assert content(root) == left, "reading wrote to the store"
        again = dying(at % 11, lambda root=root: recover(root))  # type: ignore[misc]
        assert numbers(root) == {number_read}
        seen.add(f"{number_read} {again}")
        with edit_session(root):
            assert not os.path.lexists(os.path.join(root, STAGE))
        held = os.path.exists(os.path.join(root, TEXT))
        assert held == ((number_read == "8人") != bool(first))
        at += each
    assert number_read == "8人"
    assert {f"{first}人 False", "8人 True", "8人 False"} <= seen


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_rename_that_fails_takes_back_the_others(
    root: str, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = content(root)
    put, calls = os.replace, iter(range(1, 99))

    def refuse(source: str, target: str) -> None:
        if next(calls) == number:
            raise OSError(errno.EIO, "Input/output error")
        put(source, target)

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(StoreNotWrittenError, match="Input/output error"):
        say(root, 8)
    assert content(root) == before


@pytest.mark.parametrize("call", ["mkdir", "fsync", "rename"])
def test_a_full_or_read_only_disk_leaves_the_old_store(
    root: str, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    before = content(root)

    def refuse(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(StoreNotWrittenError, match="No space left"):
            say(root, 8)
    assert content(root) == before
    say(root, 8)
    assert numbers(root) == {"8人"}


def test_a_file_too_large_for_the_disk(root: str) -> None:
    """The system itself refuses, in the midst of a file."""
    resource = pytest.importorskip("resource")
    before = content(root)
    if os.fork() == 0:
        status = 1
        try:
            import signal

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
            try:
                write_changes(root, [Change("new.toml", None, b"#" * 5000)])
            except StoreNotWrittenError:
                status = 0
        finally:
            os._exit(status)
    assert os.wait()[1] == 0
    assert content(root) == before


def test_a_file_that_nobody_may_change(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(root)
    allowed = os.access
    monkeypatch.setattr(
        "os.access", lambda path, how: allowed(path, how) and not str(path).endswith("b.toml")
    )
    with pytest.raises(StoreNotWrittenError, match=r"Cannot write .*/b\.toml: Permission denied"):
        say(root, 8)
    assert content(root) == before


def test_a_folder_that_takes_no_file_is_named(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(StoreNotWrittenError) as refused:
        say(root, 8)
    assert refused.value.path == root


@pytest.mark.parametrize("file", ["a.toml", "b.toml", TEXT])
def test_a_file_that_changed_meanwhile(root: str, file: str) -> None:
    path = Path(root, file)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"# mine\n")
    before = content(root)
    with pytest.raises(StoreChangedError, match=file):
        say(root, 8)
    assert content(root) == before


def test_a_file_that_changes_in_the_midst(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """After all files were looked at, and after the first was put in place."""
    put = os.replace

    def replace(source: str, target: str) -> None:
        put(source, target)
        if target.endswith("a.toml"):
            Path(root, "b.toml").write_bytes(b"# mine\n")

    before = content(root)
    monkeypatch.setattr("os.replace", replace)
    with pytest.raises(StoreChangedError, match=r"b\.toml"):
        say(root, 8)
    assert content(root) == {**before, "b.toml": b"# mine\n"}


def test_what_someone_saved_after_a_writer_died_stays(
    root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _die_at_first_replace(root, monkeypatch)
    Path(root, "a.toml").write_bytes(b"# mine\n")
    for _ in range(2):
        store, _findings = read_store(root)
        assert [fact.value for fact in store.facts] == ["8人"]
        assert Path(root, "a.toml").read_bytes() == b"# mine\n"
        with edit_session(root):
            assert not Path(root, STAGE).exists()


def _die_at_first_replace(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", nothing)
        with pytest.raises(KeyboardInterrupt):
            say(root, 8)
    assert Path(root, JOURNAL).exists()


def test_a_reader_waits_for_a_living_writer_but_not_for_ever(
    root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _die_at_first_replace(root, monkeypatch)
    monkeypatch.setattr("xzfacts.store.transaction.pending_change._PATIENCE", 0.05)
    with write_lock(root):
        assert len(store_files(root)[0]) == 3
        assert Path(root, JOURNAL).exists()
    assert numbers(root) == {"8人"}


@pytest.mark.parametrize(
    "file",
    [
        *("../x", "/x", "a/../../x", "", ".", "a//x", ".xzfacts-write/journal", "a.toml/x", "\0"),
        *(".git/hooks/post-checkout", "sub/.a.toml", "run", "texts/x.txt", "schema/a/b.json"),
    ],
)
def test_paths_never_leave_the_store(root: str, file: str) -> None:
    before = content(os.path.dirname(root))
    with pytest.raises(OutsideStoreError):
        write_changes(root, [Change(file, None, b"x"), Change("y.toml", None, b"")])
    assert content(os.path.dirname(root)) == before


@pytest.mark.parametrize("file", ["link.toml", "folder/a.toml", "folder/sub/new"])
def test_links_are_not_followed(root: str, tmp_path: Path, file: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.toml").write_bytes(b"1")
    Path(root, "folder").symlink_to(outside)
    Path(root, "link.toml").symlink_to(outside / "a.toml")
    with pytest.raises(OutsideStoreError):
        write_changes(root, [Change(file, b"1", b"2")])
    with pytest.raises(OutsideStoreError):
        dry_edit_session(root).add_file(file, b"2")
    assert content(str(outside)) == {"a.toml": b"1"}


def test_a_stage_that_is_a_link(root: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "new").mkdir(parents=True)
    (outside / "journal").write_text("{}", encoding="ascii")
    Path(root, STAGE).symlink_to(outside)
    assert read_store(root)[1] == ()
    say(root, 8)
    assert numbers(root) == {"8人"}
    assert content(str(outside)) == {"journal": b"{}"}


@pytest.mark.skipif(sys.platform == "win32", reason="no modes")
def test_modes_stay(root: str) -> None:
    Path(root, "a.toml").chmod(0o640)
    say(root, 8)
    assert stat.S_IMODE(Path(root, "a.toml").stat().st_mode) == 0o640
    (Path(root) / "plain").touch()
    plain = Path(root, "plain").stat().st_mode
    assert Path(root, TEXT).stat().st_mode == plain


def test_no_lock_to_be_had(tmp_path: Path) -> None:
    with pytest.raises(StoreNotWrittenError), edit_session(str(tmp_path)):
        pass


def refused(source: str, target: str) -> None:
    """Renames as `os.replace` does, but for one file."""
    if target.endswith("b.toml"):
        raise OSError(errno.EIO, "Input/output error")
    os.rename(source, target)


def test_a_store_file_comes_back_and_stays_locked(
    root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(root)
    monkeypatch.setattr("os.replace", refused)
    with edit_session(root) as edits:
        for file in ("store.toml", "b.toml"):
            edits.replace(f"facts/{file}", before[file], before[file] + b"# more\n")
        with pytest.raises(StoreNotWrittenError):
            edits.commit()
        with pytest.raises(BlockingIOError), write_lock(root, wait=False):
            pass
    assert content(root) == before


@pytest.mark.skipif(sys.platform == "win32", reason="its lock is on a file of its own")
def test_the_lock_goes_over_to_a_new_store_file(root: str) -> None:
    """While the writer of store.toml clears up, nobody may begin a write of his own."""
    store = Path(root, "store.toml")
    for number in (1, 2):
        with edit_session(root) as edits:
            before = store.read_bytes()
            edits.replace("facts/store.toml", before, before + b"# %d\n" % number)
            edits.commit()
            with pytest.raises(BlockingIOError), write_lock(root, wait=False):
                pass
        with write_lock(root, wait=False):
            pass
