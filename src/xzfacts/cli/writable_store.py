"""Which store a command may write to."""

import os

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.store.locate import VARIABLE, locate_store


class NoStoreToWriteError(XzfactsError):
    """Only the store that ships was found, and that one is not the caller's to write."""

    def message(self) -> str:
        """Say how to get a store."""
        return _(
            "There is no store of your own here: name one with --store, or make one with "
            "`xzfacts init DIR`."
        )


def own_store(named: str | None) -> str:
    """The store to write to: the one that was named, or one above the working folder.

    Raises NoStoreToWriteError and what `locate_store` does.
    """
    root = locate_store(named)
    above = os.path.dirname(root)
    if not (named or os.environ.get(VARIABLE)) and (
        os.path.commonpath((above, os.getcwd())) != above
    ):
        raise NoStoreToWriteError
    return root
