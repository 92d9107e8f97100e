"""An index of a store, in whatever state its cached one is: as it is, mended, or built."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple

from xzfacts.index.cache import fingerprint
from xzfacts.index.cache.manifest import Card, Lock, Shelf, look
from xzfacts.index.freshness import Listing, list_store
from xzfacts.user_folders import cache_folder

if TYPE_CHECKING:
    from xzfacts.index.builder.writer import FileRead
    from xzfacts.model.findings import Finding

_TRIES = 5  # another process may take away what was just found in force
_CACHE_KIB = 16_384  # of memory for pages, in a process that asks much
_MANY = 0.5  # where a larger part of the files changed, the index is built anew
_FEW = 20  # files: up to so many are brought up to date in less time than the vocabulary is put in

# Called with the number of steps that are done and that there are: a file each, and the rest.
Progress = Callable[[int, int], None]


class Opened(NamedTuple):
    """An index that says what the store's files say.

    path: its file, None where it is in memory as no cache can be written. seal: how the file
    looked when it was finished. findings: faults of the folder; those of the files are in
    the index.
    """

    db: sqlite3.Connection
    path: str | None
    seal: str
    findings: "list[Finding]"

    def intact(self) -> bool:
        """Whether the file is still what it was when it was opened.

        One that was replaced by a newer one and deleted stays readable for who has it open.
        """
        try:
            return self.path is None or look(self.path) == self.seal
        except OSError:
            return True


def open_index(root: str, progress: Progress | None = None, *, rebuild: bool = False) -> Opened:
    """Open the index of the store in the folder `root`, brought up to date.

    Where the cache fails, in whatever way, the index is built in memory. `rebuild` builds it
    anew whatever its state. Raises StoreUnreadableError.
    """
    directory = cache_folder()
    if directory is None:
        return open_in_memory(root, progress)
    shelf = Shelf(directory, os.path.realpath(root))
    for _ in range(_TRIES):
        listing = list_store(root)
        with suppress(OSError, sqlite3.Error):
            opened = None if rebuild else _in_force(shelf, root, listing)
            return opened or _under_lock(shelf, root, progress, rebuild=rebuild)
        if shelf.card() is None:
            break  # it is not that someone else changed it: nothing can be written here
    return open_in_memory(root, progress)


def open_in_memory(root: str, progress: Progress | None = None) -> Opened:
    """Build an index of the store that nobody else sees. Raises StoreUnreadableError."""
    listing = list_store(root)
    db = sqlite3.connect(":memory:", isolation_level=None)
    _build(db, root, listing, progress or _silent)
    return Opened(db, None, "", listing.findings)


def discard(opened: Opened, root: str) -> None:
    """Let nobody use this index any more: it turned out to be damaged."""
    directory = cache_folder()
    if directory is not None and opened.path is not None:
        shelf = Shelf(directory, os.path.realpath(root))
        card = shelf.card()
        if card is not None and shelf.path(card.database) == opened.path:
            shelf.discard()


def _in_force(shelf: Shelf, root: str, listing: Listing) -> Opened | None:
    """The index in force, if it says what the files say."""
    card = _usable(shelf)
    if card is None:
        return None
    path = shelf.path(card.database)
    if card.listing == listing.text and not listing.young:
        return Opened(_connect(path), path, card.seal, listing.findings)
    from xzfacts.index.builder.source_files import Changes

    db = _connect(path)
    if Changes(db, root, listing, card.listing):
        db.close()
        return None
    if card.listing != listing.text:
        shelf.note(card._replace(listing=listing.text))
    return Opened(db, path, card.seal, listing.findings)


def _usable(shelf: Shelf) -> Card | None:
    card = shelf.card()
    if card is None or not shelf.sound(card):
        return None
    known = fingerprint.of_package(card.fingerprint)
    if known == card.fingerprint:
        return card
    if not fingerprint.same_content(known, card.fingerprint):
        return None
    # Installed anew, or from elsewhere, and the same: not worth building an index.
    card = card._replace(fingerprint=known)
    shelf.note(card)
    return card


def _under_lock(shelf: Shelf, root: str, progress: Progress | None, *, rebuild: bool) -> Opened:
    with shelf.lock() as lock:
        listing = list_store(root)
        card = None if rebuild else _usable(shelf)
        if card is not None:
            card = _mended(shelf, card, root, listing, lock)
        if card is None:
            card = _built(shelf, root, listing, lock, progress or _silent)
        if lock.held:
            shelf.clear(keep=card.database)
        path = shelf.path(card.database)
        return Opened(_connect(path), path, card.seal, listing.findings)


def _mended(shelf: Shelf, card: Card, root: str, listing: Listing, lock: Lock) -> Card | None:
    """What is in force, brought up to date; None if better built anew."""
    from shutil import copyfile

    from xzfacts.index.builder.build import update
    from xzfacts.index.builder.source_files import Changes, NoRoomError, read

    with closing(_connect(shelf.path(card.database))) as db:
        changes = Changes(db, root, listing, card.listing)
    if not changes:
        if card.listing != listing.text:
            shelf.put_card(card._replace(listing=listing.text))
        return card
    if len(changes.read) > max(_MANY * len(listing.names), _FEW):
        return None
    name = shelf.new_name()
    path = shelf.path(name)
    try:
        labels = changes.labels()
        copyfile(shelf.path(card.database), path)
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            files = _beating(lock, (read(root, listing, n) for n in changes.read))
            update(db, changes.removed, zip(labels, files, strict=True))
        return shelf.put_in_force(name, card.fingerprint, listing.text)
    except (NoRoomError, sqlite3.Error):
        _delete(path)
        return None
    except BaseException:
        _delete(path)
        raise


def _built(shelf: Shelf, root: str, listing: Listing, lock: Lock, progress: Progress) -> Card:
    if lock.held:
        card = shelf.card()
        shelf.clear(keep=card and card.database)
    name = shelf.new_name()
    path = shelf.path(name)
    before = fingerprint.of_package()

    def tell(done: int, count: int) -> None:
        lock.beat()
        progress(done, count)

    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            _build(db, root, listing, tell)
        return shelf.put_in_force(name, before, listing.text)
    except BaseException:
        _delete(path)
        raise


def _build(db: sqlite3.Connection, root: str, listing: Listing, progress: Progress) -> None:
    from xzfacts.index.builder.build import build
    from xzfacts.index.builder.source_files import read
    from xzfacts.vocabulary.loader import load_vocabulary

    count = len(listing.names)
    steps = count + 1

    def files() -> "Iterator[FileRead]":
        for number in range(count):
            progress(number, steps)
            yield read(root, listing, number)
        progress(count, steps)

    build(db, files(), count, load_vocabulary())
    progress(steps, steps)


def _beating(lock: Lock, files: "Iterator[FileRead]") -> "Iterator[FileRead]":
    for file in files:
        lock.beat()
        yield file


def _connect(path: str) -> sqlite3.Connection:
    """Open a finished database, which nobody changes any more, for reading."""
    spelled = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if os.sep == "\\":
        spelled = "/" + spelled.replace("\\", "/")
    db = sqlite3.connect(f"file:{spelled}?mode=ro&immutable=1", uri=True, isolation_level=None)
    db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return db


def _delete(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def _silent(_done: int, _count: int) -> None:
    """Tell nobody."""
