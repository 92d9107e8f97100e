"""Open a file only where it is one: no link, pipe, device or folder in its place."""

import os
import stat
from typing import BinaryIO


def open_regular(path: str) -> BinaryIO | None:
    """The regular file at `path`, opened for reading; None where there is none to be had.

    A link is not followed, and a pipe is not waited for.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        opened = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    if stat.S_ISREG(os.fstat(opened).st_mode):
        return open(opened, "rb")
    os.close(opened)
    return None
