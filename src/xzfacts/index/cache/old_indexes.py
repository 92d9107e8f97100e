"""Removes indexes that nobody will open: of older versions, and of stores that are gone.

Only files that are named as an index names its files are removed, and only under its lock, so not
while another process builds it. A process that has a database open keeps it; one that is about to
open it finds it gone, and builds another.
"""

import os
from contextlib import suppress
from heapq import nsmallest

from xzfacts.index.cache.manifest import IndexCache, Lock, checksum, lock_file, read_manifest
from xzfacts.store.regular_file import open_regular
from xzfacts.text.lazy_pattern import lazy_pattern

_LOOKED_AT = 48  # indexes of other stores, at each build
_HEAD = 65_536  # bytes of a manifest that are read, more than any path has
_OURS = lazy_pattern(
    r"([0-9a-f]{16}-[0-9]{1,6})(?:\.lock|\.[0-9a-f]{1,64}\.(?:db|db-journal|tmp))?"
)


def remove_old(cache: IndexCache) -> None:
    """Remove older versions of an index, and some indexes of stores that are gone.

    Those are looked at first that were written or looked at longest ago, so that each has its turn.
    """
    with suppress(OSError):
        indexes = _indexes(cache.directory)
        this, current = _parts(cache.stem)
        others: dict[str, str] = {}
        for stem, names in indexes.items():
            store, version = _parts(stem)
            if store == this and version < current:
                _remove(cache, stem, names)
            elif store != this and version <= current:
                others[cache.path(stem if stem in names else f"{stem}.lock")] = stem
        for path in nsmallest(_LOOKED_AT, others, key=_written):
            stem = others[path]
            if not (_is_gone(cache, stem) and _remove(cache, stem, indexes[stem])):
                with suppress(OSError):
                    os.utime(path)


def _indexes(folder: str) -> dict[str, list[str]]:
    """The names of the files of each index. Raises OSError."""
    found: dict[str, list[str]] = {}
    with os.scandir(folder) as listing:
        for entry in listing:
            ours = _OURS.fullmatch(entry.name)
            if ours and entry.is_file(follow_symlinks=False):
                found.setdefault(ours[1], []).append(entry.name)
    return found


def _parts(stem: str) -> tuple[str, int]:
    """The checksum of the store, and the version."""
    store, _, version = stem.partition("-")
    return store, int(version)


def _written(path: str) -> int:
    try:
        return os.lstat(path).st_mtime_ns
    except OSError:
        return 0


def _is_gone(cache: IndexCache, stem: str) -> bool:
    """Whether the folder of a store does not exist, or no manifest names a finished index."""
    path = cache.path(stem)
    file = open_regular(path)
    if file is None:
        return not os.path.lexists(path)
    with file:
        manifest = read_manifest(file.read(_HEAD))
    if manifest is None or checksum(manifest.root) != _parts(stem)[0]:
        return False
    try:
        os.lstat(manifest.root)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _remove(cache: IndexCache, stem: str, names: list[str]) -> bool:
    """Delete the files of an index, the manifest first, unless a process is building it.

    The lock itself is deleted last: a process that waits for it then builds beside another one, as
    on a system without locks.
    """
    lock = f"{stem}.lock"
    try:
        with lock_file(cache.path(lock)) as file:
            held = Lock(file.fileno())
            if not (held.take() and held.held):
                return False
            for name in sorted(set(names) - {lock}):
                os.unlink(cache.path(name))
        os.unlink(cache.path(lock))
    except OSError:  # such as open in another process, on Windows
        return False
    return True
