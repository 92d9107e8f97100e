"""`xzfacts retract`: take a fact back."""

from typing import Annotated

from typer import Option

from xzfacts.app import Facts, open_store
from xzfacts.cli import streams
from xzfacts.cli.edits import carry_out, report, written
from xzfacts.cli.fact_options import wanted
from xzfacts.cli.index_progress import Bar
from xzfacts.cli.options import DryRun, FactId, StorePath
from xzfacts.cli.writable_store import own_store
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Fact, Status


def run(
    id_: FactId,
    why: Annotated[
        str | None,
        Option("--why", metavar="TEXT", help=_("Why it does not hold."), show_default=False),
    ] = None,
    dry_run: DryRun = False,
    store: StorePath = None,
) -> int:
    """Take a fact back."""
    root = own_store(store)
    facts = open_store(root, Bar())
    fact = facts.fact(id_)
    if fact.status is Status.RETRACTED:
        streams.complain(_("It was retracted before: {why}").format(why=fact.why or "?"))
        return 1
    keys = {"status": "retracted", "why": wanted(why, "--why", _("Why"))}
    done = carry_out(
        root, lambda edits: edits.set_fact(fact.place.file, fact.id, keys), dry=dry_run
    )
    if not dry_run:
        report(root, written(root, done), _("Retracted."))
        _name_silent(fact, facts)
    return 0


def _name_silent(fact: Fact, facts: Facts) -> None:
    """Name the facts that gave way to this one: they do not answer either."""
    for older in facts.facts(subject=fact.subject, attribute=fact.attribute):
        if older.superseded_by == fact.id:
            streams.tell(
                _("It had taken the place of “{value}” ({id}), which stays superseded.").format(
                    value=older.value, id=older.id
                )
            )
