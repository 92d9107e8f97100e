"""What the commands that change a store share: do it or show it, and say what was done."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from typer import BadParameter

from xzfacts.cli import streams
from xzfacts.cli.display_paths import opened_by, path_of
from xzfacts.i18n import gettext as _
from xzfacts.render.escape import visible

if TYPE_CHECKING:
    from xzfacts.model.facts import Fact, Place
    from xzfacts.store.edit import EditSession
    from xzfacts.store.schema.contents import FileContents


class Done(NamedTuple):
    """An id that an edit gave, and the files that were written, as shown; none in a dry run."""

    id: str
    files: tuple[str, ...]
    changed: bool  # or would be


def carry_out(root: str, edit: Callable[["EditSession"], str], *, dry: bool) -> Done:
    """Edit the store in the folder `root`; with `dry` only print the diff.

    Raises what the edit and its commit do; nothing is written then.
    """
    from xzfacts.store.edit import diff, dry_edit_session, edit_session

    if dry:
        edits = dry_edit_session(root)
        made = edit(edits)
        for line in diff(edits.changes()).split("\n"):
            streams.write(visible(line) + "\n" if line else "")
        return Done(made, (), bool(edits.changes()))
    with edit_session(root) as edits:
        made = edit(edits)
        changed = bool(edits.changes())
        return Done(made, edits.commit() if changed else (), changed)


def one_form(*, json: bool, dry: bool) -> None:
    """Refuse a call that wants JSON and a diff."""
    if json and dry:
        raise BadParameter(_("--json and --dry-run say different things."))


def contents(root: str, file: str) -> "FileContents":
    """What a file of the store says now; `file` is as places show it."""
    from xzfacts.store.schema.reader import read_file

    return read_file(path_of(root, file), file)


def place_from_here(root: str, spot: "Place") -> str:
    """A place in the store as it can be opened from the working folder."""
    from xzfacts.render.wording import place

    return place(spot._replace(file=opened_by(root, spot.file)))


def written(root: str, done: Done) -> "Fact":
    """The fact that was just written, read back with its place."""
    for file in done.files:
        for fact in contents(root, file).facts:
            if fact.id == done.id:
                return fact
    from xzfacts.app import open_store

    return open_store(root).fact(done.id)


def report(root: str, fact: "Fact", said: str, *, json: bool = False) -> None:
    """Say what became of a fact and where it stands; its id, or with `json` all, is data."""
    from xzfacts.render.wording import DIVIDER

    streams.complain(said)
    streams.tell(DIVIDER.join((fact.subject, fact.attribute, fact.value)))
    streams.tell(place_from_here(root, fact.place))
    if json:
        from xzfacts.render import json_

        streams.write(json_.dumps(json_.fact(fact)) + "\n")
    else:
        streams.write(visible(fact.id) + "\n")
