"""Location of the store that a command works on."""

import os

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark
from xzfacts.store.paths import real_path

STORE_FILE = "store.toml"
STORE_FOLDER = "facts"
VARIABLE = "XZFACTS_STORE"

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class StoreNotFoundError(XzfactsError):
    """The given folder is not a store; or, with path None, no store was found."""

    path: str | None

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
    """The path given as a store is a file."""

    template = mark("{path} is a file; a store is the folder that contains store.toml.")
    path: str


class StoreUnreadableError(XzfactsError):
    """The folder of the store exists but cannot be listed."""

    template = mark("Cannot read the store at {path}: {reason}.")
    path: str
    reason: str


def locate_store(named: str | None = None) -> str:
    """The absolute path of the store's folder, which contains `store.toml`.

    Precedence: `named` (the option `--store`), the variable XZFACTS_STORE, the nearest
    `facts/store.toml` in the working folder or above, the store in the package. A given path is
    the store's folder or its parent; if it is not a store, no other store is used instead.

    Raises StoreNotFoundError, StoreIsAFileError or StoreUnreadableError.
    """
    path = named or os.environ.get(VARIABLE)
    if path:
        return _named(path)
    found = _upward() or _shipped()
    if found is None:
        raise StoreNotFoundError(None)
    return found


def _named(path: str) -> str:
    found = _store_in(os.path.abspath(path))
    if found is not None:
        return found
    if os.path.isfile(path):
        raise StoreIsAFileError(path)
    for folder in (path, os.path.join(path, STORE_FOLDER)):
        _require_access(folder)
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
        _require_access(candidate)  # or another store would be used instead
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def store_around(folder: str) -> str | None:
    """The real path of the store that contains `folder`, which may not exist; None if none does.

    Raises OSError.
    """
    path = real_path(folder)
    while not _is_store(path):
        path, child = os.path.dirname(path), path
        if path == child:
            return None
    return path


def _shipped() -> str | None:
    """The store in the package, or in the checkout around it."""
    return _store_in(_PACKAGE) or _store_in(os.path.dirname(os.path.dirname(_PACKAGE)))


def is_shipped(root: str) -> bool:
    """Whether this is the store in the package."""
    return root == _shipped()


def _store_in(folder: str) -> str | None:
    for candidate in (folder, os.path.join(folder, STORE_FOLDER)):
        if _is_store(candidate):
            return candidate
    return None


def _require_access(folder: str) -> None:
    """Raises StoreUnreadableError for a folder that cannot be listed."""
    if os.path.isdir(folder) and not os.access(folder, os.R_OK | os.X_OK):
        raise StoreUnreadableError(folder, _("permission denied"))


def _is_store(folder: str) -> bool:
    return os.path.isfile(os.path.join(folder, STORE_FILE))
