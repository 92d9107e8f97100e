"""Why a store could not be made or written."""

import os
from typing import Self

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.i18n import reason
from xzfacts.store.paths import STAGE


class StoreExistsError(XzfactsError):
    """A store was to be made where one is."""

    def __init__(self, path: str) -> None:
        self.path = path

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("A store already exists at {path}.").format(path=self.path)


class FolderNotEmptyError(XzfactsError):
    """A store was to be made among other files."""

    def __init__(self, path: str) -> None:
        self.path = path

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("{path} is not empty; create a store in a new or empty folder.").format(
            path=self.path
        )


class StoreNotWrittenError(XzfactsError):
    """The file system refused; nothing of what was to be written is left."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason

    @classmethod
    def of(cls, root: str, error: OSError) -> Self:
        """What the system refused in the store: by the file that it names, if that is one of it."""
        named = (error.filename2, error.filename)  # of a renaming, where to and from where
        paths = (os.fsdecode(path) for path in named if isinstance(path, str | bytes))
        inside = os.path.join(os.path.abspath(root), "")
        stage = os.path.join(inside, STAGE)
        files = (path for path in paths if path.startswith(inside) and not path.startswith(stage))
        return cls(next(files, root), reason(error))

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("Cannot write {path}: {reason}.").format(path=self.path, reason=self.reason)
