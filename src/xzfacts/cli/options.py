"""Options shared by several commands."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

from typer import Argument, BadParameter, Context, Option

from xzfacts.i18n import gettext as _

if TYPE_CHECKING:
    from xzfacts.cli.parameter_table import Kind

MAX_PROCESSES = 1_000  # the queues of a pool have room for some more calls


class _Completion(str):
    """A completion of something typed differently; Typer drops what does not begin as typed."""

    __slots__ = ()

    def startswith(self, *_prefix: object) -> bool:
        """Return True."""
        return True


def _completion(kind: "Kind") -> Callable[[Context, str], list[str]]:
    """Return a completion that imports `shell_completion` only when it is used."""

    def complete(ctx: Context, incomplete: str) -> list[str]:
        from xzfacts.cli.shell_completion import Typed, completions

        given = ctx.params
        words = tuple(given.get("words") or given.get("fact") or ())
        typed = Typed(words, given.get("subject"), given.get("store"))
        return [_Completion(name) for name in completions(kind, typed, incomplete)]

    return complete


complete_query = _completion("query")
complete_fact = _completion("fact")
complete_subject = _completion("subject")
complete_attribute = _completion("attribute")
complete_source = _completion("source")

StorePath = Annotated[
    str | None,
    Option(
        "--store",
        metavar="PATH",
        help=_("Folder of the store; by default found from the current folder upward."),
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
