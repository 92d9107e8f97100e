"""`xzfacts alias`: add an alias to a subject."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated

from typer import Argument

from xzfacts.app import Facts
from xzfacts.cli import streams
from xzfacts.cli.fact_input import checked_text
from xzfacts.cli.filter_correction import closest_subject
from xzfacts.cli.opened_store import writable_store
from xzfacts.cli.options import DryRun, StorePath, complete_subject
from xzfacts.cli.store_edits import EditResult, apply_edit, display_place, read_store_file
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark, ngettext
from xzfacts.model.declarations import Subject

if TYPE_CHECKING:
    from xzfacts.index.lookup.subject_info import KnownSubject
    from xzfacts.store.edit.editing_session import EditSession

_MAX_FACTS = 1_000  # facts whose sources are compared


class NameTakenError(XzfactsError):
    """The new alias belongs to another subject."""

    exit_status = 1
    name: str
    owner: str

    def message(self) -> str:
        """Return the text of the error."""
        if self.name == self.owner:
            return _("“{name}” is a separate subject.").format(name=self.name)
        return _("“{name}” is an alias of “{owner}”.").format(name=self.name, owner=self.owner)


class MisspelledSubjectError(XzfactsError):
    """The store has no subject of this name, but one with a similar name."""

    exit_status = 1
    template = mark("The store has no subject {name}.")
    name: str
    meant: str

    def details(self) -> tuple[str, ...]:
        """Return the similar name."""
        return (_("Did you mean “{near}”?").format(near=self.meant),)


_SubjectName = Annotated[
    str,
    Argument(
        metavar="SUBJECT",
        help=_("Name or alias of the subject."),
        autocompletion=complete_subject,
    ),
]


def run(
    subject: _SubjectName,
    name: Annotated[str, Argument(metavar="NAME", help=_("New alias."))],
    dry_run: DryRun = False,
    store: StorePath = None,
) -> int:
    """Add an alias to a subject."""
    subject, name = checked_text(subject, "SUBJECT"), checked_text(name, "NAME")
    facts = writable_store(store)
    known, owner = facts.known_subject(subject), facts.known_subject(name)
    target = known.name if known else subject
    if owner is not None and owner.name == target:
        streams.message(
            _("“{name}” is already an alias of “{owner}”.").format(name=name, owner=target)
        )
        return 1
    # A declared subject is separate on purpose; one that only facts mention may be the same.
    if owner is not None and owner.files:
        raise NameTakenError(name, owner.name)

    if known is None and (meant := closest_subject(facts, subject)):
        raise MisspelledSubjectError(subject, meant)
    source = None if known is None or known.files else _only_source(target, facts)

    def add(edits: "EditSession") -> str:
        if source is None:
            edits.add_aliases(target, [name])
        else:
            edits.declare(Subject(target, (name,)), source)
        return ""

    result = apply_edit(facts.root, add, dry=dry_run)
    if not dry_run:
        _report(facts.root, result, Subject(target, (name,)), owner)
    return 0


def _report(root: str, result: EditResult, added: Subject, owner: "KnownSubject | None") -> None:
    """Print the new alias, the number of facts that use it, and where it is declared."""
    (name,) = added.aliases
    streams.message(_("“{name}” is now an alias of “{owner}”.").format(name=name, owner=added.name))
    if owner is not None:
        text = ngettext(
            "{count} fact about “{name}” now belongs to it.",
            "{count} facts about “{name}” now belong to it.",
            owner.facts,
        )
        streams.detail(text.format(count=owner.facts, name=name))
    for file in result.files:
        for declared in read_store_file(root, file).subjects:
            if declared.name == added.name and declared.place:
                streams.detail(display_place(root, declared.place))


def _only_source(subject: str, facts: Facts) -> str | None:
    """Return the id of the source if all facts about an undeclared subject come from one."""
    sources = {fact.source.id for fact in islice(facts.facts(subject=subject), _MAX_FACTS)}
    return sources.pop() if len(sources) == 1 else None
