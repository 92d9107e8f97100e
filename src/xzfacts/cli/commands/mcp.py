"""`xzfacts mcp`: serve the store to assistants over standard input and output."""

from typing import ClassVar

from xzfacts.cli.options import StorePath
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.store.locate import locate_store


class MissingMcpError(XzfactsError):
    """The SDK of the Model Context Protocol is not installed."""

    exit_status: ClassVar[int] = 2

    def message(self) -> str:
        """Return the text of the error."""
        return _("This command needs a package: pip install 'xzfacts[mcp]'.")


def run(store: StorePath = None) -> int:
    """Serve the store to assistants by the Model Context Protocol, for reading only."""
    root = locate_store(store)
    try:
        from xzfacts.mcp_server import server
    except ModuleNotFoundError:
        raise MissingMcpError from None
    server(root).run("stdio")
    return 0
