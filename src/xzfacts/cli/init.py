"""`xzfacts init`: start a store."""

from typing import Annotated

from typer import Argument

from xzfacts.i18n import gettext as _


def run(
    folder: Annotated[str, Argument(metavar="DIR", help=_("Folder of the new store."))],
) -> int:
    """Start a store in a folder."""
    raise NotImplementedError(folder)
