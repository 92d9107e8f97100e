"""Store files as text that is cut and spliced, never written anew.

Every change is proved: the new text is parsed again and must say what the old one said, with
exactly the change that was wanted.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.model.findings import Finding
from xzfacts.store.schema.contents import place_text
from xzfacts.store.schema.tables import Table
from xzfacts.store.toml.parse import parse_document
from xzfacts.store.toml.spans import Path, Span, scan

_REST_OF_LINE = re.compile(r"[^\n]*\n?")
_COMMENTS = re.compile(r"(?:[ \t]*#[^\n]*\n)*")
_COMMENT_LINE = re.compile(r"[ \t]*#[^\n]*\n")
_BLANK_LINE = re.compile(r"[ \t]*\r?(?:\n|\Z)")


class EditByHandError(XzfactsError):
    """A place of a file is written in a way that no edit in place is known for."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__(file, line)
        self.file = file
        self.line = line

    def message(self) -> str:
        """The sentence for the terminal."""
        return _(
            "{file}:{line} is written in a way that xzfacts cannot change safely; edit it by hand."
        ).format(file=self.file, line=self.line)


class FaultyFileError(XzfactsError):
    """A file is faulty, or a change would make it so; the change is not made."""

    exit_status = 1

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding

    def message(self) -> str:
        """The sentence for the terminal."""
        finding = self.finding
        told = f"{place_text(finding.place)}: {finding.message}"
        return f"{told} {finding.remedy}" if finding.remedy else told


class Splice(NamedTuple):
    """Text to put in place of what stands between two offsets."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Toml:
    """The text of a store file with what it says; `file` names it as people see it.

    Numbers with a fraction are kept as they are written, so that documents compare exactly.
    """

    file: str
    text: str
    document: Table

    @cached_property
    def spans(self) -> dict[Path, Span]:
        """Where each value, element and headed table stands."""
        return scan(self.text)

    @property
    def newline(self) -> str:
        """The line end of this file."""
        end = self.text.find("\n")
        return "\r\n" if end > 0 and self.text[end - 1] == "\r" else "\n"

    def by_hand(self, path: Path) -> EditByHandError:
        """The error that says that what stands at `path` must be edited by hand."""
        while path and path not in self.spans:
            path = path[:-1]
        return EditByHandError(self.file, self.spans[path].line if path else 1)

    def line_start(self, at: int) -> int:
        """Where the line of an offset starts; a byte order mark is no part of it."""
        start = self.text.rfind("\n", 0, at) + 1
        return start + self.text.startswith("\ufeff", start)

    def past_line(self, at: int) -> int:
        """The offset after the line of an offset."""
        return _rest(self.text, at)

    def past_block(self, path: Path) -> int:
        """The offset after the last line of the headed table at `path` and all inside it.

        Comment lines that follow without a gap belong to it, unless a header follows them.
        """
        depth = len(path)
        end = max(span.end for inside, span in self.spans.items() if inside[:depth] == path)
        return self.past_comments(self.past_line(end))

    def past_comments(self, at: int) -> int:
        """The offset after the comment lines at a line's start, if an empty line follows."""
        end = _match(_COMMENTS, self.text, at)
        return end if self.is_blank_line(end) else at

    def before_comments(self, at: int) -> int:
        """The start of the comment lines right above a line's start."""
        while at and (found := _COMMENT_LINE.match(self.text, self.line_start(at - 1))):
            if found.end() != at:
                break
            at = found.start()
        return at

    def is_blank_line(self, at: int) -> bool:
        """Whether the line that starts at an offset is empty, or the text ends there."""
        return _BLANK_LINE.match(self.text, at) is not None


def parse_toml(file: str, data: bytes) -> Toml:
    """A file's text and document. Raises FaultyFileError where it is no TOML."""
    try:
        text = data.decode("utf-8")
        return Toml(file, text, _document(text))
    except (ValueError, RecursionError):
        found = parse_document(data, file)
        if isinstance(found, Finding):
            raise FaultyFileError(found) from None
        raise


def apply_splices(toml: Toml, splices: Iterable[Splice], wanted: Table) -> Toml:
    """The text with the splices put in, which must then say `wanted`.

    Splices at one place are put in as they come. Raises EditByHandError where the outcome says
    anything else.
    """
    text, at, parts = toml.text, 0, []
    ordered = sorted(splices, key=lambda splice: splice.start)
    for start, end, new in ordered:
        parts += [text[at : max(at, start)], new]
        at = max(at, end)
    parts.append(text[at:])
    outcome = "".join(parts)
    try:
        document = _document(outcome)
    except (ValueError, RecursionError):
        document = {}
    if document != wanted or not document:
        first = ordered[0].start if ordered else 0
        raise EditByHandError(toml.file, text.count("\n", 0, first) + 1)
    return Toml(toml.file, outcome, document)


def parse_value(toml_value: str) -> Any:  # noqa: ANN401 - a value of any kind
    """What a value written in TOML says, as documents of this module have it."""
    return _document("x = " + toml_value)["x"]


def _document(text: str) -> Table:
    return tomllib.loads(text.removeprefix("\ufeff"), parse_float=str)


def _rest(text: str, at: int) -> int:
    return _match(_REST_OF_LINE, text, at)


def _match(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
