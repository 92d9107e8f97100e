"""`xzfacts add`: add a fact."""

from xzfacts.app import Facts
from xzfacts.cli import streams
from xzfacts.cli.fact_input import FactInput, normalized
from xzfacts.cli.fact_options import SourcedValue, SubjectAndAttribute
from xzfacts.cli.messages import report_findings
from xzfacts.cli.opened_store import writable_store
from xzfacts.cli.options import DryRun, Json, StorePath
from xzfacts.cli.store_edits import (
    apply_edit,
    display_place,
    reject_json_with_dry_run,
    report_fact,
    written_fact,
)
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Fact, Status


def run(
    about: SubjectAndAttribute,
    stated: SourcedValue,
    json: Json = False,
    dry_run: DryRun = False,
    store: StorePath = None,
) -> int:
    """Add a fact."""
    reject_json_with_dry_run(json=json, dry=dry_run)
    given = normalized(FactInput(**about._asdict(), **stated._asdict()))
    facts = writable_store(store)
    report_findings(facts.findings)

    from xzfacts.cli.fact_prompts import complete_fact
    from xzfacts.render.wording import remarks

    new_fact = complete_fact(given, facts, new=True)
    result = apply_edit(facts.root, lambda edits: edits.add_fact(*new_fact), dry=dry_run)
    if result.changed and dry_run:
        return 0
    fact = written_fact(facts.root, result)
    if result.changed:
        report_fact(facts.root, fact, _("Added."), json=json)
        _print_conflicts(fact, facts)
        return 0
    report_fact(facts.root, fact, _("The store already has this fact."), json=json)
    if fact.status is Status.CURRENT:
        return 0
    for remark in remarks(fact):
        streams.detail(remark)
    return 1


def _print_conflicts(fact: Fact, facts: Facts) -> None:
    """Print the current facts that the new one conflicts with."""
    from xzfacts.model.temporal import Relation, dated_value, relation

    for other in facts.facts(subject=fact.subject, attribute=fact.attribute):
        conflicts = relation(dated_value(fact), dated_value(other)) is Relation.CONFLICTING
        if other.status is Status.CURRENT and conflicts:
            streams.detail(
                _("Conflicts with “{value}” ({id}, {place}).").format(
                    value=other.value, id=other.id, place=display_place(facts.root, other.place)
                )
            )
