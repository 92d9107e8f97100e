"""Changes of store files, and their diffs."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xzfacts.store.locate import STORE_FOLDER


class Change(NamedTuple):
    """A change of one file of a store.

    file: path within the store, with `/`.
    before: old content; None for a new file.
    after: new content; None to remove the file.
    folder: name of the store's folder.
    """

    file: str
    before: bytes | None
    after: bytes | None
    folder: str = STORE_FOLDER


def diff(changes: Sequence[Change]) -> str:
    """The changes as a unified diff, with paths from the store's parent folder.

    The text is not escaped; the caller must escape control characters before printing it.
    """
    return "".join(line for change in changes for line in _lines(change))


def _lines(change: Change) -> Iterator[str]:
    from difflib import unified_diff

    file = f"{change.folder}/{change.file}"
    old, new = (_split(data) for data in (change.before, change.after))
    was, becomes = ("/dev/null" if data is None else file for data in (change.before, change.after))
    if old == new:  # an empty file is added or removed
        yield f"--- {was}\n"
        yield f"+++ {becomes}\n"
    for line in unified_diff(old, new, was, becomes):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _split(data: bytes | None) -> list[str]:
    """Lines with their line feeds; no other character ends a line."""
    text = (data or b"").decode("utf-8", "replace")
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
