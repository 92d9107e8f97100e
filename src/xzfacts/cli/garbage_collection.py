"""Turns the search for garbage on, which `xzfacts.__main__` turns off for short runs."""

import gc

# Objects made since the last search. Searching after every 700, as Python does, takes 5 % of the
# check of a short draft, which makes fewer; the memory for a long one is the same.
_MADE = 50_000


def collect_garbage() -> None:
    """Search for garbage from now on, but not among the objects that there are."""
    gc.freeze()  # objects created at start-up live until the end
    gc.set_threshold(_MADE)
    gc.enable()
