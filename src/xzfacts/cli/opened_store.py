"""Opens the store that a command reads or writes to, and reports its faults."""

import os

from xzfacts.app import Facts, open_store
from xzfacts.cli.progress import IndexProgress
from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark
from xzfacts.store.locate import VARIABLE, locate_store


class NoWritableStoreError(XzfactsError):
    """Only the store that ships with the program was found, which is read-only."""

    template = mark(
        "No writable store was found: pass one with --store, or create one with `xzfacts init DIR`."
    )


def opened_store(named: str | None) -> Facts:
    """Open the named store, or the one found from here, and print its first faults.

    Raises what `locate_store` raises.
    """
    facts = open_store(named, IndexProgress())
    if facts.findings:
        from xzfacts.cli.messages import report_findings

        report_findings(facts.findings)
    return facts


def writable_store(named: str | None) -> Facts:
    """Open the store to write to. Raises as `writable_store_root` does."""
    return open_store(writable_store_root(named), IndexProgress())


def writable_store_root(named: str | None) -> str:
    """Return the folder of the store to write to: the named one, or one found upward from here.

    Raises NoWritableStoreError and what `locate_store` raises.
    """
    root = locate_store(named)
    above = os.path.dirname(root)
    if not (named or os.environ.get(VARIABLE)) and (
        os.path.commonpath((above, os.getcwd())) != above
    ):
        raise NoWritableStoreError
    return root
