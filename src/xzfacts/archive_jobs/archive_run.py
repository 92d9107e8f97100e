"""Runs a job on an archive, from the input files to the merged report."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from xzfacts.app import Facts
from xzfacts.archive_jobs import job_folder as folders
from xzfacts.archive_jobs.article_reader import Inputs
from xzfacts.archive_jobs.check_report import report
from xzfacts.archive_jobs.dispatcher import Dispatcher, Engine
from xzfacts.archive_jobs.job import Chunk, Job, Limits, Work, chunked, identity, result_key
from xzfacts.archive_jobs.merged_facts import merged_facts
from xzfacts.i18n import wants_chinese


class JobProgress(Protocol):
    """Receives the progress of a job."""

    def add(self, articles: int, share: float, *, earlier: bool) -> None:
        """Count a finished chunk.

        share: share of the input that was read.
        earlier: whether an earlier run finished the chunk.
        """


class Request(NamedTuple):
    """A job to run.

    task: check or extract.
    work: function that returns the result of an article.
    inputs: folders, files and patterns.
    out: folder for the results.
    limits: limits for one article.
    """

    task: str
    work: Work
    inputs: Sequence[str]
    out: str
    limits: Limits = Limits()


class JobResult(NamedTuple):
    """Result of a job.

    articles: number of articles.
    failures: number of articles that failed.
    merged: path of the merged file.
    """

    articles: int
    failures: int
    merged: str


def run_job(
    facts: Facts, request: Request, start: Callable[[Job], Engine], progress: JobProgress
) -> JobResult:
    """Process all articles of the inputs, except the chunks that an earlier run finished.

    start: starts the workers. Raises OutputInStoreError, NoInputError, FolderInUseError, OSError
    if the folder cannot be created, JobStoppedError, and what `Dispatcher.run` raises; finished
    chunks are kept.
    """
    folders.check_output(request.out, facts.root)
    inputs = Inputs(request.inputs, request.out)
    with folders.job_folder(request.out) as folder, folders.stopping(folder.path):
        of = identity(request.task, facts.copy_index(folder.index), chinese=wants_chinese())
        index, token, key = folder.index, folder.token, result_key()
        job = Job(of, request.work, facts.root, folder.path, index, token, key, request.limits)

        def done(chunk: Chunk, *, earlier: bool = False) -> None:
            progress.add(len(chunk.articles), inputs.share(), earlier=earlier)

        def unfinished() -> Iterator[Chunk]:
            for chunk, finished in folder.unfinished(chunked(iter(inputs), of), of, key):
                if finished:
                    done(chunk, earlier=True)
                else:
                    yield chunk

        engine = start(job)
        try:
            Dispatcher(engine, job, done).run(unfinished())
        finally:
            engine.close()
        return _merge(folder, job, request)


def _merge(folder: folders.JobFolder, job: Job, request: Request) -> JobResult:
    counts = folder.write_manifest(job.identity, request.inputs)
    name, merged = (
        (folders.REPORT, report) if request.task == "check" else (folders.FACTS, merged_facts)
    )
    path = folder.write(name, merged(folder.chunk_files(), folder.scratch))
    return JobResult(counts["articles"], counts["failures"], path)
