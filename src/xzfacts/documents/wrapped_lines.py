"""Joins the lines of hard-wrapped paragraphs of plain text.

A line continues in the next one if it is long, does not end a sentence, and the next is not longer;
such lines are joined only if the last one ends a sentence. So titles and lists of lines without a
full stop are not joined.
"""

from collections.abc import Iterator

from xzfacts.model.paragraphs import Paragraph
from xzfacts.text.lazy_pattern import lazy_pattern

_SENTENCE_ENDS = tuple("。！？!?…：:；;")
_CLOSING = "”’」』）)》]】"  # behind the end of a sentence
_MARKERS = tuple("-*+•·●■◆▪>#|")
_NUMBERED = lazy_pattern(r"[(（]?[0-9一二三四五六七八九十]{1,3}[)）.、．](?!\d)")
_LATIN = lazy_pattern(r"[A-Za-z]\n[0-9A-Za-z]|[0-9A-Za-z]\n[A-Za-z]")
_LEAST = 12  # characters of the first line of a paragraph that a column broke
_MORE = 1  # characters that the next line may be longer
_MOST = 200  # lines of one paragraph


class WrappedLines:
    """Joins lines, passed in order, to paragraphs."""

    def __init__(self) -> None:
        self._lines: list[Paragraph] = []

    def add(self, line: Paragraph) -> Iterator[Paragraph]:
        """Pass the next line; return the paragraphs that are complete."""
        if self._lines and not self._goes_on(line.text):
            yield from self.end()
        self._lines.append(line)
        first = len(self._lines) == 1
        if not _may_go_on(line.text, first=first) or len(self._lines) >= _MOST:
            yield from self.end()

    def end(self) -> Iterator[Paragraph]:
        """Return the remaining paragraphs after the last line."""
        lines, self._lines = self._lines, []
        if len(lines) > 1 and _ends_sentence(lines[-1].text):
            yield _joined(lines)
        else:
            yield from lines

    def _goes_on(self, text: str) -> bool:
        longest = max(len(line.text) for line in self._lines)
        return bool(text) and not _is_new(text) and len(text) <= longest + _MORE


def _may_go_on(text: str, *, first: bool) -> bool:
    least = _LEAST if first else 1
    return len(text.strip()) >= least and not _ends_sentence(text)


def _ends_sentence(text: str) -> bool:
    return text.rstrip().rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def _is_new(text: str) -> bool:
    """Whether a line is indented or the item of a list."""
    indented = text[0].isspace() or text.startswith(_MARKERS)
    return indented or _NUMBERED.match(text) is not None


def _joined(lines: list[Paragraph]) -> Paragraph:
    text = ""
    columns: list[int] = []
    starts: list[tuple[int, int]] = []
    for line in lines:
        own = line.text.rstrip()
        if text and _LATIN.match(f"{text[-1]}\n{own[:1]}"):
            text += " "
            columns.append(columns[-1] + 1)
        if text:
            starts.append((len(text), line.number))
        text += own
        columns += (line.columns or range(len(own)))[: len(own)]
    return Paragraph(lines[0].number, text, columns, tuple(starts))
