"""A change during which the system refuses one call."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from tests.store.edit.pair_stores import PAIR, content, pair_store, pair_text

from xzfacts.store.edit.diffs import Change
from xzfacts.store.edit.editing_session import edit_session
from xzfacts.store.transaction.commit import write_changes
from xzfacts.store.write_errors import StoreNotWrittenError

_CALLS = ("open", "mkdir", "rename", "replace", "link", "unlink", "fsync", "rmdir", "lstat")
_CHANGES = [
    *(Change(f"{name}.toml", pair_text(name, 0), pair_text(name, 8)) for name in PAIR),
    Change("sub/c.toml", None, pair_text("c", 8)),
]


class Failing:
    """A function of the system that fails once, at call number `at`."""

    def __init__(self, real: Callable[..., object], at: int) -> None:
        self._real = real
        self.left = at

    def __call__(self, *given: object, **named: object) -> object:
        self.left -= 1
        if self.left == 0:
            raise OSError(errno.EIO, "Input/output error")
        return self._real(*given, **named)


@pytest.mark.parametrize("call", _CALLS)
def test_a_refused_change_is_not_made_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    empty = pair_store(tmp_path)
    before = content(empty)
    after: dict[str, bytes | None] = {**before, **{one.file: one.after for one in _CHANGES}}
    refused = True
    for number in range(1, 999):
        root = str(tmp_path / str(number) / "facts")
        copytree(empty, root)
        failing = Failing(getattr(os, call), number)
        with monkeypatch.context() as patch:
            patch.setattr(os, call, failing)
            try:
                write_changes(root, _CHANGES)
            except StoreNotWrittenError:
                refused = True
            else:
                refused = False
        with edit_session(root):  # recovers what was left
            assert content(root) == (before if refused else after)
        if failing.left > 0:
            break
    assert not refused
