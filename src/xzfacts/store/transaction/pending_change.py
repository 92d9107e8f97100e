"""The files of a store as they will be once an interrupted change of it is settled.

Reading writes nothing, so a reader cannot settle a change whose writer was killed. It looks at
what each step of the journal would do and reads the file from where its content lies: all
readers see the store before the change or after it, never a mixture.
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

_PATIENCE = 5.0  # seconds that a reader gives a writer to put its change in place
_WAIT = 0.01  # seconds between looks at the lock


def pending_change(root: str) -> tuple[dict[str, str | None], list[Finding]]:
    """Where the content of each file of an interrupted change lies, by the file's path.

    None is the place of a file that will be gone. A journal that this user did not write on this
    machine changes nothing. The finding says which of the two was met.
    """
    _await_writer(root)
    if not has_journal(root):
        return {}, []
    journal = read_journal(root)
    if journal is None:
        return {}, [foreign_journal(root)]
    places: dict[str, str | None] = {}
    for number, step in enumerate(journal.steps):
        try:
            places.update(_places(root, journal, number, step))
        except (OSError, OutsideStoreError):  # settling it will leave this file alone, too
            continue
    return places, [_interrupted(root)]


def foreign_journal(root: str) -> Finding:
    """What is said of a journal that this user did not write on this machine."""
    return Finding(
        "foreign-journal",
        _("An unfinished change that you did not write on this machine; it is ignored."),
        Place(display_path(root, os.path.join(root, STAGE))),
        _("If no one else is writing to this store, delete this folder."),
    )


def _await_writer(root: str) -> None:
    """Let a living writer put its change in place."""
    until = time.monotonic() + _PATIENCE
    while has_journal(root) and time.monotonic() < until:
        try:
            with write_lock(root, wait=False):
                return
        except BlockingIOError:
            time.sleep(_WAIT)
        except OSError:  # no lock to be had: nobody can be asked
            return


def _places(
    root: str, journal: Journal, number: int, step: Step
) -> Iterator[tuple[str, str | None]]:
    """The paths that a step still has to change, with the place of their content."""
    target = path_within(root, step.file)
    stage = os.path.join(root, STAGE)
    was, becomes, held = step.before, step.after, step.item and os.path.join(ITEMS, step.item)
    if journal.back:
        was, becomes, held = becomes, was, os.path.join(COPIES, str(number))
    if was == becomes or content_hash(target) != was:
        return
    if was is not None and os.path.isdir(target):
        yield from ((os.path.join(target, name), None) for name in os.listdir(target))
    elif becomes is None:
        yield target, None
    elif held is not None:
        place = os.path.join(stage, held)
        if content_hash(place) != becomes:
            return
        if os.path.isdir(place):
            names = os.listdir(place)
            yield from ((os.path.join(target, name), os.path.join(place, name)) for name in names)
        else:
            yield target, place


def _interrupted(root: str) -> Finding:
    return Finding(
        "unfinished-write",
        _("A change of several files was interrupted; the store is read as it will be after it."),
        Place(display_path(root, os.path.join(root, STAGE))),
        _("The next command that changes the store settles it."),
    )
