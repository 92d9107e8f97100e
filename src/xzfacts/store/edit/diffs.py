"""Changes of store files, and their diffs."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xzfacts.store.locate import STORE_FOLDER

_CONTEXT = 3  # lines before and after a change

Opcode = tuple[str, int, int, int, int]  # as of `difflib.SequenceMatcher.get_opcodes`


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
    file = f"{change.folder}/{change.file}"
    old, new = (_split(data) for data in (change.before, change.after))
    was, becomes = ("/dev/null" if data is None else file for data in (change.before, change.after))
    yield f"--- {was}\n"
    yield f"+++ {becomes}\n"
    for group in _groups(old, new):
        (_, a, _, c, _), (_, _, b, _, d) = group[0], group[-1]
        yield f"@@ -{_range(a, b)} +{_range(c, d)} @@\n"
        for kind, a, b, c, d in group:
            pieces = [(" ", old[a:b])] if kind == "equal" else [("-", old[a:b]), ("+", new[c:d])]
            for sign, lines in pieces:
                for line in lines:
                    end = "" if line.endswith("\n") else "\n\\ No newline at end of file\n"
                    yield f"{sign}{line}{end}"


def _groups(old: list[str], new: list[str]) -> list[list[Opcode]]:
    """The differences with their context, as `difflib` groups them."""
    from difflib import Match, SequenceMatcher

    from xzfacts.store.edit.common_lines import common_lines

    class Lines(SequenceMatcher[str]):
        def get_matching_blocks(self) -> list[Match]:
            return [Match(*block) for block in (*common_lines(old, new), (len(old), len(new), 0))]

    return [] if old == new else list(Lines(None, "", "").get_grouped_opcodes(_CONTEXT))


def _range(start: int, end: int) -> str:
    """Lines from an index to another as in a unified diff; an empty range follows the line."""
    count = end - start
    return f"{start + 1}" if count == 1 else f"{start + bool(count)},{count}"


def _split(data: bytes | None) -> list[str]:
    """Lines with their line feeds; no other character ends a line."""
    text = (data or b"").decode("utf-8", "replace")
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
