"""`xzfacts import`: import facts from a file of rows."""

import sys
from typing import Annotated

from typer import Argument

from xzfacts.cli import streams
from xzfacts.cli.display_paths import display_path
from xzfacts.cli.options import StorePath
from xzfacts.cli.writable_store import writable_store_root
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
            help=_("Rows with subject, attribute, value, sentence, source: .jsonl, .csv or “-”."),
        ),
    ],
    store: StorePath = None,
) -> int:
    """Import facts."""
    if file == "-":
        root = writable_store_root(store)
        form, rows = detect_format(sys.stdin.buffer)
        summary = import_rows(root, rows, form, file, _report)
    else:
        form = format_of(file)
        root = writable_store_root(store)
        with open(file, "rb") as lines:
            summary = import_rows(root, lines, form, file, _report)
    _sum_up(root, summary)
    return int(bool(summary.bad))


def _report(fault: Finding) -> None:
    sys.stderr.write(finding(fault))


def _sum_up(root: str, summary: ImportSummary) -> None:
    if summary.bad:
        message = ngettext(
            "{count} invalid row; nothing was written.",
            "{count} invalid rows; nothing was written.",
            summary.bad,
        )
        streams.message(message.format(count=summary.bad))
        return
    message = ngettext("{count} new fact.", "{count} new facts.", summary.facts)
    streams.message(message.format(count=summary.facts))
    if summary.skipped:
        known = ngettext(
            "{count} was already known.", "{count} were already known.", summary.skipped
        )
        streams.detail(known.format(count=summary.skipped))
    for name in summary.files:
        streams.detail(_("Wrote {file}").format(file=display_path(root, name)))
