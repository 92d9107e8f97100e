"""A store from anywhere: what looks like an unfinished change in it is obeyed by nobody."""

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.store.edit.pair_stores import content, pair_store, pair_text

from xzfacts.store.edit.diffs import Change
from xzfacts.store.edit.editing_session import edit_session
from xzfacts.store.schema.reader import read_store
from xzfacts.store.transaction.commit import ForeignJournalError, recover, write_changes
from xzfacts.store.transaction.journal import Step, is_store_file, read_journal, sign
from xzfacts.store.transaction.safe_paths import content_hash, hash_of
from xzfacts.user_folders import state_folder

STAGE = ".xzfacts-write"
_PAIR = [Change(f"{n}.toml", pair_text(n, 0), pair_text(n, 8)) for n in ("a", "b")]


@pytest.fixture
def root(tmp_path: Path) -> str:
    (tmp_path / ".git" / "hooks").mkdir(parents=True)
    return pair_store(tmp_path)


def stage(root: str, item: bytes = b"#!/bin/sh\n") -> Path:
    """The folder of a change, with one executable item."""
    folder = Path(root, STAGE)
    (folder / "new").mkdir(parents=True)
    (folder / "before").mkdir()
    (folder / "new" / "0").write_bytes(item)
    (folder / "new" / "0").chmod(0o755)
    return folder


def values(root: str) -> list[str]:
    return [fact.value for fact in read_store(root)[0].facts]


