"""Markdown (CommonMark with tables and strikethrough): the rendered text without code blocks."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, html_inline
from markdown_it.token import Token

from xzfacts.documents.front_matter import FRONT_MATTER
from xzfacts.documents.line_joiner import LineJoiner
from xzfacts.documents.read_errors import TooLargeDocumentError
from xzfacts.model.paragraphs import Paragraph

# What ends each kind of markup that starts with `<`; the last one is a tag.
_CLOSERS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<": ">"}
_OPENER = re.compile(r"<(?=[A-Za-z/!?])")
_LAST_CLOSERS = "xzfacts: positions of the last closers"  # key in the environment of the parser
_ONLY_BREAKS = re.compile(r"[^\n]")
_MARKS = "*_[]!<&\\`~|#>"  # characters of markup; the parser takes some 25 µs for one
_MAX_MARKS = 600_000
# The cells of a table row form one paragraph.
_CELLS = frozenset(("th_open", "td_open"))
_DIVIDER = " | "
_ENDS = frozenset(("paragraph_close", "heading_close", "tr_close", "html_block"))
_LINE_BREAK = re.compile(r"<br[\s/>]", re.IGNORECASE)


def paragraphs(text: str, name: str) -> Iterator[Paragraph]:
    """The paragraphs, headings, list items and table rows.

    Raises TooLargeDocumentError if there are more than `_MAX_MARKS` characters of markup.
    """
    if len(text) > _MAX_MARKS and sum(map(text.count, _MARKS)) > _MAX_MARKS:
        raise TooLargeDocumentError(name)
    text = FRONT_MATTER.sub(lambda found: _ONLY_BREAKS.sub("", found[0]), text, count=1)
    source = text.split("\n")
    joiner = LineJoiner()
    column = row = 0
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.inline.ruler.at("html_inline", _closed_html_inline)
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
            joiner.add(_without_tags(token.content), line + 1)
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
        elif piece.type == "html_inline" and _LINE_BREAK.match(piece.content):
            joiner.add_break()
        elif piece.type in {"text", "code_inline"} and piece.content:
            text = source[line] if line < len(source) else ""
            found = text.find(piece.content, column)
            joiner.add(piece.content, line + 1, found if found >= 0 else None)
            # After one that is not found, positions are unknown: a long line is not searched again.
            column = found + len(piece.content) if found >= 0 else len(text)
    return column


def _without_tags(text: str) -> str:
    """The text of an HTML block, with only the line breaks of its tags and comments."""
    parts: list[str] = []
    at = 0
    for found in _OPENER.finditer(text):
        start = found.start()
        if start < at:  # within the last tag
            continue
        closer = _closer(text, start)
        end = text.find(closer, start)
        if end < 0 and closer != ">":
            closer, end = ">", text.find(">", start)
        if end < 0:  # no tag ends after this
            break
        parts += text[at:start], "\n" * text.count("\n", start, end)
        at = end + len(closer)
    return "".join([*parts, text[at:]])


def _closer(text: str, start: int) -> str:
    """What ends the markup that begins at `start`."""
    return next(closer for opener, closer in _CLOSERS.items() if text.startswith(opener, start))


def _closed_html_inline(state: StateInline, silent: bool) -> bool:
    """Inline HTML as in CommonMark, but without a search for an end that the text does not have.

    A paragraph of many `<!--` would otherwise be searched to its end for each of them.
    """
    if state.src[state.pos] != "<":
        return False
    closer = _closer(state.src, state.pos)
    text, last = state.env.get(_LAST_CLOSERS, (None, {}))
    if text is not state.src:
        text, last = state.env[_LAST_CLOSERS] = state.src, {}
    if closer not in last:
        last[closer] = text.rfind(closer)
    return last[closer] > state.pos and html_inline(state, silent)
