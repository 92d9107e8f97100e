"""Reads the articles of an archive: folders, patterns, JSON Lines, compressed files."""

import glob
import gzip
import io
import json
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any, NamedTuple, cast

from xzfacts.documents.read_errors import MissingExtraError
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _

METADATA = ("id", "title", "publication", "published", "url")

_LINES = (".jsonl", ".ndjson")
_ARTICLES = ".txt .text .md .markdown .mdown .mkd .html .htm .xhtml .docx .pdf".split()
_COMPRESSED = (".gz", ".zst")
_MAX_SIZE = 1 << 26  # bytes of an article, decompressed


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

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def message(self) -> str:
        """Return the text of the error."""
        return _("No articles at {path}: name a folder, a file or a pattern.").format(
            path=self.path
        )


class Inputs:
    """The articles of several inputs, in a fixed order.

    size: number of bytes in all files.
    done: number of bytes in the files that were read.
    """

    def __init__(self, paths: Sequence[str], leave_out: str) -> None:
        self._paths = paths
        self._leave_out = os.path.abspath(leave_out)
        self.size = self.done = 0
        for path in paths:
            sizes = [os.path.getsize(file) for file in self._files(path)]
            if not sizes:
                raise NoInputError(path)
            self.size += sum(sizes)

    def __iter__(self) -> Iterator[InputArticle]:
        self.done = 0
        for path in self._paths:
            for file in self._files(path):
                before = self.done
                for article, position in _articles(file):
                    self.done = before + position
                    yield article
                self.done = before + os.path.getsize(file)

    def share(self) -> float:
        """Return how much of the input was read, from 0 to 1."""
        return self.done / self.size if self.size else 1.0

    def _files(self, path: str) -> Iterator[str]:
        if os.path.isfile(path):
            yield path
        elif os.path.isdir(path):
            yield from self._walk(path)
        else:
            for found in sorted(glob.glob(path, recursive=True)):
                if os.path.isfile(found) and not self._is_output(found):
                    yield found

    def _walk(self, folder: str) -> Iterator[str]:
        if self._is_output(folder):
            return
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if name.startswith("."):
                continue
            if os.path.isdir(path) and not os.path.islink(path):
                yield from self._walk(path)
            elif os.path.isfile(path) and _extension(name) in {*_LINES, *_ARTICLES}:
                yield path

    def _is_output(self, path: str) -> bool:
        full = os.path.abspath(path)
        return full == self._leave_out or os.path.dirname(full) == self._leave_out


def _extension(name: str) -> str:
    """Return the extension that gives the format, in lower case, without that of a compression."""
    return os.path.splitext(_decompressed(name))[1].lower()


def _decompressed(name: str) -> str:
    stem, ending = os.path.splitext(name)
    return stem if ending.lower() in _COMPRESSED else name


def _articles(path: str) -> Iterator[tuple[InputArticle, int]]:
    """Yield the articles of one file, each with the number of bytes read so far.

    An article that cannot be read has a fault.
    """
    name = os.path.basename(_decompressed(path))
    number = 0
    try:
        with open(path, "rb") as raw, _unpacked(path, raw) as file:
            if _extension(path) not in _LINES:
                data = file.read(_MAX_SIZE + 1)
                fault = _("The article is too large.") if len(data) > _MAX_SIZE else ""
                yield InputArticle(path, name, b"" if fault else data, {}, fault), raw.tell()
                return
            while line := file.readline(_MAX_SIZE):
                number += 1
                found = _from_line(f"{path}:{number}", f"{name}-{number}.txt", line)
                while len(line) == _MAX_SIZE and not line.endswith(b"\n"):
                    found = _faulty(found.place, _("The article is too large."))
                    line = file.readline(_MAX_SIZE)
                if line.strip() or found.fault:
                    yield found, raw.tell()
    except MissingExtraError:
        raise
    except (OSError, EOFError, zlib.error) as error:
        place = f"{path}:{number + 1}" if number else path
        yield _faulty(place, _("Cannot be read: {reason}.").format(reason=error)), 0


def _from_line(place: str, name: str, line: bytes) -> InputArticle:
    if not line.strip():
        return InputArticle(place, name, b"", {})
    try:
        found: Any = json.loads(line)
    except (ValueError, RecursionError):
        return _faulty(place, _("Not a line of JSON."))
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        return _faulty(place, _("A line needs a key “text”."))
    metadata = {key: _sound(found[key]) for key in METADATA if isinstance(found.get(key), str)}
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
