"""The lines of a text as a reader sees them: paragraphs, and what stands between them.

Lines that a column broke belong to one paragraph. What has no end of a sentence may as well be
a title, a heading, a caption or a byline; which of them is seen from its form and from what
stands around it. Where nothing tells, a line is taken for text.
"""

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from xzfacts.extract.article.bylines import Credits, byline, is_photo_credit, mark_of
from xzfacts.text.lazy_pattern import lazy_pattern

# The names of the writers may come last: …。（记者 张三）
_ENDED = lazy_pattern(r"[。！？!?…][”’」』）)》\]】]*(?:[（(][^（）()。]{2,60}[）)])?$")
_WAITS = lazy_pattern(r"[：:；;]$")  # what follows is a list
_ITEM = lazy_pattern(
    r"(?:第?[一二三四五六七八九十]{1,3}[、章节是]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d))"
)
_PICTURED = lazy_pattern(r"(?:图为|图[一二三四五六七八九十\d]*[:：]|[(（][^（）()]{0,12}图[)）]$)")
# Spaces of any width, control characters, and marks that no one sees.
_SPACES = "".join(map(chr, [*range(0x21), *range(0x7F, 0xA1), *range(0x2000, 0x200C)]))
_SPACES += "\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"
_COMMA = lazy_pattern("[，,；;、]")

_TITLE, _HEADING = 60, 36  # characters at most
_SHOUTED = 30  # of a title that ends like a sentence
_COMMAS = 2  # in a title or heading at most
_TITLE_LINES, _CAPTION_LINES = 4, 4  # at most
_WRAPPED = 3  # lines at least that show how wide a column is
_NARROW = 0.8  # of a column's width: a shorter line was not broken by the column


class Line(NamedTuple):
    """A line that is not empty, without the spaces around it: offsets into the text.

    apart: an empty line stands before it. indented: it begins with a space.
    """

    text: str
    start: int
    end: int
    apart: bool
    indented: bool


class Block(NamedTuple):
    """Lines that belong together. kind: body, short (a title or heading), caption, byline."""

    kind: str
    lines: tuple[Line, ...]
    credits: Credits = Credits()

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Offset past the last character."""
        return self.lines[-1].end

    def under(self, kind: str) -> "Block":
        """The same, as another kind."""
        return self._replace(kind=kind)


def ends(text: str) -> bool:
    """Whether a sentence ends with the text."""
    return _ENDED.search(text) is not None


def says(text: str) -> bool:
    """Whether there is anything but signs in the text."""
    return any(map(str.isalnum, text))


def is_item(text: str) -> bool:
    """Whether the text begins as an item of a list does."""
    return _ITEM.match(text) is not None


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text that hold anything."""
    found: list[Line] = []
    at = 0
    apart = False
    for raw in text.split("\n"):
        bare = raw.strip(_SPACES)
        if bare:
            start = at + raw.index(bare)
            found.append(Line(bare, start, start + len(bare), apart, raw[0].isspace()))
        apart = not bare
        at += len(raw) + 1
    return tuple(found)


def blocks(lines: tuple[Line, ...], *, whole: bool = False) -> Iterator[Block]:
    """The lines in the blocks that they make up, in order.

    whole: each line is a paragraph, which no column broke.
    """
    width = None if whole else _column_width(lines)
    at = 0
    begun = False  # whether text has begun, so that no title of the page follows
    while at < len(lines):
        block = _special(lines, at) or _short(lines, at, width, begun)
        if block is None:
            end = at + 1
            while end < len(lines) and not whole and _goes_on(lines[end - 1], lines[end], width):
                end += 1
            block = Block("body", lines[at:end])
            begun = True
        at += len(block.lines)
        yield block


def _column_width(lines: tuple[Line, ...]) -> float | None:
    """How long the lines are that a column broke; None where no column did."""
    broken = [
        len(line.text) for line, after in pairwise(lines) if not (after.apart or ends(line.text))
    ]
    whole = sum(ends(line.text) for line in lines)
    if len(broken) < _WRAPPED or len(broken) < whole:
        return None
    return float(sorted(broken)[len(broken) // 2])


def _goes_on(before: Line, line: Line, width: float | None) -> bool:
    """Whether the line belongs to the paragraph of the one before it."""
    ended = ends(before.text)
    if _special_kind(line.text) or (line.indented and not before.indented and ended):
        return False
    if ended:
        full = width is not None and len(before.text) >= width * _NARROW
        return full and not (line.apart or line.indented)
    return not ((line.apart or _WAITS.search(before.text)) and is_item(line.text)) and not (
        line.apart and _WAITS.search(before.text)
    )


def _special_kind(text: str) -> str:
    """Whether the line is a caption or a byline by its own form."""
    if is_photo_credit(text) and len(text) <= _TITLE * 2 and "。" not in text[:-1]:
        return "caption"
    if byline(text) is not None:
        return "byline"
    if mark_of(text) or _PICTURED.match(text):
        return "caption"
    return ""


def _special(lines: tuple[Line, ...], at: int) -> Block | None:
    kind = _special_kind(lines[at].text)
    if not kind:
        return None
    if kind == "byline":
        return Block(kind, (lines[at],), byline(lines[at].text) or Credits())
    end = at + 1
    while (
        end < min(len(lines), at + _CAPTION_LINES)
        and not (lines[end].apart or lines[end].indented or _special_kind(lines[end].text))
        and not (ends(lines[end - 1].text) or is_photo_credit(lines[end - 1].text))
        and len(lines[end].text) <= len(lines[at].text) * 1.3
    ):
        end += 1
    return Block(kind, lines[at:end])


def _short(lines: tuple[Line, ...], at: int, width: float | None, begun: bool) -> Block | None:
    """The lines from here that look like a title or heading, those without gap together."""
    longest = _HEADING if begun else _TITLE
    end = at
    while end < min(len(lines), at + _TITLE_LINES + 1) and (end == at or not lines[end].apart):
        if not _is_short(lines, end, width, longest):
            break
        end += 1
        if begun and ends(lines[end - 1].text):
            break
    text = "".join(line.text for line in lines[at:end])
    if (
        end == at
        or end - at > _TITLE_LINES
        or len(_COMMA.findall(text)) > _COMMAS * (1 if begun else 2)
    ):
        return None
    return Block("short", lines[at:end])


def _is_short(lines: tuple[Line, ...], at: int, width: float | None, longest: int) -> bool:
    text = lines[at].text
    if len(text) > longest or "。" in text or _special_kind(text) or not says(text):
        return False
    if ends(text) and (len(text) > _SHOUTED or longest == _HEADING):
        return False
    if _COMMA.search(text[-1]) or len(_COMMA.findall(text)) > _COMMAS:
        return False
    if at + 1 == len(lines):
        return longest == _TITLE and at == 0
    after = lines[at + 1]
    if after.apart or after.indented or _special_kind(after.text):
        return True
    if width is not None and len(text) >= width * _NARROW:
        return longest == _TITLE and at + 2 < len(lines) and lines[at + 2].apart
    return True


def runs(found: list[Block]) -> list[tuple[list[Block], list[Block]]]:
    """The blocks as pairs: what stands between texts, then the text that follows it."""
    pairs: list[tuple[list[Block], list[Block]]] = []
    for is_body, group in groupby(found, key=lambda block: block.kind == "body"):
        if is_body:
            if pairs and not pairs[-1][1]:
                pairs[-1][1].extend(group)
            else:
                pairs.append(([], list(group)))
        else:
            pairs.append((list(group), []))
    return pairs
