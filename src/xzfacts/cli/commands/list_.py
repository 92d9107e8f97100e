"""`xzfacts list`: what the store holds."""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, Literal

from typer import Argument, BadParameter, Option

from xzfacts.app import Facts, open_store
from xzfacts.cli import streams
from xzfacts.cli.index_progress import Bar
from xzfacts.cli.messages import not_found, report_findings
from xzfacts.cli.options import Json, StorePath
from xzfacts.i18n import gettext as _
from xzfacts.index.lookup.ordered_scan import SourceSummary
from xzfacts.model.facts import Fact

What = Literal["facts", "subjects", "attributes", "sources"]
Standing = Literal["current", "draft", "superseded", "retracted"]


def run(
    what: Annotated[
        What,
        Argument(metavar="WHAT", help=_("What to list: facts, subjects, attributes, sources.")),
    ] = "facts",
    subject: Annotated[
        str | None, Option(metavar="NAME", help=_("Only facts about this subject."))
    ] = None,
    attribute: Annotated[
        str | None, Option(metavar="NAME", help=_("Only facts that state this attribute."))
    ] = None,
    source: Annotated[
        str | None, Option(metavar="ID", help=_("Only facts from this source."))
    ] = None,
    status: Annotated[
        Standing | None,
        Option(
            metavar="STATUS",
            help=_("Only facts that are current, draft, superseded or retracted."),
            show_default=False,
        ),
    ] = None,
    json: Json = False,
    store: StorePath = None,
) -> int:
    """List facts, subjects, attributes or sources."""
    if what != "facts" and (subject, attribute, source, status) != (None, None, None, None):
        raise BadParameter(
            _("--subject, --attribute, --source and --status choose among facts only.")
        )
    facts = open_store(store, Bar())
    report_findings(facts.findings)
    if what == "facts":
        chosen = facts.facts(subject=subject, attribute=attribute, source=source, status=status)
        ended = _facts(chosen, json=json)
    else:
        ended = _names(what, facts, json=json)
    if ended:
        streams.complain(_("There is nothing to list."))
        return not_found(facts.findings)
    return 0


def _names(what: What, facts: Facts, *, json: bool) -> int:
    header, rows, objects = _SHEETS[what](facts)
    if json:
        from xzfacts.render.json_ import lines

        return _stream(lines(objects))
    if streams.is_terminal():
        from xzfacts.render import table

        listed = list(rows)
        streams.show(table.names(header, listed, streams.screen()))
        return int(not listed)
    from xzfacts.render.tsv import row

    return _stream(row(cells) for cells in rows)


def _facts(chosen: Iterator[Fact], *, json: bool) -> int:
    if json:
        from xzfacts.render import json_

        return _stream(json_.lines(json_.fact(fact) for fact in chosen))
    if streams.is_terminal():
        from xzfacts.render import table

        listed = list(chosen)
        streams.show(table.facts(listed, streams.screen()))
        return int(not listed)
    from xzfacts.render import tsv

    return _stream(tsv.fact(fact) for fact in chosen)


def _stream(lines: Iterable[str]) -> int:
    status = 1
    for line in lines:
        streams.write(line)
        status = 0
    return status


_Sheet = tuple[list[str], Iterator[list[str]], Iterator[dict[str, Any]]]


def _subjects(facts: Facts) -> _Sheet:
    from xzfacts.render.wording import subject_kind

    # Words for people; programs get the kind as the store has it.
    said: Callable[[str], str] = subject_kind if streams.is_terminal() else str
    header = [_("subject"), _("other names"), _("kind"), _("part of"), _("facts")]
    return (
        header,
        (
            [
                each.name,
                ", ".join(each.aliases),
                said(each.kind or ""),
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


def _attributes(facts: Facts) -> _Sheet:
    return (
        [_("attribute"), _("other names"), _("kind"), _("facts")],
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


def _sources(facts: Facts) -> _Sheet:
    from xzfacts.render.wording import DIVIDER, source_parts

    def describe(each: SourceSummary) -> list[str]:
        return [each.source.id, DIVIDER.join(source_parts(each.source)), str(each.facts)]

    def full(each: SourceSummary) -> dict[str, Any]:
        from xzfacts.render import json_

        return json_.source(each.source) | {"facts": each.facts}

    listed = list(facts.sources())
    return [_("id"), _("source"), _("facts")], map(describe, listed), map(full, listed)


_SHEETS = {"subjects": _subjects, "attributes": _attributes, "sources": _sources}
