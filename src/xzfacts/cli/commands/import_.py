"""`xzfacts import`: import facts from a file of rows."""

import sys
from typing import Annotated

from typer import Argument, Option

from xzfacts.cli import streams
from xzfacts.cli.display_paths import display_path
from xzfacts.cli.opened_store import writable_store_root
from xzfacts.cli.options import StorePath
from xzfacts.documents.files import open_file
from xzfacts.i18n import gettext as _, ngettext
from xzfacts.model.findings import Finding
from xzfacts.render.tsv import finding
from xzfacts.store.bulk.importer import ImportSummary, import_rows, preview_rows
from xzfacts.store.bulk.rows import detect_format, format_of


def run(
    file: Annotated[
        str,
        Argument(
            metavar="FILE",
            help=_("Rows with subject, attribute, value, sentence, source: .jsonl, .csv or “-”."),
        ),
    ],
    dry_run: Annotated[
        bool, Option("--dry-run", help=_("Check the rows and count the facts without writing."))
    ] = False,
    store: StorePath = None,
) -> int:
    """Import facts."""
    take = preview_rows if dry_run else import_rows
    if file == "-":
        root = writable_store_root(store)
        form, rows = detect_format(sys.stdin.buffer)
        summary = take(root, rows, form, file, _report)
    else:
        form = format_of(file)
        root = writable_store_root(store)
        with open_file(file) as lines:
            summary = take(root, lines, form, file, _report)
    _sum_up(root, summary)
    if dry_run and not summary.bad:
        streams.detail(_("Nothing was written (--dry-run)."))
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
