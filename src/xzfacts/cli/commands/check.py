"""`xzfacts check`: compare the statements of a text with the store."""

from typing import Annotated, NamedTuple

from typer import Argument, BadParameter, Option

from xzfacts.cli.checking import CheckRequest, check
from xzfacts.cli.options import MAX_PROCESSES, Json, StorePath, check_formats
from xzfacts.cli.report_formats import Form
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark
from xzfacts.model.verdicts import Verdict


class Options(NamedTuple):
    """Options of a check; for the fields see the help page."""

    files: Annotated[
        list[str] | None,
        Argument(
            metavar="FILE...",
            help=_(
                "Texts to check: plain text, Markdown, HTML, .docx or PDF; “-” for standard input."
            ),
        ),
    ] = None
    text: Annotated[str | None, Option(metavar="TEXT", help=_("Check this text."))] = None
    only: Annotated[
        list[Verdict] | None,
        Option(metavar="VERDICT", help=_("Show only statements with this verdict; repeatable.")),
    ] = None
    json: Json = False
    format_: Annotated[
        Form | None, Option("--format", help=_("Report format; by default the text with verdicts."))
    ] = None
    strict: Annotated[
        bool, Option("--strict", help=_("Exit with 1 unless every statement is supported."))
    ] = False
    summary: Annotated[
        bool, Option("--summary", help=_("With --json: add an object with the counts."))
    ] = False
    jobs: Annotated[
        int,
        Option(min=1, max=MAX_PROCESSES, metavar="N", help=_("Number of parallel processes.")),
    ] = 1
    store: StorePath = None


class NoInputTextError(XzfactsError):
    """Neither a file nor a text was given."""

    template = mark("Missing argument: give a FILE, or a text with --text.")


def run(options: Options) -> int:
    """Check texts against the store."""
    check_formats(options.format_, json=options.json)
    if not options.files and options.text is None:
        raise NoInputTextError
    form: Form = "json" if options.json else options.format_ or "text"
    if options.summary and form != "json":
        raise BadParameter(_("--summary requires --json."))
    return check(
        CheckRequest(
            names=options.files or (),
            text=options.text,
            form=form,
            only=options.only or (),
            strict=options.strict,
            summary=options.summary,
            jobs=options.jobs,
            store=options.store,
        )
    )
