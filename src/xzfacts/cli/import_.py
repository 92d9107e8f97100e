"""`xzfacts import`: take in facts from a file of rows."""

import os
import sys
from typing import Annotated

from typer import Argument

from xzfacts.cli import output
from xzfacts.cli.options import StorePath
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.i18n import ngettext
from xzfacts.model import Finding
from xzfacts.render.plain import finding
from xzfacts.store.importing import ImportSummary, import_rows
from xzfacts.store.locate import VARIABLE, locate_store
from xzfacts.store.rows import format_of


class NoStoreToWriteError(XzfactsError):
    """Only the store that ships was found, and that one is not the caller's to write."""

    def message(self) -> str:
        """Say how to get a store."""
        return _(
            "There is no store here to import into: name one with --store, or make one with "
            "`xzfacts init DIR`."
        )


def run(
    file: Annotated[
        str,
        Argument(
            metavar="FILE",
            help=_("Rows of subject, attribute, value, sentence, source: .jsonl, .csv or -."),
        ),
    ],
    store: StorePath = None,
) -> int:
    """Take in facts."""
    form = format_of(file)
    root = _own_store(store)
    if file == "-":
        summary = import_rows(root, sys.stdin.buffer, form, file, _report)
    else:
        with open(file, "rb") as lines:
            summary = import_rows(root, lines, form, file, _report)
    _sum_up(summary)
    return 2 if summary.bad else 0


def _own_store(named: str | None) -> str:
    """The store to write to: the one that was named, or one above the working folder."""
    root = locate_store(named)
    above = os.path.dirname(root)
    if not (named or os.environ.get(VARIABLE)) and (
        os.path.commonpath((above, os.getcwd())) != above
    ):
        raise NoStoreToWriteError
    return root


def _report(fault: Finding) -> None:
    sys.stderr.write(finding(fault))


def _sum_up(summary: ImportSummary) -> None:
    if summary.bad:
        message = ngettext(
            "{count} bad row; nothing was written.",
            "{count} bad rows; nothing was written.",
            summary.bad,
        )
        output.complain(message.format(count=summary.bad))
        return
    message = ngettext("{count} new fact.", "{count} new facts.", summary.facts)
    output.complain(message.format(count=summary.facts))
    if summary.skipped:
        known = ngettext(
            "{count} was known already.", "{count} were known already.", summary.skipped
        )
        output.tell(known.format(count=summary.skipped))
    for name in summary.files:
        output.tell(_("Written: {file}").format(file=name))
