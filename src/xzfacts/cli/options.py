"""Options shared by several commands."""

from collections.abc import Callable
from typing import Annotated

from typer import Argument, BadParameter, Context, Option

from xzfacts.i18n import gettext as _


def _completion(kind: str) -> Callable[[Context, str], list[str]]:
    """Return a completion that imports `shell_completion` only when it is used."""

    def complete(ctx: Context, incomplete: str) -> list[str]:
        from xzfacts.cli import shell_completion

        found: list[str] = getattr(shell_completion, kind)(ctx, incomplete)
        return found

    return complete


complete_query = _completion("query_words")
complete_fact = _completion("fact_words")
complete_subject = _completion("subjects")
complete_attribute = _completion("attributes")
complete_source = _completion("sources")

StorePath = Annotated[
    str | None,
    Option(
        "--store",
        metavar="PATH",
        help=_("Folder of the store; by default found from the current folder upward."),
        show_default=False,
    ),
]
Json = Annotated[bool, Option("--json", help=_("Print JSON, one object per line."))]
Spreadsheet = Annotated[
    bool,
    Option(
        "--spreadsheet",
        help=_("CSV that spreadsheets open: with a byte-order mark and readable column names."),
    ),
]
DryRun = Annotated[
    bool, Option("--dry-run", help=_("Show the changes as a diff without writing them."))
]
FactAddress = Annotated[
    list[str],
    Argument(
        metavar="FACT...",
        help=_("A fact: its id or the beginning of it, FILE:LINE, or a query with one answer."),
        autocompletion=complete_fact,
    ),
]


def check_formats(form: str | None, *, json: bool, spreadsheet: bool = False) -> None:
    """Raise BadParameter if the options for the output format contradict each other."""
    if json and form not in {None, "json"}:
        raise BadParameter(_("--json and --format cannot be combined."))
    if spreadsheet and (json or form not in {None, "csv"}):
        raise BadParameter(_("--spreadsheet applies to CSV only."))
