"""The write lock of a store: one writer at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from xzfacts.store.locate import STORE_FILE

# Descriptors locked by this process, by store: its current, former and next store.toml.
_locked_files: dict[str, list[int]] = {}
_WINDOWS_LOCK = ".xzfacts-lock"  # not store.toml, as Windows cannot replace open files


@contextmanager
def write_lock(root: str, *, wait: bool = True) -> Iterator[None]:
    """Holds the write lock of the store in the folder `root`; it ends with the process.

    Waits for it; with `wait` false raises BlockingIOError if another process has it. Raises
    OSError if the store cannot be locked. Leaves no file, except a hidden one on Windows.
    """
    file = _locked_on_windows(root, wait=wait) if os.name == "nt" else _locked(root, wait=wait)
    ours = _locked_files.setdefault(os.path.abspath(root), [])
    ours.append(file)
    try:
        yield
    finally:
        while ours:
            os.close(ours.pop())


def transfer_lock(root: str, path: str) -> None:
    """Also lock the file that is about to replace store.toml.

    Otherwise another process could lock the new file before this one has finished.
    """
    if os.name == "nt":
        return
    from fcntl import LOCK_EX, flock

    ours = _locked_files.setdefault(os.path.abspath(root), [])
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    # Undoing puts back the file locked first: locking it again would wait for ourselves.
    if any(os.path.samestat(os.fstat(file), os.fstat(locked)) for locked in ours):
        os.close(file)
        return
    ours.append(file)
    flock(file, LOCK_EX)


def _locked(root: str, *, wait: bool) -> int:
    """store.toml, opened and locked; readers do not lock it."""
    from fcntl import LOCK_EX, LOCK_NB, flock

    path = os.path.join(root, STORE_FILE)
    # A pipe must not block, and a link could lead to a file that some program keeps locked.
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW
    while True:
        file = os.open(path, flags)
        try:
            flock(file, LOCK_EX | (0 if wait else LOCK_NB))
            # The file may have been replaced while waiting; then the new one has to be locked.
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
    # Readers do not wait and create no file: without one, no process has the lock.
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
