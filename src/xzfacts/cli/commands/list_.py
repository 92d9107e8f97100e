"""`xzfacts list`: list the facts, subjects, attributes or sources of a store."""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, Literal

from typer import Argument, BadParameter

from xzfacts.app import Facts, open_store
from xzfacts.cli import streams
from xzfacts.cli.fact_filters import AttributeFilter, SourceFilter, StatusFilter, SubjectFilter
from xzfacts.cli.index_progress import Bar
from xzfacts.cli.messages import not_found, report_findings
from xzfacts.cli.options import Json, StorePath
from xzfacts.i18n import gettext as _
from xzfacts.index.lookup.ordered_scan import SourceSummary
from xzfacts.model.facts import Fact

Listed = Literal["facts", "subjects", "attributes", "sources"]


def run(
    what: Annotated[
        Listed,
        Argument(metavar="WHAT", help=_("What to list: facts, subjects, attributes or sources.")),
    ] = "facts",
    subject: SubjectFilter = None,
    attribute: AttributeFilter = None,
    source: SourceFilter = None,
    status: StatusFilter = None,
    json: Json = False,
    store: StorePath = None,
) -> int:
    """List facts, subjects, attributes or sources."""
    if what != "facts" and (subject, attribute, source, status) != (None, None, None, None):
        raise BadParameter(_("--subject, --attribute, --source and --status apply to facts only."))
    facts = open_store(store, Bar())
    report_findings(facts.findings)
    if what == "facts":
        chosen = facts.facts(subject=subject, attribute=attribute, source=source, status=status)
        empty = _print_facts(facts, chosen, json=json)
    else:
        empty = _print_names(what, facts, json=json)
    if empty:
        streams.message(_("Nothing to list."))
        return not_found(facts.findings)
    return 0


def _print_names(what: Listed, facts: Facts, *, json: bool) -> bool:
    """Print subjects, attributes or sources; return whether there were none."""
    header, rows, objects = _TABLES[what](facts)
    if json:
        from xzfacts.render.json_ import lines

        return _stream(lines(objects))
    if streams.is_terminal():
        from xzfacts.render import table

        listed = list(rows)
        streams.show(table.names(header, listed, streams.screen()))
        return not listed
    from xzfacts.render.tsv import row

    return _stream(row(cells) for cells in rows)


def _print_facts(facts: Facts, chosen: Iterator[Fact], *, json: bool) -> bool:
    """Print facts; return whether there were none."""
    if json:
        from xzfacts.render import json_

        return _stream(json_.lines(json_.fact(fact) for fact in chosen))
    if streams.is_terminal():
        from xzfacts.render import table

        listed = list(chosen)
        ids = facts.short_ids(fact.id for fact in listed)
        streams.show(table.facts(listed, streams.screen(), ids))
        return not listed
    from xzfacts.render import tsv

    return _stream(tsv.fact(fact) for fact in chosen)


def _stream(lines: Iterable[str]) -> bool:
    empty = True
    for line in lines:
        streams.write(line)
        empty = False
    return empty


# Column headings, rows of text, and JSON objects.
_Table = tuple[list[str], Iterator[list[str]], Iterator[dict[str, Any]]]


def _subjects(facts: Facts) -> _Table:
    from xzfacts.render.wording import subject_kind

    # Translated on a terminal; programs get the kind as written in the store.
    kind_name: Callable[[str], str] = subject_kind if streams.is_terminal() else str
    header = [_("subject"), _("aliases"), _("kind"), _("part of"), _("facts")]
    return (
        header,
        (
            [
                each.name,
                ", ".join(each.aliases),
                kind_name(each.kind or ""),
                each.part_of or "",
                str(each.facts),
            ]
            for each in facts.subjects()
        ),
        (
            {
                "name": each.name,
                "aliases": list(each.aliases),
                "kind": each.kind,
                "part_of": each.part_of,
                "facts": each.facts,
            }
            for each in facts.subjects()
        ),
    )


def _attributes(facts: Facts) -> _Table:
    return (
        [_("attribute"), _("aliases"), _("kind"), _("facts")],
        (
            [each.name, ", ".join(each.aliases), each.kind or "", str(each.facts)]
            for each in facts.attributes()
        ),
        (
            {
                "name": each.name,
                "aliases": list(each.aliases),
                "kind": each.kind,
                "facts": each.facts,
            }
            for each in facts.attributes()
        ),
    )


def _sources(facts: Facts) -> _Table:
    from xzfacts.render.wording import DIVIDER, source_parts

    def describe(each: SourceSummary) -> list[str]:
        return [each.source.id, DIVIDER.join(source_parts(each.source)), str(each.facts)]

    def full(each: SourceSummary) -> dict[str, Any]:
        from xzfacts.render import json_

        return json_.source(each.source) | {"facts": each.facts}

    listed = list(facts.sources())
    return [_("id"), _("source"), _("facts")], map(describe, listed), map(full, listed)


_TABLES = {"subjects": _subjects, "attributes": _attributes, "sources": _sources}
