"""Which store a command works on."""

import os

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _

STORE_FILE = "store.toml"
STORE_FOLDER = "facts"
VARIABLE = "XZFACTS_STORE"

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class StoreNotFoundError(XzfactsError):
    """The folder that was named holds no store, or no store is anywhere (path is None)."""

    def __init__(self, path: str | None) -> None:
        self.path = path

    def message(self) -> str:
        """The sentence for the terminal."""
        if self.path is None:
            return _("No store found. Run `xzfacts init DIR` to create one.")
        if os.path.isdir(self.path):
            return _(
                "{path} is not a store: it has no store.toml. Run `xzfacts init "
                "{path}` to create one."
            ).format(path=self.path)
        return _("No store at {path}: no such folder.").format(path=self.path)


class StoreIsAFileError(XzfactsError):
    """What was named as the store is a file."""

    def __init__(self, path: str) -> None:
        self.path = path

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("{path} is a file; a store is the folder that contains store.toml.").format(
            path=self.path
        )


class StoreUnreadableError(XzfactsError):
    """The store's folder is there and cannot be listed."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("Cannot read the store at {path}: {reason}.").format(
            path=self.path, reason=self.reason
        )


def locate_store(named: str | None = None, *, shipped: bool = True) -> str:
    """The absolute path of the store's folder, the one that holds `store.toml`.

    `named` (the `--store` option) comes first, then the variable XZFACTS_STORE, then the
    nearest folder upward that holds `facts/store.toml`, then the store in the package. A
    named path is the store's folder or one that holds it as `facts`. What is named and not
    there is an error: nothing else is used in its place. A command that writes leaves out
    the store in the package (`shipped` false).

    Raises StoreNotFoundError, StoreIsAFileError or StoreUnreadableError.
    """
    path = named or os.environ.get(VARIABLE)
    if path:
        return _named(path)
    found = _upward() or (_shipped() if shipped else None)
    if found is None:
        raise StoreNotFoundError(None)
    return found


def _named(path: str) -> str:
    found = _holding(os.path.abspath(path))
    if found is not None:
        return found
    if os.path.isfile(path):
        raise StoreIsAFileError(path)
    for folder in (path, os.path.join(path, STORE_FOLDER)):
        _must_open(folder)
    raise StoreNotFoundError(path)


def _upward() -> str | None:
    try:
        folder = os.getcwd()
    except OSError:  # the working folder was deleted
        return None
    while True:
        candidate = os.path.join(folder, STORE_FOLDER)
        if _is_store(candidate):
            return candidate
        _must_open(candidate)  # or another store would answer in its place
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def _shipped() -> str | None:
    """In the package where it is installed; two folders up where it is a checkout."""
    return _holding(_PACKAGE) or _holding(os.path.dirname(os.path.dirname(_PACKAGE)))


def _holding(folder: str) -> str | None:
    for candidate in (folder, os.path.join(folder, STORE_FOLDER)):
        if _is_store(candidate):
            return candidate
    return None


def _must_open(folder: str) -> None:
    """Raise StoreUnreadableError for a folder that cannot be looked into."""
    if os.path.isdir(folder) and not os.access(folder, os.R_OK | os.X_OK):
        raise StoreUnreadableError(folder, _("permission denied"))


def _is_store(folder: str) -> bool:
    return os.path.isfile(os.path.join(folder, STORE_FILE))
