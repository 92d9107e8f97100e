"""`xzfacts import`: take in facts from a file of rows."""

import sys
from typing import Annotated

from typer import Argument

from xzfacts.cli import streams
from xzfacts.cli.display_paths import opened_by
from xzfacts.cli.options import StorePath
from xzfacts.cli.writable_store import own_store
from xzfacts.i18n import gettext as _
from xzfacts.i18n import ngettext
from xzfacts.model.findings import Finding
from xzfacts.render.tsv import finding
from xzfacts.store.bulk.importer import ImportSummary, import_rows
from xzfacts.store.bulk.rows import detect_format, format_of


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
    if file == "-":
        root = own_store(store)
        form, told = detect_format(sys.stdin.buffer)
        summary = import_rows(root, told, form, file, _report)
    else:
        form = format_of(file)
        root = own_store(store)
        with open(file, "rb") as lines:
            summary = import_rows(root, lines, form, file, _report)
    _sum_up(root, summary)
    return int(bool(summary.bad))


def _report(fault: Finding) -> None:
    sys.stderr.write(finding(fault))


def _sum_up(root: str, summary: ImportSummary) -> None:
    if summary.bad:
        message = ngettext(
            "{count} bad row; nothing was written.",
            "{count} bad rows; nothing was written.",
            summary.bad,
        )
        streams.complain(message.format(count=summary.bad))
        return
    message = ngettext("{count} new fact.", "{count} new facts.", summary.facts)
    streams.complain(message.format(count=summary.facts))
    if summary.skipped:
        known = ngettext(
            "{count} was known already.", "{count} were known already.", summary.skipped
        )
        streams.tell(known.format(count=summary.skipped))
    for name in summary.files:
        streams.tell(_("Written: {file}").format(file=opened_by(root, name)))
