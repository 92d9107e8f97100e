"""`xzfacts review`: go through drafts one by one."""

import os
import sys
from typing import Annotated

from typer import Argument

from xzfacts.app import open_store
from xzfacts.cli import streams
from xzfacts.cli.index_progress import Bar
from xzfacts.cli.messages import report_findings
from xzfacts.cli.options import StorePath
from xzfacts.cli.writable_store import writable_store_root
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.i18n import ngettext

_INTERRUPTED = 130  # as shells report a process that Ctrl-C ended
_SIGNALLED = 128  # and one that a signal ended: the signal's number on top


class NoTerminalError(XzfactsError):
    """Nobody is there to press a key."""

    def __init__(self, waiting: int) -> None:
        super().__init__(waiting)
        self.waiting = waiting

    def message(self) -> str:
        """Say how many drafts wait, and how to see them."""
        told = ngettext(
            "review needs a terminal. {count} draft waits; `xzfacts list --status draft` lists it.",
            "review needs a terminal. {count} drafts wait; `xzfacts list --status draft` lists "
            "them.",
            self.waiting,
        )
        return told.format(count=self.waiting)


class NoSuchSourceError(XzfactsError):
    """The store has no source with the id."""

    exit_status = 1

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.source = source

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("No source has the id {id}; `xzfacts list sources` lists them.").format(
            id=self.source
        )


def run(
    source: Annotated[
        str | None,
        Argument(metavar="[SOURCE]", help=_("Id of a source: only drafts from it.")),
    ] = None,
    store: StorePath = None,
) -> int:
    """Go through drafts, one by one, a key each."""
    root = writable_store_root(store)
    facts = open_store(root, Bar())
    report_findings(facts.findings)
    if source is not None and facts.source(source) is None:
        raise NoSuchSourceError(source)
    drafts = [fact for fact in facts.drafts() if source in {None, fact.source.id}]
    if not drafts:
        streams.message(_("No draft waits for review."))
        return 1
    if not (sys.stdin.isatty() and streams.is_terminal()):
        raise NoTerminalError(len(drafts))
    from xzfacts.cli.review.loop import Going
    from xzfacts.cli.review.tty import Stopped
    from xzfacts.cli.review.view import summary

    going = Going(facts, drafts, plain=os.environ.get("TERM") == "dumb")
    try:
        going.go()
    except Stopped as stopped:
        return _SIGNALLED + stopped.number
    except KeyboardInterrupt:
        status = _INTERRUPTED
    else:
        status = 0
    streams.message(summary(going.state))
    return status
