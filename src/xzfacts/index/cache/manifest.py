"""The cache folder of compiled indexes, with a manifest that names the current one of a store.

For each store the cache folder holds a database and a manifest with its name. A database is
written once, under a unique name, and never changed after a manifest names it. So it is read
without locks, and processes that still read an old one are not disturbed. Replacing the
manifest, which is atomic, publishes a new database; a process killed before that leaves the
old one current.

The manifest also records size, times and inode of the finished database. A file that was
truncated, overwritten or damaged since then differs in these and is not used. The check
costs one `stat` and reads nothing of the file.
"""

import os
import sys
import time
from binascii import crc32
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, NamedTuple

from xzfacts.index.schema import VERSION
from xzfacts.store.regular_file import read_regular
from xzfacts.user_folders import make_folders

_MAGIC = b"xzfacts index\n"
_POLL_INTERVAL = 0.02  # seconds between attempts to take a lock of another process
_HEARTBEAT_TIMEOUT = 60.0  # seconds without heartbeat after which nobody waits for a builder
_MAX_CLOCK_WAIT = 0.05  # seconds to wait for the clock of the file system to advance


class Manifest(NamedTuple):
    """The current index of a store.

    database: name of its file within the folder.
    state: the `file_state` of that file when it was finished.
    fingerprint: fingerprint of the package that built it.
    root: absolute path of the store.
    listing: states of the store's files, see `file_states`.
    """

    database: str
    state: str
    fingerprint: str
    root: str
    listing: str


def file_state(path: str) -> str:
    """Return size, times and inode of a file. Raises OSError."""
    seen = os.stat(path)
    return f"{seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}"


def read_manifest(data: bytes) -> Manifest | None:
    """Read a manifest, or its beginning; None if it is none."""
    if not data.startswith(_MAGIC):
        return None
    head, end, listing = data[len(_MAGIC) :].partition(b"\n\n")
    fields = head.decode("utf-8", "surrogateescape").split("\0")
    if not end or len(fields) != 4:
        return None
    database, state, fingerprint, root = fields
    return Manifest(database, state, fingerprint, root, listing.decode("utf-8", "surrogateescape"))


def checksum(root: str) -> str:
    """Return what the names of the files of a store's index begin with.

    Two checksums make 64 bits; after a collision, the manifest names another store.
    """
    raw = os.fsencode(root)
    return f"{crc32(raw):08x}{crc32(raw[::-1]):08x}"


def lock_file(path: str) -> BinaryIO:
    """Open a lock file. Raises OSError, also for a pipe, which would block."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)
    return open(os.open(path, flags, 0o666), "ab")


class IndexCache:
    """The files of one store's index in a cache folder.

    directory: the cache folder. root: absolute path of the store.
    """

    def __init__(self, directory: str, root: str) -> None:
        self.stem = f"{checksum(root)}-{VERSION}"
        self.directory = directory
        self.root = root

    def path(self, name: str) -> str:
        """Return the full path of a file of the cache."""
        return os.path.join(self.directory, name)

    def manifest(self) -> Manifest | None:
        """Return the manifest, or None if there is none for this store."""
        try:
            data = read_regular(self.path(self.stem))
        except OSError:
            return None
        manifest = read_manifest(data)
        return manifest if manifest and manifest.root == self.root else None

    def is_intact(self, manifest: Manifest) -> bool:
        """Whether the database is unchanged since it was finished."""
        try:
            return file_state(self.path(manifest.database)) == manifest.state
        except OSError:
            return False

    def new_name(self) -> str:
        """Return a unique name for a new database, and create the folder. Raises OSError."""
        make_folders(self.directory, 0o700)
        return f"{self.stem}.{os.getpid():x}{time.time_ns():x}.db"

    def publish(self, database: str, fingerprint: str, listing: str) -> Manifest:
        """Make a finished database the current one; return its manifest. Raises OSError."""
        path = self.path(database)
        with open(path, "rb+") as file:
            os.fsync(file.fileno())
        state = file_state(path)
        manifest = Manifest(database, state, fingerprint, self.root, listing)
        self.write_manifest(manifest, after=path)
        return manifest

    def write_manifest(self, manifest: Manifest, after: str | None = None) -> None:
        """Replace the manifest. Raises OSError.

        after: a file; waits until the clock of the file system has advanced since its last
            change, so that no later change can have the same time.
        """
        head = "\0".join(manifest[:4])
        data = _MAGIC + f"{head}\n\n{manifest.listing}".encode("utf-8", "surrogateescape")
        from xzfacts.atomic_file import replacement

        with replacement(self.path(self.stem), prefix=f"{self.stem}.") as temporary:
            deadline = time.monotonic() + _MAX_CLOCK_WAIT
            while True:
                with open(temporary, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                if after is None or os.stat(temporary).st_mtime_ns > os.stat(after).st_ctime_ns:
                    break
                if time.monotonic() > deadline:
                    break
                time.sleep(0.001)

    def refresh(self, manifest: Manifest) -> None:
        """Replace the manifest of the same database unless it is locked; failures are ignored."""
        with suppress(OSError), lock_file(self.path(f"{self.stem}.lock")) as file:
            now = self.manifest() if Lock(file.fileno()).take() else None
            if now is not None and now.database == manifest.database:
                self.write_manifest(manifest)

    def discard(self) -> None:
        """Delete the manifest, so that no index is current."""
        with suppress(OSError):
            os.unlink(self.path(self.stem))

    def clear(self, keep: str | None) -> None:
        """Delete all files of this store but the manifest, the lock and the database `keep`."""
        with suppress(OSError), os.scandir(self.directory) as listing:
            for entry in listing:
                if entry.name.startswith(f"{self.stem}.") and entry.name not in {
                    keep,
                    f"{self.stem}.lock",
                }:
                    with suppress(OSError):  # open in another process, on Windows
                        os.unlink(entry.path)

    @contextmanager
    def lock(self) -> Iterator["Lock"]:
        """Take the lock for building this index; the system releases it if the process dies.

        Raises OSError if the lock file cannot be created. Without support for locks, or if the
        holder sends no heartbeat for a minute, the lock is not held: two processes may then do
        the same work, each in its own file, and the later manifest wins.
        """
        make_folders(self.directory, 0o700)
        with lock_file(self.path(f"{self.stem}.lock")) as file:
            lock = Lock(file.fileno())
            lock.wait()
            yield lock


class Lock:
    """An advisory lock on an open file. held: whether this process has it."""

    def __init__(self, file: int) -> None:
        self._file = file
        self.held = False
        self._last_heartbeat = 0.0

    def wait(self) -> None:
        """Wait for the lock and take it; give up if the holder sends no heartbeat."""
        last: tuple[int, float] | None = None
        while not self.take():
            last_beat = os.fstat(self._file).st_mtime_ns
            if last is None or last_beat != last[0]:
                last = (last_beat, time.monotonic())
            elif time.monotonic() - last[1] > _HEARTBEAT_TIMEOUT:
                return
            time.sleep(_POLL_INTERVAL)
        self.heartbeat()

    def heartbeat(self) -> None:
        """Tell waiting processes that this one is alive, at most once a second."""
        now = time.monotonic()
        if self.held and now - self._last_heartbeat > 1:
            self._last_heartbeat = now
            with suppress(OSError):
                os.utime(self._file)

    def take(self) -> bool:
        """Try to take the lock; return False if another process holds it."""
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(self._file, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        except OSError:
            return True
        self.held = True
        return True
