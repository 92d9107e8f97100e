"""Checks of the archived texts: unchanged, readable, used by a source."""

import os
from collections.abc import Iterator
from hashlib import sha256

from xzfacts.i18n import gettext as _, reason
from xzfacts.model.declarations import Store
from xzfacts.model.facts import Place
from xzfacts.model.finding_catalogue import make_finding
from xzfacts.model.findings import Finding
from xzfacts.store.paths import ARCHIVE, SUFFIX, display_path
from xzfacts.store.regular_file import read_regular
from xzfacts.store.text_archive import archive_path, archived_texts
from xzfacts.verify.source_texts import SourceText, TextUnreadableError, decoded

_LINE_ENDS = ((b"\r\n", b"\n"), (b"\n", b"\r\n"))


def archived(root: str, store: Store, findings: list[Finding]) -> Iterator[SourceText]:
    """The archived texts of the sources of the store in the folder `root`, one at a time.

    Changed and unreadable texts are left out and reported in `findings`.
    """
    paths = archived_texts(root)
    for digest in sorted({source.sha256 for source in store.sources if source.sha256}):
        path = paths.get(digest) or os.path.join(root, archive_path(digest))
        name = display_path(root, os.path.join(root, archive_path(digest)))
        if digest not in paths:
            if os.path.lexists(path):
                findings.append(_not_followed(name))
            continue
        try:
            data = read_regular(path)
            if sha256(data).hexdigest() != digest:
                findings.append(_changed(name, digest, data))
            else:
                yield SourceText(name, digest, decoded(data, name))
        except OSError as error:
            findings.append(_unreadable(name, TextUnreadableError(name, reason(error))))
        except TextUnreadableError as error:
            findings.append(_unreadable(name, error))


def unused(root: str, store: Store) -> Iterator[Finding]:
    """Archived texts that belong to no source."""
    named = {source.sha256 for source in store.sources}
    for digest, path in archived_texts(root).items():
        if digest not in named:
            yield Finding(
                "unused-text",
                _("No source has the sha256 of this text."),
                Place(display_path(root, path)),
                _('Delete it, or add `sha256 = "{sha256}"` to its `[source]`.').format(
                    sha256=digest
                ),
            )


def misplaced(root: str) -> Iterator[Finding]:
    """Store files in the archive folder, which are not read."""
    top = os.path.join(root, ARCHIVE)
    if os.path.islink(top):
        return
    for path in _files_below(top):
        name = os.path.basename(path)
        if name.lower().endswith(SUFFIX) and not name.startswith("."):
            yield make_finding(
                "facts-in-archive",
                _("Fact files in `texts/` are not read: the folder is for texts only."),
                Place(display_path(root, path)),
            )


def _files_below(top: str) -> Iterator[str]:
    """The paths of all files below a folder; `os.walk` recurses, and so fails in deep folders."""
    folders = [top]
    while folders:
        try:
            with os.scandir(folders.pop()) as listing:
                entries = list(listing)
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                yield entry.path


def _changed(name: str, digest: str, data: bytes) -> Finding:
    remedy = _("Restore the original text from git or from its publisher.")
    for now, before in _LINE_ENDS:
        if sha256(data.replace(now, before)).hexdigest() == digest:
            remedy = _(
                "Only its line endings changed: put `* -text` in a .gitattributes "
                "file in the same folder, so that git keeps them, and check it "
                "out again."
            )
    return Finding(
        "text-changed",
        _(
            "The sha256 of this text does not match its file name: it was changed "
            "after its quotes were taken and cannot confirm them."
        ),
        Place(name),
        remedy,
    )


def _not_followed(name: str) -> Finding:
    return Finding(
        "text-unreadable",
        _("This is not a regular file; a store reads only files in its own folder."),
        Place(name),
        _("Replace it with the text itself."),
    )


def _unreadable(name: str, error: TextUnreadableError) -> Finding:
    return make_finding("text-unreadable", error.message(), Place(name))
