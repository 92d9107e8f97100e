"""Worker processes on this machine."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait as wait_for
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

_T = TypeVar("_T")

_LOOK = 1  # seconds after which it is looked whether a process died


class Pool:
    """A pool of processes; if one dies, all are replaced.

    A process that dies while it writes a result leaves the executor waiting for the rest of it, so
    `workers` has to be called now and then while one waits.

    workers: number of processes.
    megabytes: memory limit for each process, if any; ignored on Windows and macOS.
    """

    died: tuple[type[Exception], ...] = (BrokenProcessPool,)

    def __init__(self, workers: int, megabytes: int | None = None) -> None:
        self._workers = workers
        self._megabytes = megabytes
        self._executor: ProcessPoolExecutor | None = None
        self._begun: set[BaseProcess] = set()

    def submit(self, function: Callable[..., _T], *arguments: object) -> Future[_T]:
        """Call a function in a process, in a new pool if a process of the last one died."""
        if self._executor is not None:
            try:
                return self._call(self._executor, function, *arguments)
            except BrokenProcessPool:
                self._executor.shutdown(wait=False)
        self._begun.clear()
        with blocked_interrupts():
            self._executor = ProcessPoolExecutor(
                self._workers,
                mp_context=get_context("spawn"),
                initializer=_prepare,
                initargs=(self._megabytes,),
            )
        return self._call(self._executor, function, *arguments)

    def _call(
        self, executor: ProcessPoolExecutor, function: Callable[..., _T], *arguments: object
    ) -> Future[_T]:
        with blocked_interrupts():  # each call may start a process, not only the first
            future = executor.submit(function, *arguments)
        self._begun.update(active_children())
        return future

    def result(self, future: Future[_T]) -> _T:
        """Return the result of a call. Raises BrokenProcessPool if a process died."""
        while not wait_for([future], _LOOK).done:
            self.workers()
        return future.result()

    def workers(self) -> int:
        """Return the number of processes. If one died, end the others and with them all calls."""
        if self._executor is not None and not all(each.is_alive() for each in self._begun):
            self._kill(self._executor)
        return self._workers

    def close(self) -> None:
        """End the processes at once: a chunk may take minutes, and is started again next time."""
        if self._executor is not None:
            self._kill(self._executor)
            self._executor.shutdown(cancel_futures=True)
            self._executor = None

    @staticmethod
    def _kill(executor: ProcessPoolExecutor) -> None:
        """End the processes, and the wait for the rest of a result that one was writing."""
        for process in active_children():
            process.kill()
        writer = getattr(getattr(executor, "_result_queue", None), "_writer", None)
        if writer is not None:
            writer.close()


@contextmanager
def blocked_interrupts() -> Iterator[None]:
    """Delay Ctrl-C; processes and threads started meanwhile never receive it.

    A process that is starting would otherwise print a traceback. No effect on Windows.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    # A terminal that is closed must not end the process that keeps count of the semaphores before
    # they are removed: a new one prints a traceback for each.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
    try:
        resource_tracker.ensure_running()  # which unblocks Ctrl-C in this thread
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare(megabytes: int | None) -> None:
    """Ignore Ctrl-C, which the client handles; limit memory; end when the client ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_client, daemon=True).start()
    if megabytes is None:
        return
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return
    if hasattr(resource, "RLIMIT_AS"):
        limit = megabytes << 20
        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or limit < hard:
            resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _end_with_client() -> None:
    """End this process when the client does: a killed client does not close the queue of tasks."""
    client = parent_process()
    if client is not None:
        wait([client.sentinel])
        os._exit(1)
