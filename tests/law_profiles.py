"""The profiles of Hypothesis: how many examples, and which.

Tests whose examples cost more or less than others ask for another share, by `examples`.
"""

from contextlib import suppress

from hypothesis import settings

_NUMBER = 50

# No deadline: a slow machine is no fault in the code. The same examples in every run, so that
# a red run can be seen again.
settings.register_profile("xzfacts", deadline=None, derandomize=True, max_examples=_NUMBER)
# Others in every run, and twenty times as many: `pytest --hypothesis-profile=thorough`.
settings.register_profile("thorough", deadline=None, max_examples=20 * _NUMBER, print_blob=True)


def _same_in_every_worker() -> None:
    """Let Hypothesis try no constants of the modules that are loaded, which differ by worker."""
    with suppress(ImportError):  # there is no setting for it, and not every version does it
        from hypothesis.internal.conjecture import providers
        from hypothesis.internal.conjecture.providers import _get_local_constants as of_modules

        providers.__dict__["_get_local_constants"] = lambda: (
            type(of_modules())() if settings().derandomize else of_modules()
        )


_same_in_every_worker()


def examples(percent: int) -> int:
    """A percentage of the examples that other tests try in the same profile."""
    return max(1, percent * settings().max_examples // 100)
