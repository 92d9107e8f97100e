"""Reading a store with an interrupted change, as it will be after recovery.

Readers do not write, so they cannot recover a change. They read each file from where its content
after recovery is now, so that all readers see the same complete state.
"""

import os
import time
from collections.abc import Iterator

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Place
from xzfacts.model.findings import Finding
from xzfacts.store.lock import write_lock
from xzfacts.store.paths import COPIES, ITEMS, STAGE, display_path
from xzfacts.store.transaction.journal import Journal, Step, has_journal, read_journal
from xzfacts.store.transaction.safe_paths import OutsideStoreError, content_hash, path_within

_PATIENCE = 5.0  # seconds that a reader waits for a living writer
_WAIT = 0.01  # seconds between attempts to lock


def pending_change(root: str) -> tuple[dict[str, str | None], list[Finding]]:
    """The path of the content of each file that recovery will change, by the file's path.

    None stands for a file that will be removed. A journal that this user did not write on this
    machine is ignored. The finding tells which of the two cases applies.
    """
    _await_writer(root)
    if not has_journal(root):
        return {}, []
    stage = Place(display_path(root, os.path.join(root, STAGE)))
    journal = read_journal(root)
    if journal is None:
        return {}, [
            Finding(
                "foreign-journal",
                _("Ignored an unfinished change that you did not make on this machine."),
                stage,
                _("If no one else is writing to this store, delete this folder."),
            )
        ]
    places: dict[str, str | None] = {}
    for number, step in enumerate(journal.steps):
        try:
            places.update(_places(root, journal, number, step))
        except (OSError, OutsideStoreError):  # recovery skips this file, too
            continue
    interrupted = Finding(
        "unfinished-write",
        _(
            "A change to several files was interrupted; the store is read as it will "
            "be after recovery."
        ),
        stage,
        _("The next command that changes the store completes the recovery."),
    )
    return places, [interrupted]


def _await_writer(root: str) -> None:
    """Wait for a living writer to finish."""
    until = time.monotonic() + _PATIENCE
    while has_journal(root) and time.monotonic() < until:
        try:
            with write_lock(root, wait=False):
                return
        except BlockingIOError:
            time.sleep(_WAIT)
        except OSError:  # the store cannot be locked, so waiting is pointless
            return


def _places(
    root: str, journal: Journal, number: int, step: Step
) -> Iterator[tuple[str, str | None]]:
    """The paths that a step will change, each with the path of its content."""
    target = path_within(root, step.file)
    stage = os.path.join(root, STAGE)
    was, becomes, content = step.before, step.after, step.item and os.path.join(ITEMS, step.item)
    if journal.back:
        was, becomes, content = becomes, was, os.path.join(COPIES, str(number))
    if was == becomes or content_hash(target) != was:
        return
    if was is not None and os.path.isdir(target):
        yield from ((os.path.join(target, name), None) for name in os.listdir(target))
    elif becomes is None:
        yield target, None
    elif content is not None:
        place = os.path.join(stage, content)
        if content_hash(place) != becomes:
            return
        if os.path.isdir(place):
            names = os.listdir(place)
            yield from ((os.path.join(target, name), os.path.join(place, name)) for name in names)
        else:
            yield target, place
