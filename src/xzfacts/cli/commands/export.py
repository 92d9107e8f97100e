"""`xzfacts export`: write facts or confirmed verdicts for other programs."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from typer import BadParameter, Option

from xzfacts.app import Facts
from xzfacts.atomic_file import replacement
from xzfacts.cli import streams
from xzfacts.cli.extras import extra
from xzfacts.cli.fact_filters import FactFilter
from xzfacts.cli.filter_correction import filtered
from xzfacts.cli.messages import not_found
from xzfacts.cli.opened_store import opened_store
from xzfacts.cli.options import Spreadsheet, StorePath
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark, ngettext
from xzfacts.model.facts import Fact
from xzfacts.store.locate import store_around

if TYPE_CHECKING:
    from xzfacts.text.unwrap import QuotedText

Form = Literal["csv", "xlsx", "sqlite", "claimreview", "annotations"]
_BINARY = ("xlsx", "sqlite")
_MAX_KEPT = 1 << 23  # characters of texts in memory; a longer one is alone


class OutputFileError(XzfactsError):
    """The output file cannot or must not be written."""

    template = mark("Cannot write {file}: {fault}.")
    file: str
    fault: str


class Options(NamedTuple):
    """What to export; for the fields see the help page."""

    form: Annotated[
        Form, Option("--format", help=_("csv, xlsx, sqlite, claimreview or annotations."))
    ]
    out: Annotated[
        str | None, Option(metavar="FILE", help=_("File to write; by default standard output."))
    ] = None
    report: Annotated[
        str | None,
        Option(
            metavar="FILE",
            help=_("With claimreview: a report of `check --json` in which verdicts are confirmed."),
        ),
    ] = None
    spreadsheet: Spreadsheet = False


def run(options: Options, chosen: FactFilter, store: StorePath = None) -> int:
    """Export facts, or the confirmed verdicts of a report."""
    form, out, report, spreadsheet = options
    _check_options(options)
    if out is not None:
        _check_output(out)
    if report is not None:
        _write_text(out, _reviews(report))
        return 0
    facts = opened_store(store)
    counted = _Counted(filtered(facts, chosen))
    if form in _BINARY and out is not None:
        with replacement(out) as path:
            _write_binary(form, path, facts, counted)
    else:
        _write_text(out, _text(form, facts, counted, spreadsheet=spreadsheet))
    if not counted.count:
        streams.message(_("Nothing to export."))
        return not_found(facts.findings)
    if out is not None:
        text = ngettext(
            "Wrote {count} fact to {file}", "Wrote {count} facts to {file}", counted.count
        )
        streams.message(text.format(count=counted.count, file=out))
    return 0


def _check_options(options: Options) -> None:
    """Raise BadParameter if the options contradict each other."""
    form = options.form
    if form in _BINARY and options.out is None:
        raise BadParameter(_("{form} needs --out FILE.").format(form=form))
    if (form == "claimreview") != (options.report is not None):
        raise BadParameter(
            _("--report FILE is required with claimreview and not allowed with other formats.")
        )
    if options.spreadsheet and form != "csv":
        raise BadParameter(_("--spreadsheet applies to CSV only."))


class _Counted:
    """Iterates over facts once and counts them."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts = facts
        self.count = 0

    def __iter__(self) -> Iterator[Fact]:
        for fact in self._facts:
            self.count += 1
            yield fact


def _text(form: Form, facts: Facts, chosen: Iterable[Fact], *, spreadsheet: bool) -> Iterator[str]:
    if form == "csv":
        from xzfacts.export.fact_table import csv_lines

        return csv_lines(chosen, spreadsheet=spreadsheet)
    from xzfacts.export.web_annotations import annotation_page

    return annotation_page(chosen, ArchivedTexts(facts.root).text)


class ArchivedTexts:
    """The archived texts of a store. Those that were read are kept: many files may share them."""

    def __init__(self, root: str) -> None:
        from xzfacts.store.text_archive import archived_texts

        self._paths = archived_texts(root)
        self._kept: dict[str, QuotedText | None] = {}
        self._size = 0

    def text(self, sha256: str) -> "QuotedText | None":
        """Return the text with this hash; None if it is not there, unreadable or altered."""
        path = self._paths.get(sha256.lower())
        if path is None or path in self._kept:
            return self._kept.get(path or "")
        from xzfacts.store.text_archive import intact_text
        from xzfacts.text.unwrap import QuotedText

        text = intact_text(path, sha256)
        if self._size + len(text or "") > _MAX_KEPT:
            self._kept.clear()
            self._size = 0
        self._kept[path] = None if text is None else QuotedText(text)
        self._size += len(text or "")
        return self._kept[path]


def _reviews(report: str) -> Iterator[str]:
    from xzfacts.documents.files import open_file
    from xzfacts.export.claim_review import claim_reviews
    from xzfacts.render.json_ import dumps

    with open_file(report) as file:
        found = list(map(dumps, claim_reviews(file)))
    yield "[\n" + ",\n".join(found) + "\n]\n"


def _write_binary(form: Form, path: str, facts: Facts, chosen: Iterable[Fact]) -> None:
    if form == "sqlite":
        from xzfacts.export.database import write_database

        subjects = ((each.name, each.aliases) for each in facts.subjects())
        write_database(path, chosen, subjects)
        return
    with extra("xlsx", "xlsxwriter"):
        from xzfacts.export.workbook import write_workbook
    left = write_workbook(path, chosen)
    if left:
        text = ngettext(
            "{count} fact did not fit into the sheet.",
            "{count} facts did not fit into the sheet.",
            left,
        )
        streams.message(text.format(count=left))


def _write_text(out: str | None, pieces: Iterator[str]) -> None:
    if out is None:
        for piece in pieces:
            streams.write(piece)
        return
    with (
        replacement(out) as path,
        open(path, "w", encoding="utf-8", errors="replace", newline="") as file,
    ):
        file.writelines(pieces)


def _check_output(out: str) -> None:
    """Raise OutputFileError for what a file must not replace: a pipe, device, folder or store."""
    with suppress(FileNotFoundError):  # also of a link that points nowhere
        if not stat.S_ISREG(os.stat(out).st_mode):
            raise OutputFileError(out, _("it is not a regular file"))
    if store_around(os.path.dirname(os.path.abspath(out))):
        raise OutputFileError(out, _("it is in the folder of the store"))
