"""Regular expressions that are compiled when first needed, so that importing them costs nothing.

Compiling takes longer than checking a short text. A list of words is compiled only when a text
has the opening of one of them, any other pattern when it has a string that every match contains.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from sys import maxsize
from typing import cast

# A Chinese character. `re` visits each character of a range when it compiles one, which takes 2 ms
# for this one; the letters that are not ASCII, of which the other one consists, take none.
_CHINESE, _LETTER = "[一-鿿]", r"[^\W\d_A-Za-z]"
_SPECIAL = ("", *"^$.?*+{")
_NESTING = frozenset("([\\")
_STRUCTURE = r"[|()\[\\]"
_RANGES = {"0-9": "0123456789", "1-9": "123456789", "a-z": "abcdefghijklmnopqrstuvwxyz"}
_MAY_BE_MISSING = ("?", "*", "{")  # the item before one
_ZERO_WIDTH = ("(?<!", "(?<=", "(?!", "(?=", "^")
_PLAIN_GROUPS = ("(?:", "(?P<")
_LONGEST_OPENING = 2
_MOST_SPARED = 100  # texts after which the compiled pattern, which is faster, is worth its cost
_MOST_OPENINGS = 40  # of one alternative
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "subn")


class _LazyPattern:
    """Compiles when a text may match, and keeps the methods of the result."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._spared = 0  # texts without an opening

    @cached_property
    def _openings(self) -> tuple[str, ...]:
        return openings(self.pattern)

    @cached_property
    def _required(self) -> tuple[str, ...]:
        return required(self.pattern)

    def _may_occur(self, text: str) -> bool:
        self._spared += 1
        return self._spared > _MOST_SPARED or any(map(text.__contains__, self._required))

    def _may_begin(self, text: str, pos: int) -> bool:
        return self._may_occur(text) and (
            self._spared > _MOST_SPARED or text.startswith(self._openings, pos)
        )

    def compiled(self) -> "re.Pattern[str]":
        compiled = re.compile(self.pattern.replace(_CHINESE, _LETTER))
        for name in _METHODS:
            setattr(self, name, getattr(compiled, name))
        return compiled

    def search(self, text: str, pos: int = 0, end: int = maxsize) -> re.Match[str] | None:
        return self.compiled().search(text, pos, end) if self._may_occur(text) else None

    def match(self, text: str, pos: int = 0, end: int = maxsize) -> re.Match[str] | None:
        return self.compiled().match(text, pos, end) if self._may_begin(text, pos) else None

    def fullmatch(self, text: str, pos: int = 0, end: int = maxsize) -> re.Match[str] | None:
        return self.compiled().fullmatch(text, pos, end) if self._may_begin(text, pos) else None

    def finditer(self, text: str, pos: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        return self.compiled().finditer(text, pos, end) if self._may_occur(text) else iter(())

    def findall(self, text: str, pos: int = 0, end: int = maxsize) -> list[object]:
        return self.compiled().findall(text, pos, end) if self._may_occur(text) else []

    def split(self, text: str, count: int = 0) -> list[str | None]:
        return self.compiled().split(text, count) if self._may_occur(text) else [text]

    def sub(self, by: str, text: str, count: int = 0) -> str:
        return self.compiled().sub(by, text, count) if self._may_occur(text) else text

    def __getattr__(self, name: str) -> object:
        return getattr(self.compiled(), name)


def lazy_pattern(pattern: str) -> re.Pattern[str]:
    """Return a pattern that is compiled when a text may match it."""
    return cast("re.Pattern[str]", _LazyPattern(pattern))


def openings(pattern: str) -> tuple[str, ...]:
    """Return strings of which every match begins with one; an empty one if they are not known."""
    found: dict[str, None] = {}
    for alternative in _alternatives(pattern):
        if alternative.isalnum():
            found[alternative[:_LONGEST_OPENING]] = None
        else:
            found.update(dict.fromkeys(_openings_of(alternative)))
            if "" in found:
                return ("",)
    return tuple(found)


def required(pattern: str) -> tuple[str, ...]:
    """Return strings of which every match contains one; an empty one if they are not known."""
    found: dict[str, None] = {}
    for alternative in _alternatives(pattern):
        strings = _required_in(alternative)
        if not strings:
            return ("",)
        found.update(dict.fromkeys(strings))
    return tuple(found)


def _alternatives(pattern: str) -> Iterator[str]:
    """Split a pattern at the `|` outside of its groups and classes."""
    if _NESTING.isdisjoint(pattern):
        yield from pattern.split("|")
        return
    start = at = 0
    structure = re.compile(_STRUCTURE)
    while mark := structure.search(pattern, at):
        at = mark.start()
        if mark[0] == "|":
            yield pattern[start:at]
            start = at = at + 1
        else:
            at = _after(pattern, at)
    yield pattern[start:]


def _required_in(alternative: str) -> Iterable[str]:
    """Return strings of which every match of a pattern without `|` contains one, if known."""
    if alternative.isalnum():
        return (alternative[:_LONGEST_OPENING],)
    at = 0
    while at < len(alternative):
        found = _openings_of(alternative[at:])
        if "" not in found:
            return found
        end = _after(alternative, at)
        item = alternative[at:end]
        optional = alternative.startswith(_MAY_BE_MISSING, end)
        if item.startswith("(") and not item.startswith(_ZERO_WIDTH):
            if item.startswith("(?") and not item.startswith(_PLAIN_GROUPS):
                return ()  # flags, say
            found = required(_inside(item))
            if "" not in found and not optional:
                return found
        at = _after_repeat(alternative, end)
    return ()


def _inside(group: str) -> str:
    """Return the pattern in a group; one that begins with `?` if it is of a rare kind."""
    if group.startswith("(?P<"):
        return group[group.index(">") + 1 : -1]
    return group[3:-1] if group.startswith("(?:") else group[1:-1]


def _openings_of(alternative: str) -> Iterable[str]:
    """Return the openings of a pattern without `|`."""
    at = 0
    while alternative.startswith(_ZERO_WIDTH, at):
        at = _after(alternative, at)
    found = [""]
    while len(found) <= _MOST_OPENINGS and len(found[0]) < _LONGEST_OPENING:
        end = _after(alternative, at)
        begins = _item_openings(alternative[at:end])
        repeat = alternative[end : end + 1]
        if repeat in _MAY_BE_MISSING:
            if found == [""] and repeat != "{":  # the next item may be the first
                return {*begins, *_openings_of(alternative[end + 1 :].removeprefix("+"))}
            break
        found = [begin + further for begin in found for further in begins]
        if repeat == "+" or alternative.startswith("(", at) or "" in begins:
            break
        at = end
    return found


def _item_openings(item: str) -> tuple[str, ...]:
    """Return the openings of a character, class or group."""
    if item.startswith("("):
        return openings(_inside(item))
    if item.startswith("["):
        item = item[1:-1]
        for written, chars in _RANGES.items():
            item = item.replace(written, chars)
        unclear = "^" in item or "-" in item[:-1] or "\\" in item  # a last - is no range
        return ("",) if unclear else tuple(item)
    return ("",) if item in _SPECIAL or len(item) > 1 else (item,)


def _after(pattern: str, at: int) -> int:
    """Return the position behind the character, class or group at a position."""
    char = pattern[at : at + 1]
    if char == "\\":
        return at + 2
    if char == "[":
        end = pattern.index("]", at)
        if "\\" not in pattern[at:end]:
            return end + 1
        at += 1
        while pattern[at] != "]":
            at += 2 if pattern[at] == "\\" else 1
    elif char == "(":
        at += 1
        structure = re.compile(_STRUCTURE)
        while (mark := structure.search(pattern, at)) and mark[0] != ")":
            at = _after(pattern, mark.start())
        return mark.end() if mark else len(pattern)
    return at + 1


def _after_repeat(pattern: str, at: int) -> int:
    """Return the position behind the repetition at a position, if one is there."""
    if pattern.startswith("{", at):
        at = pattern.index("}", at) + 1
    elif pattern.startswith(("?", "*", "+"), at):
        at += 1
    else:
        return at
    return at + pattern.startswith(("?", "+"), at)
