"""Signals that end the process, delayed until what is unfinished is removed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:  # nothing that a short run does not need
    from types import FrameType
    from typing import NoReturn

_NAMES = ("SIGTERM", "SIGHUP")  # Ctrl-C is an exception anyway


class _TerminationError(BaseException):
    """The process received a signal. Not an Exception, so that no `except Exception` catches it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def cleanup_before_end() -> Iterator[None]:
    """Let the block clean up before a signal ends the process; only in the main thread.

    The signal raises an exception in the block, and ends the process when the block has handled it.
    """
    import signal

    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    ours: list[int] = []
    ended_by = None
    try:
        with suppress(ValueError):  # not in the main thread
            for number in numbers:
                if signal.getsignal(number) is signal.SIG_DFL:
                    signal.signal(number, _raise)
                    ours.append(number)
        yield
    except _TerminationError as error:
        ended_by = error.number
        if not ours:  # an outer block ends the process
            raise
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)
    if ended_by is not None:
        os.kill(os.getpid(), ended_by)


def _raise(number: int, _frame: "FrameType | None") -> "NoReturn":
    raise _TerminationError(number)
