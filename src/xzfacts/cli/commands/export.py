"""`xzfacts export`: write facts or confirmed verdicts for other programs."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache, partial
from tempfile import mkstemp
from typing import Annotated, ClassVar, Literal

from typer import BadParameter, Option

from xzfacts.app import Facts, open_store
from xzfacts.cli import streams
from xzfacts.cli.extras import extra
from xzfacts.cli.fact_filters import AttributeFilter, SourceFilter, StatusFilter, SubjectFilter
from xzfacts.cli.filter_correction import Names, corrected
from xzfacts.cli.index_progress import Bar
from xzfacts.cli.messages import not_found, report_findings
from xzfacts.cli.options import Spreadsheet, StorePath
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.i18n import ngettext
from xzfacts.model.facts import Fact
from xzfacts.store.locate import locate_store

Form = Literal["csv", "xlsx", "sqlite", "claimreview", "annotations"]
_BINARY = ("xlsx", "sqlite")


class OutputFileError(XzfactsError):
    """A file would replace what it must not."""

    exit_status: ClassVar[int] = 2

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(file, fault)
        self.file = file
        self.fault = fault

    def message(self) -> str:
        """Return the text of the error."""
        return _("Cannot write {file}: {fault}.").format(file=self.file, fault=self.fault)


def run(
    form: Annotated[
        Form, Option("--format", help=_("csv, xlsx, sqlite, claimreview or annotations."))
    ],
    out: Annotated[
        str | None,
        Option(metavar="FILE", help=_("File to write; by default standard output.")),
    ] = None,
    report: Annotated[
        str | None,
        Option(
            metavar="FILE",
            help=_("With claimreview: a report of `check --json` in which verdicts are confirmed."),
        ),
    ] = None,
    spreadsheet: Spreadsheet = False,
    subject: SubjectFilter = None,
    attribute: AttributeFilter = None,
    source: SourceFilter = None,
    status: StatusFilter = None,
    store: StorePath = None,
) -> int:
    """Export facts, or the confirmed verdicts of a report."""
    if form in _BINARY and out is None:
        raise BadParameter(_("{form} needs --out FILE.").format(form=form))
    if (form == "claimreview") != (report is not None):
        raise BadParameter(_("claimreview needs --report FILE, and no other format takes it."))
    if spreadsheet and form != "csv":
        raise BadParameter(_("--spreadsheet applies to CSV only."))
    if out is not None:
        _check_output(out, None if report is not None else locate_store(store))
    if report is not None:
        return _write_text(out, _reviews(report))
    facts = open_store(store, Bar())
    report_findings(facts.findings)
    names = corrected(facts, Names(subject, attribute))
    chosen = _Counted(facts.facts(**names._asdict(), source=source, status=status))
    if form in _BINARY and out is not None:
        _replace(out, lambda path: _write_binary(form, path, facts, chosen))
    else:
        _write_text(out, _text(form, facts, chosen, spreadsheet=spreadsheet))
    if not chosen.count:
        streams.message(_("Nothing to export."))
        return not_found(facts.findings)
    if out is not None:
        text = ngettext(
            "Wrote {count} fact to {file}", "Wrote {count} facts to {file}", chosen.count
        )
        streams.message(text.format(count=chosen.count, file=out))
    return 0


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
    from xzfacts.store.text_archive import archived_text

    # A source's facts follow each other: each text is read once.
    return annotation_page(chosen, lru_cache(1)(partial(archived_text, facts.root)))


def _reviews(report: str) -> Iterator[str]:
    from xzfacts.export.claim_review import claim_reviews
    from xzfacts.render.json_ import dumps

    with open(report, "rb") as file:
        found = list(map(dumps, claim_reviews(file)))
    yield "[\n" + ",\n".join(found) + "\n]\n"


def _write_binary(form: Form, path: str, facts: Facts, chosen: Iterable[Fact]) -> None:
    if form == "sqlite":
        from xzfacts.export.database import SubjectAliases, write_database

        subjects = (SubjectAliases(each.name, each.aliases) for each in facts.subjects())
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


def _write_text(out: str | None, pieces: Iterator[str]) -> int:
    if out is None:
        for piece in pieces:
            streams.write(piece)
        return 0

    def write(path: str) -> None:
        with open(path, "w", encoding="utf-8", errors="replace", newline="") as file:
            file.writelines(pieces)

    _replace(out, write)
    return 0


def _replace(out: str, write: Callable[[str], None]) -> None:
    """Write a file beside `out` and rename it, so that `out` is never half written.

    A link is replaced, never written through.
    """
    folder, name = os.path.split(os.path.abspath(out))
    handle, path = mkstemp(prefix=f".{name}-", dir=folder)
    os.close(handle)
    try:
        write(path)
        os.chmod(path, 0o666 & ~_umask())
        os.replace(path, out)
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise


def _check_output(out: str, root: str | None) -> None:
    """Raise OutputFileError for what a file must not replace: a pipe, device, folder or store."""
    with suppress(FileNotFoundError):  # also of a link that points nowhere
        if not stat.S_ISREG(os.stat(out).st_mode):
            raise OutputFileError(out, _("it is not a regular file"))
    folder = os.path.realpath(os.path.dirname(os.path.abspath(out)))
    if root is not None and os.path.join(folder, "").startswith(
        os.path.join(os.path.realpath(root), "")
    ):
        raise OutputFileError(out, _("it is in the folder of the store"))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
