"""Atomic changes of several files, with recovery after a crash at any point.

A change is staged in a hidden folder of the store. Renaming the journal commits it; then each
file is renamed into place. After a crash the next writer continues if the journal was written by
the same user on the same machine; readers apply the journal virtually (`pending_change`). A
change of one file needs no journal.

A step is skipped if the file no longer has its former content, so that edits made by others in
the meantime are not overwritten.
"""

import os
from collections.abc import Sequence
from errno import EACCES

from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark
from xzfacts.store.edit.diffs import Change
from xzfacts.store.paths import display_path
from xzfacts.store.text_archive import ATTRIBUTES_FILE
from xzfacts.store.transaction.journal import Step, has_journal, is_store_file, read_journal
from xzfacts.store.transaction.safe_paths import (
    OutsideStoreError,
    content_hash,
    hash_of,
    path_within,
)
from xzfacts.store.transaction.staging import Stage, StoreChangedError
from xzfacts.store.write_errors import StoreNotWrittenError


class ForeignJournalError(XzfactsError):
    """The store has an unfinished change that this user did not make on this machine."""

    template = mark(
        "{folder} contains an unfinished change that you did not make on this "
        "machine. Nothing was written. If no one else is writing to this "
        "store, delete that folder."
    )
    folder: str


def write_changes(root: str, changes: Sequence[Change]) -> None:
    """Change files of the store, all or none. The caller must hold the write lock.

    Raises StoreChangedError if a file has changed since it was read, StoreNotWrittenError if the
    system refuses, and OutsideStoreError; the store is then unchanged.
    """
    # The hidden .gitattributes is written first and alone: a journal may name store files only.
    hidden = [change for change in changes if change.file == ATTRIBUTES_FILE]
    for several in (hidden, [change for change in changes if change.file != ATTRIBUTES_FILE]):
        if several:
            _write(root, several)


def _write(root: str, changes: Sequence[Change]) -> None:
    stage = Stage(root)
    try:
        found = [_current_stat(root, change) for change in changes]
        stage.begin()
        steps: list[Step] = []
        for number, (change, like) in enumerate(zip(changes, found, strict=True)):
            before, after = (
                None if data is None else hash_of(data) for data in (change.before, change.after)
            )
            item = None if change.after is None else str(number)
            if change.after is not None:
                stage.put(str(number), change.after, like)
            steps.append(Step(change.file, item, before, after))
        stage.run(steps)
    except OSError as error:
        raise StoreNotWrittenError.of(root, error) from error
    finally:
        stage.close()


def recover(root: str) -> None:
    """Finish or undo an interrupted change. The caller must hold the write lock.

    Raises ForeignJournalError if this user did not write the journal on this machine or its
    folder cannot be removed, and StoreNotWrittenError if the system refuses.
    """
    stage = Stage(root)
    try:
        if not os.path.lexists(stage.folder):
            return
        if has_journal(root):
            journal = read_journal(root)
            if journal is None:
                raise ForeignJournalError(display_path(root, stage.folder))
            stage.finish(journal.steps, back=journal.back)
        stage.clear()
        if os.path.lexists(stage.folder):
            raise ForeignJournalError(display_path(root, stage.folder))
    except OSError as error:
        raise StoreNotWrittenError.of(root, error) from error


def _current_stat(root: str, change: Change) -> os.stat_result | None:
    """The stat of the file to be replaced, after checking its content and permission."""
    path = path_within(root, change.file)
    if not (is_store_file(change.file) or change.file == ATTRIBUTES_FILE):
        raise OutsideStoreError(display_path(root, path))
    if content_hash(path) != (None if change.before is None else hash_of(change.before)):
        raise StoreChangedError(display_path(root, path))
    if change.before is None:
        return None
    if not os.access(path, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), path)
    return os.stat(path, follow_symlinks=False)
