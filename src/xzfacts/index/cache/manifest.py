"""Where compiled indexes lie, and which file is the one in force.

For each store the cache folder holds a database, and beside it a card that names it. A
database is written under a name of its own, once, and never changed after a card names it:
so it is read without locks, and whoever still reads an old one is not disturbed. Putting
the new card in place of the old one, which the file system does at one stroke, is what
brings a new database into force; a process killed before that leaves the old one in force.

The card also says what the database file looked like when it was finished: size, times and
inode. A file that was cut short, overwritten or had a bit flipped since then looks
different, and is not used. That costs one `stat`; nothing of the file is read for it.
"""

import os
import sys
import time
from binascii import crc32
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from xzfacts.index.schema import VERSION

_MAGIC = b"xzfacts index\n"
_WAIT = 0.02  # seconds between looks at a lock that another process holds
_SILENT = 60.0  # seconds after which a builder that gave no sign of life is not waited for
_TICK = 0.05  # seconds to wait at most for the file system's clock to move on


class Card(NamedTuple):
    """What is in force for a store.

    database: name of the file within the folder. seal: how that file looked when finished.
    fingerprint: of the package that made it. listing: the store's files, see `freshness`.
    """

    database: str
    seal: str
    fingerprint: str
    root: str
    listing: str


def look(path: str) -> str:
    """What a file looks like from outside. Raises OSError."""
    seen = os.stat(path)
    return f"{seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}"


class Shelf:
    """The place of one store's index in a cache folder."""

    def __init__(self, directory: str, root: str) -> None:
        raw = os.fsencode(root)
        # Two checksums make 64 bits; should two stores meet all the same, the card tells.
        self.stem = f"{crc32(raw):08x}{crc32(raw[::-1]):08x}-{VERSION}"
        self.directory = directory
        self.root = root

    def path(self, name: str) -> str:
        """The full path of a file on the shelf."""
        return os.path.join(self.directory, name)

    def card(self) -> Card | None:
        """What is in force, if anything is and it is about this store."""
        try:
            with open(self.path(self.stem), "rb") as file:
                data = file.read()
        except OSError:
            return None
        if not data.startswith(_MAGIC):
            return None
        parts = data[len(_MAGIC) :].decode("utf-8", "surrogateescape").split("\n\n", 1)
        fields = parts[0].split("\0")
        if len(parts) != 2 or len(fields) != 4 or fields[3] != self.root:
            return None
        return Card(fields[0], fields[1], fields[2], fields[3], parts[1])

    def sound(self, card: Card) -> bool:
        """Whether the card's database is the very file that was finished."""
        try:
            return look(self.path(card.database)) == card.seal
        except OSError:
            return False

    def new_name(self) -> str:
        """A name for a database to be written; what is left of killed builders is cleared."""
        os.makedirs(self.directory, exist_ok=True)
        return f"{self.stem}.{os.getpid():x}{time.time_ns():x}.db"

    def put_in_force(self, database: str, fingerprint: str, listing: str) -> Card:
        """Bring a finished database into force. Raises OSError."""
        path = self.path(database)
        with open(path, "rb+") as file:
            os.fsync(file.fileno())
        seal = look(path)
        card = Card(database, seal, fingerprint, self.root, listing)
        self.put_card(card, after=path)
        return card

    def put_card(self, card: Card, after: str | None = None) -> None:
        """Put a card in place of the one that is there. Raises OSError.

        It is written when the file system's clock has moved on since the file `after` was
        finished, so that a later change of that file cannot bear the same time.
        """
        head = "\0".join(card[:4])
        data = _MAGIC + f"{head}\n\n{card.listing}".encode("utf-8", "surrogateescape")
        temporary = f"{self.path(self.stem)}.{os.getpid():x}.card"
        try:
            deadline = time.monotonic() + _TICK
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
            os.replace(temporary, self.path(self.stem))
        except OSError:
            with suppress(OSError):
                os.unlink(temporary)
            raise

    def note(self, card: Card) -> None:
        """Write down how the files look now, if nobody else is at it: it only saves time."""
        with suppress(OSError), open(self.path(f"{self.stem}.lock"), "ab") as file:
            now = self.card() if Lock(file.fileno()).take() else None
            if now is not None and now.database == card.database:
                self.put_card(card)

    def discard(self) -> None:
        """Put nothing in force."""
        with suppress(OSError):
            os.unlink(self.path(self.stem))

    def clear(self, keep: str | None) -> None:
        """Delete what is on the shelf besides the card, the lock and the database `keep`."""
        with suppress(OSError), os.scandir(self.directory) as listing:
            for entry in listing:
                if entry.name.startswith(f"{self.stem}.") and entry.name not in {
                    keep,
                    f"{self.stem}.lock",
                }:
                    with suppress(OSError):  # someone on Windows still reads it
                        os.unlink(entry.path)

    @contextmanager
    def lock(self) -> Iterator["Lock"]:
        """Be the only builder of this index. The system frees it if the process dies.

        Raises OSError where there can be no file. Where the file system knows no locks, or
        the holder gave no sign of life for a minute, nothing is held: then two may do the
        same work, each in its own file, and the later card counts.
        """
        os.makedirs(self.directory, exist_ok=True)
        with open(self.path(f"{self.stem}.lock"), "ab") as file:
            lock = Lock(file.fileno())
            lock.wait()
            yield lock


class Lock:
    """A lock on an open file."""

    def __init__(self, file: int) -> None:
        self._file = file
        self.held = False
        self._beat = 0.0

    def wait(self) -> None:
        """Take the lock as soon as it is free."""
        last: tuple[int, float] | None = None
        while not self.take():
            sign = os.fstat(self._file).st_mtime_ns
            if last is None or sign != last[0]:
                last = (sign, time.monotonic())
            elif time.monotonic() - last[1] > _SILENT:
                return
            time.sleep(_WAIT)
        self.beat()

    def beat(self) -> None:
        """Give a sign of life to those who wait."""
        now = time.monotonic()
        if self.held and now - self._beat > 1:
            self._beat = now
            with suppress(OSError):
                os.utime(self._file)

    def take(self) -> bool:
        """True where there is no more to wait for."""
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
