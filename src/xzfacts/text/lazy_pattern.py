"""Regular expressions that are compiled when first used, so that importing them costs nothing."""

import re
from typing import cast


class _LazyPattern:
    """Compiles on the first access to a method, and keeps the methods of the result."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> object:
        method: object = getattr(re.compile(self.pattern), name)  # `re` keeps what it compiled
        setattr(self, name, method)
        return method


def lazy_pattern(pattern: str) -> re.Pattern[str]:
    """Return a pattern that is compiled when it is first used."""
    return cast("re.Pattern[str]", _LazyPattern(pattern))
