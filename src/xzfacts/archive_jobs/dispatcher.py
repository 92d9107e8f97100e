"""Distributes the chunks of a job to workers, and isolates articles that kill a worker."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from queue import Empty, SimpleQueue
from typing import Protocol, TypeVar

from xzfacts.archive_jobs.article_reader import InputArticle
from xzfacts.archive_jobs.chunk_file import Record, chunk_content, write_chunk
from xzfacts.archive_jobs.job import Chunk, Job
from xzfacts.archive_jobs.worker import failed, finish_chunk, work_on
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark

_T = TypeVar("_T")

_AHEAD = 2  # chunks submitted per worker
_MIN_SUSPECTS = 8  # chunks set aside before they are retried one by one
_PAUSE = 1  # seconds after which the engine is asked for its workers again
_TRIES = 3  # times that a worker may die of a single article before the article counts as failed


class Engine(Protocol):
    """Worker processes, which may be on other machines.

    died: exceptions raised by a call if its worker died.
    """

    died: tuple[type[Exception], ...]

    def submit(self, function: Callable[..., _T], *arguments: object) -> Future[_T]:
        """Call a function in a worker."""

    def workers(self) -> int:
        """Return the number of workers now; called once a second. May replace lost workers."""

    def close(self) -> None:
        """Cancel the calls that have not started, and release the workers."""


class WorkersDyingError(XzfactsError):
    """Workers die even without an article."""

    template = mark("The worker processes end as soon as they start; is there enough memory?")


class Dispatcher:
    """Runs one job.

    engine: the workers.
    job: the job.
    finished: called with each finished chunk.
    """

    def __init__(self, engine: Engine, job: Job, finished: Callable[[Chunk], None]) -> None:
        self._engine = engine
        self._job = job
        self._finished = finished
        self._running: dict[Future[bytes | None], Chunk] = {}
        self._ended: SimpleQueue[Future[bytes | None]] = SimpleQueue()
        self._suspects: list[Chunk] = []  # chunks whose worker died

    def run(self, chunks: Iterable[Chunk]) -> None:
        """Write the file of each chunk.

        Raises OSError if it cannot be written, and the error of a worker that refuses the job.
        """
        rest = iter(chunks)
        while self._fill(rest) or self._suspects:
            if self._running:
                self._collect()
            else:
                for chunk in self._suspects:
                    records = self._isolated(chunk.articles)
                    content = chunk_content(self._job.identity, chunk.name, records, self._job.key)
                    self._done(chunk, content)
                self._suspects = []

    def _fill(self, rest: Iterator[Chunk]) -> bool:
        """Submit chunks until all workers are busy; return whether any chunk is running."""
        workers = self._engine.workers()
        if len(self._suspects) < max(_MIN_SUSPECTS, workers):
            while len(self._running) < _AHEAD * workers:
                chunk = next(rest, None)
                if chunk is None:
                    break
                future = self._engine.submit(finish_chunk, self._job, chunk)
                self._running[future] = chunk
                future.add_done_callback(self._ended.put)
        return bool(self._running)

    def _collect(self) -> None:
        """Wait for a chunk, at most a second. The cost does not depend on how many are running."""
        try:
            future = self._ended.get(timeout=_PAUSE)
        except Empty:
            return
        chunk = self._running.pop(future)
        try:
            content = future.result()
        except self._engine.died:
            self._suspects.append(chunk)
        else:
            self._done(chunk, content)

    def _done(self, chunk: Chunk, content: bytes | None) -> None:
        if content is not None:
            write_chunk(os.path.join(self._job.out, chunk.name), content)
        self._finished(chunk)

    def _isolated(self, articles: Sequence[InputArticle]) -> list[Record]:
        """Process articles while nothing else runs, so that a death can only be caused by them.

        First in one call; if the worker dies, in a call for each article.
        """
        records = self._attempt(articles)
        if records is not None:
            return records
        return [self._isolated_article(article) for article in articles]

    def _isolated_article(self, article: InputArticle) -> Record:
        for _attempt in range(_TRIES):
            records = self._attempt([article])
            if records is not None:
                return records[0]
        return failed(article, "killed", _("The worker process died."))

    def _attempt(self, articles: Sequence[InputArticle]) -> list[Record] | None:
        """Return the results, or None if the worker died."""
        try:
            return self._call(work_on, self._job, articles)
        except self._engine.died:
            self._check_that_workers_live()
        return None

    def _check_that_workers_live(self) -> None:
        for _attempt in range(_TRIES):
            try:
                self._call(os.getpid)
            except self._engine.died:
                continue
            return
        raise WorkersDyingError

    def _call(self, function: Callable[..., _T], *arguments: object) -> _T:
        future = self._engine.submit(function, *arguments)
        while not wait([future], _PAUSE).done:
            self._engine.workers()
        return future.result()
