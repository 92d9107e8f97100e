"""A worker that dies at any moment ends its call, also where it was writing the result."""

import inspect
import os
import struct
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from multiprocessing import active_children
from typing import Any

import pytest

from xzfacts.archive_jobs.process_pool import Pool

SECONDS = 60
KILLED = 9


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(2)
    yield made
    made.close()


def die() -> None:
    os._exit(KILLED)


def die_in_a_result() -> None:
    """Write the length of a result and a part of it, as a process that is killed meanwhile."""
    frame = inspect.currentframe()
    while frame is not None and "result_queue" not in frame.f_locals:
        frame = frame.f_back
    assert frame is not None
    writer = frame.f_locals["result_queue"]._writer  # noqa: SLF001
    os.write(writer.fileno(), struct.pack("!i", 1000) + b"part")
    os._exit(KILLED)


def ends(pool: Pool, call: Future[Any]) -> bool:
    """Whether a call ends in time if the pool is asked for its workers each second."""
    return any(wait([call], 1).done or not pool.workers() for _ in range(SECONDS))


@pytest.mark.parametrize("death", [die, die_in_a_result])
def test_a_worker_that_dies_ends_the_call(pool: Pool, death: Callable[[], None]) -> None:
    assert pool.result(pool.submit(os.getpid)) != os.getpid()
    future = pool.submit(death)
    assert ends(pool, future)
    with pytest.raises(pool.died):
        pool.result(future)
    assert pool.result(pool.submit(abs, -1)) == 1


@pytest.mark.parametrize("death", [die, die_in_a_result])
def test_the_other_calls_end_too(pool: Pool, death: Callable[[], None]) -> None:
    calls = [pool.submit(death), *(pool.submit(abs, -1) for _ in range(4))]
    assert all(ends(pool, call) for call in calls)
    pool.close()
    assert not active_children()
