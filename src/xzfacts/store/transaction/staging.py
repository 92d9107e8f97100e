"""The stage: a hidden folder in a store in which a change is prepared and applied."""

import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from shutil import rmtree

from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark
from xzfacts.store.locate import STORE_FILE
from xzfacts.store.lock import transfer_lock
from xzfacts.store.paths import COPIES, ITEMS, JOURNAL, STAGE, display_path
from xzfacts.store.transaction.journal import Step, sign
from xzfacts.store.transaction.safe_paths import (
    OutsideStoreError,
    content_hash,
    path_within,
    sync_folder,
)
from xzfacts.user_folders import make_folders

_UNDO = "undo"  # journal for undoing the change
_NOT_EXECUTABLE = 0o666


class StoreChangedError(XzfactsError):
    """A file has changed since it was read; nothing was written."""

    template = mark("{file} was changed by someone else in the meantime; nothing was written.")
    file: str


class Stage:
    """The stage of the store in the folder `root`; requires the write lock."""

    def __init__(self, root: str) -> None:
        self.root = os.path.abspath(root)
        self.folder = os.path.join(root, STAGE)
        self.items = os.path.join(self.folder, ITEMS)
        self._copies = os.path.join(self.folder, COPIES)
        self._changed: dict[str, None] = {}  # folders that are not yet synced

    def begin(self) -> None:
        """Create the folder, empty. Any earlier change must have been recovered."""
        self.clear()
        os.mkdir(self.folder)
        os.mkdir(self.items)
        os.mkdir(self._copies)

    def clear(self) -> None:
        """Remove the folder, the journal first, so that there is never a journal without items.

        Whatever else has its name is removed, too. What cannot be removed stays.
        """
        if os.path.islink(self.folder) or not os.path.isdir(self.folder):
            with suppress(OSError):
                os.unlink(self.folder)
            return
        with suppress(OSError):
            os.unlink(os.path.join(self.root, JOURNAL))
        with suppress(RecursionError):  # rmtree of Python 3.11 in a deeply nested folder
            rmtree(self.folder, ignore_errors=True)

    def close(self) -> None:
        """Remove the folder, unless a committed change remains to be recovered."""
        if not os.path.lexists(os.path.join(self.root, JOURNAL)):
            self.clear()

    def put(self, name: str, data: bytes, like: os.stat_result | None) -> None:
        """Add an item; `like` is the stat of the file to replace, whose mode and owner it gets."""
        with open(os.path.join(self.items, name), "xb") as file:
            file.write(data)
            if like is not None and hasattr(os, "fchmod"):
                if like.st_uid != os.geteuid() or like.st_gid != os.getegid():
                    with suppress(OSError):
                        os.chown(file.fileno(), like.st_uid, like.st_gid)
                os.fchmod(file.fileno(), stat.S_IMODE(like.st_mode) & _NOT_EXECUTABLE)
            file.flush()
            os.fsync(file.fileno())

    def run(self, steps: Sequence[Step]) -> None:
        """Do all steps or none.

        Raises StoreChangedError if a file has changed, and OSError. The store is then unchanged,
        or will be after recovery.
        """
        for step in steps:
            self._require(step, done=content_hash(path_within(self.root, step.file)) == step.before)
        try:
            if len(steps) > 1:
                self._commit(steps)
            for step in steps:
                self._require(step, done=self._forward(step))
            self._sync_changed()
        except BaseException:
            if os.path.lexists(os.path.join(self.root, JOURNAL)):
                os.replace(os.path.join(self.folder, _UNDO), os.path.join(self.root, JOURNAL))
                sync_folder(self.folder)
                self.finish(steps, back=True)
                self.clear()
            raise
        self.clear()

    def finish(self, steps: Sequence[Step], *, back: bool) -> None:
        """Do the remaining steps, or undo those that are done.

        A step is skipped if its file was replaced by a link or anything else that is no file.
        """
        for number, step in enumerate(steps):
            with suppress(OutsideStoreError):
                # A step that is done already may not be on the disk yet.
                self._changed_up(path_within(self.root, step.file))
                if back:
                    self._back(number, step)
                else:
                    self._forward(step, again=True)
        self._sync_changed()

    def _commit(self, steps: Sequence[Step]) -> None:
        for number, step in enumerate(steps):
            if step.before is not None:
                _copy(path_within(self.root, step.file), os.path.join(self._copies, str(number)))
        draft = os.path.join(self.folder, "draft")
        for name, back in ((_UNDO, True), ("draft", False)):
            with open(os.path.join(self.folder, name), "xb") as file:
                file.write(sign(self.root, list(steps), back=back))
                file.flush()
                os.fsync(file.fileno())
        for folder in (self.items, self._copies, self.folder, self.root):
            sync_folder(folder)
        os.rename(draft, os.path.join(self.root, JOURNAL))
        sync_folder(self.folder)

    def _require(self, step: Step, *, done: bool) -> None:
        if not done:
            raise StoreChangedError(display_path(self.root, os.path.join(self.root, step.file)))

    def _forward(self, step: Step, *, again: bool = False) -> bool:
        """Do a step; returns False if the file has other content than expected.

        `again`: it may have been done; then its item is gone.
        """
        target = path_within(self.root, step.file)
        now = content_hash(target)
        if step.item is None:
            if now == step.before:
                os.unlink(target)
                self._changed_up(target)
            return now in {step.before, None}
        item = os.path.join(self.items, step.item)
        if again and not os.path.lexists(item):
            return True
        if now != step.before or content_hash(item) != step.after:
            return False
        make_folders(os.path.dirname(target))
        self._replace(item, target, step)
        return True

    def _replace(self, item: str, target: str, step: Step) -> None:
        _clear_executable(item)
        if step.file == STORE_FILE:
            transfer_lock(self.root, item)
        os.replace(item, target)
        self._changed_up(target)

    def _changed_up(self, target: str) -> None:
        """Note that the folders above a file have to be synced, up to the store."""
        while target != self.root:
            target = os.path.dirname(target)
            self._changed[target] = None

    def _sync_changed(self) -> None:
        """Sync the changed folders, each once: with a journal, nothing depends on the order."""
        for folder in self._changed:
            with suppress(FileNotFoundError):  # of a step that was skipped
                sync_folder(folder)
        self._changed.clear()

    def _back(self, number: int, step: Step) -> None:
        target = path_within(self.root, step.file)
        if content_hash(target) != step.after or step.after == step.before:
            return
        if step.before is None and step.item is not None:
            os.rename(target, os.path.join(self.items, step.item))
        else:
            copy = os.path.join(self._copies, str(number))
            if content_hash(copy) == step.before:
                self._replace(copy, target, step)
        self._changed_up(target)


def _clear_executable(item: str) -> None:
    """Remove the executable bits of a file or of the files in a folder; nothing else changes."""
    folder = os.path.isdir(item)
    for path in [os.path.join(item, name) for name in os.listdir(item)] if folder else [item]:
        mode = os.lstat(path).st_mode
        if stat.S_ISREG(mode) and mode & 0o111:
            os.chmod(path, stat.S_IMODE(mode) & _NOT_EXECUTABLE)


def _copy(path: str, copy: str) -> None:
    """A hard link to `path`, or a copy if links are not supported."""
    try:
        os.link(path, copy)
    except OSError:
        from shutil import copy2

        copy2(path, copy)
