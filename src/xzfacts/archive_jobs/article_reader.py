"""Reads the articles of an archive: text files, JSON Lines, compressed files."""

import gzip
import io
import json
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any, NamedTuple, cast

from xzfacts.archive_jobs.input_files import (
    LINES,
    InputFile,
    extension,
    input_files,
    without_compression,
)
from xzfacts.documents.read_errors import MissingExtraError
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark

METADATA = ("id", "title", "publication", "published", "url")

_MAX_SIZE = 1 << 26  # bytes of an article, decompressed
# Bytes that JSON Lines may have, decompressed: so many, and so many for each compressed one. News
# is compressed to a tenth; the same line again and again to a ten-thousandth.
_MAX_LINES_SIZE = 1 << 22
_MAX_RATIO = 250
# Articles of JSON Lines: so many, and one for each so many compressed bytes. News has hundreds of
# bytes an article, the same short line again and again has one for 40 articles.
_MAX_ARTICLES = 50_000
_BYTES_OF_ARTICLE = 4
_MAX_METADATA = 1000  # characters of a field: each result of the article repeats it
_MAX_BLANK_LINES = 1_000_000  # in a row; reading them takes a second


class InputArticle(NamedTuple):
    """An article of an archive.

    place: its file, with the line number in JSON Lines: `2024.jsonl:12`.
    name: file name, whose extension gives the format of the data.
    data: content of the article.
    metadata: fields of METADATA that the JSON line has.
    fault: why it cannot be read; empty if it can.
    """

    place: str
    name: str
    data: bytes
    metadata: dict[str, str]
    fault: str = ""


class NoInputError(XzfactsError):
    """No file matches an input."""

    template = mark("No articles at {path}: name a folder, a file or a pattern.")
    path: str


class Inputs:
    """The articles of several inputs, in a fixed order.

    size: number of bytes in all files.
    done: number of bytes in the files that were read.
    """

    def __init__(self, paths: Sequence[str], leave_out: str) -> None:
        self._paths = paths
        self._leave_out = leave_out
        self.size = self.done = 0
        for path in paths:
            sizes = [file.size() for file in input_files(path, self._leave_out)]
            if not sizes:
                raise NoInputError(path)
            self.size += sum(sizes)

    def __iter__(self) -> Iterator[InputArticle]:
        self.done = 0
        for path in self._paths:
            for file in input_files(path, self._leave_out):
                before = self.done
                for article, position in _articles(file):
                    self.done = before + position
                    yield article
                self.done = before + file.size()

    def share(self) -> float:
        """Return how much of the input was read, from 0 to 1."""
        return self.done / self.size if self.size else 1.0


def _articles(file: InputFile) -> Iterator[tuple[InputArticle, int]]:
    """Yield the articles of one file, each with the number of bytes read so far.

    An article that cannot be read has a fault.
    """
    path = file.path
    if file.fault:
        yield _faulty(path, file.fault), 0
        return
    name = os.path.basename(without_compression(path))
    number = 0
    try:
        with open(path, "rb") as raw, _unpacked(path, raw) as content:
            if extension(path) not in LINES:
                data = content.read(_MAX_SIZE + 1)
                fault = _("The article is too large.") if len(data) > _MAX_SIZE else ""
                yield InputArticle(path, name, b"" if fault else data, {}, fault), raw.tell()
                return
            for line in _lines(content, raw):
                number += 1
                found = _from_line(f"{path}:{number}", f"{name}-{number}.txt", line)
                if line.strip() or found.fault:
                    yield found, raw.tell()
    except MissingExtraError:
        raise
    except (OSError, EOFError, zlib.error) as error:
        place = f"{path}:{number + 1}" if number else path
        yield _faulty(place, _("Cannot be read: {reason}.").format(reason=error)), 0


def _lines(content: IO[bytes], raw: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file; of one that is too large, the beginning, which is larger.

    Raises OSError if the file is much larger than its compressed content, has many more lines
    than it could have articles, or is mostly blank.
    """
    unpacked = blank = filled = 0
    is_rest = False
    while line := content.readline(_MAX_SIZE + 1):
        unpacked += len(line)
        blank = 0 if line.strip() else blank + 1
        filled += not blank
        read = raw.tell()
        if (
            unpacked > _MAX_LINES_SIZE + _MAX_RATIO * read
            or filled > _MAX_ARTICLES + read // _BYTES_OF_ARTICLE
            or blank > _MAX_BLANK_LINES
        ):
            raise OSError(_("The file is too large."))
        if not is_rest:
            yield line
        is_rest = len(line) > _MAX_SIZE and not line.endswith(b"\n")


def _from_line(place: str, name: str, line: bytes) -> InputArticle:
    if len(line) > _MAX_SIZE:
        return _faulty(place, _("The article is too large."))
    if not line.strip():
        return InputArticle(place, name, b"", {})
    try:
        found: Any = json.loads(line)
    except (ValueError, RecursionError):
        return _faulty(place, _("Not a line of JSON."))
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        return _faulty(place, _("A line needs a key “text”."))
    metadata = {key: _sound(found[key]) for key in METADATA if isinstance(found.get(key), str)}
    if any(len(field) > _MAX_METADATA for field in metadata.values()):
        fault = _("A title or other field has more than {most} characters.")
        return _faulty(place, fault.format(most=_MAX_METADATA))
    return InputArticle(place, name, _sound(found["text"]).encode(), metadata)


def _sound(text: str) -> str:
    """Return the text with lone surrogates replaced."""
    return text.encode(errors="replace").decode()


def _faulty(place: str, fault: str) -> InputArticle:
    return InputArticle(place, "", b"", {}, fault)


@contextmanager
def _unpacked(path: str, raw: IO[bytes]) -> Iterator[IO[bytes]]:
    ending = os.path.splitext(path)[1].lower()
    if ending == ".gz":
        with gzip.open(raw) as unpacked:
            yield cast("IO[bytes]", unpacked)
    elif ending == ".zst":
        try:
            from xzfacts.archive_jobs.zstd import ZstdReader
        except ModuleNotFoundError:
            raise MissingExtraError(path, "zst") from None
        with io.BufferedReader(ZstdReader(raw), 1 << 17) as buffered:
            yield buffered
    else:
        yield raw
