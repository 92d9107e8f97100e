"""The profiles of Hypothesis: how many examples, and which.

Tests whose examples cost more than others ask for fewer, by `examples`.
"""

from hypothesis import settings

_USUAL = 100

# No deadline: a slow machine is no fault in the code. The same examples in every run, so that
# a red run can be seen again.
settings.register_profile("xzfacts", deadline=None, derandomize=True, max_examples=_USUAL)
# Others in every run, and ten times as many: `pytest --hypothesis-profile=thorough`.
settings.register_profile("thorough", deadline=None, max_examples=10 * _USUAL, print_blob=True)


def examples(number: int) -> int:
    """`number` in the usual profile; in another, as many more as that tries more."""
    current = settings().max_examples
    return number * current // _USUAL
