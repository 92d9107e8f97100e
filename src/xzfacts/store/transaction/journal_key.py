"""The secret key that signs a user's journals, created once per machine."""

import os
from contextlib import suppress

from xzfacts.store.regular_file import open_regular
from xzfacts.user_folders import make_folders, state_folder

_FILE = "journal.key"
_BYTES = 32


def journal_key(*, create: bool) -> bytes | None:
    """The key of this user on this machine; None if there is none or it cannot be stored.

    `create`: create a missing key, and replace one that others may have read or written.
    """
    folder = state_folder()
    if folder is None:
        return None
    path = os.path.join(folder, _FILE)
    key = _read(path)
    if key is None and create:
        with suppress(OSError):
            _create(folder, path)
        key = _read(path)
    return key


def _read(path: str) -> bytes | None:
    """The key in a file that only this user can read and write; else None."""
    file = open_regular(path)
    if file is None:
        return None
    with file:
        seen = os.fstat(file.fileno())
        if os.name != "nt" and (seen.st_uid != os.geteuid() or seen.st_mode & 0o077):
            return None
        key = file.read(_BYTES + 1)
    return key if len(key) == _BYTES else None


def _create(folder: str, path: str) -> None:
    """Create a key atomically: written under a temporary name, then linked."""
    import secrets

    make_folders(folder, 0o700)
    draft = f"{path}.{os.getpid()}.{secrets.token_hex(4)}"
    opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(opened, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
            file.flush()
            os.fsync(opened)
        try:
            os.link(draft, path)  # fails if another process was first
        except FileExistsError:
            if _read(path) is None:
                os.replace(draft, path)
        except OSError:  # a file system without links
            os.rename(draft, path)
    finally:
        with suppress(OSError):
            os.unlink(draft)
