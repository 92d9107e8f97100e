"""`xzfacts browse`: search the store while typing."""

import os
import sys
from typing import Annotated

from typer import Argument

from xzfacts.cli import streams
from xzfacts.cli.extras import extra
from xzfacts.cli.opened_store import opened_store
from xzfacts.cli.options import StorePath, complete_query
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark


class NoBrowserTerminalError(XzfactsError):
    """Standard input or output is not a terminal that can be drawn on."""

    template = mark("browse needs a terminal; without one, use `xzfacts WORDS` or `xzfacts list`.")


def run(
    words: Annotated[
        list[str] | None,
        Argument(
            metavar="[WORDS]...", help=_("The query to begin with."), autocompletion=complete_query
        ),
    ] = None,
    store: StorePath = None,
) -> int:
    """Search the store while typing, and copy or open what is found."""
    dumb = os.environ.get("TERM", "") == "dumb"
    if dumb or not (sys.stdin.isatty() and streams.is_terminal()):
        raise NoBrowserTerminalError
    with extra("browse", "prompt_toolkit"):
        from xzfacts.cli.browse.application import Browser
    with opened_store(store) as facts:
        root = facts.root
    return Browser(root, " ".join(words or ())).run()
