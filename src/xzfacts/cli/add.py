"""`xzfacts add`: one more fact."""

from xzfacts.app import Facts, open_store
from xzfacts.cli import output, statement
from xzfacts.cli.building import Bar
from xzfacts.cli.changing import carry_out, one_form, place_from_here, report, written
from xzfacts.cli.options import DryRun, Json, StorePath
from xzfacts.cli.own import own_store
from xzfacts.cli.talk import report_findings
from xzfacts.i18n import gettext as _
from xzfacts.model import Fact, Status


def run(
    subject: statement.SubjectName = None,
    attribute: statement.AttributeName = None,
    value: statement.Value = None,
    sentence: statement.Quote = None,
    source: statement.SourceId = None,
    line: statement.Line = None,
    as_of: statement.AsOf = None,
    note: statement.Note = None,
    title: statement.Title = None,
    publication: statement.Publication = None,
    author: statement.Authors = None,
    published: statement.Published = None,
    url: statement.Url = None,
    page: statement.Page = None,
    section: statement.Section = None,
    json: Json = False,
    dry_run: DryRun = False,
    store: StorePath = None,
) -> int:
    """Add a fact."""
    one_form(json=json, dry=dry_run)
    about = (title, publication, author, published, url, page, section)
    told = statement.Told(subject, attribute, value, sentence, source, line, as_of, note, *about)
    told = statement.cleaned(told)
    facts = open_store(own_store(store), Bar())
    report_findings(facts.findings)

    from xzfacts.cli.completing import completed
    from xzfacts.render.describe import remarks

    made = completed(told, facts, new=True)
    done = carry_out(facts.root, lambda edits: edits.add_fact(*made), dry=dry_run)
    if done.changed and dry_run:
        return 0
    fact = written(facts.root, done)
    if done.changed:
        report(facts.root, fact, _("Added."), json=json)
        _name_others(fact, facts)
        return 0
    report(facts.root, fact, _("The store has this fact already."), json=json)
    if fact.status is Status.CURRENT:
        return 0
    for remark in remarks(fact):
        output.tell(remark)
    return 1


def _name_others(fact: Fact, facts: Facts) -> None:
    """Name the facts of before that the new one stands against."""
    from xzfacts.standing import Relation, relation, stated

    for other in facts.facts(subject=fact.subject, attribute=fact.attribute):
        against = relation(stated(fact), stated(other)) is Relation.AGAINST
        if other.status is Status.CURRENT and against:
            output.tell(
                _("Against it stands “{value}” ({id}, {place}).").format(
                    value=other.value, id=other.id, place=place_from_here(facts.root, other.place)
                )
            )
