"""Options of `list` and `export` that select facts."""

from typing import Annotated, Literal, NamedTuple

from typer import Option

from xzfacts.cli.options import complete_attribute, complete_source, complete_subject
from xzfacts.i18n import gettext as _

StatusName = Literal["current", "draft", "superseded", "retracted"]


class FactFilter(NamedTuple):
    """Selects facts; None accepts any value.

    subject: name of its subject.
    attribute: name of its attribute.
    source: id of its source.
    status: its status.
    """

    subject: Annotated[
        str | None,
        Option(
            metavar="NAME",
            help=_("Only facts about this subject."),
            autocompletion=complete_subject,
        ),
    ] = None
    attribute: Annotated[
        str | None,
        Option(
            metavar="NAME",
            help=_("Only facts with this attribute."),
            autocompletion=complete_attribute,
        ),
    ] = None
    source: Annotated[
        str | None,
        Option(
            metavar="ID", help=_("Only facts from this source."), autocompletion=complete_source
        ),
    ] = None
    status: Annotated[
        StatusName | None,
        Option(
            metavar="STATUS",
            help=_("Only facts with this status: current, draft, superseded or retracted."),
        ),
    ] = None
