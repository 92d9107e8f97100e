"""The files that make up a store, listed without opening any."""

import os
from operator import attrgetter
from typing import TYPE_CHECKING

from xzfacts.i18n import gettext as _
from xzfacts.i18n import reason
from xzfacts.store.locate import STORE_FILE, StoreUnreadableError
from xzfacts.store.paths import ARCHIVE, JOURNAL, SUFFIX, display_path

if TYPE_CHECKING:
    from xzfacts.model.findings import Finding

_PATIENCE = 5.0  # seconds that a reader gives a writer to put its change in place


class PendingEntry:
    """A store file whose content still lies in the stage of an interrupted change."""

    __slots__ = ("content", "name", "path")

    def __init__(self, path: str, content: str) -> None:
        self.path = path
        self.name = os.path.basename(path)
        self.content = content

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        """As of os.DirEntry, of where the content is now."""
        return os.stat(content_path(self), follow_symlinks=follow_symlinks)


StoreEntry = os.DirEntry[str] | PendingEntry


def content_path(entry: StoreEntry) -> str:
    """The path to read the entry's content from."""
    if isinstance(entry, PendingEntry) and os.path.lexists(entry.content):
        return entry.content
    return entry.path


def store_files(root: str) -> tuple[list[StoreEntry], "list[Finding]"]:
    """All store files under `root`: `store.toml` first, the others sorted by path.

    Hidden files and folders and the archive are left out, links are not followed (a store
    never reaches outside its folder), and a folder with a `store.toml` of its own is another
    store. What is passed over for a fault is a finding, and so is an interrupted change: the
    files are listed as they will be after it (see `pending_change`). Nothing is written.
    Raises StoreUnreadableError.
    """
    files: list[StoreEntry] = []
    findings: list[Finding] = []
    places: dict[str, str | None] = {}
    if os.path.lexists(os.path.join(root, JOURNAL)):
        from xzfacts.store.transaction.pending_change import pending_change

        places, findings = pending_change(root)
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
            findings.append(_unreadable(display_path(root, folder), error))
            continue
        if folder != root and any(entry.name == STORE_FILE for entry in entries):
            findings.append(_nested(display_path(root, folder)))
            continue
        for entry in entries:
            named = entry.name.endswith(SUFFIX)
            if named and entry.is_file(follow_symlinks=False):  # nearly all are: asked first
                files.append(entry)
            elif entry.is_symlink():
                if named or entry.is_dir():
                    findings.append(_link(display_path(root, entry.path)))
            elif entry.is_dir(follow_symlinks=False):
                if entry.path != archive:  # holds as many files as there are articles
                    folders.append(entry.path)
            elif named:
                findings.append(_no_file(display_path(root, entry.path)))
    if places:
        files = [entry for entry in files if entry.path not in places]
        files += (
            PendingEntry(path, place)
            for path, place in places.items()
            if place is not None and path.endswith(SUFFIX)
        )
    files.sort(key=attrgetter("path"))
    store_file = os.path.join(root, STORE_FILE)
    first = next((n for n, entry in enumerate(files) if entry.path == store_file), 0)
    if first:
        files.insert(0, files.pop(first))
    findings.sort(key=lambda finding: finding.place.file)
    return files, findings


def _unreadable(file: str, error: OSError) -> "Finding":
    return _finding(
        "unreadable",
        _("This folder cannot be read: {reason}.").format(reason=reason(error)),
        file,
        _("Give yourself the right to read it."),
    )


def _nested(file: str) -> "Finding":
    return _finding(
        "nested-store",
        _("This folder is a store of its own, so it is not read as part of this one."),
        file,
        _("Move it out of this store, or delete its store.toml."),
    )


def _link(file: str) -> "Finding":
    return _finding(
        "link",
        _("This is a link; a store reads only what lies in its own folder."),
        file,
        _("Put the file itself here."),
    )


def _no_file(file: str) -> "Finding":
    return _finding(
        "no-file",
        _("This is no regular file."),
        file,
        _("Remove it, or give it another name."),
    )


def _finding(code: str, message: str, file: str, remedy: str) -> "Finding":
    from xzfacts.model.facts import Place
    from xzfacts.model.findings import Finding

    return Finding(code, message, Place(file), remedy)
