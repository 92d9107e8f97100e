"""Reading order of a printed page: columns, lines and paragraphs from the positions of characters.

Recursive XY-cut (Nagy and Seth 1984). A page is divided into horizontal strips; neighbouring
strips that share a vertical gutter form a band of columns, which are read one after the other.
Narrow columns are cells of a table, which are read row by row.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple, TypeVar

_T = TypeVar("_T")

# Lengths are in units of the character size around them.
_SEGMENT_GAP = 0.9  # gap between characters that separates columns or cells
_WORD_GAP = 0.18  # gap between Latin characters that is a space
_GUTTER = 0.7  # minimum width of a gutter
_COLUMN_WIDTH = 6.0  # minimum median width of the lines of a column; a narrower one is a cell
_HEADING_SIZE = 1.25  # size of a heading compared with the text
_INDENT = 1.0  # first-line indent of a paragraph
_SHORT = 2.5  # a sentence ending so far before the edge of its column ends a paragraph
_SHORT_SHARE = 0.35  # of its column; a line that leaves so much empty ends a paragraph
_PARAGRAPH_GAP = 0.8  # additional distance between two paragraphs
_COLUMN_LINES = 2  # minimum lines of a column

_LATIN = re.compile(r"[!-~\u00c0-\u024f]")
# A line break between words; in a number or after a hyphen it is removed.
_WORD_BREAK = re.compile(r"(?![-\d.,]\n[\d.,%])(?!-)[!-~\u00c0-\u024f]\n[!-~\u00c0-\u024f]")
_PAGE_NUMBER = re.compile(
    r"[\s—–\-·.]*(?:第\s*)?\d{1,4}\s*页?(?:\s*[/,，]?\s*共?\s*\d{1,4}\s*页?)?[\s—–\-·.]*"
)
_SENTENCE_END = re.compile(r"[。！？!?…；;][”’」』）)》\]】]*$")


class Glyph(NamedTuple):
    """A printed character; coordinates grow to the right and upward.

    text: the character.
    left: left edge.
    bottom: lower edge.
    right: right edge.
    top: upper edge.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Line(NamedTuple):
    """Characters next to each other, as text; edges as in `Glyph`."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The height of the characters."""
        return self.top - self.bottom


class PrintedParagraph(NamedTuple):
    """A paragraph of a page, or the part of one that a column holds.

    text: its text, on one line.
    begins: False if it may continue a paragraph of the previous column.
    ends: False if it may continue in the next column.
    """

    text: str
    begins: bool
    ends: bool


def page_paragraphs(glyphs: Iterable[Glyph]) -> list[PrintedParagraph]:
    """The paragraphs of a page in reading order, without the page number."""
    segments = _without_page_number(list(_segments(glyphs)))
    return [paragraph for block in _blocks(segments) for paragraph in _paragraphs(block)]


class JoinedText:
    """The lines of a paragraph as one text, with a space between Latin words."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._last = ""
        self.size = 0

    def add(self, line: str) -> None:
        """Add the next line."""
        space = " " if _WORD_BREAK.search(f"{self._last}\n{line[:1]}") else ""
        self._parts += space, line
        self._last = line[-1:] or self._last
        self.size += len(space) + len(line)

    def __str__(self) -> str:
        """Return the text."""
        return "".join(self._parts)


def _without_page_number(segments: list[Line]) -> list[Line]:
    """The segments without a page number in the first or last strip of the page."""
    strips = list(_strips(segments))
    for edge in (0, -1):
        if len(strips) > 1:
            text = " ".join(each.text for each in sorted(strips[edge], key=lambda one: one.left))
            if _PAGE_NUMBER.fullmatch(text):
                del strips[edge]
    return [segment for strip in strips for segment in strip]


def _groups(items: Iterable[_T], apart: Callable[[list[_T], _T], bool]) -> Iterator[list[_T]]:
    """The items in groups; a group ends in front of an item that is apart from it."""
    group: list[_T] = []
    for item in items:
        if group and apart(group, item):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _segments(glyphs: Iterable[Glyph]) -> Iterator[Line]:
    """Characters on one baseline without a wide gap, from left to right."""

    def apart(part: list[Glyph], glyph: Glyph) -> bool:
        return glyph.left - part[-1].right > _SEGMENT_GAP * (glyph.top - glyph.bottom)

    for row in _rows(glyphs):
        yield from map(_segment, _groups(sorted(row, key=lambda each: each.left), apart))


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Characters whose middle is at the same height."""

    def below(row: list[Glyph], glyph: Glyph) -> bool:
        first = row[0]
        lowest = first.bottom + (first.top - first.bottom) * 0.3
        return not lowest <= (glyph.top + glyph.bottom) / 2

    return _groups(sorted(glyphs, key=lambda each: -(each.top + each.bottom)), below)


def _segment(glyphs: Sequence[Glyph]) -> Line:
    text = glyphs[0].text
    for before, glyph in pairwise(glyphs):
        apart = glyph.left - before.right > _WORD_GAP * (glyph.top - glyph.bottom)
        if apart and _LATIN.match(before.text) and _LATIN.match(glyph.text):
            text += " "
        text += glyph.text
    return Line(
        text,
        glyphs[0].left,
        median(each.bottom for each in glyphs),
        max(each.right for each in glyphs),
        median(each.top for each in glyphs),
    )


