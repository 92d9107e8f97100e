"""How CPU time grows with the input: the same on a slow machine as on a fast one."""

import gc
from collections.abc import Callable
from time import process_time

_TIMES = 8
# Linear growth gives 8, quadratic growth 64.
_MOST = 40
_SHORTEST = 1e-3  # seconds; what is measured in less is chance


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
