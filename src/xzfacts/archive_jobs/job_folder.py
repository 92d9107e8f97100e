"""The folder of a job: the chunk files, the manifest, the merged results and the lock."""

import errno
import os
import sqlite3
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from secrets import token_hex
from typing import BinaryIO

from xzfacts.archive_jobs.chunk_file import read_summary, whole_records
from xzfacts.archive_jobs.job import Chunk, Identity
from xzfacts.archive_jobs.merged_facts import can_merge
from xzfacts.atomic_file import remove_leftovers, replacement
from xzfacts.database_errors import system_error
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark, reason
from xzfacts.index.cache.manifest import Lock
from xzfacts.render.json_ import dumps
from xzfacts.store.locate import store_around
from xzfacts.store.paths import real_path
from xzfacts.termination import cleanup_before_end
from xzfacts.user_folders import make_folders

MANIFEST = "manifest.jsonl"
REPORT = "report.jsonl"
FACTS = "facts.jsonl"

_LOCK = ".lock"
_INDEX = ".index.db"
_NAMES = ".chunks"
_SCRATCH = ".scratch.db"
_JOURNAL = "-journal"  # of a database that SQLite has not finished
_SHARED = ".shared-"
_IN_MANIFEST = ("chunk", "articles", "failures")


class FolderInUseError(XzfactsError):
    """Another process uses the same folder."""

    template = mark("Another process is writing to {folder}.")
    folder: str


class OutputInStoreError(XzfactsError):
    """The folder for the results is in a store, or contains the store."""

    template = mark("Cannot write to {folder}: it is in a store, or contains one.")
    folder: str


class JobStoppedError(XzfactsError):
    """A file of the job could not be read or written, as on a full disk."""

    template = mark("{path}: {reason}.")
    path: str
    reason: str

    def details(self) -> tuple[str, ...]:
        """Return how to continue."""
        return (_("The same command continues where it was interrupted."),)


class JobFolder:
    """The folder of a running job.

    path: path of the folder.
    index: path for the copy of the index.
    scratch: path for a temporary database.
    token: name of a file; a worker that sees the file has access to the folder.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.index = os.path.join(path, _INDEX)
        self.scratch = os.path.join(path, _SCRATCH)
        self.token = _SHARED + token_hex(8)
        self._names = os.path.join(path, _NAMES)

    def unfinished(
        self, chunks: Iterable[Chunk], of: Identity, key: bytes
    ) -> Iterator[tuple[Chunk, bool]]:
        """Yield each chunk with whether it is finished, and record the names in order."""
        with open(self._names, "w", encoding="utf-8") as names:
            for chunk in chunks:
                names.write(f"{chunk.name}\n")
                records = whole_records(os.path.join(self.path, chunk.name), of, chunk, key)
                yield chunk, records is not None and can_merge(records)

    def chunk_files(self) -> Iterator[str]:
        """Yield the paths of all chunk files, in the order of the input."""
        with open(self._names, encoding="utf-8") as names:
            for name in names:
                yield os.path.join(self.path, name.rstrip("\n"))

    def write_manifest(self, of: Identity, inputs: Iterable[str]) -> Counter[str]:
        """Write the job and its chunks with their failures; count articles and failures."""
        counts: Counter[str] = Counter()

        def lines() -> Iterator[str]:
            head = {**of._asdict(), "inputs": list(inputs)}
            yield dumps(head) + "\n"
            for path in self.chunk_files():
                summary = read_summary(path)
                counts.update(articles=summary["articles"], failures=len(summary["failures"]))
                yield dumps({key: summary[key] for key in _IN_MANIFEST}) + "\n"

        self.write(MANIFEST, lines())
        return counts

    def write(self, name: str, lines: Iterable[str]) -> str:
        """Write a file line by line, replacing it as a whole; return its path."""
        path = os.path.join(self.path, name)
        with (
            replacement(path) as temporary,
            open(temporary, "w", encoding="utf-8", newline="\n") as file,
        ):
            file.writelines(lines)
        return path


def check_output(folder: str, root: str) -> None:
    """Raise OutputInStoreError for a folder in any store, or around the store at `root`."""
    inside = os.path.join(real_path(root), "")
    if store_around(folder) or inside.startswith(os.path.join(real_path(folder), "")):
        raise OutputInStoreError(folder)


@contextmanager
def stopping(folder: str) -> Iterator[None]:
    """Turn system errors, also those of databases, into JobStoppedError.

    folder: named if the error names no file.
    """
    try:
        yield
    except OSError as error:
        path = error.filename or folder
        raise JobStoppedError(os.fsdecode(path), reason(error)) from error
    except sqlite3.OperationalError as error:
        of_system = system_error(error)
        if of_system is None:
            raise
        raise JobStoppedError(folder, reason(of_system)) from error


@contextmanager
def job_folder(path: str) -> Iterator[JobFolder]:
    """Create the folder if needed and lock it. Raises FolderInUseError and OSError."""
    make_folders(path)
    with cleanup_before_end(), _lock_file(os.path.join(path, _LOCK)) as file:
        if not Lock(file.fileno()).take():
            raise FolderInUseError(path)
        folder = JobFolder(os.path.abspath(path))
        _clean(path)
        try:
            with open(os.path.join(path, folder.token), "wb"):
                pass
            yield folder
        finally:
            _clean(path)


def _lock_file(path: str) -> BinaryIO:
    """Open the lock file. Raises OSError, also for a link, a pipe or a device."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    opened = os.open(path, flags, 0o666)
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
    return os.fdopen(opened, "rb")


def _clean(path: str) -> None:
    """Remove temporary files, including those of a killed job."""
    remove_leftovers(path)
    for name in os.listdir(path):
        own = name.removesuffix(_JOURNAL)
        if own in {_INDEX, _NAMES, _SCRATCH} or name.startswith(_SHARED):
            with suppress(OSError):
                os.unlink(os.path.join(path, name))
