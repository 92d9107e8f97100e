"""A lazy pattern finds what its pattern finds, and knows how each of its matches begins."""

import re
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xzfacts
from xzfacts.text.lazy_pattern import lazy_pattern, openings, required

OPENINGS = [
    ("计划|预计", {"计划", "预计"}),
    ("(?<!模)拟(?!人)|将[于在]", {"拟", "将于", "将在"}),
    ("[上下本]个?月", {"上", "下", "本"}),
    ("第?[一二]届", {"第", "一届", "二届"}),
    ("(?:当|同)天", {"当", "同"}),
    ("(?:从|由)?来", {"从", "由", "来"}),
    ("啊+", {"啊"}),
    ("[|年]月", {"|月", "年月"}),
    (r"(?<=\d)([./-])(?=\d)", {".", "/", "-"}),
    ("[一-九]", {""}),
    ("^(?:共有?|总计)", {"共", "总计"}),
    ("约?", {""}),
    ("零{1,2}一", {""}),
    ("a|", {""}),
    (r"\d万", {""}),
    (".万", {""}),
    ("[^年]月", {""}),
    (r"\||年", {""}),
    ("(?P<year>年)", {"年"}),
    ("(?i)a", {""}),
    ("$", {""}),
]


@pytest.mark.parametrize(("pattern", "begins"), OPENINGS)
def test_openings(pattern: str, begins: set[str]) -> None:
    assert set(openings(pattern)) == begins


REQUIRED = [
    ("计划|预计", {"计划", "预计"}),
    ("[一-九]万", {"万"}),
    (r"\d{2,4}?(?:届|号)", {"届", "号"}),
    (r"\d*|月", {""}),
    (r"\d(?:年\d)?月", {"年", "月"}),
    (r"\d(?!年)月?", {""}),
    (r"\d(?!年)月", {"月"}),
    (r"(?:\d年|(?P<month>.月))末", {"年", "月"}),
    (r"(?:\d年|\d)+?末", {"末"}),
    (r"(?:\d年|\d){0,2}", {""}),
    (r"[^(|]\(", {""}),
    ("(?i)a", {""}),
]


@pytest.mark.parametrize(("pattern", "strings"), REQUIRED)
def test_strings_that_every_match_contains(pattern: str, strings: set[str]) -> None:
    assert set(required(pattern)) == strings


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


_PATTERNS = _patterns()
_CHARACTERS = sorted({char for pattern in _PATTERNS for char in pattern})


@given(st.data())
def test_every_match_begins_with_an_opening(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(_PATTERNS))
    text = data.draw(st.from_regex(pattern))
    for match in re.finditer(pattern, text):
        assert text.startswith(openings(pattern), match.start())
        assert any(string in match[0] for string in required(pattern))


@given(st.sampled_from(_PATTERNS), st.text(_CHARACTERS), st.integers(0, 5))
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
