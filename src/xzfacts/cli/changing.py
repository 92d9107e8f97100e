"""What the commands that change a store share: do it or show it, and say what was done."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from typer import BadParameter

from xzfacts.cli import output
from xzfacts.cli.paths import opened_by, path_of
from xzfacts.i18n import gettext as _
from xzfacts.render.visible import visible

if TYPE_CHECKING:
    from xzfacts.model import Fact, Place
    from xzfacts.store.contents import FileContents
    from xzfacts.store.editing import Editing


class Done(NamedTuple):
    """An id that an edit gave, and the files that were written, as shown; none in a dry run."""

    id: str
    files: tuple[str, ...]
    changed: bool  # or would be


def carry_out(root: str, edit: Callable[["Editing"], str], *, dry: bool) -> Done:
    """Edit the store in the folder `root`; with `dry` only print the diff.

    Raises what the edit and its commit do; nothing is written then.
    """
    from xzfacts.store.editing import diff, dry_editing, editing

    if dry:
        edits = dry_editing(root)
        made = edit(edits)
        for line in diff(edits.changes()).split("\n"):
            output.write(visible(line) + "\n" if line else "")
        return Done(made, (), bool(edits.changes()))
    with editing(root) as edits:
        made = edit(edits)
        changed = bool(edits.changes())
        return Done(made, edits.commit() if changed else (), changed)


def one_form(*, json: bool, dry: bool) -> None:
    """Refuse a call that wants JSON and a diff."""
    if json and dry:
        raise BadParameter(_("--json and --dry-run say different things."))


def contents(root: str, file: str) -> "FileContents":
    """What a file of the store says now; `file` is as places show it."""
    from xzfacts.store.read import read_file

    return read_file(path_of(root, file), file)


def place_from_here(root: str, spot: "Place") -> str:
    """A place in the store as it can be opened from the working folder."""
    from xzfacts.render.describe import place

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
    from xzfacts.render.describe import DIVIDER

    output.complain(said)
    output.tell(DIVIDER.join((fact.subject, fact.attribute, fact.value)))
    output.tell(place_from_here(root, fact.place))
    if json:
        from xzfacts.render import json_

        output.write(json_.dumps(json_.fact(fact)) + "\n")
    else:
        output.write(visible(fact.id) + "\n")
