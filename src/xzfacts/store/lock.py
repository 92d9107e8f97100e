"""One writer at a time in a store."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from xzfacts.store.locate import STORE_FILE

# By store: the files that we hold locked, each of which is, was or becomes its store.toml.
_held: dict[str, list[int]] = {}
_WINDOWS_LOCK = ".xzfacts-lock"  # there an open file cannot be replaced, so it is not store.toml


@contextmanager
def write_lock(root: str, *, wait: bool = True) -> Iterator[None]:
    """Hold the store's lock, waiting for it. It dies with the process.

    Raises OSError where it cannot be had, BlockingIOError where another has it and `wait` is
    false. It leaves no file, but on Windows a hidden one.
    """
    file = _locked_on_windows(root, wait=wait) if os.name == "nt" else _locked(root, wait=wait)
    held = _held.setdefault(os.path.abspath(root), [])
    held.append(file)
    try:
        yield
    finally:
        while held:
            os.close(held.pop())


def transfer_lock(root: str, path: str) -> None:
    """Lock the file that is about to become store.toml, as long as the lock on that is held.

    Or whoever opens the new file has a lock of his own while we still clear up.
    """
    if os.name == "nt":
        return
    from fcntl import LOCK_EX, flock

    held = _held.setdefault(os.path.abspath(root), [])
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    # What comes back is the file that we began with: to lock it again would be to wait for us.
    if any(os.path.samestat(os.fstat(file), os.fstat(ours)) for ours in held):
        os.close(file)
        return
    held.append(file)
    flock(file, LOCK_EX)


def _locked(root: str, *, wait: bool) -> int:
    """The store's own file, opened and locked: reading needs no lock, so it can carry it."""
    from fcntl import LOCK_EX, LOCK_NB, flock

    path = os.path.join(root, STORE_FILE)
    while True:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)  # a pipe must not block
        try:
            flock(file, LOCK_EX | (0 if wait else LOCK_NB))
            # While we waited another file may have been put in its place, and with it a new lock.
            if os.path.samestat(os.fstat(file), os.stat(path)):
                return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)


def _locked_on_windows(root: str, *, wait: bool) -> int:
    import time
    from importlib import import_module

    msvcrt = import_module("msvcrt")
    # Who does not wait is a reader, and leaves no file: where there is none nobody has the lock.
    create = os.O_CREAT if wait else 0
    file = os.open(os.path.join(root, _WINDOWS_LOCK), os.O_RDWR | create)
    while True:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            return file
        except OSError as error:
            if not wait:
                os.close(file)
                raise BlockingIOError from error
            time.sleep(0.05)
