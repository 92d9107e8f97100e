"""A lazy pattern finds what its pattern finds."""

import re
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages

from hypothesis import given, strategies as st

import xzfacts
from xzfacts.text.lazy_pattern import lazy_pattern


def _patterns() -> list[str]:
    """All lazy patterns of the package."""
    found: set[str] = set()
    for module in walk_packages(xzfacts.__path__, "xzfacts."):
        if module.name.startswith("xzfacts.mcp_server."):  # has none, and takes a second to import
            continue
        with suppress(ImportError):  # an extra that is not installed
            values = vars(import_module(module.name)).values()
            found.update(each.pattern for each in values if type(each) is type(lazy_pattern("")))
    return sorted(found)


PATTERNS = _patterns()
_CHARACTERS = sorted({char for pattern in PATTERNS for char in pattern})


@given(st.sampled_from(PATTERNS), st.text(_CHARACTERS), st.integers(0, 5))
def test_a_lazy_pattern_finds_what_the_pattern_finds(pattern: str, text: str, start: int) -> None:
    plain = re.compile(pattern.replace("[一-鿿]", r"[^\W\d_A-Za-z]"))  # as the module does
    start = min(start, len(text))
    for method in ("search", "match", "fullmatch"):
        found = getattr(lazy_pattern(pattern), method)(text, start)
        expected = getattr(plain, method)(text, start)
        assert (found and found.regs) == (expected and expected.regs)
    assert lazy_pattern(pattern).findall(text) == plain.findall(text)
    assert lazy_pattern(pattern).split(text) == plain.split(text)
    assert lazy_pattern(pattern).sub("", text) == plain.sub("", text)
    spans = [each.span() for each in lazy_pattern(pattern).finditer(text)]
    assert spans == [each.span() for each in plain.finditer(text)]
