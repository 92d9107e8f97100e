"""Opens the index of a store: the cached one if current, else updated or rebuilt."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple

from xzfacts.index.cache import fingerprint
from xzfacts.index.cache.manifest import IndexCache, Lock, Manifest, file_state
from xzfacts.index.file_states import Findings, Listing, list_store
from xzfacts.index.schema import is_index
from xzfacts.user_folders import cache_folder, is_private

if TYPE_CHECKING:
    from xzfacts.index.builder.writer import FileRead

_TRIES = 5  # another process may delete the database that was just found
_CACHE_KIB = 16_384  # page cache, for processes with many queries
_MAX_CHANGED_SHARE = 0.5  # if a larger share of the files changed, the index is rebuilt …
_MIN_CHANGED = 20  # … and more than this number: inserting the vocabulary takes as long

# Called with the number of steps done and of all steps: one for each file and one for the rest.
Progress = Callable[[int, int], None]


class OpenIndex(NamedTuple):
    """An open index that agrees with the files of the store.

    db: connection to the database.
    path: its file, None if it is in memory because the cache cannot be written.
    state: the `file_state` of the file when it was finished.
    findings: faults of the folder; those of the files are in the index.
    """

    db: sqlite3.Connection
    path: str | None
    state: str
    findings: Findings

    def is_intact(self) -> bool:
        """Whether the file is unchanged since it was opened.

        A deleted one counts as unchanged: it stays readable for processes that have it open.
        """
        try:
            return self.path is None or file_state(self.path) == self.state
        except OSError:
            return True


def open_index(root: str, progress: Progress | None = None, *, rebuild: bool = False) -> OpenIndex:
    """Open the index of the store in the folder `root`, and update it first if needed.

    If the cache fails or others can write to it, the index is built in memory. rebuild: build it
    even if it is current. Raises StoreUnreadableError.
    """
    directory = cache_folder()
    if directory is None or not is_private(directory):
        return open_in_memory(root, progress)
    cache = IndexCache(directory, os.path.realpath(root))
    for _ in range(_TRIES):
        listing = list_store(root)
        with suppress(OSError, sqlite3.Error):
            opened = None if rebuild else _current(cache, root, listing)
            return opened or _consistent(
                root, lambda: _under_lock(cache, root, progress, rebuild=rebuild)
            )
        if cache.manifest() is None:
            break  # not a change by another process: the cache cannot be written
    return open_in_memory(root, progress)


def open_in_memory(root: str, progress: Progress | None = None) -> OpenIndex:
    """Build an index of the store in memory. Raises StoreUnreadableError."""

    def build() -> OpenIndex:
        listing = list_store(root)
        db = sqlite3.connect(":memory:", isolation_level=None)
        # The disk on which SQLite would sort may be as full as that of the cache.
        db.execute("PRAGMA temp_store = MEMORY")
        _build(db, root, listing, progress or _no_progress)
        return OpenIndex(db, None, "", listing.findings)

    return _consistent(root, build)


def open_copy(path: str) -> OpenIndex:
    """Open a copy of an index as it is. Raises OSError."""
    return OpenIndex(_connect(path), path, file_state(path), [])


def _consistent(root: str, build: Callable[[], OpenIndex]) -> OpenIndex:
    """Build again if a file changed during the build.

    So a change of several files is read completely or not at all.
    """
    from xzfacts.store.listing import states, store_files

    for _ in range(_TRIES - 1):
        before = states(store_files(root)[0])
        opened = build()
        if states(store_files(root)[0]) == before:
            return opened
        opened.db.close()
    return build()


def discard(path: str, root: str) -> None:
    """Remove a damaged index from the cache."""
    directory = cache_folder()
    if directory is not None:
        cache = IndexCache(directory, os.path.realpath(root))
        manifest = cache.manifest()
        if manifest is not None and cache.path(manifest.database) == path:
            cache.discard()


def _current(cache: IndexCache, root: str, listing: Listing) -> OpenIndex | None:
    """Return the cached index if it agrees with the files."""
    manifest = _usable(cache)
    if manifest is None:
        return None
    path = cache.path(manifest.database)
    db = _connect(path)
    if not is_index(db):
        db.close()
        return None
    if manifest.listing == listing.text and not listing.recent:
        return OpenIndex(db, path, manifest.state, listing.findings)
    from xzfacts.index.builder.source_files import Changes

    if Changes(db, root, listing, manifest.listing):
        db.close()
        return None
    if manifest.listing != listing.text:
        cache.refresh(manifest._replace(listing=listing.text))
    return OpenIndex(db, path, manifest.state, listing.findings)


def _usable(cache: IndexCache) -> Manifest | None:
    """Return the manifest of an intact index that this package would build."""
    manifest = cache.manifest()
    if manifest is None or not cache.is_intact(manifest):
        return None
    known = fingerprint.package_fingerprint(manifest.fingerprint)
    if known == manifest.fingerprint:
        return manifest
    if not fingerprint.same_content(known, manifest.fingerprint):
        return None
    # The same package, reinstalled.
    manifest = manifest._replace(fingerprint=known)
    cache.refresh(manifest)
    return manifest


def _under_lock(
    cache: IndexCache, root: str, progress: Progress | None, *, rebuild: bool
) -> OpenIndex:
    with cache.lock() as lock:
        listing = list_store(root)
        manifest = None if rebuild else _usable(cache)
        if manifest is not None:
            manifest = _updated(cache, manifest, root, listing, lock)
        if manifest is None:
            from xzfacts.index.cache.old_indexes import remove_old

            remove_old(cache)
            manifest = _rebuilt(cache, root, listing, lock, progress or _no_progress)
        if lock.held:
            cache.clear(keep=manifest.database)
        path = cache.path(manifest.database)
        return OpenIndex(_connect(path), path, manifest.state, listing.findings)


def _updated(
    cache: IndexCache, manifest: Manifest, root: str, listing: Listing, lock: Lock
) -> Manifest | None:
    """Update the cached index; return None if it must be rebuilt."""
    from shutil import copyfile

    from xzfacts.index.builder.build import update
    from xzfacts.index.builder.source_files import Changes, LabelsExhaustedError, read_store_file

    with closing(_connect(cache.path(manifest.database))) as db:
        if not is_index(db):
            return None
        changes = Changes(db, root, listing, manifest.listing)
    if not changes:
        if manifest.listing != listing.text:
            cache.write_manifest(manifest._replace(listing=listing.text))
        return manifest
    if len(changes.read) > max(_MAX_CHANGED_SHARE * len(listing.names), _MIN_CHANGED):
        return None
    name = cache.new_name()
    path = cache.path(name)
    try:
        labels = changes.labels()
        copyfile(cache.path(manifest.database), path)
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            files = _with_heartbeat(lock, (read_store_file(root, listing, n) for n in changes.read))
            update(db, changes.removed, zip(labels, files, strict=True))
        return cache.publish(name, manifest.fingerprint, listing.text)
    except (LabelsExhaustedError, sqlite3.Error):
        _delete(path)
        return None
    except BaseException:
        _delete(path)
        raise


def _rebuilt(
    cache: IndexCache, root: str, listing: Listing, lock: Lock, progress: Progress
) -> Manifest:
    if lock.held:
        manifest = cache.manifest()
        cache.clear(keep=manifest and manifest.database)
    name = cache.new_name()
    path = cache.path(name)
    before = fingerprint.package_fingerprint()

    def report(done: int, count: int) -> None:
        lock.heartbeat()
        progress(done, count)

    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            _build(db, root, listing, report)
        return cache.publish(name, before, listing.text)
    except BaseException:
        _delete(path)
        raise


def _build(db: sqlite3.Connection, root: str, listing: Listing, progress: Progress) -> None:
    from xzfacts.index.builder.build import build
    from xzfacts.index.builder.source_files import read_store_file
    from xzfacts.vocabulary.loader import load_vocabulary

    count = len(listing.names)
    steps = count + 1

    def files() -> "Iterator[FileRead]":
        for number in range(count):
            progress(number, steps)
            yield read_store_file(root, listing, number)
        progress(count, steps)

    build(db, files(), count, load_vocabulary())
    progress(steps, steps)


def _with_heartbeat(lock: Lock, files: "Iterator[FileRead]") -> "Iterator[FileRead]":
    for file in files:
        lock.heartbeat()
        yield file


def _connect(path: str) -> sqlite3.Connection:
    """Open a finished database, which is never changed, for reading."""
    escaped = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if os.sep == "\\":
        escaped = "/" + escaped.replace("\\", "/")
    db = sqlite3.connect(f"file:{escaped}?mode=ro&immutable=1", uri=True, isolation_level=None)
    db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return db


def _delete(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def _no_progress(_done: int, _count: int) -> None:
    """Report no progress."""
