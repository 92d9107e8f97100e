"""`xzfacts query`: what is known about what was typed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated

from typer import Argument, BadParameter, Context, Option

from xzfacts.app import Facts, open_store
from xzfacts.cli import streams
from xzfacts.cli.answer_formats import Format, formatter, usual
from xzfacts.cli.index_progress import Bar
from xzfacts.cli.messages import explain, not_found, report_findings
from xzfacts.cli.options import Json, StorePath
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Answer


def complete(ctx: Context, incomplete: str) -> list[str]:
    """Words that a query may go on with."""
    from xzfacts.cli.shell_completion import words

    return words(ctx, incomplete)


def run(
    words: Annotated[
        list[str] | None,
        Argument(
            metavar="[WORDS]...",
            help=_("Names, properties or values, in any order; -- before a leading dash."),
            autocompletion=complete,
            show_default=False,
        ),
    ] = None,
    json: Json = False,
    format_: Annotated[
        Format | None,
        Option(
            "--format",
            help=_("Form of the output; a table on a terminal, else tab-separated lines."),
            show_default=False,
        ),
    ] = None,
    limit: Annotated[int, Option(min=1, metavar="N", help=_("Most results to print."))] = 10,
    batch: Annotated[
        str | None,
        Option(
            metavar="FILE",
            help=_("Read queries from a file, one a line; - is standard input."),
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        Option(
            "--as-of",
            metavar="DATE",
            help=_("Answer with what was said by then: 2024, 2024-05 or 2024-05-17."),
            show_default=False,
        ),
    ] = None,
    drafts: Annotated[
        bool, Option("--drafts", help=_("Let drafts answer too, marked as such."))
    ] = False,
    store: StorePath = None,
) -> int:
    """Look up facts."""
    if as_of is not None:
        from xzfacts.store.schema.tables import is_date

        if not is_date(as_of):
            raise BadParameter(_("--as-of takes a date: 2024, 2024-05 or 2024-05-17."))
    if json and format_ not in {None, "json"}:
        raise BadParameter(_("--json and --format say different things."))
    if batch is not None and words:
        raise BadParameter(_("Queries come from --batch or from the command line, not both."))
    chosen: Format = "json" if json else format_ or usual()
    facts = open_store(store, Bar())
    ask = partial(facts.ask, limit=limit, as_of=as_of, drafts=drafts)
    if batch is not None:
        from xzfacts.cli.batch import answer_all

        return answer_all(batch, facts, chosen, ask)
    report_findings(facts.findings)
    return _answer(_text(words or ()), facts, chosen, ask)


def _text(words: Sequence[str]) -> str:
    """The words as UTF-8, whatever locale the shell left Python to read them with."""
    return " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def _answer(query: str, facts: Facts, chosen: Format, ask: Callable[[str], Answer]) -> int:
    answer = ask(query)
    form = formatter(chosen, titled=False)
    text = form.answer(answer)
    if chosen == "table":
        streams.show(text)
    else:
        streams.write(form.head + text)
    if chosen != "json":
        explain(answer, corrected=chosen == "plain")
    if not (answer.results or facts.findings) and next(facts.facts(), None) is None:
        streams.tell(_("The store holds no facts yet; `xzfacts import FILE` takes some in."))
    return 0 if answer.results else not_found(facts.findings)