def _blocks(segments: list[Line]) -> Iterator[list[Line]]:
    """The columns of each band of the page, in reading order, each as its lines."""
    for band in _bands(segments):
        columns = _columns(band)
        if len(columns) == 1:
            yield list(_table_rows(band))
        else:
            for column in columns:
                yield from _blocks(column)


def _bands(segments: list[Line]) -> Iterator[list[Line]]:
    """Groups of neighbouring strips that have a gutter in common, or have none."""
    band: list[Line] = []
    split = False
    for strip in _strips(segments):
        both = [*band, *strip]
        alone = _columns(strip, _COLUMN_LINES - 1)
        if not band:
            band, split = strip, len(alone) > 1
            continue
        fits = len(_columns(both, _COLUMN_LINES - 1)) > 1
        heading = len(strip) == 1 and strip[0].size > _HEADING_SIZE * median(
            each.size for each in band
        )
        if (split and fits and not heading) or (not split and len(alone) == 1):
            band = both
            continue
        yield band
        band, split = strip, len(alone) > 1
    if band:
        yield band


def _strips(segments: list[Line]) -> Iterator[list[Line]]:
    """The segments between two horizontal gaps across the page, from top to bottom."""
    strip: list[Line] = []
    floor = 0.0
    for segment in sorted(segments, key=lambda each: -each.top):
        if strip and segment.top - segment.size * 0.15 <= floor:
            yield strip
            strip = []
        bottom = segment.bottom + segment.size * 0.15
        floor = min(floor, bottom) if strip else bottom
        strip.append(segment)
    if strip:
        yield strip


def _columns(segments: list[Line], lines: int = _COLUMN_LINES) -> list[list[Line]]:
    """The segments between the gutters, from left to right; one column if one is a cell.

    lines: minimum number of lines of a column.
    """
    size = median(each.size for each in segments)
    columns: list[list[Line]] = []
    edge = 0.0
    for segment in sorted(segments, key=lambda each: each.left):
        if not columns or segment.left - edge > _GUTTER * size:
            columns.append([])
            edge = segment.right
        edge = max(edge, segment.right)
        columns[-1].append(segment)
    is_text = all(
        len(column) >= lines
        and median(each.right - each.left for each in column) >= _COLUMN_WIDTH * size
        for column in columns
    )
    return columns if is_text else [segments]


def _table_rows(segments: list[Line]) -> Iterator[Line]:
    """The lines of a block; segments at the same height are cells, joined by a space."""

    def below(row: list[Line], segment: Line) -> bool:
        return (segment.top + segment.bottom) / 2 < row[0].bottom + row[0].size * 0.3

    ordered = sorted(segments, key=lambda each: (-(each.top + each.bottom), each.left))
    return map(_joined_cells, _groups(ordered, below))


def _joined_cells(row: list[Line]) -> Line:
    cells = sorted(row, key=lambda each: each.left)
    bottom, top = min(each.bottom for each in row), max(each.top for each in row)
    text = " ".join(each.text.strip() for each in cells)
    return Line(text, cells[0].left, bottom, max(each.right for each in cells), top)


def _paragraphs(lines: list[Line]) -> Iterator[PrintedParagraph]:
    if not lines:
        return
    column = _column(lines)
    text, begins = JoinedText(), _is_indented(lines[0], column)
    for at, line in enumerate(lines):
        if at and _begins(lines[at - 1], line, column):
            yield PrintedParagraph(str(text), begins, ends=True)
            text, begins = JoinedText(), True
        text.add(line.text.strip())
    whole = str(text)
    ends = _is_short(lines[-1], column) or _SENTENCE_END.search(whole) is not None
    yield PrintedParagraph(whole, begins, ends)


class _Column(NamedTuple):
    """The left and right edges of a block, and the usual gap between its lines."""

    left: float
    right: float
    gap: float


def _column(lines: Sequence[Line]) -> _Column:
    gaps = [above.bottom - below.top for above, below in pairwise(lines)]
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    return _Column(left, right, median(gaps) if gaps else 0.0)


def _begins(above: Line, line: Line, column: _Column) -> bool:
    """Whether a line begins a paragraph."""
    size = min(above.size, line.size)
    other_size = max(above.size, line.size) > _HEADING_SIZE * size
    indented = _is_indented(line, column) and above.left < line.left - _INDENT / 2 * size
    apart = above.bottom - line.top > column.gap + _PARAGRAPH_GAP * size
    return other_size or indented or _is_short(above, column) or apart


def _is_indented(line: Line, column: _Column) -> bool:
    return line.left - column.left > _INDENT * line.size


def _is_short(line: Line, column: _Column) -> bool:
    rest = column.right - line.right
    ended = _SENTENCE_END.search(line.text) is not None
    return rest > _SHORT * line.size and (
        ended or rest > _SHORT_SHARE * (column.right - column.left)
    )
