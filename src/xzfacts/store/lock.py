"""One writer at a time in a store."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from xzfacts.store.locate import STORE_FILE


@contextmanager
def writing(root: str) -> Iterator[None]:
    """Hold the store's lock, waiting for it. It leaves no file and dies with the process.

    Systems without POSIX locks (Windows) get none.
    """
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:
        yield
        return
    # Reading needs no lock, so the store's own file can carry it.
    file = os.open(os.path.join(root, STORE_FILE), os.O_RDONLY | os.O_CLOEXEC)
    try:
        flock(file, LOCK_EX)
        yield
    finally:
        os.close(file)
