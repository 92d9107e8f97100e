"""`xzfacts mcp`: serve the store to assistants over standard input and output."""

from xzfacts.cli.extras import extra
from xzfacts.cli.options import StorePath
from xzfacts.store.locate import locate_store


def run(store: StorePath = None) -> int:
    """Serve the store to assistants by the Model Context Protocol, for reading only."""
    root = locate_store(store)
    with extra("mcp", "mcp"):
        from xzfacts.mcp_server import server
    server(root).run("stdio")
    return 0
