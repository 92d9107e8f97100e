"""Locates the store that a command may write to."""

import os

from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark
from xzfacts.store.locate import VARIABLE, locate_store


class NoWritableStoreError(XzfactsError):
    """Only the store that ships with the program was found, which is read-only."""

    template = mark(
        "No writable store was found: pass one with --store, or create one with `xzfacts init DIR`."
    )


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
