"""Texts whose paragraphs a column broke into lines, joined again."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

# A line break, the empty lines after it, and the spaces around them.
_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*+\n\s*+")
_SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)》]*$")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_LATIN = re.compile(r"[A-Za-z]\n[0-9A-Za-z]|[0-9A-Za-z]\n[A-Za-z]")


class Joined(NamedTuple):
    """A text without the breaks inside its paragraphs.

    starts, shifts: from joined offset `starts[i]` on, the text's offset is more by `shifts[i]`.
    """

    text: str
    starts: list[int]
    shifts: list[int]

    def offset(self, joined: int) -> int:
        """Where in the text the character at an offset of the joined text stands."""
        return joined + self.shifts[bisect_right(self.starts, joined) - 1]


def join(text: str, *, words: bool = False) -> Joined:
    """Join lines that a column broke.

    A break ends a paragraph where an empty line follows the end of a sentence, and is kept
    there as one line feed; any other is taken out. With `words`, one between Latin words
    becomes the space that it stands for.
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
    return Joined("".join(pieces), starts, shifts)


def occurrences(text: str, quote: str) -> Iterator[int]:
    """The offset of each place where `quote` stands in `text`."""
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def lines_of(text: str, quote: str) -> list[int]:
    """The lines of `text`, from 1, that `quote` begins at, column breaks aside; none if nowhere."""
    for words in (False, True):
        joined = join(text, words=words)
        offsets = [joined.offset(at) for at in occurrences(joined.text, quote)]
        if offsets:
            return list(dict.fromkeys(text.count("\n", 0, at) + 1 for at in offsets))
    return []


def _kept(text: str, found: re.Match[str], *, words: bool) -> str:
    before = text[max(0, found.start() - 8) : found.start()]
    if _EMPTY_LINE.search(found[0]) and _SENTENCE_END.search(before):
        return "\n"
    if words and _LATIN.match(before[-1:] + "\n" + text[found.end() : found.end() + 1]):
        return " "
    return ""
