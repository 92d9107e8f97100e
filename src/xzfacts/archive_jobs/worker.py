"""Runs in a worker process: opens the index once and processes chunks."""

import faulthandler
import os
import signal
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache

from xzfacts.app import Facts
from xzfacts.archive_jobs.article_reader import InputArticle
from xzfacts.archive_jobs.chunk_file import Record, chunk_content, write_chunk
from xzfacts.archive_jobs.job import MAX_ARTICLES, Chunk, Job, OtherIndexError, refuse_other_version
from xzfacts.errors import XzfactsError
from xzfacts.i18n import choose_language
from xzfacts.index.cache.index_session import DamagedCopyError, IndexCopy
from xzfacts.render.json_ import dumps

_WAITING = 5  # multiple of the time limit, in elapsed time, after which the process is killed
_LARGEST = 1 << 26  # characters of the results of a chunk; each article may have its share
_open = threading.local()  # an SQLite connection belongs to one thread


class _TimeLimitError(BaseException):
    """The time limit is exceeded. Not an Exception, so that no `except Exception` catches it."""


def finish_chunk(job: Job, chunk: Chunk) -> bytes | None:
    """Process a chunk; return the content of its file, or None after writing it.

    The worker writes the file if it has access to the folder for the results.
    """
    content = chunk_content(job.identity, chunk.name, work_on(job, chunk.articles), job.key)
    if not os.path.exists(os.path.join(job.out, job.token)):
        return content
    write_chunk(os.path.join(job.out, chunk.name), content)
    return None


def work_on(job: Job, articles: Sequence[InputArticle]) -> list[Record]:
    """Return the result or the failure of each article, in order."""
    facts = _facts(job)
    records: list[Record] = []
    used = 0
    try:
        for article in articles:
            record = _attempt(job, facts, article)
            most = max(_LARGEST - used, _LARGEST // MAX_ARTICLES)
            size = _size(record, most)
            if size > most:
                record = failed(article, "memory", f"a result of more than {most >> 10} KB")
            else:
                used += size
            records.append(record)
        return records
    finally:
        faulthandler.cancel_dump_traceback_later()


def failed(article: InputArticle, kind: str, message: str) -> Record:
    """Return the record of an article without a result.

    kind: unreadable, error, memory, time, or killed if the worker process died.
    """
    return {"article": _heading(article), "failure": {"kind": kind, "message": message}}


def _attempt(job: Job, facts: Facts, article: InputArticle) -> Record:
    if article.fault:
        return failed(article, "unreadable", article.fault)
    faulthandler.dump_traceback_later(job.limits.seconds * _WAITING, exit=True, file=_devnull())
    try:
        with _interrupted_after(job.limits.seconds):
            return {"article": _heading(article)} | job.work(facts, article)
    except DamagedCopyError:
        raise
    except XzfactsError as error:
        return failed(article, "unreadable", error.message())
    except MemoryError:
        return failed(article, "memory", f"more than {job.limits.megabytes} MB")
    except _TimeLimitError:
        return failed(article, "time", f"more than {job.limits.seconds:g} s")
    except Exception as error:  # noqa: BLE001 - other articles continue
        return failed(article, "error", type(error).__name__)


def _size(record: Record, most: int) -> int:
    """The characters of a result, counted until there are more than `most`.

    Each statement repeats its evidence, so that a short article may have a very long result.
    """
    size = 0
    for part in (*record.get("sentences", ()), *record.get("proposals", ())):
        size += len(dumps(part))
        if size > most:
            break
    return size


def _heading(article: InputArticle) -> Record:
    return {"place": article.place} | article.metadata


def _facts(job: Job) -> Facts:
    """Return the store of the job, opened once per thread."""
    if getattr(_open, "token", None) != job.token:
        refuse_other_version(job.identity)
        choose_language(chinese=job.identity.chinese)
        _open.facts = _opened_index(job)
        _open.token = job.token
    facts: Facts = _open.facts
    return facts


def _opened_index(job: Job) -> Facts:
    """Open the index of the job. Raises OtherIndexError."""
    try:
        facts = Facts(job.store, index=IndexCopy(_shipped.get(job.token, job.index_path)))
        digest = facts.files_digest()
    except (OSError, sqlite3.Error, DamagedCopyError) as error:
        raise OtherIndexError("", job.identity.facts) from error
    if digest != job.identity.facts:
        raise OtherIndexError(digest, job.identity.facts)
    return facts


# Paths of received indexes, by the token of the job.
_shipped: dict[str, str] = {}


def keep_shipped(job: Job, path: str) -> None:
    """Use the index at `path` for the job."""
    _shipped[job.token] = path


def drop_shipped(job: Job) -> None:
    """Remove the index that was received for the job."""
    path = _shipped.pop(job.token, None)
    if path is not None:
        with suppress(OSError):
            os.unlink(path)


@cache
def _devnull() -> int:
    return os.open(os.devnull, os.O_WRONLY)


@contextmanager
def _interrupted_after(seconds: float) -> Iterator[None]:
    """Raise _TimeLimitError after some CPU time; only in the main thread and not on Windows.

    In other threads, on Windows, and in code that never returns to Python, `faulthandler` ends the
    process.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        yield
        return

    def interrupt(_number: int, _frame: object) -> None:
        raise _TimeLimitError

    before = signal.signal(signal.SIGPROF, interrupt)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
