"""Verified edits of TOML text: everything outside an edit stays byte for byte.

After each edit the new text is parsed again; the document must be the intended one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark
from xzfacts.model.findings import Finding, join_sentences
from xzfacts.store.schema.contents import place_text
from xzfacts.store.schema.table_schemas import Table
from xzfacts.store.toml.parse import load_toml, parse_document
from xzfacts.store.toml.spans import Path, Span, scan

_REST_OF_LINE = re.compile(r"[^\n]*\n?")
_COMMENTS = re.compile(r"(?:[ \t]*#[^\n]*\n)*")
_COMMENT_LINE = re.compile(r"[ \t]*#[^\n]*\n")
_BLANK_LINE = re.compile(r"[ \t]*\r?(?:\n|\Z)")


class EditByHandError(XzfactsError):
    """A file is written in a way that cannot be edited in place."""

    template = mark("xzfacts cannot edit {file}:{line} safely; edit it by hand.")
    file: str
    line: int


class FaultyFileError(XzfactsError):
    """A file has a fault, or an edit would introduce one; the edit is not made."""

    exit_status = 1
    finding: Finding

    def message(self) -> str:
        """The sentence for the terminal."""
        finding = self.finding
        text = f"{place_text(finding.place)}: {finding.message}"
        return join_sentences(text, finding.remedy)


class Splice(NamedTuple):
    """A replacement of text.

    start: offset.
    end: offset, exclusive.
    text: the new text.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Toml:
    """The text of a store file and its document.

    file: display path.
    text: the text.
    document: the parsed text; floats are kept as strings, so that documents compare exactly.
    """

    file: str
    text: str
    document: Table

    @cached_property
    def spans(self) -> dict[Path, Span]:
        """The spans of all values, elements and tables with headers."""
        return scan(self.text)

    @cached_property
    def ends(self) -> dict[Path, int]:
        """The end of each value, element and table with all that is in it."""
        found: dict[Path, int] = {}
        for path, span in self.spans.items():
            for depth in range(1, len(path) + 1):
                found[path[:depth]] = max(found.get(path[:depth], 0), span.end)
        return found

    @cached_property
    def last_pairs(self) -> dict[Path, Span]:
        """The last value of each table with a header that has one."""
        found: dict[Path, Span] = {}
        for path, span in self.spans.items():
            for depth in range(1, len(path)):
                table = self.spans.get(path[:depth])
                if table is not None and table.end == span.end:
                    last = found.setdefault(path[:depth], span)
                    found[path[:depth]] = min(last, span, key=lambda one: one.start)
        return found

    @property
    def newline(self) -> str:
        """The line ending of this file."""
        end = self.text.find("\n")
        return "\r\n" if end > 0 and self.text[end - 1] == "\r" else "\n"

    def by_hand(self, path: Path) -> EditByHandError:
        """The error for an element at `path` that cannot be edited in place."""
        while path and path not in self.spans:
            path = path[:-1]
        return EditByHandError(self.file, self.spans[path].line if path else 1)

    def line_start(self, at: int) -> int:
        """The start of the line of an offset, after a BOM."""
        start = self.text.rfind("\n", 0, at) + 1
        return start + self.text.startswith("\ufeff", start)

    def past_line(self, at: int) -> int:
        """The offset after the line of an offset."""
        return past(_REST_OF_LINE, self.text, at)

    def past_block(self, path: Path) -> int:
        """The offset after the last line of the table with a header at `path`, sub-tables included.

        Comment lines directly after it belong to it, unless a header follows them.
        """
        return self.past_comments(self.past_line(self.ends[path]))

    def past_comments(self, at: int) -> int:
        """The offset after the comment lines at the line start `at`, if an empty line follows."""
        end = past(_COMMENTS, self.text, at)
        return end if self.is_blank_line(end) else at

    def before_comments(self, at: int) -> int:
        """The start of the comment lines directly above the line start `at`."""
        while at and (found := _COMMENT_LINE.match(self.text, self.line_start(at - 1))):
            if found.end() != at:
                break
            at = found.start()
        return at

    def is_blank_line(self, at: int) -> bool:
        """Whether the line that starts at an offset is empty, or the text ends there."""
        return _BLANK_LINE.match(self.text, at) is not None


def parse_toml(file: str, data: bytes) -> Toml:
    """Parse a file. Raises FaultyFileError if it is not valid TOML."""
    try:
        text = data.decode("utf-8")
        return Toml(file, text, _document(text))
    except ValueError:
        found = parse_document(data, file)
        if isinstance(found, Finding):
            raise FaultyFileError(found) from None
        raise


def apply_splices(toml: Toml, splices: Iterable[Splice], wanted: Table) -> Toml:
    """Apply splices; the document of the new text must equal `wanted`.

    Splices at the same offset are applied in the given order. Raises EditByHandError if the new
    document differs from `wanted`.
    """
    text, at, parts = toml.text, 0, []
    ordered = sorted(splices, key=lambda splice: splice.start)
    for start, end, new in ordered:
        parts += [text[at : max(at, start)], new]
        at = max(at, end)
    parts.append(text[at:])
    new_text = "".join(parts)
    try:
        document = _document(new_text)
    except ValueError:
        document = {}
    if document != wanted or not document:
        first = ordered[0].start if ordered else 0
        raise EditByHandError(toml.file, text.count("\n", 0, first) + 1)
    return Toml(toml.file, new_text, document)


def parse_value(toml_value: str) -> Any:  # noqa: ANN401 - a value of any kind
    """Parse a TOML value, as in the documents of this module."""
    return _document("x = " + toml_value)["x"]


def _document(text: str) -> Table:
    return load_toml(text, str)


def past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """The offset after a match at `at`; `at` if there is none."""
    found = pattern.match(text, at)
    return found.end() if found else at
