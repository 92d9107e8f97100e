"""Options of `list` and `export` that choose facts."""

from typing import Annotated, Literal

from typer import Option

from xzfacts.cli.options import complete_attribute, complete_source, complete_subject
from xzfacts.i18n import gettext as _

StatusName = Literal["current", "draft", "superseded", "retracted"]
SubjectFilter = Annotated[
    str | None,
    Option(
        "--subject",
        metavar="NAME",
        help=_("Only facts about this subject."),
        autocompletion=complete_subject,
    ),
]
AttributeFilter = Annotated[
    str | None,
    Option(
        "--attribute",
        metavar="NAME",
        help=_("Only facts with this attribute."),
        autocompletion=complete_attribute,
    ),
]
SourceFilter = Annotated[
    str | None,
    Option(
        "--source",
        metavar="ID",
        help=_("Only facts from this source."),
        autocompletion=complete_source,
    ),
]
StatusFilter = Annotated[
    StatusName | None,
    Option(
        "--status",
        metavar="STATUS",
        help=_("Only facts with this status: current, draft, superseded or retracted."),
        show_default=False,
    ),
]
