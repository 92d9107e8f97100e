"""Whether the texts kept in a store are still what their sources were printed in."""

import os
from collections.abc import Iterator
from hashlib import sha256

from xzfacts.i18n import gettext as _
from xzfacts.model.declarations import Store
from xzfacts.model.facts import Place
from xzfacts.model.findings import Finding
from xzfacts.store.archive import archive_path, archived_texts
from xzfacts.store.paths import ARCHIVE, SUFFIX, display_path
from xzfacts.verify.texts import SourceText, TextUnreadableError, decoded, read_data

_LINE_ENDS = ((b"\r\n", b"\n"), (b"\n", b"\r\n"))


def archived(root: str, store: Store, findings: list[Finding]) -> Iterator[SourceText]:
    """The texts that the sources name and the store in the folder `root` keeps, one at a time.

    One that is not what its name says is left out; it and what cannot be read go to `findings`.
    """
    held = archived_texts(root)
    for digest in sorted({source.sha256 for source in store.sources if source.sha256}):
        path = held.get(digest) or os.path.join(root, archive_path(digest))
        name = display_path(root, path)
        if digest not in held:
            if os.path.lexists(path):
                findings.append(_not_followed(name))
            continue
        try:
            data = read_data(path, name)
            if sha256(data).hexdigest() != digest:
                findings.append(_changed(name, digest, data))
            else:
                yield SourceText(name, digest, decoded(data, name))
        except TextUnreadableError as error:
            findings.append(_unreadable(name, error))


def unused(root: str, store: Store) -> Iterator[Finding]:
    """The texts that the store keeps and no source names."""
    named = {source.sha256 for source in store.sources}
    for digest, path in archived_texts(root).items():
        if digest not in named:
            yield Finding(
                "unused-text",
                _("No source has the sha256 of this text."),
                Place(display_path(root, path)),
                _('Delete it, or write `sha256 = "{sha256}"` under its `[source]`.').format(
                    sha256=digest
                ),
            )


def misplaced(root: str) -> Iterator[Finding]:
    """The store files that lie where the texts are kept: nothing is read from them."""
    top = os.path.join(root, ARCHIVE)
    if os.path.islink(top):
        return
    for folder, _folders, names in os.walk(top):
        for name in names:
            if name.endswith(SUFFIX) and not name.startswith("."):
                yield Finding(
                    "facts-in-archive",
                    _("This folder keeps texts only; no facts are read from it."),
                    Place(display_path(root, os.path.join(folder, name))),
                    _("Move this file out of `texts/`."),
                )


def _changed(name: str, digest: str, data: bytes) -> Finding:
    remedy = _("Bring back the text as it was, from git or from where it was printed.")
    for now, before in _LINE_ENDS:
        if sha256(data.replace(now, before)).hexdigest() == digest:
            remedy = _(
                "Only its line ends were changed: write `* -text` into .gitattributes beside it, "
                "so that git leaves them, and check it out again."
            )
    return Finding(
        "text-changed",
        _(
            "The text no longer has the sha256 in its name: it was changed after its quotes were "
            "taken, and proves nothing."
        ),
        Place(name),
        remedy,
    )


def _not_followed(name: str) -> Finding:
    return Finding(
        "text-unreadable",
        _("This is no regular file; a store reads only what lies in its own folder."),
        Place(name),
        _("Put the text itself here."),
    )


def _unreadable(name: str, error: TextUnreadableError) -> Finding:
    return Finding(
        "text-unreadable",
        error.message(),
        Place(name),
        _("Bring back the text as it was, from git or from where it was printed."),
    )
