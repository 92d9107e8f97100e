"""`xzfacts alias`: give a subject another name."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated, ClassVar

from typer import Argument

from xzfacts.app import Facts, open_store
from xzfacts.cli import streams
from xzfacts.cli.edits import carry_out, contents, place_from_here
from xzfacts.cli.fact_options import sound
from xzfacts.cli.index_progress import Bar
from xzfacts.cli.options import DryRun, StorePath
from xzfacts.cli.writable_store import own_store
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.i18n import ngettext
from xzfacts.model.declarations import Subject

if TYPE_CHECKING:
    from xzfacts.store.edit import EditSession


_LOOKED_AT = 1_000  # facts whose sources are counted


class NameTakenError(XzfactsError):
    """The name that was to be given belongs to another subject."""

    exit_status: ClassVar[int] = 1

    def __init__(self, name: str, owner: str) -> None:
        self.name = name
        self.owner = owner

    def message(self) -> str:
        """The sentence for the terminal."""
        if self.name == self.owner:
            return _("“{name}” is a subject of its own.").format(name=self.name)
        return _("“{name}” is a name of “{owner}”.").format(name=self.name, owner=self.owner)


def run(
    subject: Annotated[
        str, Argument(metavar="SUBJECT", help=_("The subject, by any of its names."))
    ],
    name: Annotated[str, Argument(metavar="NAME", help=_("Another name for it."))],
    dry_run: DryRun = False,
    store: StorePath = None,
) -> int:
    """Give a subject another name."""
    root = own_store(store)
    facts = open_store(root, Bar())
    subject, name = sound(subject, "SUBJECT"), sound(name, "NAME")
    known, owner = facts.known_subject(subject), facts.known_subject(name)
    meant = known.name if known else subject
    if owner is not None and owner.name == meant:
        streams.complain(_("“{name}” names “{owner}” already.").format(name=name, owner=meant))
        return 1
    # What only facts name may turn out to be the same; what is declared is meant.
    if owner is not None and owner.files:
        raise NameTakenError(name, owner.name)

    source = None if known is None or known.files else _only_source(meant, facts)

    def give(edits: "EditSession") -> str:
        if source is None:
            edits.add_alias(meant, name)
        else:
            edits.declare(Subject(meant, (name,)), source)
        return ""

    done = carry_out(root, give, dry=dry_run)
    if not dry_run:
        streams.complain(_("“{name}” is a name of “{owner}” now.").format(name=name, owner=meant))
        if owner is not None:
            said = ngettext(
                "{count} fact that says “{name}” is about it.",
                "{count} facts that say “{name}” are about it.",
                owner.facts,
            )
            streams.tell(said.format(count=owner.facts, name=name))
        for file in done.files:
            for declared in contents(root, file).subjects:
                if declared.name == meant and declared.place:
                    streams.tell(place_from_here(root, declared.place))
    return 0


def _only_source(subject: str, facts: Facts) -> str | None:
    """The id of the source whose facts alone name a subject that nothing declares."""
    sources = {fact.source.id for fact in islice(facts.facts(subject=subject), _LOOKED_AT)}
    return sources.pop() if len(sources) == 1 else None
