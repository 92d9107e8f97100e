"""Applies an edit of a store or prints it as a diff, and reports the result."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from typer import BadParameter

from xzfacts.cli import streams
from xzfacts.cli.display_paths import display_path, store_file_path
from xzfacts.i18n import gettext as _
from xzfacts.render.escape import visible

if TYPE_CHECKING:
    from xzfacts.model.facts import Fact, Place
    from xzfacts.store.edit.editing_session import EditSession
    from xzfacts.store.schema.contents import FileContents


class EditResult(NamedTuple):
    """Result of an edit.

    id: id returned by the edit; empty if it has none.
    files: written files, named as in a `Place`; empty in a dry run.
    changed: whether the edit changed the store, or would have in a dry run.
    """

    id: str
    files: tuple[str, ...]
    changed: bool


def apply_edit(root: str, edit: Callable[["EditSession"], str], *, dry: bool) -> EditResult:
    """Apply an edit to the store in the folder `root`; with `dry` only print the diff.

    Raises what the edit and its commit raise; nothing is written then.
    """
    from xzfacts.store.edit.diffs import diff
    from xzfacts.store.edit.editing_session import dry_edit_session, edit_session

    if dry:
        edits = dry_edit_session(root)
        fact_id = edit(edits)
        for line in diff(edits.changes()).split("\n"):
            streams.write(visible(line) + "\n" if line else "")
        return EditResult(fact_id, (), bool(edits.changes()))
    with edit_session(root) as edits:
        fact_id = edit(edits)
        changed = bool(edits.changes())
        return EditResult(fact_id, edits.commit() if changed else (), changed)


def reject_json_with_dry_run(*, json: bool, dry: bool) -> None:
    """Raise BadParameter if both JSON and a diff were requested."""
    if json and dry:
        raise BadParameter(_("--json and --dry-run cannot be combined."))


def read_store_file(root: str, file: str) -> "FileContents":
    """Read a store file; `file` is its name in a `Place`."""
    from xzfacts.store.schema.reader import read_file

    return read_file(store_file_path(root, file), file)


def display_place(root: str, place: "Place") -> str:
    """Return a place in the store with a path relative to the working directory."""
    from xzfacts.render import wording

    return wording.place(place._replace(file=display_path(root, place.file)))


def written_fact(root: str, result: EditResult) -> "Fact":
    """Read back the fact that was just written, with its place."""
    for file in result.files:
        for fact in read_store_file(root, file).facts:
            if fact.id == result.id:
                return fact
    from xzfacts.app import open_store

    return open_store(root).facts_with_id(result.id)[0]


def report_fact(root: str, fact: "Fact", message: str, *, json: bool = False) -> None:
    """Print `message` and the fact to standard error, its id or JSON to standard output."""
    from xzfacts.render.wording import DIVIDER

    streams.message(message)
    streams.detail(DIVIDER.join((fact.subject, fact.attribute, fact.value)))
    streams.detail(display_place(root, fact.place))
    if json:
        from xzfacts.render import json_

        streams.write(json_.dumps(json_.fact(fact)) + "\n")
    else:
        streams.write(visible(fact.id) + "\n")
