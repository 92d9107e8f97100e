"""`xzfacts retract`: retract a fact."""

from typing import Annotated

from typer import Option

from xzfacts.app import Facts
from xzfacts.cli import streams
from xzfacts.cli.fact_address import fact_at
from xzfacts.cli.fact_input import text_or_prompt
from xzfacts.cli.opened_store import writable_store
from xzfacts.cli.options import DryRun, FactAddress, StorePath
from xzfacts.cli.store_edits import apply_edit, report_fact, written_fact
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Fact, Status


def run(
    fact: FactAddress,
    why: Annotated[str | None, Option(metavar="TEXT", help=_("Reason for the retraction."))] = None,
    dry_run: DryRun = False,
    store: StorePath = None,
) -> int:
    """Retract a fact."""
    facts = writable_store(store)
    root = facts.root
    old = fact_at(facts, fact, changes=True)
    if old.status is Status.RETRACTED:
        streams.message(_("Already retracted: {why}").format(why=old.why or "?"))
        return 1
    keys = {"status": "retracted", "why": text_or_prompt(why, "--why", _("Reason"))}
    result = apply_edit(
        root, lambda edits: edits.set_fact(old.place.file, old.id, keys), dry=dry_run
    )
    if not dry_run:
        report_fact(root, written_fact(root, result), _("Retracted."))
        _print_superseded(old, facts)
    return 0


def _print_superseded(fact: Fact, facts: Facts) -> None:
    """Print the facts that this one superseded: they stay out of answers."""
    for older in facts.facts(subject=fact.subject, attribute=fact.attribute):
        if older.superseded_by == fact.id:
            streams.detail(
                _("“{value}” ({id}), which it superseded, stays superseded.").format(
                    value=older.value, id=older.id
                )
            )