def interrupted(root: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A change whose writer stopped before the first file was in place; gives its journal."""

    def stop(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", stop)
        with pytest.raises(KeyboardInterrupt):
            write_changes(root, _PAIR)
    return Path(root, STAGE, "journal").read_bytes()


_ITEM = hash_of(b"#!/bin/sh\n")
_STEPS: dict[str, list[str | None]] = {
    "a hook": ["../.git/hooks/post-checkout", "0", None, _ITEM],
    "a hidden file": [".git/hooks/post-checkout", "0", None, _ITEM],
    "a program": ["run", "0", None, _ITEM],
    "a new store file": ["c.toml", "0", None, _ITEM],
    "a file replaced": ["a.toml", "0", hash_of(pair_text("a", 0)), _ITEM],
    "a file removed": ["a.toml", None, hash_of(pair_text("a", 0)), None],
    "an item from elsewhere": ["c.toml", "../../../x", None, _ITEM],
}


def _unsigned(step: list[str | None]) -> bytes:
    return json.dumps({"back": False, "steps": [step]}).encode()


def _signed_by_another(step: list[str | None]) -> bytes:
    return b"0" * 64 + b"\n" + _unsigned(step)


@pytest.mark.parametrize("write", [_unsigned, _signed_by_another])
@pytest.mark.parametrize("step", _STEPS.values(), ids=_STEPS)
def test_nobody_obeys_the_journal_of_a_cloned_store(
    root: str, step: list[str | None], write: Callable[[list[str | None]], bytes]
) -> None:
    (stage(root) / "journal").write_bytes(write(step))
    before = content(os.path.dirname(root))
    assert [one.code for one in read_store(root)[1]] == ["foreign-journal"]
    with pytest.raises(ForeignJournalError), edit_session(root):
        pass
    assert content(os.path.dirname(root)) == before


@pytest.mark.parametrize(
    ("words", "status"),
    [("query 厂a 人数", 0), ("list", 0), ("verify", 1), ("check --json -", 0), ("alias 厂a 甲", 2)],
)
def test_no_command_obeys_it(root: str, words: str, status: int) -> None:
    (stage(root) / "journal").write_bytes(_unsigned(_STEPS["a hook"]))
    before = content(os.path.dirname(root))
    done = subprocess.run(
        [sys.executable, "-m", "xzfacts", *words.split(), "--store", root],
        input="厂a有0人。\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert "did not make on this machine" in done.stdout + done.stderr
    assert content(os.path.dirname(root)) == before


@pytest.mark.parametrize(
    "journal",
    [
        b"",
        b"\n",
        b"[" * 100_000,
        b'{"back": false, "steps": [["\\ud800", "0", null, ""]]}',
        b"\xff" * 1000,
        b"0" * 64 + b"\n" + b"[" * 100_000,
        bytes(100),
    ],
    ids=["empty", "a line", "deep", "a surrogate", "no text", "deep and signed", "zeros"],
)
def test_a_malformed_journal_is_a_finding(root: str, journal: bytes) -> None:
    (stage(root) / "journal").write_bytes(journal)
    before = content(root)
    store, findings = read_store(root)
    assert [one.code for one in findings] == ["foreign-journal"]
    assert len(store.facts) == 2
    with pytest.raises(ForeignJournalError):
        recover(root)
    assert content(root) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.parametrize("kind", ["pipe", "folder", "link", "huge"])
def test_a_journal_that_is_no_plain_file(root: str, tmp_path: Path, kind: str) -> None:
    journal = stage(root) / "journal"
    if kind == "pipe":
        os.mkfifo(journal)
    elif kind == "folder":
        journal.mkdir()
    elif kind == "link":
        (tmp_path / "elsewhere").write_bytes(sign(root, [], back=False))
        journal.symlink_to(tmp_path / "elsewhere")
    else:
        with journal.open("wb") as file:
            file.truncate(1 << 40)
    assert [one.code for one in read_store(root)[1]] == ["foreign-journal"]
    with pytest.raises(ForeignJournalError):
        recover(root)


def test_a_true_journal_counts_only_in_its_store(
    root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(root, monkeypatch)
    other = tmp_path / "other" / "facts"
    shutil.copytree(root, other)
    assert values(str(other)) == ["0人", "0人"]
    assert [one.code for one in read_store(str(other))[1]] == ["foreign-journal"]
    assert values(root) == ["8人", "8人"]
    recover(root)
    assert values(root) == ["8人", "8人"]


def test_a_journal_altered_by_one_byte(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = interrupted(root, monkeypatch)
    for at in range(0, len(whole), 7):
        altered = bytes([whole[at] ^ 1])
        Path(root, STAGE, "journal").write_bytes(whole[:at] + altered + whole[at + 1 :])
        assert read_journal(root) is None
    Path(root, STAGE, "journal").write_bytes(whole)
    assert read_journal(root) is not None


@pytest.mark.parametrize("step", _STEPS.values(), ids=_STEPS)
def test_even_a_signed_journal_touches_store_files_only(root: str, step: list[str | None]) -> None:
    (stage(root) / "journal").write_bytes(sign(root, [Step(*step)], back=False))  # type: ignore[arg-type]
    allowed = is_store_file(step[0] or "") and step[1] in {"0", None}
    if allowed:
        recover(root)
    else:
        before = content(os.path.dirname(root))
        assert [one.code for one in read_store(root)[1]] == ["foreign-journal"]
        with pytest.raises(ForeignJournalError):
            recover(root)
        assert content(os.path.dirname(root)) == before
    for path in Path(root).parent.rglob("*"):
        if path.is_file() and STAGE not in path.parts:
            assert not stat.S_IMODE(path.stat().st_mode) & 0o111


def test_a_folder_of_files_has_no_run_bits(root: str) -> None:
    files = stage(root) / "new" / "many"
    files.mkdir()
    for name in ("many-1.toml", "many-2.toml"):
        (files / name).write_bytes(pair_text(name, 1))
        (files / name).chmod(0o755)
    step = Step("many", "many", None, content_hash(str(files)))
    Path(root, STAGE, "journal").write_bytes(sign(root, [step], back=False))
    recover(root)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in Path(root, "many").iterdir()]
    assert [mode & 0o111 for mode in modes] == [0, 0]


def test_an_item_put_in_later_is_not_taken(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal is true, but the staged files are not those it was written for."""
    interrupted(root, monkeypatch)
    Path(root, STAGE, "new", "0").write_bytes(pair_text("a", 666))
    assert values(root) == ["0人", "8人"]
    recover(root)
    assert values(root) == ["0人", "8人"]


def test_no_other_user_can_make_a_key(
    root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that others may read, or none at all, proves nothing; nothing is lost by that."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    interrupted(root, monkeypatch)
    key = tmp_path / "state" / "xzfacts" / "journal.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o644)
    assert read_journal(root) is None
    key.chmod(0o600)
    assert read_journal(root) is not None
    key.unlink()
    assert read_journal(root) is None
    assert not key.exists(), "a reader made a key"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
@pytest.mark.parametrize("fault", ["readable by all", "too short", "a link"])
def test_an_unusable_key_is_replaced(
    root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """Otherwise no interrupted change of this user could ever be recovered again."""
    key = tmp_path / "state" / "xzfacts" / "journal.key"
    other = tmp_path / "other"
    for path in (key, other):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(32))
        path.chmod(0o600)
    if fault == "readable by all":
        key.chmod(0o644)
    elif fault == "too short":
        key.write_bytes(bytes(31))
    else:
        key.unlink()
        key.symlink_to(other)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    write_changes(root, _PAIR)
    (Path(root) / "a.toml").write_bytes(pair_text("a", 0))
    (Path(root) / "b.toml").write_bytes(pair_text("b", 0))
    interrupted(root, monkeypatch)
    assert values(root) == ["8人", "8人"]
    assert other.read_bytes() == bytes(32)
    assert [path.name for path in key.parent.iterdir()] == ["journal.key"]


def test_without_a_state_folder_changes_are_made_all_the_same(
    root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    write_changes(root, _PAIR)
    assert values(root) == ["8人", "8人"]
    assert not Path(root, STAGE).exists()


def test_the_look_of_a_folder_is_its_content(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.toml").write_bytes(b"1")
    first = content_hash(str(folder))
    (folder / "a.toml").write_bytes(b"2")
    assert content_hash(str(folder)) != first
    for name in (".hidden.toml", "run"):
        (folder / name).touch()
        assert not (content_hash(str(folder)) or "").startswith("folder ")
        (folder / name).unlink()


def test_edit_and_dry_runs_see_an_interrupted_change(
    root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(root, monkeypatch)
    id_ = next(fact.id for fact in read_store(root)[0].facts if fact.value == "8人")
    for words in (["edit", id_, "--dry-run"], ["edit", id_]):
        done = subprocess.run(
            [sys.executable, "-m", "xzfacts", *words, "--store", root],
            env={**os.environ, "EDITOR": "sed -i s/8人/9人/g", "VISUAL": ""},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert sorted(values(root)) == ["8人", "9人"]
    assert not Path(root, STAGE).exists()


def test_no_home_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setenv("HOME", "")
    assert state_folder() is None
