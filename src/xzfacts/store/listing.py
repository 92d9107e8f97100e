"""Listing of the files of a store, without opening them."""

import os
from typing import TYPE_CHECKING

from xzfacts.i18n import gettext, mark, reason
from xzfacts.store.locate import STORE_FILE, StoreUnreadableError
from xzfacts.store.paths import ARCHIVE, JOURNAL, SUFFIX, display_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xzfacts.model.findings import Finding


class PendingEntry:
    """A store file whose content is still in the stage of an interrupted change."""

    __slots__ = ("content", "name", "path")

    def __init__(self, path: str, content: str) -> None:
        self.path = path
        self.name = os.path.basename(path)
        self.content = content

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        """Like `os.DirEntry.stat`, of the file that has the content now."""
        return os.stat(content_path(self), follow_symlinks=follow_symlinks)


StoreEntry = os.DirEntry[str] | PendingEntry


def content_path(entry: StoreEntry) -> str:
    """The path of the file that has the entry's content."""
    if isinstance(entry, PendingEntry) and os.path.lexists(entry.content):
        return entry.content
    return entry.path


def states(entries: list[StoreEntry]) -> list[tuple[str, tuple[int, ...]]]:
    """The path and the state of each file; some state differs if the file has changed."""
    return [(entry.path, _state(entry)) for entry in entries]


def _state(entry: StoreEntry) -> tuple[int, ...]:
    try:
        seen = entry.stat(follow_symlinks=False)
    except OSError:
        return ()
    return seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def store_files(root: str) -> tuple[list[StoreEntry], "list[Finding]"]:
    """All store files under `root`: `store.toml` first, the others sorted by path.

    Left out are hidden files and folders, the archive, links (a store never reaches outside its
    folder), names in .TOML and folders with a `store.toml` of their own. Files skipped because of
    a fault are findings, and so is an interrupted change: the files are listed as they will be
    after recovery (see `pending_change`). Writes nothing. Raises StoreUnreadableError.
    """
    contents, findings = pending_contents(root)
    files: list[StoreEntry] = list(_walk(root, findings))
    if contents:
        files = [entry for entry in files if entry.path not in contents]
        files += (
            PendingEntry(path, content)
            for path, content in contents.items()
            if content is not None and path.endswith(SUFFIX)
        )
    store_file = os.path.join(root, STORE_FILE)
    files.sort(key=lambda entry: (entry.path != store_file, entry.path))
    findings.sort(key=lambda finding: finding.place.file)
    return files, findings


def pending_contents(root: str) -> tuple[dict[str, str | None], "list[Finding]"]:
    """What `pending_change` says of an interrupted change; cheap if there is none."""
    if not os.path.lexists(os.path.join(root, JOURNAL)):
        return {}, []
    from xzfacts.store.transaction.pending_change import pending_change

    return pending_change(root)


def _walk(root: str, findings: "list[Finding]") -> "Iterator[os.DirEntry[str]]":
    """The regular store files under `root`, in no order; what is skipped goes to `findings`."""
    folders = [root]
    archive = os.path.join(root, ARCHIVE)
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as listing:
                entries = [entry for entry in listing if not entry.name.startswith(".")]
        except OSError as error:
            if folder == root:
                raise StoreUnreadableError(root, reason(error)) from error
            findings.append(
                _finding("unreadable", display_path(root, folder), reason=reason(error))
            )
            continue
        if folder != root and any(entry.name == STORE_FILE for entry in entries):
            findings.append(_finding("nested-store", display_path(root, folder)))
            continue
        for entry in entries:
            named = entry.name.endswith(SUFFIX)
            if named and entry.is_file(follow_symlinks=False):  # tested first: the common case
                yield entry
            elif entry.is_symlink():
                if named or entry.is_dir():
                    findings.append(_finding("link", display_path(root, entry.path)))
            elif entry.is_dir(follow_symlinks=False):
                if entry.path != archive:  # it has as many files as there are articles
                    folders.append(entry.path)
            elif named:
                findings.append(_finding("no-file", display_path(root, entry.path)))
            elif entry.name.lower().endswith(SUFFIX):
                findings.append(_finding("suffix-case", display_path(root, entry.path)))


# What is wrong with a file or folder that is not read.
_FAULTS = {
    "unreadable": mark("Cannot read this folder: {reason}."),
    "nested-store": mark(
        "This folder contains a store.toml, so it is a separate store and is not read."
    ),
    "link": mark("This is a link; a store reads only files in its own folder."),
    "no-file": mark("This is not a regular file."),
    "suffix-case": mark("This file is not read: its name ends in .toml, but not in lower case."),
}
_REMEDIES = {
    "link": mark("Replace it with the file itself."),
    "no-file": mark("Remove or rename it."),
}


def _finding(code: str, file: str, **details: str) -> "Finding":
    from xzfacts.model.facts import Place
    from xzfacts.model.finding_catalogue import make_finding

    remedy = _REMEDIES.get(code)
    message = gettext(_FAULTS[code]).format(**details)
    return make_finding(code, message, Place(file), remedy and gettext(remedy))
