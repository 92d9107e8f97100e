"""Options that several commands share."""

from typing import Annotated

from typer import Argument, Option

from xzfacts.i18n import gettext as _

StorePath = Annotated[
    str | None,
    Option(
        "--store",
        metavar="PATH",
        help=_("Folder of the store, instead of the one found from here upward."),
        show_default=False,
    ),
]
Json = Annotated[bool, Option("--json", help=_("Print JSON, one object a line."))]
DryRun = Annotated[
    bool, Option("--dry-run", help=_("Show what would change as a diff, and write nothing."))
]
FactId = Annotated[str, Argument(metavar="ID", help=_("Id of the fact, as --json prints it."))]
