"""`xzfacts archive`: check an archive of articles, or extract facts from it, in parallel."""

import os
from math import isnan
from typing import Annotated, Literal, NamedTuple

from typer import Argument, BadParameter, Option

from xzfacts.archive_jobs.archive_run import JobResult, Request, run_job
from xzfacts.archive_jobs.dispatcher import Engine
from xzfacts.archive_jobs.job import Job, Limits
from xzfacts.cli import streams
from xzfacts.cli.extras import extra
from xzfacts.cli.opened_store import opened_store
from xzfacts.cli.options import MAX_PROCESSES, StorePath
from xzfacts.cli.progress import ArchiveProgress
from xzfacts.errors import INTERRUPTED
from xzfacts.i18n import gettext as _, ngettext

Task = Literal["check", "extract"]


class Options(NamedTuple):
    """Options of a job on an archive; for the fields see the help page."""

    task: Annotated[Task, Argument(metavar="TASK", help=_("check or extract."))]
    inputs: Annotated[
        list[str],
        Argument(
            metavar="INPUT...",
            help=_("Folders, patterns and files; JSON Lines with a key “text”; .gz and .zst."),
        ),
    ]
    out: Annotated[
        str,
        Option(metavar="DIR", help=_("Folder for the results; finished chunks in it are kept.")),
    ]
    workers: Annotated[
        int | None,
        Option(
            min=1,
            max=MAX_PROCESSES,
            metavar="N",
            help=_("Number of processes; by default one for each core."),
        ),
    ] = None
    scheduler: Annotated[
        str | None,
        Option(
            metavar="ADDRESS",
            help=_("Use the workers of a Dask scheduler: tcp://host:8786, or local to start one."),
        ),
    ] = None
    time_limit: Annotated[
        float,
        Option(
            min=0.1, max=1_000_000, metavar="SECONDS", help=_("Limit of CPU time for one article.")
        ),
    ] = 60
    memory_limit: Annotated[
        int, Option(min=256, max=1_000_000, metavar="MB", help=_("Memory limit for one process."))
    ] = 2048
    store: StorePath = None


def run(options: Options) -> int:
    """Check an archive or extract facts from it."""
    from xzfacts.archive_jobs import article_tasks

    if isnan(options.time_limit):  # which is in every range
        raise BadParameter(_("Not a number of seconds."), param_hint="--time-limit")
    facts = opened_store(options.store)
    request = Request(
        options.task,
        article_tasks.check if options.task == "check" else article_tasks.extract,
        options.inputs,
        options.out,
        Limits(options.time_limit, options.memory_limit),
    )
    progress = ArchiveProgress()

    def start(job: Job) -> Engine:
        return _engine(job, options.workers, options.scheduler)

    try:
        outcome = run_job(facts, request, start, progress)
    except KeyboardInterrupt:
        progress.wipe()
        _explain_interruption(progress)
        return INTERRUPTED
    finally:
        progress.wipe()
    _sum_up(outcome)
    return 2 if outcome.failures else 0


def _engine(job: Job, workers: int | None, scheduler: str | None) -> Engine:
    count = workers or os.cpu_count() or 1
    if scheduler is not None:
        with extra("cluster", "dask", "distributed"):
            from xzfacts.archive_jobs.dask_cluster import Cluster
        return Cluster(job, scheduler) if scheduler != "local" else Cluster.local(job, count)
    from xzfacts.archive_jobs.process_pool import Pool

    return Pool(count, job.limits.megabytes)


def _explain_interruption(progress: ArchiveProgress) -> None:
    count = progress.done + progress.earlier
    text = ngettext(
        "Interrupted after {count} article.", "Interrupted after {count} articles.", count
    )
    streams.message(text.format(count=count))
    streams.detail(_("The same command continues where it was interrupted."))


def _sum_up(outcome: JobResult) -> None:
    text = ngettext("{count} article: {file}", "{count} articles: {file}", outcome.articles)
    streams.message(text.format(count=outcome.articles, file=outcome.merged))
    if outcome.failures:
        text = ngettext(
            "{count} article failed; see {file}.",
            "{count} articles failed; see {file}.",
            outcome.failures,
        )
        manifest = os.path.join(os.path.dirname(outcome.merged), "manifest.jsonl")
        streams.detail(text.format(count=outcome.failures, file=manifest))
