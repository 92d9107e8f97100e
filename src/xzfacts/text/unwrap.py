"""Joins the lines of paragraphs that are broken by a narrow column."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from xzfacts.text.lazy_pattern import lazy_pattern

# A line break with the empty lines after it and the spaces around them.
_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*+\n\s*+")
_SENTENCE_END = lazy_pattern(r"[。！？!?…][”’」』）)》]*$")
_EMPTY_LINE = lazy_pattern(r"\n[^\S\n]*\n")
_LATIN = lazy_pattern(r"[A-Za-z]\n[0-9A-Za-z]|[0-9A-Za-z]\n[A-Za-z]")


class UnwrappedText(NamedTuple):
    """A text without the line breaks inside its paragraphs.

    text: the joined text.
    starts: ascending offsets in the joined text at which the shift changes.
    shifts: from `starts[i]` on, the offset in the original text is greater by `shifts[i]`.
    """

    text: str
    starts: list[int]
    shifts: list[int]

    def offset(self, joined: int) -> int:
        """Return the offset in the original text for an offset in the joined text."""
        return joined + self.shifts[bisect_right(self.starts, joined) - 1]


def unwrap_lines(text: str, *, words: bool = False) -> UnwrappedText:
    """Join the lines of each paragraph.

    A break with an empty line after the end of a sentence ends a paragraph and becomes one
    line feed; all others are removed. words: whether a break between Latin words becomes a
    space.
    """
    pieces: list[str] = []
    starts, shifts = [0], [0]
    length = end = 0
    for found in _BREAK.finditer(text):
        piece = text[end : found.start()]
        pieces.append(piece)
        length += len(piece)
        end = found.end()
        kept = _kept(text, found, words=words)
        pieces.append(kept)
        length += len(kept)
        starts.append(length)
        shifts.append(end - length)
    pieces.append(text[end:])
    return UnwrappedText("".join(pieces), starts, shifts)


def occurrences(text: str, quote: str) -> Iterator[int]:
    """Yield the offset of each occurrence of `quote` in `text`, overlapping ones included."""
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def quote_spans(text: str, quote: str) -> list[tuple[int, int]]:
    """Return start and end of each occurrence of `quote` in `text`, ignoring column breaks."""
    for words in (False, True):
        found = list(_spans(unwrap_lines(text, words=words), quote))
        if found:
            return found
    return []


def _spans(joined: UnwrappedText, quote: str) -> Iterator[tuple[int, int]]:
    """Yield start and end in the text of each occurrence of `quote` in its joined lines."""
    for at in occurrences(joined.text, quote):
        yield joined.offset(at), joined.offset(at + len(quote) - 1) + 1


class QuotedText:
    """A text in which quotes are looked for: its lines are joined once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._joined: list[UnwrappedText] = []

    def first_span(self, quote: str) -> tuple[int, int] | None:
        """Return start and end of the first of `quote_spans`; None if there is none."""
        for number, words in enumerate((False, True)):
            if number == len(self._joined):
                self._joined.append(unwrap_lines(self.text, words=words))
            span = next(_spans(self._joined[number], quote), None)
            if span:
                return span
        return None


def quote_lines(text: str, quote: str) -> list[int]:
    """Return the line numbers, from 1, of `text` where `quote` begins, ignoring column breaks."""
    return list(dict.fromkeys(_lines_at(text, [start for start, _end in quote_spans(text, quote)])))


def _lines_at(text: str, offsets: list[int]) -> Iterator[int]:
    """Yield the line number, from 1, of each of some rising offsets."""
    line, counted = 1, 0
    for offset in offsets:
        line += text.count("\n", counted, offset)
        counted = offset
        yield line


def _kept(text: str, found: re.Match[str], *, words: bool) -> str:
    before = text[max(0, found.start() - 8) : found.start()]
    if _EMPTY_LINE.search(found[0]) and _SENTENCE_END.search(before):
        return "\n"
    if words and _LATIN.match(before[-1:] + "\n" + text[found.end() : found.end() + 1]):
        return " "
    return ""
