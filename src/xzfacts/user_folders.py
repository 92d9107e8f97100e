"""The platform's folders for cached files and state of each user."""

import os
import stat
import sys

VARIABLE = "XZFACTS_CACHE"

_NAME = "xzfacts"


def cache_folder() -> str | None:
    """Return the folder for files that can be recreated; None if the system has none.

    The variable XZFACTS_CACHE takes precedence over the folder of the platform. The folder may not
    exist.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return os.path.abspath(named)
    return _folder("XDG_CACHE_HOME", "~/.cache", "~/Library/Caches")


def is_private(folder: str) -> bool:
    """Whether only this user and the administrator can write to a folder, or it does not exist."""
    if sys.platform == "win32":
        return True
    try:
        seen = os.stat(folder)
    except OSError:
        return True
    user = os.geteuid()
    return not seen.st_mode & stat.S_IWOTH and (user == 0 or seen.st_uid in {user, 0})


def state_folder() -> str | None:
    """Return the folder for files of this user on this machine; None if the system has none."""
    return _folder("XDG_STATE_HOME", "~/.local/state", "~/Library/Application Support")


def _folder(variable: str, default: str, mac: str) -> str | None:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = os.path.expanduser(mac)
    else:
        base = os.environ.get(variable)
        if not base or not os.path.isabs(base):  # the XDG specification ignores relative paths
            base = None if os.environ.get("HOME") == "" else os.path.expanduser(default)
    if not base or not os.path.isabs(base):
        return None
    return os.path.join(base, _NAME)


def make_folders(path: str, mode: int = 0o777) -> None:
    """Create a folder, and those above it, with this mode; none that exists. Raises OSError.

    `os.makedirs` recurses, and so fails with a thousand folders in one another.
    """
    missing = [] if os.path.isdir(path) else [path]
    while missing and (above := os.path.dirname(missing[-1])) and not os.path.lexists(above):
        missing.append(above)
    for folder in reversed(missing):
        try:
            os.mkdir(folder, mode)
        except FileExistsError:
            if not os.path.isdir(folder):
                raise
