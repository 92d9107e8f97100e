"""`xzfacts edit`: change a store file in the editor, from a fact on."""

import os
import sys
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, ClassVar

from xzfacts.app import Facts, open_store
from xzfacts.cli import streams
from xzfacts.cli.display_paths import opened_by, path_of
from xzfacts.cli.edits import carry_out
from xzfacts.cli.index_progress import Bar
from xzfacts.cli.options import DryRun, FactId, StorePath
from xzfacts.cli.prompts import can_ask, choose
from xzfacts.cli.writable_store import own_store
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.i18n import ngettext
from xzfacts.model.facts import Place
from xzfacts.model.findings import Finding
from xzfacts.render.tsv import finding

if TYPE_CHECKING:
    from xzfacts.store.edit import EditSession

# Of a file with one of these nothing would be read: it is not kept.
_BROKEN = frozenset({"not-toml", "not-utf8"})
_AGAIN, _BACK, _KEEP = "abk"


class EditRefusedError(XzfactsError):
    """What was edited has faults that were not there before, and there is nobody to ask."""

    exit_status: ClassVar[int] = 1

    def __init__(self, faults: int) -> None:
        super().__init__(faults)
        self.faults = faults

    def message(self) -> str:
        """The sentence for the terminal."""
        return ngettext(
            "{count} fault came in; nothing was written.",
            "{count} faults came in; nothing was written.",
            self.faults,
        ).format(count=self.faults)


class EditorFailedError(XzfactsError):
    """The editor ended as programs do that have failed."""

    exit_status: ClassVar[int] = 1

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("The editor ended with status {status}; nothing was written.").format(
            status=self.status
        )


def run(id_: FactId, dry_run: DryRun = False, store: StorePath = None) -> int:
    """Open the editor at a fact, and check what was written."""
    root = own_store(store)
    facts = open_store(root, Bar())
    place = facts.fact(id_).place
    before = _read(path_of(root, place.file))
    folder = mkdtemp(prefix="xzfacts-")
    copy = os.path.join(folder, os.path.basename(path_of(root, place.file)))
    try:
        after = _edited(copy, before, place, facts)
        if after != before:
            _write(root, place.file, before, after, dry=dry_run)
    except BaseException:
        if os.path.exists(copy) and _read(copy) != before:
            streams.tell(_("What was edited is kept in {path}.").format(path=copy))
        else:
            rmtree(folder, ignore_errors=True)
        raise
    rmtree(folder, ignore_errors=True)
    if after == before:
        streams.complain(_("Nothing was changed."))
        return 1
    return 0


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _edited(copy: str, before: bytes, place: Place, facts: Facts) -> bytes:
    """The file as the editor left it; `before` where its person went back.

    Raises EditorFailedError and, where nobody can be asked, EditRefusedError.
    """
    from xzfacts.cli.editor import open_at

    with open(copy, "xb") as file:
        file.write(before)
    known = {(old.code, old.message) for old in _faults(before, before, place.file, facts)}
    line = place.line
    while True:
        status = open_at(copy, line)
        if status:
            raise EditorFailedError(status)
        after = _read(copy)
        found = () if after == before else _faults(before, after, place.file, facts)
        new = [fault for fault in found if (fault.code, fault.message) not in known]
        for fault in found:
            sys.stderr.write(finding(fault))
        if not new:
            return after
        chosen = _choice(new)
        if chosen != _AGAIN:
            return after if chosen == _KEEP else before
        line = new[0].place.line


def _faults(before: bytes, after: bytes, file: str, facts: Facts) -> tuple[Finding, ...]:
    """What would be wrong with the file when it is written, with all that is written with it."""
    from xzfacts.cli.validation import faults_in_file
    from xzfacts.store.edit import dry_edit_session

    edits = dry_edit_session(facts.root)
    edits.replace(file, before, after)
    written = (change.after for change in edits.changes() if change.before == before)
    return faults_in_file(next(written, None) or after, file, facts)


def _choice(faults: list[Finding]) -> str:
    """What to do with an edit that brought these faults. Raises EditRefusedError."""
    if not can_ask():
        raise EditRefusedError(len(faults))
    if any(fault.code in _BROKEN for fault in faults):
        return choose(_("Edit (a)gain, or go (b)ack? [a]: "), _AGAIN + _BACK)
    return choose(_("Edit (a)gain, go (b)ack, or (k)eep it anyway? [a]: "), _AGAIN + _BACK + _KEEP)


def _write(root: str, file: str, before: bytes, after: bytes, *, dry: bool) -> None:
    """Put the edited file in place of the one that was read."""
    followed = 0

    def replace(edits: "EditSession") -> str:
        nonlocal followed
        followed = edits.replace(file, before, after)
        return ""

    done = carry_out(root, replace, dry=dry)
    for written in done.files:
        streams.complain(_("Written: {file}").format(file=opened_by(root, written)))
    if followed and not dry:
        said = ngettext(
            "{count} fact names its successor by the new id.",
            "{count} facts name their successor by the new id.",
            followed,
        )
        streams.tell(said.format(count=followed))
