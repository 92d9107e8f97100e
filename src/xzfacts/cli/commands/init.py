"""`xzfacts init`: create a store."""

from typing import Annotated

from typer import Argument

from xzfacts.cli import streams
from xzfacts.cli.display_paths import relative_to_cwd
from xzfacts.i18n import gettext as _
from xzfacts.store.render_toml import init_store


def run(
    folder: Annotated[
        str, Argument(metavar="DIR", help=_("Folder for the store; must be new or empty."))
    ],
) -> int:
    """Create a store in a folder."""
    path = relative_to_cwd(init_store(folder))
    streams.message(_("Created a store in {path}/.").format(path=path))
    streams.detail(_("Add facts to it, then try `xzfacts verify` and `xzfacts WORDS`."))
    return 0
