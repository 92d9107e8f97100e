"""PDF files, made here without a library; the Chinese font is named and not embedded."""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 595, 842  # A4, in points
_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
    b" /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000"
    b" /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6"
    b" /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880"
    b" /StemV 93 >> >>] >>"
)


class Run(NamedTuple):
    """Text at a position in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float = 10


def pdf_file(pages: Sequence[Sequence[Run]], *, encrypted: bool = False) -> bytes:
    """A file with these pages. encrypted: it asks for a password that nobody knows."""
    first = 4
    numbers = range(first, first + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _FONT,
    ]
    for number, runs in zip(numbers, pages, strict=True):
        content = "".join(map(_shown, runs)).encode()
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents"
            f" {number + 1} 0 R /Resources << /Font << /F 3 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    locked = (
        b" /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s> >>"
        % (b"0" * 64, b"1" * 64)
    )
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R%s >>\n"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            locked if encrypted else b"",
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(data)
    )


def _shown(run: Run) -> str:
    codes = run.text.encode("utf-16-be").hex()
    return f"BT /F {run.size} Tf 1 0 0 1 {run.x} {run.y} Tm <{codes}> Tj ET\n"


def nested_forms_file(depth: int) -> bytes:
    """A small file whose forms each draw the next one ten times."""
    forms = "".join(
        f"{number} 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 60"
        f" /Resources << /XObject << /X {number + 1} 0 R >> >> >>\nstream\n{'/X Do ' * 10}\n"
        "endstream\nendobj\n"
        for number in range(5, 5 + depth)
    )
    return (
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R"
        " /Resources << /XObject << /X 5 0 R >> >> >>\nendobj\n"
        f"4 0 obj\n<< /Length 6 >>\nstream\n/X Do \nendstream\nendobj\n{forms}"
        "trailer\n<< /Root 1 0 R >>\n%%EOF\n"
    ).encode()


def repeated_page_file(count: int, text: str) -> bytes:
    """A file that shows one page many times."""
    page = pdf_file([[Run(text, 40, 800 - 20 * line, 1) for line in range(30)]])
    kids = "4 0 R " * count
    return page.replace(b"[4 0 R] /Count 1", f"[{kids}] /Count {count}".encode())


def columns(
    paragraphs: Sequence[str], count: int, *, top: float = 760, by_line: bool = False
) -> list[Run]:
    """Paragraphs with a first-line indent, set in `count` columns of equal height.

    by_line: write the first lines of all columns before the second ones, as some programs do.
    """
    margin, gutter, size, leading = 40, 20, 10, 15
    width = (WIDTH - 2 * margin - gutter * (count - 1)) / count
    fitting = int(width // size)
    lines = [
        text[at : at + fitting]
        for text in (f"　　{paragraph}" for paragraph in paragraphs)
        for at in range(0, len(text), fitting)
    ]
    assert all(len(line) > 1 for line in lines)  # PDFium drops a lone character of a missing font
    height = -(-len(lines) // count)
    runs = [
        Run(line, margin + at // height * (width + gutter), top - at % height * leading)
        for at, line in enumerate(lines)
    ]
    return sorted(runs, key=lambda run: (-run.y, run.x)) if by_line else runs
