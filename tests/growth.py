"""How CPU time grows with the input, and limits of it: the same on slow machines and fast ones."""

import gc
from collections.abc import Callable
from time import process_time

_TIMES = 8
# Linear growth gives 8, quadratic growth 64.
_MOST = 40
_SHORTEST = 1e-3  # seconds; what is measured in less is chance
_ADDITIONS, _SECONDS = 2_000_000, 0.06  # how fast the machine adds that limits are meant for


def grows_moderately(work: Callable[[int], object], size: int) -> bool:
    """Whether work on an input of this size takes much less than quadratically more time.

    It is compared with work on an eighth of the size. No input is worked on twice, as results
    may be kept. Garbage is not collected meanwhile: that of other tests would count too.
    """

    def seconds(size: int) -> float:
        gc.disable()
        try:
            begin = process_time()
            work(size)
            return process_time() - begin
        finally:
            gc.enable()

    small = size // _TIMES
    seconds(small + 1)  # what is loaded at the first time
    limit = _MOST * max(seconds(small), _SHORTEST)
    return seconds(size) < limit


def is_within(seconds: float, begin: float) -> bool:
    """Whether less CPU time was spent since `begin`; on a slower machine it may be more."""
    spent = process_time() - begin
    start, total = process_time(), 0
    for number in range(_ADDITIONS):
        total += number
    return spent < seconds * max((process_time() - start) / _SECONDS, 1)
