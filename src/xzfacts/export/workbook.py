"""Facts as an Excel workbook (Office Open XML), written by XlsxWriter."""

from collections.abc import Iterable
from io import BytesIO
from itertools import islice
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xzfacts.export.fact_table import COLUMNS, cells
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Fact
from xzfacts.render.escape import visible
from xzfacts.render.fact_cells import Cells

MAX_FACTS = 1_048_575  # rows of a sheet without the header
_MAX_CELL = 32_767  # characters
_NUMBERS = ("low", "high", "source_line", "line")
# Widths of the columns in characters; the others are as wide as a short name.
_WIDTHS = {"subject": 28, "attribute": 16, "sentence": 60, "title": 36, "link": 24, "note": 24}
_WIDTH = 12


def write_workbook(path: str, facts: Iterable[Fact]) -> int:
    """Write a sheet with one row per fact; return the number of facts that did not fit.

    Text is written as text, whatever it looks like: no cell is a formula, a number or a link.
    Raises OSError. The file is made in memory, where it is compressed: a `ZipFile` on a full disk
    would print a traceback.
    """
    content = BytesIO()
    with TemporaryDirectory() as folder:
        try:
            left = _write_book(content, folder, facts)
        except FileCreateError as error:
            cause = error.args[0]
            raise cause if isinstance(cause, OSError) else error from error
    with open(path, "wb") as file:
        file.write(content.getbuffer())
    return left


def _write_book(content: BytesIO, folder: str, facts: Iterable[Fact]) -> int:
    """Write the workbook, with temporary files in a folder; return as `write_workbook`."""
    facts = iter(facts)
    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(content, {**settings, "tmpdir": folder}) as book:
        sheet = book.add_worksheet(_("Facts"))
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        heading = book.add_format({"bold": True, "valign": "top"})
        for column, name in enumerate(COLUMNS):
            sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))
            sheet.write_string(0, column, name, heading)
        sheet.freeze_panes(1, 0)
        last = 0
        for last, fact in enumerate(islice(facts, MAX_FACTS), 1):
            _write_row(sheet, last, cells(fact), wrapped)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    return sum(1 for _fact in facts)


def _write_row(sheet: Worksheet, row: int, values: Cells, style: Format) -> None:
    for column, (name, value) in enumerate(values.items()):
        if value is None:
            continue
        if name in _NUMBERS and _is_number(value):
            sheet.write_number(row, column, float(value), style)
        else:
            sheet.write_string(row, column, _plain(visible(str(value))[:_MAX_CELL]), style)


def _plain(text: str) -> str:
    """Return what XlsxWriter shows as this text: it copies `<r>…</r>` as markup into the file."""
    if text.startswith("<r>") and text.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(text)}</t></r>'
    return text


def _is_number(value: str | int) -> bool:
    """Whether a spreadsheet can hold the value exactly enough: dates and long numbers stay text."""
    text = str(value)
    return len(text) <= 15 and text.removeprefix("-").replace(".", "", 1).isdecimal()
