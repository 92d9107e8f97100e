"""Joining of the lines of a paragraph of markup, with the position of each character."""

import re

from xzfacts.model.paragraphs import Paragraph

_SPACE = re.compile(r"[ \t\n\r\f]+")
# A line break next to one of these is removed, any other becomes a space: Chinese, Japanese and
# Korean characters, their punctuation, and full-width forms.
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u2014-\u2026]")


class LineJoiner:
    """Builds paragraphs from pieces of text."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._text: list[str] = []
        self._columns: list[int] = []
        self._lines: list[int] = []
        self._exact = True
        self._space = ""

    @property
    def is_empty(self) -> bool:
        """Whether the current paragraph has no text yet."""
        return not self._text

    def add(self, text: str, line: int, column: int | None = None) -> None:
        """Add a piece of text that starts at `line`, 1-based, and may have line breaks.

        column: 0-based column of a piece without line breaks, if known.
        """
        self._exact = self._exact and column is not None
        first = column or 0
        at = 0
        for space in _SPACE.finditer(text):
            self._put(text[at : space.start()], line, first + at)
            self._add_space(space[0])
            line += space[0].count("\n")
            at = space.end()
        self._put(text[at:], line, first + at)

    def add_break(self) -> None:
        """Add a line break."""
        self._add_space("\n")

    def take(self) -> Paragraph | None:
        """End the current paragraph and return it; None if it has no text."""
        text, lines = "".join(self._text), self._lines
        columns = self._columns if self._exact else None
        self._begin()
        if not text:
            return None
        line_starts = tuple(
            (at, lines[at]) for at in range(1, len(lines)) if lines[at] != lines[at - 1]
        )
        return Paragraph(lines[0], text, columns, line_starts)

    def _add_space(self, space: str) -> None:
        """Only whether it has a line break counts: markup may have a million blanks in a row."""
        self._space = "\n" if "\n" in space or self._space == "\n" else " "

    def _put(self, text: str, line: int, column: int) -> None:
        if not text:
            return
        if self._space and self._text:
            around = (self._text[-1][-1], text[0])
            if not (self._space == "\n" and any(map(_WIDE.match, around))):
                self._append(" ", self._lines[-1], range(self._columns[-1], self._columns[-1] + 1))
        self._space = ""
        self._append(text, line, range(column, column + len(text)))

    def _append(self, text: str, line: int, columns: range) -> None:
        self._text.append(text)
        self._lines += [line] * len(text)
        self._columns += columns
