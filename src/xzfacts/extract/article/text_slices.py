"""Slices of a text whose lines a column broke: verbatim, and with the line they begin in."""

from bisect import bisect_right
from typing import NamedTuple

from xzfacts.extract.article.article import Quote
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.unwrap import UnwrappedText, unwrap_lines

_LATIN_BREAK = lazy_pattern(r"[0-9A-Za-z]\s*\n\s*[0-9A-Za-z]")


class Text:
    """A text with its paragraphs joined, to slice from by offsets into the raw text."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._plain = unwrap_lines(raw)
        self._worded: UnwrappedText | None = None
        self._breaks = [at for at, char in enumerate(raw) if char == "\n"]
        self._starts: dict[int, list[int]] = {}

    def slice(self, start: int, end: int) -> "Slice":
        """What stands from `start` to `end`, both at characters that are no space."""
        joined = self._plain
        if _LATIN_BREAK.search(self.raw, start, end):
            if self._worded is None:
                self._worded = unwrap_lines(self.raw, words=True)
            joined = self._worded
        return Slice(self, joined, self._at(joined, start), self._at(joined, end - 1) + 1)

    def _at(self, joined: UnwrappedText, offset: int) -> int:
        """Where a character of the raw text stands in the joined one."""
        starts = self._starts.get(id(joined))
        if starts is None:
            pairs = zip(joined.starts, joined.shifts, strict=True)
            starts = self._starts[id(joined)] = [start + shift for start, shift in pairs]
        return offset - joined.shifts[bisect_right(starts, offset) - 1]

    def line(self, joined: UnwrappedText, at: int) -> int:
        """The 1-based line of a character of the joined text."""
        return bisect_right(self._breaks, joined.offset(at)) + 1


class Slice(NamedTuple):
    """Characters start to end of the joined text."""

    text: Text
    joined: UnwrappedText
    start: int
    end: int

    @property
    def content(self) -> str:
        """The characters."""
        return self.joined.text[self.start : self.end]

    def quote(self, start: int, end: int, role: str, paragraph: int) -> Quote:
        """A part of it, from and to offsets into its content."""
        at = self.start + start
        return Quote(
            self.joined.text[at : self.start + end],
            self.text.line(self.joined, at),
            role,
            paragraph,
            self.joined.offset(at),
        )
