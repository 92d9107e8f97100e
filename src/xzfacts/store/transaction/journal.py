"""Several files changed at once: all of them or none, also when killed at any instant.

What is to come is made ready in a hidden folder of the store. One rename of the journal into
its place is the moment from which the change holds; then each file is put in place by a
rename of its own. Whoever finds a journal goes on where its writer was killed. A change of one
file needs no journal.

A step is done only where the file is still what it was before, so that a file which someone
saved in between is left alone.
"""

import json
import os
from collections.abc import Sequence
from errno import EACCES

from xzfacts.store.edit.diffs import Change
from xzfacts.store.errors import StoreNotWrittenError
from xzfacts.store.paths import JOURNAL, shown
from xzfacts.store.transaction.safe_paths import OutsideStoreError, look, look_of, path_within
from xzfacts.store.transaction.staging import Stage, Step, StoreChangedError


def write_changes(root: str, changes: Sequence[Change]) -> None:
    """Change files of the store, all or none. Needs the store's lock.

    Raises StoreChangedError where a file is not what was read, StoreNotWrittenError where the
    system refuses, OutsideStoreError; then the store is as it was.
    """
    if not changes:
        return
    stage = Stage(root)
    try:
        found = [_standing(root, change) for change in changes]
        stage.begin()
        steps: list[Step] = []
        for number, (change, like) in enumerate(zip(changes, found, strict=True)):
            before, after = (
                None if data is None else look_of(data) for data in (change.before, change.after)
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


def settle(root: str) -> None:
    """Finish or undo the change of a writer that was killed. Needs the store's lock.

    Raises StoreNotWrittenError where the system does not let it.
    """
    stage = Stage(root)
    try:
        if not os.path.lexists(stage.folder):
            return
        journal = _journal(root)
        if journal is not None:
            steps, back = journal
            stage.finish(steps, back=back)
        stage.clear()
    except OSError as error:
        raise StoreNotWrittenError.of(root, error) from error


def _standing(root: str, change: Change) -> os.stat_result | None:
    """How the file is that a change replaces, which must hold what was read and allow it."""
    path = path_within(root, change.file)
    if look(path) != (None if change.before is None else look_of(change.before)):
        raise StoreChangedError(shown(root, path))
    if change.before is None:
        return None
    if not os.access(path, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), path)
    return os.stat(path, follow_symlinks=False)


def _journal(root: str) -> tuple[list[Step], bool] | None:
    """The steps of the journal and whether to take them back; None where there is no sound one."""
    path = os.path.join(root, JOURNAL)
    if os.path.islink(os.path.dirname(path)) or os.path.islink(path):
        return None
    try:
        with open(path, encoding="ascii") as file:
            told = json.load(file)
        steps = [Step(*step) for step in told["steps"]]
        for step in steps:
            path_within(root, step.file)
            if step.item is not None and os.path.basename(step.item) != step.item:
                return None
        return steps, bool(told["back"])
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError, OutsideStoreError):
        return None  # none of ours: ours are whole once they have their name
