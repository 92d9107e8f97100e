"""A hidden folder in a store, where a change is made ready and from which it is put in place."""

import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from shutil import rmtree

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.store.locate import STORE_FILE
from xzfacts.store.lock import transfer_lock
from xzfacts.store.paths import COPIES, ITEMS, JOURNAL, STAGE, display_path
from xzfacts.store.transaction.journal import Step, sign
from xzfacts.store.transaction.safe_paths import content_hash, path_within, sync_folder

_UNDO = "undo"  # the journal of the way back
_NEVER_RUN = 0o666  # no file of a store can be executed


class StoreChangedError(XzfactsError):
    """A file is not what was read any more; nothing was written."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("{file} was changed by someone else meanwhile; nothing was written.").format(
            file=self.file
        )


class Stage:
    """The hidden folder in which a change of the store in the folder `root` is made ready.

    Only who holds the store's lock may use it.
    """

    def __init__(self, root: str) -> None:
        self.root = os.path.abspath(root)
        self.folder = os.path.join(root, STAGE)
        self.items = os.path.join(self.folder, ITEMS)
        self._copies = os.path.join(self.folder, COPIES)

    def begin(self) -> None:
        """Make the folder, empty. Whatever stood there has been settled."""
        self.clear()
        os.mkdir(self.folder)
        os.mkdir(self.items)
        os.mkdir(self._copies)

    def clear(self) -> None:
        """Remove the folder; the journal goes first, so that it never stands without items."""
        if os.path.islink(self.folder):
            os.unlink(self.folder)
        with suppress(OSError):
            os.unlink(os.path.join(self.root, JOURNAL))
        rmtree(self.folder, ignore_errors=True)

    def close(self) -> None:
        """Remove the folder, unless what is begun is left for the next who comes."""
        if not os.path.lexists(os.path.join(self.root, JOURNAL)):
            self.clear()

    def put(self, name: str, data: bytes, like: os.stat_result | None) -> None:
        """A new item. like: of the file that it will replace, whose mode and owner it gets."""
        with open(os.path.join(self.items, name), "xb") as file:
            file.write(data)
            if like is not None and hasattr(os, "fchmod"):
                if like.st_uid != os.geteuid() or like.st_gid != os.getegid():
                    with suppress(OSError):
                        os.chown(file.fileno(), like.st_uid, like.st_gid)
                os.fchmod(file.fileno(), stat.S_IMODE(like.st_mode) & _NEVER_RUN)
            file.flush()
            os.fsync(file.fileno())

    def run(self, steps: Sequence[Step]) -> None:
        """Do all steps or none.

        Raises StoreChangedError where a file is not as it was, and what the system raises; then
        all is as before, or the next who comes makes it so.
        """
        for step in steps:
            self._must(step, done=content_hash(path_within(self.root, step.file)) == step.before)
        if len(steps) > 1:
            self._commit(steps)
        try:
            for step in steps:
                self._must(step, done=self._forward(step, several=len(steps) > 1))
        except BaseException:
            if len(steps) > 1:
                os.replace(os.path.join(self.folder, _UNDO), os.path.join(self.root, JOURNAL))
                sync_folder(self.folder)
                self.finish(steps, back=True)
                self.clear()
            raise
        self.clear()

    def finish(self, steps: Sequence[Step], *, back: bool) -> None:
        """Do what is left of the steps, or take back what is done of them."""
        for number, step in enumerate(steps):
            if back:
                self._back(number, step)
            else:
                self._forward(step)
        sync_folder(self.root)

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

    def _must(self, step: Step, *, done: bool) -> None:
        if not done:
            raise StoreChangedError(display_path(self.root, os.path.join(self.root, step.file)))

    def _forward(self, step: Step, *, several: bool = True) -> bool:
        """Whether the step is done now; not where something else stands in its place."""
        target = path_within(self.root, step.file)
        now = content_hash(target)
        if step.item is None:
            if now == step.before:
                os.unlink(target)
                self._sync_up(target)
            return now in {step.before, None}
        item = os.path.join(self.items, step.item)
        if several and not os.path.lexists(item):
            return True
        if now != step.before or content_hash(item) != step.after:
            return False
        os.makedirs(os.path.dirname(target), exist_ok=True)
        self._replace(item, target, step)
        return True

    def _replace(self, item: str, target: str, step: Step) -> None:
        _forbid_running(item)
        if step.file == STORE_FILE:
            transfer_lock(self.root, item)
        os.replace(item, target)
        self._sync_up(target)

    def _sync_up(self, target: str) -> None:
        """Have a file's name on the disk, and those of folders made for it."""
        while target != self.root:
            target = os.path.dirname(target)
            sync_folder(target)

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
        self._sync_up(target)


def _forbid_running(item: str) -> None:
    """Take the run bits off a file that goes into the store; who may read it stays as it is."""
    mode = os.lstat(item).st_mode
    if stat.S_ISREG(mode) and mode & 0o111:
        os.chmod(item, stat.S_IMODE(mode) & _NEVER_RUN)


def _copy(path: str, copy: str) -> None:
    """A second name for what stands at `path`, or a copy where the system has no such names."""
    try:
        os.link(path, copy)
    except OSError:
        from shutil import copy2

        copy2(path, copy)
