"""Finds the files of an archive: in folders, by patterns, or named.

Folders may come from anywhere. A link in one is followed only to a file of the same input, so that
no other file of this machine gets into the results; links to folders are not followed, so that
none is read twice or without end.
"""

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from xzfacts.i18n import gettext as _, reason

LINES = (".jsonl", ".ndjson")
_ARTICLES = ".txt .text .md .markdown .mdown .mkd .html .htm .xhtml .docx .pdf".split()
_COMPRESSED = (".gz", ".zst")
_MAGIC = frozenset("*?[")
_ANY_DEPTH = "**"


class InputFile(NamedTuple):
    """A file of an archive.

    path: its path.
    fault: why it is not read; empty if it is.
    """

    path: str
    fault: str = ""

    def size(self) -> int:
        """Return the number of bytes; 0 for a file that is not read."""
        try:
            return 0 if self.fault else os.path.getsize(self.path)
        except OSError:
            return 0


def input_files(path: str, leave_out: str) -> Iterator[InputFile]:
    """Yield the files at `path`: a folder, a file or a pattern, in a fixed order.

    leave_out: path of the folder for the results, which is no input.
    """
    if os.path.isfile(path):
        yield InputFile(path)
    elif os.path.isdir(path):
        for found in _below(path, leave_out):
            if found.fault or extension(found.path) in {*LINES, *_ARTICLES}:
                yield found
    else:
        yield from _matching(path, leave_out)


def extension(name: str) -> str:
    """Return the extension that gives the format, in lower case, without that of a compression."""
    return os.path.splitext(without_compression(name))[1].lower()


def without_compression(name: str) -> str:
    """Return a file name without the extension of a compression."""
    stem, ending = os.path.splitext(name)
    return stem if ending.lower() in _COMPRESSED else name


def _below(top: str, leave_out: str) -> Iterator[InputFile]:
    """Yield the files below a folder in the order of their names, without hidden ones."""
    waiting = [top]
    while waiting:
        path = waiting.pop()
        if path != top and not _is_folder(path):
            if os.path.isfile(path):
                yield InputFile(path, _fault_of_link(path, top))
        elif not _is_same(path, leave_out):
            names, fault = _names(path)
            if fault:
                yield InputFile(path, fault)
            waiting += (os.path.join(path, name) for name in reversed(names))


def _matching(pattern: str, leave_out: str) -> Iterator[InputFile]:
    """Yield the files that a pattern matches; `**` stands for any number of folders."""
    parts = pattern.split(os.sep)
    fixed = next((at for at, part in enumerate(parts) if not _MAGIC.isdisjoint(part)), len(parts))
    top = os.sep.join(parts[:fixed]) + os.sep if fixed else ""
    rest = [part for part in parts[fixed:] if part]
    if not rest:
        return
    if rest[-1] == _ANY_DEPTH:
        rest.append("*")
    found: set[InputFile] = set()
    seen = {(top, tuple(rest))}
    waiting = [*seen]
    while waiting:
        folder, (first, *others) = waiting.pop()
        if _is_same(folder, leave_out):
            continue
        further = [(folder, tuple(others))] if first == _ANY_DEPTH else []
        for name in _names(folder or os.curdir)[0]:
            path = os.path.join(folder, name)
            if first == _ANY_DEPTH:
                further += [(path, (first, *others))] if _is_folder(path) else []
            elif not fnmatchcase(name, first):
                continue
            elif others:
                further += [(path, tuple(others))] if _is_folder(path) else []
            elif os.path.isfile(path):
                found.add(InputFile(path, _fault_of_link(path, top or os.curdir)))
        waiting += [each for each in further if each not in seen]
        seen.update(further)
    yield from sorted(found)


def _names(folder: str) -> tuple[list[str], str]:
    """Return the names in a folder that are not hidden, sorted, and why it cannot be read."""
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith(".")), ""
    except OSError as error:
        return [], _("Cannot be read: {reason}.").format(reason=reason(error))


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


def _is_same(folder: str, other: str) -> bool:
    try:
        return os.path.samefile(folder, other)
    except OSError:  # one does not exist
        return False


def _fault_of_link(path: str, top: str) -> str:
    """Return why a link is not followed: it leads out of the folder `top`."""
    if not os.path.islink(path):
        return ""
    inside = os.path.join(os.path.realpath(top), "")
    if os.path.realpath(path).startswith(inside):
        return ""
    return _("This link is not followed: it leads out of the input folder.")
