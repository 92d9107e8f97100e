"""Opening of regular files only: no links, pipes, devices or folders."""

import os
import stat
from typing import BinaryIO


def open_regular(path: str) -> BinaryIO | None:
    """The regular file at `path`, opened for reading; None if there is none.

    Does not follow links and does not block on pipes.
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
