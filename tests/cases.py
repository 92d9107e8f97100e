"""Data cases run as one test: a test of its own costs more than most cases do."""

from collections.abc import Callable, Iterable
from typing import TypeVar

Case = TypeVar("Case")


def for_each(
    given: Iterable[Case],
) -> Callable[[Callable[[Case], None]], Callable[[], None]]:
    """Make a test that runs the decorated function for each case, and reports all that fail."""
    cases = [*given]
    assert cases

    def decorate(check: Callable[[Case], None]) -> Callable[[], None]:
        def test() -> None:
            failed = []
            for case in cases:
                try:
                    check(case)
                except Exception as error:  # noqa: BLE001 - the other cases are run all the same
                    failed.append(f"{case}: {type(error).__name__}: {error}")
            assert not failed, f"{len(failed)} of {len(cases)} cases fail\n" + "\n".join(failed)

        test.__name__ = check.__name__
        test.__doc__ = check.__doc__
        return test

    return decorate
