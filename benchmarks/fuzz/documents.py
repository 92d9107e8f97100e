"""Random drafts of every format, made from a seed."""

import gzip
import json
import zipfile
import zlib
from io import BytesIO

from benchmarks.fuzz.inputs import NUMBERS, PIECES, Inputs

_KINDS = ["txt", "md", "html", "docx", "pdf", "gbk.txt", "csv", "", "jsonl", "jsonl.gz"]
_MARKS = ["# ", "- ", "> ", "|a|b|\n|-|-|\n|", "[a](b", "![", "***", "~~~", "    ", "1. ", "<div"]
_TAGS = ["<p>", "</p>", "<div>", "<!--", "<script>", "<table><td>", "&#0;", "<br", "<article>"]
_TAGS += ['<meta charset="utf-16">', "<title>", "&#xd800;", "&nosuch;", "<![CDATA[", "<h1 a='"]
_PARTS = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "<w:t>",
    "<w:tbl><w:tr><w:tc>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
]
_PARTS += ["&b;", "<w:br/>", "<w:del>", "<w:sym w:char='F0B0'/>", "<x:y>", "<![CDATA[", "&#0;"]


class Documents(Inputs):
    """Inputs with drafts."""

    def document(self) -> tuple[str, bytes]:
        """A draft of any format: its file extension and its content."""
        kind = self.random.choice(_KINDS)
        data = self.article()
        if kind == "html":
            data = "".join(self.random.choices([*_TAGS, *PIECES], k=30)).encode()
        if kind == "md":
            data += "".join(self.random.choices([*_MARKS, "\n", *PIECES], k=20)).encode()
        if kind.startswith("jsonl"):
            data = self._lines()
        if kind == "docx":
            data = self._docx()
        if kind == "pdf":
            data = self._pdf()
        if kind == "gbk.txt":
            data = data.decode("utf-8", "ignore").encode("gb18030", "ignore")
        data = self.flipped(data)
        return kind, gzip.compress(data) if kind.endswith("gz") else data

    def _lines(self) -> bytes:
        """Articles as JSON lines, some without text or with odd keys."""
        keys = ("text", "id", "title", "publication", "published", "url")
        lines = []
        for _ in range(self.random.randint(0, 3)):
            chosen = self.random.sample(keys, self.random.randint(0, 4))
            line: dict[str, object] = {key: self.text(4) for key in {"text", *chosen}}
            if self.random.random() < 0.2:
                line[self.random.choice(keys)] = self.random.choice([None, [], 1, "\ud800"])
            lines.append(json.dumps(line))
        return "\n".join(lines).encode()

    def _shown(self) -> str:
        return self.text(3).encode("utf-16-be", "replace").hex()

    def _pdf(self) -> bytes:
        """A PDF file of one page, with odd sizes, references and operators."""
        random = self.random
        operators = ["T*", "0 -14 Td", "1e9 0 0 1e9 0 0 cm", "/F1 0 Tf", "q", "Q", "ET", "BT", "Do"]
        drawn = " ".join(random.choice([f"<{self._shown()}> Tj", *operators]) for _ in range(12))
        stream = f"BT /F1 12 Tf 72 720 Td {drawn} ET".encode()
        coded = random.random() < 0.5
        data = zlib.compress(stream) if coded else stream
        kids = random.choice(["[3 0 R]", "[2 0 R]", "[3 0 R 3 0 R]", "[99 0 R]", "[]"])
        size = random.choice([str(len(data)), "0", "-1", "4 0 R", "99999999999"])
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids {kids} /Count {random.choice(NUMBERS[:5])} >>".encode(),
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources 7 0 R >>",
            f"<< /Length {size} {'/Filter /FlateDecode' * coded} >>\nstream\n".encode()
            + data
            + b"\nendstream",
            b"<< /Type /Font /Subtype /Type0 /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /A /CIDSystemInfo 8 0 R >>",
            b"<< /Font << /F1 5 0 R >> >>",
            b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 0 >>",
        ]
        file = b"%PDF-1.4\n"
        places = []
        for number, content in enumerate(objects, 1):
            places.append(len(file))
            file += b"%d 0 obj\n" % number + content + b"\nendobj\n"
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        end = b"xref\n0 9\n0000000000 65535 f \n" + table + b"trailer\n<< /Size 9 /Root 1 0 R >>\n"
        return file + end + b"startxref\n%d\n%%%%EOF\n" % len(file)

    def _docx(self) -> bytes:
        body = "".join(
            f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
            for text in (self.text().replace("<", "&lt;").replace("\x00", "") for _ in range(4))
        )
        if self.random.random() < 0.3:
            body = "".join(self.random.choices(_PARTS, k=12))
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        xml = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        file = BytesIO()
        way = self.random.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_LZMA])
        name = self.random.choice(["word/document.xml"] * 5 + ["../../outside/x", "document.xml"])
        with zipfile.ZipFile(file, "w", way) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr(name, xml.encode("utf-8", "replace"))
            for part in self.random.sample(["styles", "footnotes", "numbering", "comments"], 1):
                archive.writestr(f"word/{part}.xml", self.text().encode("utf-8", "replace"))
        return file.getvalue()
