"""`xzfacts list`: list the facts, subjects, attributes or sources of a store."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Annotated, Any, Literal, NamedTuple

from typer import Argument, BadParameter, Option

from xzfacts.app import Facts
from xzfacts.cli import streams
from xzfacts.cli.answer_formats import default_format
from xzfacts.cli.fact_filters import FactFilter
from xzfacts.cli.filter_correction import filtered
from xzfacts.cli.messages import not_found
from xzfacts.cli.opened_store import opened_store
from xzfacts.cli.options import Json, Spreadsheet, StorePath, check_formats
from xzfacts.i18n import gettext as _
from xzfacts.index.lookup.ordered_scan import AttributeSummary, SourceSummary, SubjectSummary
from xzfacts.model.facts import Fact

Listed = Literal["facts", "subjects", "attributes", "sources"]
Form = Literal["table", "json", "csv", "plain"]


def run(
    what: Annotated[
        Listed,
        Argument(metavar="WHAT", help=_("What to list: facts, subjects, attributes or sources.")),
    ] = "facts",
    *,
    chosen: FactFilter,
    json: Json = False,
    format_: Annotated[
        Form | None,
        Option(
            "--format",
            help=_("Output format; by default a table on a terminal, otherwise tab-separated."),
        ),
    ] = None,
    spreadsheet: Spreadsheet = False,
    store: StorePath = None,
) -> int:
    """List facts, subjects, attributes or sources."""
    if what != "facts" and any(each is not None for each in chosen):
        raise BadParameter(_("--subject, --attribute, --source and --status apply to facts only."))
    check_formats(format_, json=json, spreadsheet=spreadsheet)
    form: Form = "json" if json else "csv" if spreadsheet else format_ or default_format()
    return _list(what, opened_store(store), chosen, _Output(form, spreadsheet=spreadsheet))


class _Output(NamedTuple):
    """How to print. form: the format. spreadsheet: see `csv_.header`."""

    form: Form
    spreadsheet: bool


def _list(what: Listed, facts: Facts, chosen: FactFilter, output: _Output) -> int:
    if what == "facts":
        empty = _print_facts(facts, filtered(facts, chosen), output)
    else:
        empty = _print_names(what, facts, output)
    if empty:
        streams.message(_("Nothing to list."))
        return not_found(facts.findings)
    return 0


def _print_names(what: Listed, facts: Facts, output: _Output) -> bool:
    """Print subjects, attributes or sources; return whether there were none."""
    header, records, cells, fields = _table(what, facts)
    if output.form == "json":
        from xzfacts.render.json_ import lines

        return _stream(lines(map(fields, records)))
    if output.form == "csv":
        from xzfacts.render import csv_

        return _stream(csv_.table(map(fields, records), spreadsheet=output.spreadsheet))
    if output.form == "table":
        from xzfacts.render import table

        listed = list(map(cells, records))
        streams.show(table.names(header, listed, streams.screen()))
        return not listed
    from xzfacts.render.tsv import row

    return _stream(row(cells(each)) for each in records)


def _print_facts(facts: Facts, chosen: Iterator[Fact], output: _Output) -> bool:
    """Print facts; return whether there were none."""
    if output.form == "json":
        from xzfacts.render import json_

        return _stream(json_.lines(json_.fact(fact) for fact in chosen))
    if output.form == "csv":
        from xzfacts.export.fact_table import csv_lines

        first = next(chosen, None)
        if first is None:
            return True
        return _stream(csv_lines(chain([first], chosen), spreadsheet=output.spreadsheet))
    if output.form == "table":
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


class _Table(NamedTuple):
    """A table of subjects, attributes or sources.

    header: column headings.
    records: what is listed.
    cells: returns the row of a record.
    fields: returns the JSON object of a record.
    """

    header: list[str]
    records: Iterator[Any]
    cells: Callable[[Any], list[str]]
    fields: Callable[[Any], dict[str, Any]]


def _table(what: Listed, facts: Facts) -> _Table:
    aliases, kind, count = _("aliases"), _("kind"), _("facts")
    if what == "sources":
        header = [_("id"), _("source"), count]
        return _Table(header, facts.sources(), _source_cells, _source_fields)
    if what == "attributes":
        header = [_("attribute"), aliases, kind, count]
        return _Table(header, facts.attributes(), _name_cells, AttributeSummary._asdict)
    header = [_("subject"), aliases, kind, _("part of"), count]
    return _Table(header, facts.subjects(), _name_cells, SubjectSummary._asdict)


def _name_cells(each: SubjectSummary | AttributeSummary) -> list[str]:
    from xzfacts.render.wording import subject_kind

    cells = each._asdict() | {"aliases": ", ".join(each.aliases)}
    if isinstance(each, SubjectSummary) and streams.is_terminal():
        cells["kind"] = subject_kind(each.kind or "")  # programs get the kind as in the store
    return ["" if cell is None else str(cell) for cell in cells.values()]


def _source_cells(each: SourceSummary) -> list[str]:
    from xzfacts.render.wording import DIVIDER, source_parts

    return [each.source.id, DIVIDER.join(source_parts(each.source)), str(each.facts)]


def _source_fields(each: SourceSummary) -> dict[str, Any]:
    from xzfacts.render import json_

    return json_.source(each.source) | {"facts": each.facts}
