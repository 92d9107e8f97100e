"""`xzfacts add`: one more fact."""

from xzfacts.app import Facts, open_store
from xzfacts.cli import fact_options, streams
from xzfacts.cli.edits import carry_out, one_form, place_from_here, report, written
from xzfacts.cli.index_progress import Bar
from xzfacts.cli.messages import report_findings
from xzfacts.cli.options import DryRun, Json, StorePath
from xzfacts.cli.writable_store import own_store
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Fact, Status


def run(
    subject: fact_options.SubjectName = None,
    attribute: fact_options.AttributeName = None,
    value: fact_options.Value = None,
    sentence: fact_options.Quote = None,
    source: fact_options.SourceId = None,
    line: fact_options.Line = None,
    as_of: fact_options.AsOf = None,
    note: fact_options.Note = None,
    title: fact_options.Title = None,
    publication: fact_options.Publication = None,
    author: fact_options.Authors = None,
    published: fact_options.Published = None,
    url: fact_options.Url = None,
    page: fact_options.Page = None,
    section: fact_options.Section = None,
    json: Json = False,
    dry_run: DryRun = False,
    store: StorePath = None,
) -> int:
    """Add a fact."""
    one_form(json=json, dry=dry_run)
    about = (title, publication, author, published, url, page, section)
    told = fact_options.Told(subject, attribute, value, sentence, source, line, as_of, note, *about)
    told = fact_options.cleaned(told)
    facts = open_store(own_store(store), Bar())
    report_findings(facts.findings)

    from xzfacts.cli.fact_prompts import completed
    from xzfacts.render.wording import remarks

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
        streams.tell(remark)
    return 1


def _name_others(fact: Fact, facts: Facts) -> None:
    """Name the facts of before that the new one stands against."""
    from xzfacts.model.temporal import Relation, dated_value, relation

    for other in facts.facts(subject=fact.subject, attribute=fact.attribute):
        against = relation(dated_value(fact), dated_value(other)) is Relation.CONFLICTING
        if other.status is Status.CURRENT and against:
            streams.tell(
                _("Against it stands “{value}” ({id}, {place}).").format(
                    value=other.value, id=other.id, place=place_from_here(facts.root, other.place)
                )
            )
