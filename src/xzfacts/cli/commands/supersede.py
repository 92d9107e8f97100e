"""`xzfacts supersede`: record what a newer source says."""

from typing import TYPE_CHECKING

from xzfacts.app import Facts
from xzfacts.cli.fact_address import fact_at
from xzfacts.cli.fact_input import FactInput, normalized
from xzfacts.cli.fact_options import SourcedValue
from xzfacts.cli.opened_store import writable_store
from xzfacts.cli.options import DryRun, FactAddress, Json, StorePath
from xzfacts.cli.store_edits import apply_edit, reject_json_with_dry_run, report_fact, written_fact
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark
from xzfacts.model.facts import Fact, Status

if TYPE_CHECKING:
    from xzfacts.store.edit.editing_session import EditSession


class NotCurrentError(XzfactsError):
    """A fact that is not current can neither be superseded nor supersede another."""

    exit_status = 1
    fact: Fact

    def message(self) -> str:
        """Return the text of the error."""
        from xzfacts.render.wording import join_remarks, remarks

        return _("The fact {id} is not current: {why}.").format(
            id=self.fact.id, why=join_remarks(remarks(self.fact))
        )


class SameValueError(XzfactsError):
    """The new value equals the old one, so there is nothing to supersede."""

    exit_status = 1
    template = mark("“{value}” equals “{before}”; use `xzfacts add` to add a source that agrees.")
    value: str
    before: str


def run(
    fact: FactAddress,
    stated: SourcedValue,
    json: Json = False,
    dry_run: DryRun = False,
    store: StorePath = None,
) -> int:
    """Record what a newer source says."""
    reject_json_with_dry_run(json=json, dry=dry_run)
    facts = writable_store(store)
    old = fact_at(facts, fact, changes=True)
    _must_be_current(old)
    given = normalized(FactInput(old.subject, old.attribute, **stated._asdict()))
    return _supersede(old, given, facts, json=json, dry=dry_run)


def _supersede(old: Fact, given: FactInput, facts: Facts, *, json: bool, dry: bool) -> int:
    from xzfacts.cli.fact_prompts import complete_fact

    new_fact = complete_fact(given, facts, new=False)
    _must_differ(str(new_fact.fact["value"]), old)

    def supersede(edits: "EditSession") -> str:
        newer = edits.add_fact(*new_fact)
        _must_be_current_if_known(newer, facts)
        edits.set_fact(old.place.file, old.id, {"superseded_by": newer, "status": None})
        return newer

    result = apply_edit(facts.root, supersede, dry=dry)
    if not dry:
        message = _("Superseded: {id}.").format(id=old.id)
        report_fact(facts.root, written_fact(facts.root, result), message, json=json)
    return 0


def _must_be_current(fact: Fact) -> None:
    if fact.status is not Status.CURRENT:
        raise NotCurrentError(fact)


def _must_differ(value: str, old: Fact) -> None:
    from xzfacts.quantity.compare import same
    from xzfacts.quantity.parser import parse_quantity

    one, other = parse_quantity(value), old.quantity
    if value == old.value or (one is not None and other is not None and same(one, other)):
        raise SameValueError(value, old.value)


def _must_be_current_if_known(newer: str, facts: Facts) -> None:
    """Raise NotCurrentError if the store already has the newer fact and it is not current."""
    for known in facts.facts_with_id(newer):
        _must_be_current(known)
