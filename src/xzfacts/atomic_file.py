"""Replaces files as a whole: a reader sees the old content or the new, never a part of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from xzfacts.termination import cleanup_before_end

_PREFIX, _SUFFIX = ".xzfacts-", ".tmp"


@contextmanager
def replacement(path: str, *, prefix: str = _PREFIX) -> Iterator[str]:
    """Yield the path of a new empty file, which replaces the file at `path` afterwards.

    The new file is in the same folder, with a name that begins with `prefix`. It is synced before
    it replaces the other; if the block raises, or a signal ends the process, it is deleted. A link
    at `path` is replaced, not followed. Raises OSError, which names `path` if the new file cannot
    be written.
    """
    folder = os.path.dirname(os.path.abspath(path))
    temporary = os.path.join(folder, f"{prefix}{os.urandom(8).hex()}{_SUFFIX}")
    with cleanup_before_end():
        try:
            os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
            yield temporary
            with open(temporary, "rb+") as file:
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException as error:
            with suppress(OSError):
                os.unlink(temporary)
            if isinstance(error, OSError) and error.filename in {None, temporary}:
                error.filename, error.filename2 = path, None  # a full disk names no file
            raise


def remove_leftovers(folder: str) -> None:
    """Remove the new files of processes that were killed; nobody may be writing to the folder."""
    with os.scandir(folder) as listing:
        for entry in listing:
            if entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX):
                with suppress(OSError):
                    os.unlink(entry.path)
