"""Opening of regular files only: no links, pipes, devices or folders."""

import errno
import os
import stat
from typing import BinaryIO

MAX_FILE = 64 * 1024 * 1024  # bytes of a store file or an archived text

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def read_regular(path: str) -> bytes:
    """The content of the regular file at `path`.

    Raises OSError, also at once for a link, pipe, device or folder, and with EFBIG for more than
    MAX_FILE bytes.
    """
    with _opened(path) as file:
        if os.fstat(file.fileno()).st_size <= MAX_FILE:
            data = file.read(MAX_FILE + 1)
            if len(data) <= MAX_FILE:
                return data
    raise _error(errno.EFBIG, path)


def open_regular(path: str) -> BinaryIO | None:
    """The regular file at `path`, opened for reading; None if there is none.

    Does not follow links and does not block on pipes.
    """
    try:
        return _opened(path)
    except OSError:
        return None


def _opened(path: str) -> BinaryIO:
    opened = os.open(path, _FLAGS | getattr(os, "O_BINARY", 0))
    if stat.S_ISREG(os.fstat(opened).st_mode):
        return open(opened, "rb")
    os.close(opened)
    raise _error(errno.EINVAL, path)


def _error(number: int, path: str) -> OSError:
    return OSError(number, os.strerror(number), path)
