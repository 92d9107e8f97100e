"""Markdown (CommonMark with tables and strikethrough): the rendered text without code blocks."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from xzfacts.documents.front_matter import FRONT_MATTER
from xzfacts.documents.line_joiner import LineJoiner
from xzfacts.model.paragraphs import Paragraph

_TAG_OR_COMMENT = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_ONLY_BREAKS = re.compile(r"[^\n]")
# The cells of a table row form one paragraph.
_CELLS = frozenset(("th_open", "td_open"))
_DIVIDER = " | "
_ENDS = frozenset(("paragraph_close", "heading_close", "tr_close", "html_block"))


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs, headings, list items and table rows."""
    text = FRONT_MATTER.sub(lambda found: _ONLY_BREAKS.sub("", found[0]), text, count=1)
    source = text.split("\n")
    joiner = LineJoiner()
    column = row = 0
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for token in parser.parse(text):
        line = token.map[0] if token.map else 0
        if token.type == "inline":
            column = _add(joiner, token.children or [], source, line, column)
        elif token.type == "tr_open":
            row = line
        elif token.type in _CELLS and not joiner.is_empty:
            column = max(source[row].find("|", column), column)
            joiner.add(_DIVIDER, row + 1, column)
        elif token.type == "html_block":
            seen = _TAG_OR_COMMENT.sub(lambda found: "\n" * found[0].count("\n"), token.content)
            joiner.add(seen, line + 1)
        if token.type in _ENDS:
            column = 0
            if paragraph := joiner.take():
                yield paragraph


def _add(joiner: LineJoiner, pieces: list[Token], source: list[str], line: int, column: int) -> int:
    """Add inline tokens that start at `line` and `column`; returns the column after them."""
    for piece in pieces:
        if piece.type in {"softbreak", "hardbreak"}:
            joiner.add_break()
            line, column = line + 1, 0
        elif piece.type in {"text", "code_inline"} and piece.content:
            found = source[line].find(piece.content, column) if line < len(source) else -1
            joiner.add(piece.content, line + 1, found if found >= 0 else None)
            column = max(found + len(piece.content), column)
    return column
