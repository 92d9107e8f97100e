"""Join the lines of a paragraph of markup, where a line break in the input is none in print."""

import re

from xzfacts.model.paragraphs import Paragraph

_SPACE = re.compile(r"[ \t\n\r\f]+")
# Beside one of these a line break is nothing, between others it is a space: Chinese, Japanese and
# Korean characters, their punctuation, and full-width forms.
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u2014-\u2026]")


class LineJoiner:
    """Takes pieces of text in order and gives paragraphs."""

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
        """Whether there is no text in the paragraph yet."""
        return not self._text

    def add(self, text: str, line: int, column: int | None = None) -> None:
        """A piece that begins in `line`; each line break within it begins the next.

        column: where a piece without line breaks stands in its line, where that is known.
        """
        self._exact = self._exact and column is not None
        first = column or 0
        at = 0
        for space in _SPACE.finditer(text):
            self._put(text[at : space.start()], line, first + at)
            self._space += space[0]
            line += space[0].count("\n")
            at = space.end()
        self._put(text[at:], line, first + at)

    def add_break(self) -> None:
        """A line break in the input."""
        self._space += "\n"

    def take(self) -> Paragraph | None:
        """The paragraph so far, None where there is no text in it; the next one begins."""
        text, lines = "".join(self._text), self._lines
        columns = self._columns if self._exact else None
        self._begin()
        if not text:
            return None
        line_starts = tuple(
            (at, lines[at]) for at in range(1, len(lines)) if lines[at] != lines[at - 1]
        )
        return Paragraph(lines[0], text, columns, line_starts)

    def _put(self, text: str, line: int, column: int) -> None:
        if not text:
            return
        if self._space and self._text:
            around = (self._text[-1][-1], text[0])
            if not ("\n" in self._space and any(map(_WIDE.match, around))):
                self._append(" ", self._lines[-1], range(self._columns[-1], self._columns[-1] + 1))
        self._space = ""
        self._append(text, line, range(column, column + len(text)))

    def _append(self, text: str, line: int, columns: range) -> None:
        self._text.append(text)
        self._lines += [line] * len(text)
        self._columns += columns
