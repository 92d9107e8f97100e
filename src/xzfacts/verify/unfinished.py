"""What a write that was cut short left behind in a store."""

import os
from collections.abc import Iterator

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Place
from xzfacts.model.findings import Finding
from xzfacts.store.lock import write_lock
from xzfacts.store.paths import STAGE, display_path
from xzfacts.store.transaction.journal import has_journal


def unfinished(root: str) -> Iterator[Finding]:
    """The hidden folder of a write in the store in the folder `root` whose writer is gone."""
    folder = os.path.join(root, STAGE)
    if not os.path.lexists(folder) or has_journal(root):  # a journal is found by listing the store
        return
    if _is_used(root) or not os.path.lexists(folder):
        return
    yield Finding(
        "unfinished-write",
        _("A write was cut short here, and its hidden folder is left."),
        Place(display_path(root, folder)),
        _("Delete it: it holds nothing that the store lacks. The next change does so too."),
    )


def _is_used(root: str) -> bool:
    """Whether somebody writes to the store right now."""
    try:
        with write_lock(root, wait=False):
            return False
    except BlockingIOError:
        return True
    except OSError:  # no lock to be had, so nobody has it
        return False
