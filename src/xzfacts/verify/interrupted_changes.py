"""Leftovers of an interrupted change of a store."""

import os
from collections.abc import Iterator

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Place
from xzfacts.model.findings import Finding
from xzfacts.store.lock import write_lock
from xzfacts.store.paths import STAGE, display_path
from xzfacts.store.transaction.journal import has_journal


def unfinished(root: str) -> Iterator[Finding]:
    """The stage of a dead writer in the store in the folder `root`, if any."""
    folder = os.path.join(root, STAGE)
    if not os.path.lexists(folder) or has_journal(root):  # reading reports a journal
        return
    if _is_locked(root) or not os.path.lexists(folder):
        return
    yield Finding(
        "unfinished-write",
        _("An interrupted change left this hidden folder behind."),
        Place(display_path(root, folder)),
        _("Delete it, or let the next change do so: nothing in it is needed."),
    )


def _is_locked(root: str) -> bool:
    """Whether a process is writing to the store."""
    try:
        with write_lock(root, wait=False):
            return False
    except BlockingIOError:
        return True
    except OSError:  # it cannot be locked, so no process has the lock
        return False
