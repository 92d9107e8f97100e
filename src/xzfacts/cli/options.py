"""Options shared by several commands."""

from typing import Annotated

from typer import Argument, Option

from xzfacts.i18n import gettext as _

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
DryRun = Annotated[
    bool, Option("--dry-run", help=_("Show the changes as a diff without writing them."))
]
FactId = Annotated[str, Argument(metavar="ID", help=_("Id of the fact, as printed by --json."))]
