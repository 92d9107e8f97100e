"""Regular expressions that are compiled when first used, so that importing them costs nothing."""

import re
from collections.abc import Callable
from typing import cast

# A Chinese character. `re` visits each character of a range when it compiles one, which takes 2 ms
# for this one; the letters that are not ASCII, of which the other one consists, take none.
_CHINESE, _LETTER = "[一-鿿]", r"[^\W\d_A-Za-z]"
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "subn")

_compile: Callable[[str], re.Pattern[str]] = re.compile


def compile_with(compiler: Callable[[str], re.Pattern[str]]) -> None:
    """Compile lazy patterns with `compiler` from now on."""
    global _compile  # noqa: PLW0603 - one compiler in a process
    _compile = compiler


class _LazyPattern:
    """Compiles at the first use, and keeps the methods of the result."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def compiled(self) -> "re.Pattern[str]":
        compiled = _compile(self.pattern.replace(_CHINESE, _LETTER))
        for name in _METHODS:
            setattr(self, name, getattr(compiled, name))
        return compiled

    def __getattr__(self, name: str) -> object:
        return getattr(self.compiled(), name)


def lazy_pattern(pattern: str) -> re.Pattern[str]:
    """Return a pattern that is compiled when it is first used."""
    return cast("re.Pattern[str]", _LazyPattern(pattern))
