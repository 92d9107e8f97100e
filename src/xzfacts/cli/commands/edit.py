"""`xzfacts edit`: edit the store file of a fact in a text editor."""

import os
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from xzfacts.app import Facts
from xzfacts.cli import streams
from xzfacts.cli.display_paths import display_path, store_file_path
from xzfacts.cli.fact_address import fact_at
from xzfacts.cli.opened_store import writable_store
from xzfacts.cli.options import DryRun, FactAddress, StorePath
from xzfacts.cli.prompts import can_ask, choose
from xzfacts.cli.store_edits import apply_edit
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark, ngettext
from xzfacts.model.facts import Place
from xzfacts.model.findings import Finding
from xzfacts.render.tsv import finding
from xzfacts.store.regular_file import read_regular
from xzfacts.termination import cleanup_before_end

if TYPE_CHECKING:
    from xzfacts.store.edit.editing_session import EditSession

# A file with one of these findings could not be read, so it must not be saved.
_BROKEN = frozenset({"not-toml", "not-utf8", "too-large"})
_EDIT_AGAIN, _DISCARD, _KEEP = "abk"


class EditRefusedError(XzfactsError):
    """The edited file has new faults, and there is no terminal to ask on."""

    exit_status = 1
    faults: int

    def message(self) -> str:
        """Return the text of the error."""
        return ngettext(
            "The edit introduced {count} problem; nothing was written.",
            "The edit introduced {count} problems; nothing was written.",
            self.faults,
        ).format(count=self.faults)


class EditorFailedError(XzfactsError):
    """The editor exited with an error status."""

    exit_status = 1
    template = mark("The editor exited with status {status}; nothing was written.")
    status: int


class EmptiedFileError(XzfactsError):
    """The editor left a file without a key, as some do if they fail to save it."""

    exit_status = 1
    template = mark(
        "The editor left the file empty, or with comments only; nothing was written. "
        "Delete the file to remove all of its facts."
    )


def run(fact: FactAddress, dry_run: DryRun = False, store: StorePath = None) -> int:
    """Edit the file of a fact in a text editor and check the result."""
    from xzfacts.store.edit.editing_session import dry_edit_session

    facts = writable_store(store)
    root = facts.root
    place = fact_at(facts, fact, changes=True).place
    before = dry_edit_session(root).content(place.file)
    with _copied(before, os.path.basename(store_file_path(root, place.file))) as copy:
        after = _edit_until_accepted(copy, before, place, facts)
        if after != before:
            _write(root, place.file, before, after, dry=dry_run)
    if after == before:
        streams.message(_("No changes."))
        return 1
    return 0


@contextmanager
def _copied(text: bytes, name: str) -> Iterator[str]:
    """Yield the path of a copy for the editor; keep it if the block fails after an edit."""
    with cleanup_before_end():
        folder = mkdtemp(prefix="xzfacts-")
        copy = os.path.join(folder, name)
        try:
            with open(copy, "xb") as file:
                file.write(text)
            yield copy
        except BaseException:
            if _is_worth_keeping(copy, text):
                streams.detail(_("The edited text is kept in {path}.").format(path=copy))
            else:
                rmtree(folder, ignore_errors=True)
            raise
        rmtree(folder, ignore_errors=True)


def _is_empty(text: bytes) -> bool:
    """Return whether a file has nothing but blanks, comments and a byte-order mark."""
    lines = text.removeprefix(BOM_UTF8).splitlines()
    return all(not line.strip() or line.lstrip().startswith(b"#") for line in lines)


def _is_worth_keeping(copy: str, before: bytes) -> bool:
    """Return whether the editor left a file with another text, and with more than comments."""
    try:
        text = read_regular(copy)
        return text != before and not _is_empty(text)
    except FileNotFoundError:
        return False
    except OSError:  # too large, or what is no file
        return os.path.isfile(copy)


def _edit_until_accepted(copy: str, before: bytes, place: Place, facts: Facts) -> bytes:
    """Return the edited file, or `before` if the user discards the changes.

    Raises EditorFailedError, EmptiedFileError and, without a terminal, EditRefusedError.
    """
    from xzfacts.cli.editor import open_at

    known = {(old.code, old.message) for old in _findings_after(before, before, place.file, facts)}
    line = place.line
    while True:
        status = open_at(copy, line)
        if status:
            raise EditorFailedError(status)
        after = read_regular(copy)
        if _is_empty(after):
            raise EmptiedFileError
        found = () if after == before else _findings_after(before, after, place.file, facts)
        new = [fault for fault in found if (fault.code, fault.message) not in known]
        for fault in found:
            sys.stderr.write(finding(fault))
        if not new:
            return after
        chosen = _choose_action(new)
        if chosen != _EDIT_AGAIN:
            return after if chosen == _KEEP else before
        line = new[0].place.line


def _findings_after(before: bytes, after: bytes, file: str, facts: Facts) -> tuple[Finding, ...]:
    """Return the faults that the edited file would have, id changes that follow included."""
    from xzfacts.cli.validation import file_findings
    from xzfacts.store.edit.editing_session import dry_edit_session

    edits = dry_edit_session(facts.root)
    edits.replace(file, before, after)
    written = (change.after for change in edits.changes() if change.before == before)
    return file_findings(next(written, None) or after, file, facts)


def _choose_action(faults: list[Finding]) -> str:
    """Ask what to do with an edit that has new faults. Raises EditRefusedError."""
    if not can_ask():
        raise EditRefusedError(len(faults))
    if any(fault.code in _BROKEN for fault in faults):
        return choose(_("Edit (a)gain or discard and go (b)ack? [a]: "), _EDIT_AGAIN + _DISCARD)
    return choose(
        _("Edit (a)gain, discard and go (b)ack, or (k)eep it anyway? [a]: "),
        _EDIT_AGAIN + _DISCARD + _KEEP,
    )


def _write(root: str, file: str, before: bytes, after: bytes, *, dry: bool) -> None:
    """Replace the file with the edited one and report what was written."""
    updated = 0

    def replace(edits: "EditSession") -> str:
        nonlocal updated
        updated = edits.replace(file, before, after)
        return ""

    result = apply_edit(root, replace, dry=dry)
    for written in result.files:
        streams.message(_("Wrote {file}").format(file=display_path(root, written)))
    if updated and not dry:
        text = ngettext(
            "Updated the successor id in {count} fact.",
            "Updated the successor id in {count} facts.",
            updated,
        )
        streams.detail(text.format(count=updated))
