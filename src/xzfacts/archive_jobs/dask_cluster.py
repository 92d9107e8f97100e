"""Dask workers, on this machine or on others.

A worker without access to the folder for the results receives the index once, and returns its
results.
"""

import logging
import os
import pickle
import signal
import time
import zlib
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack, suppress
from hashlib import blake2b
from typing import Any, Self, TypeVar

import dask
from distributed import Client, KilledWorker, LocalCluster, WorkerPlugin, get_worker

from xzfacts.archive_jobs.dispatcher import WorkersDyingError
from xzfacts.archive_jobs.job import Job, OtherIndexError, refuse_other_version
from xzfacts.archive_jobs.process_pool import blocked_interrupts
from xzfacts.archive_jobs.worker import drop_shipped, keep_shipped
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark

_T = TypeVar("_T")

_PATIENCE = 30  # seconds to wait for the scheduler, and for the first worker
_TRIES = 5  # attempts to prepare the workers
_NO_WORKERS = 300  # seconds without workers after which the job ends


class SchedulerError(XzfactsError):
    """The scheduler cannot be reached, or a worker cannot run the job."""

    template = mark("The cluster at {address} cannot be used: {reason}")
    address: str
    reason: str


class ManyThreadsError(XzfactsError):
    """A worker runs several threads, so that the CPU time of an article cannot be measured."""

    template = mark("A Dask worker runs several threads. Start workers with --nthreads 1.")


