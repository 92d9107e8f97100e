"""`xzfacts init`: start a store."""

from typing import Annotated

from typer import Argument

from xzfacts.cli import streams
from xzfacts.cli.display_paths import from_here
from xzfacts.i18n import gettext as _
from xzfacts.store.render_toml import init_store


def run(
    folder: Annotated[
        str, Argument(metavar="DIR", help=_("Folder for the new store, new or empty."))
    ],
) -> int:
    """Start a store in a folder."""
    path = from_here(init_store(folder))
    streams.complain(_("There is a store now at {path}.").format(path=path))
    streams.tell(_("Write facts into it, then try `xzfacts verify` and `xzfacts WORDS`."))
    return 0
