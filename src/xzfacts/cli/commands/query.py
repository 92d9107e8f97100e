"""`xzfacts query`: look up facts."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

from typer import Argument, BadParameter, Option

from xzfacts.cli import streams
from xzfacts.cli.answer_formats import Format, default_format
from xzfacts.cli.opened_store import opened_store
from xzfacts.cli.options import Json, Spreadsheet, StorePath, check_formats, complete_query
from xzfacts.cli.query_answer import print_answer
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Answer, Place

if TYPE_CHECKING:
    from xzfacts.match.explanation import Explanation


class Options(NamedTuple):
    """Options of a query; for the fields see the help page."""

    words: Annotated[
        list[str] | None,
        Argument(
            metavar="[WORDS]...",
            help=_("Names, attributes or values, in any order; put -- before a leading dash."),
            autocompletion=complete_query,
        ),
    ] = None
    json: Json = False
    format_: Annotated[
        Format | None,
        Option(
            "--format",
            help=_("Output format; by default a table on a terminal, otherwise tab-separated."),
        ),
    ] = None
    spreadsheet: Spreadsheet = False
    limit: Annotated[int, Option(min=1, metavar="N", help=_("Maximum number of results."))] = 10
    batch: Annotated[
        str | None,
        Option(
            metavar="FILE",
            help=_("Read queries from a file, one per line; “-” for standard input."),
        ),
    ] = None
    as_of: Annotated[
        str | None,
        Option(
            metavar="DATE",
            help=_("Use facts published up to this date: 2024, 2024-05 or 2024-05-17."),
        ),
    ] = None
    drafts: Annotated[bool, Option("--drafts", help=_("Include draft facts, marked as such."))] = (
        False
    )
    explained: Annotated[
        bool,
        Option(
            "--explain", help=_("Show readings, mentions, candidates, and why facts were dropped.")
        ),
    ] = False
    open_: Annotated[
        bool, Option("--open", help=_("Open the store file of the first result in an editor."))
    ] = False
    store: StorePath = None


def run(options: Options) -> int:
    """Look up facts."""
    check_formats(options.format_, json=options.json, spreadsheet=options.spreadsheet)
    _check_batch(options)
    chosen = _format(options)
    facts = opened_store(options.store)
    ask = partial(facts.ask, limit=options.limit, as_of=options.as_of, drafts=options.drafts)
    if options.batch is not None:
        from xzfacts.cli.batch_queries import answer_all

        return answer_all(options.batch, facts, chosen, ask, spreadsheet=options.spreadsheet)
    query = " ".join(options.words or ())
    if options.explained:
        explanation = facts.explain(
            query, limit=options.limit, as_of=options.as_of, drafts=options.drafts
        )
        return _print_explanation(*explanation, chosen)
    answer = ask(query)
    status = print_answer(
        answer,
        facts,
        chosen,
        as_of=options.as_of,
        drafts=options.drafts,
        spreadsheet=options.spreadsheet,
    )
    if options.open_ and not status:
        return _open(facts.root, answer.results[0].fact.place)
    return status


def _check_batch(options: Options) -> None:
    """Raise BadParameter for what cannot be combined with --batch."""
    if options.batch is None:
        return
    if options.explained:
        raise BadParameter(_("--explain cannot be combined with --batch."))
    if options.open_:
        raise BadParameter(_("--batch and --open cannot be combined."))
    if options.words:
        raise BadParameter(_("--batch cannot be combined with words on the command line."))


def _format(options: Options) -> Format:
    if options.json:
        return "json"
    if options.spreadsheet:
        return "csv"
    return options.format_ or default_format()


def _print_explanation(answer: Answer, explanation: "Explanation", chosen: Format) -> int:
    from xzfacts.cli.query_explanation import as_json, as_text

    if chosen == "json":
        from xzfacts.render.json_ import dumps, envelope

        streams.write(dumps(envelope(answer) | {"explain": as_json(explanation)}) + "\n")
    else:
        streams.show(as_text(explanation))
    return 0 if answer.results else 1


def _open(root: str, place: Place) -> int:
    from xzfacts.cli.display_paths import store_file_path
    from xzfacts.cli.editor import open_at

    streams.flush()
    return int(open_at(store_file_path(root, place.file), place.line) != 0)