class Cluster:
    """The workers of a Dask scheduler.

    job: the job that they run. scheduler: its address, or a LocalCluster that this object closes.
    Raises SchedulerError, OtherVersionError, OtherIndexError and ManyThreadsError.
    """

    def __init__(self, job: Job, scheduler: "str | LocalCluster") -> None:
        for name in ("distributed", "distributed.client", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self.died: tuple[type[Exception], ...] = (KilledWorker, CancelledError)
        self._scheduler = scheduler
        self._address = scheduler if isinstance(scheduler, str) else scheduler.scheduler_address
        self._wanted = 0 if isinstance(scheduler, str) else len(scheduler.workers)
        self._count = 0
        self._ask_after = 0.0
        self._alone_since = time.monotonic()
        with ExitStack() as opened:
            try:
                self._client = Client(self._address, timeout=_PATIENCE)
                # It would try to reconnect for ever.
                opened.callback(self._client.close)
                self._client.wait_for_workers(1, timeout=_PATIENCE)
                self._plugin = _Index(job, _packed(job), local=not isinstance(scheduler, str))
                self._prepare_workers()
            except XzfactsError:
                raise
            except (OSError, ValueError, RuntimeError, ImportError) as error:
                raise SchedulerError(self._address, str(error)) from error
            opened.pop_all()

    def _prepare_workers(self) -> None:
        """Register the plugin, again if a worker dies meanwhile. Raises OSError."""
        for attempt in range(_TRIES):
            try:
                self._client.register_plugin(self._plugin)
            except OSError:
                if attempt == _TRIES - 1:
                    raise
            else:
                return

    @classmethod
    def local(cls, job: Job, workers: int) -> Self:
        """Start workers on this machine; Dask replaces those that die.

        Dask does not repeat the calls of a worker that died, as the dispatcher does that.
        """
        settings = {"distributed.scheduler.allowed-failures": 0}
        with ExitStack() as opened:
            with dask.config.set(settings), blocked_interrupts():
                try:
                    cluster = LocalCluster(
                        workers,
                        threads_per_worker=1,
                        memory_limit=job.limits.megabytes << 20,
                        dashboard_address=":0",
                        silence_logs=logging.CRITICAL,
                    )
                except RuntimeError as error:  # a worker died while it started
                    raise WorkersDyingError from error
                opened.callback(cluster.close)
            engine = cls(job, cluster)
            opened.pop_all()
        return engine

    def submit(self, function: Callable[..., _T], *arguments: object) -> Future[_T]:
        """Call a function in a worker; the scheduler may repeat the call if the worker dies."""
        # Pickled first: Dask would search every article for its own objects.
        remote = self._client.submit(_call, pickle.dumps((function, arguments)), pure=False)
        future: Future[_T] = Future()
        self._client.loop.add_callback(_copy_outcome, self._client, remote, future)
        return future

    def workers(self) -> int:
        """Return the number of workers, at least 1; the scheduler is asked once a second.

        Replaces the workers of a LocalCluster that Dask has given up. Raises SchedulerError if the
        scheduler has stopped or had no workers for five minutes.
        """
        now = time.monotonic()
        if now < self._ask_after:
            return max(1, self._count)
        try:
            self._count = len(self._client.nthreads())
        except (OSError, RuntimeError, AttributeError) as error:  # also of a closed client
            raise SchedulerError(self._address, _("The scheduler has stopped.")) from error
        self._ask_after = now + 1
        if self._count:
            self._alone_since = now
        elif now > self._alone_since + _NO_WORKERS:
            raise SchedulerError(self._address, _("It has no workers."))
        if not isinstance(self._scheduler, str):
            # Dask gives up a worker that dies while it starts or restarts in more than 15 seconds.
            self._scheduler.scale(self._wanted)
        return max(1, self._count)

    def close(self) -> None:
        """Cancel all calls and disconnect from the scheduler."""
        with suppress(Exception):  # the scheduler may have stopped
            self._client.unregister_worker_plugin(self._plugin.name)
        self._client.close()
        if not isinstance(self._scheduler, str):
            self._scheduler.close()


async def _copy_outcome(client: Client, remote: Any, future: Future[Any]) -> None:  # noqa: ANN401
    """Copy the outcome of a call to a future of the standard library.

    Dask's own executor never ends the future of a call whose result was lost with its worker before
    it was fetched, if a worker then dies of the repeated call.
    """
    try:
        result = await client.gather(remote, asynchronous=True)
    except Exception as error:  # noqa: BLE001 - raised where the future is read
        # The frames of the traceback hold the call and its articles.
        future.set_exception(error.with_traceback(None))
    except BaseException:
        future.set_exception(CancelledError())
        raise
    else:
        future.set_result(result)


def _call(packed: bytes) -> Any:  # noqa: ANN401 - what the function returns
    _refuse_threads(get_worker())
    function, arguments = pickle.loads(packed)  # noqa: S301 - of the client
    return function(*arguments)


def _refuse_threads(worker: Any) -> None:  # noqa: ANN401 - a Worker
    if worker.state.nthreads > 1:
        raise ManyThreadsError


def _packed(job: Job) -> bytes:
    with open(job.index_path, "rb") as file:
        return zlib.compress(file.read(), 1)


class _Index(WorkerPlugin):  # type: ignore[misc]
    """Sends the index to a worker before its first chunk; refuses a worker of another version."""

    def __init__(self, job: Job, packed: bytes, *, local: bool) -> None:
        self.name = f"xzfacts{job.token}"
        self._job = job
        self._local = local
        self._digest = blake2b(packed).digest()
        self._packed = packed

    def setup(self, worker: Any) -> None:  # noqa: ANN401 - a Worker
        refuse_other_version(self._job.identity)
        _refuse_threads(worker)
        if self._local:
            with suppress(ValueError):  # Ctrl-C is for the client; set in the main thread
                signal.signal(signal.SIGINT, signal.SIG_IGN)
        if os.path.exists(os.path.join(self._job.out, self._job.token)):
            return
        if blake2b(self._packed).digest() != self._digest:
            raise OtherIndexError("", self._job.identity.facts)
        path = os.path.join(worker.local_directory, f"{self._job.token}.db")
        with open(path, "wb") as file:
            file.write(zlib.decompress(self._packed))
        keep_shipped(self._job, path)

    def teardown(self, worker: Any) -> None:  # noqa: ANN401, ARG002 - a Worker
        drop_shipped(self._job)
