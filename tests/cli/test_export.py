"""Exports, read back by what they are for."""

import csv
import io
import json
import os
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import openpyxl
import pytest

from tests.cli.process import DATA, FERRY, piped, run
from tests.growth import grows_moderately
from xzfacts.cli.commands.export import ArchivedTexts
from xzfacts.export.fact_table import COLUMNS
from xzfacts.export.text_fragment import text_link
from xzfacts.export.web_annotations import annotation_page
from xzfacts.model.facts import Fact, Place, Sentence, Source
from xzfacts.text.unwrap import QuotedText

URL = "https://news.example/2024/05/a.html"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store whose article has an address, and facts that look like formulas."""
    folder = tmp_path / "facts"
    shutil.copytree(DATA / "ferry", folder)
    page = folder / "qingshidu.toml"
    text = page.read_text(encoding="utf-8").replace("[source]", f'[source]\nurl = "{URL}"', 1)
    text += """
[[sentences]]
quote = "公告称=1+1号船下水,+2号船、@3号船和-4号船随后下水。"
facts = [
  { subject = "=1+1号船", attribute = "状态", value = "下水" },
  { subject = "+2号船", attribute = "状态", value = "下水" },
  { subject = "@3号船", attribute = "状态", value = "下水" },
  { subject = "-4号船", attribute = "状态", value = "下水" },
]
"""
    page.write_text(text, encoding="utf-8")
    return folder


def export(store: Path | str, *arguments: str) -> str:
    done = piped("export", *arguments, "--store", str(store))
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def listed(store: Path) -> list[dict[str, object]]:
    lines = piped("list", "--json", "--store", str(store)).stdout.decode().splitlines()
    return [json.loads(line) for line in lines]


def test_a_csv_has_a_row_for_each_fact(store: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(export(store, "--format", "csv"))))
    facts = listed(store)
    assert [row["id"] for row in rows] == [fact["id"] for fact in facts]
    assert [row["sentence"] for row in rows] == [fact["sentence"] for fact in facts]
    assert all(row["link"].startswith(URL + "#:~:text=") for row in rows)


def test_the_filters_are_those_of_list(store: Path) -> None:
    rows = list(
        csv.DictReader(io.StringIO(export(store, "--format", "csv", "--subject", "轮渡公司")))
    )
    assert rows
    assert {row["subject"] for row in rows} == {"青石渡轮渡有限公司"}


def test_a_workbook_holds_text_as_text(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "facts.xlsx"
    export(store, "--format", "xlsx", "--out", str(out))
    (sheet,) = openpyxl.load_workbook(out).worksheets
    heading, *rows = sheet.iter_rows()
    assert tuple(cell.value for cell in heading) == COLUMNS
    facts = listed(store)
    for row, fact in zip(rows, facts, strict=True):
        given = dict(zip(COLUMNS, row, strict=True))
        assert given["id"].value == fact["id"]
        assert given["subject"].value == fact["subject"]
        assert given["sentence"].value == fact["sentence"]
        assert {cell.data_type for cell in row} <= {"s", "n"}
        assert all(given[name].data_type == "s" for name in ("id", "subject", "value", "sentence"))
    assert any(cell.value == "=1+1号船" for row in rows for cell in row)
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["K"].width > 40  # sentences


def test_numbers_are_numbers_in_a_workbook(tmp_path: Path) -> None:
    out = tmp_path / "facts.xlsx"
    export(FERRY, "--format", "xlsx", "--out", str(out), "--attribute", "船员人数")
    (sheet,) = openpyxl.load_workbook(out).worksheets
    low = COLUMNS.index("low")
    assert [row[low].value for row in sheet.iter_rows(min_row=2)] == [96]


def test_a_database_is_searched_by_full_text(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "facts.db"
    export(store, "--format", "sqlite", "--out", str(out))
    facts = listed(store)
    with closing(sqlite3.connect(f"file:{out}?mode=ro", uri=True)) as db:
        joined = db.execute(
            "SELECT f.id, f.value, s.text, o.title, s.link FROM facts f JOIN sentences s"
            " ON s.id = f.sentence JOIN sources o ON o.id = s.source ORDER BY f.rowid"
        ).fetchall()
        assert [row[:3] for row in joined] == [
            (fact["id"], fact["value"], fact["sentence"]) for fact in facts
        ]
        viewed = db.execute("SELECT id, value, sentence, title, link FROM facts_with_sources")
        assert sorted(viewed) == sorted(joined)
        assert all(link.startswith(URL) for *_, link in joined)
        found = db.execute(
            "SELECT DISTINCT s.text FROM sentences_fts JOIN sentences s"
            " ON s.id = sentences_fts.rowid WHERE sentences_fts MATCH '东岸码头'"
        ).fetchall()
        assert [("东岸码头" in text) for (text,) in found] == [True]
        assert db.execute("SELECT alias FROM aliases ORDER BY alias").fetchall()
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        numbers = db.execute("SELECT low, low_number FROM facts WHERE value = '96人'").fetchone()
        assert numbers == ("96", 96.0)


ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "motivation", "body", "target"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:"},
        "type": {"const": "Annotation"},
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "selector": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "oneOf": [
                            {
                                "required": ["type", "exact"],
                                "properties": {"type": {"const": "TextQuoteSelector"}},
                            },
                            {
                                "required": ["type", "start", "end"],
                                "properties": {
                                    "type": {"const": "TextPositionSelector"},
                                    "start": {"type": "integer", "minimum": 0},
                                    "end": {"type": "integer", "minimum": 1},
                                },
                            },
                        ]
                    },
                }
            },
        },
    },
}
PAGE = {
    "type": "object",
    "required": ["@context", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationPage"},
        "items": {"type": "array", "items": ANNOTATION},
    },
}


def test_annotations_select_the_sentence(store: Path) -> None:
    page = json.loads(export(store, "--format", "annotations"))
    jsonschema.validate(page, PAGE)
    assert [each["target"]["selector"][0]["exact"] for each in page["items"]] == [
        fact["sentence"] for fact in listed(store)
    ]
    assert {each["target"]["source"] for each in page["items"]} == {URL}


def test_annotations_of_an_archived_text_have_its_positions(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    assert piped("init", str(tmp_path)).returncode == 0
    text = "望江水厂建成投产\n\n望江水厂总投\n资2亿元。望江水厂日供水3万吨。\n"
    article = tmp_path / "article.txt"
    article.write_text(text, encoding="utf-8")
    assert piped("extract", str(article), "--store", str(folder)).returncode == 0
    page = json.loads(export(folder, "--format", "annotations", "--status", "draft"))
    jsonschema.validate(page, PAGE)
    assert page["items"]
    for each in page["items"]:
        quote, position = each["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text.endswith(quote["suffix"], 0, position["end"] + len(quote["suffix"]))
        assert text[: position["start"]].endswith(quote["prefix"])
        assert each["target"]["source"].startswith("urn:sha256:")


REVIEW = {"rating": "数字有误", "url": "https://check.example/1", "author": "渡口晚报核查组"}
CLAIM_REVIEW = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["@context", "@type", "url", "claimReviewed", "author", "reviewRating"],
        "properties": {
            "@context": {"const": "https://schema.org"},
            "@type": {"const": "ClaimReview"},
            "reviewRating": {
                "type": "object",
                "required": ["@type", "alternateName"],
                "properties": {"alternateName": {"type": "string", "minLength": 1}},
                "not": {"required": ["ratingValue"]},
            },
            "author": {"type": "object", "required": ["@type", "name"]},
        },
    },
}


def report(store: Path, path: Path, review: object) -> Path:
    """Write a report of two statements, with a review of the first."""
    draft = "青石轮渡有船员69人。青石轮渡有渡船14条。\n"
    done = piped("check", "--text", draft, "--json", "--store", str(store))
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    lines[0]["assertions"][0]["review"] = review
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_only_a_confirmed_verdict_is_a_claim_review(store: Path, tmp_path: Path) -> None:
    path = report(store, tmp_path / "report.jsonl", REVIEW | {"published": "2024-05-07"})
    (review,) = found = json.loads(export(store, "--format", "claimreview", "--report", str(path)))
    jsonschema.validate(found, CLAIM_REVIEW)
    assert review["claimReviewed"].startswith("青石轮渡有船员69人")
    assert review["reviewRating"]["alternateName"] == "数字有误"
    assert review["datePublished"] == "2024-05-07"
    assert review["citation"] == [URL]


def test_an_unconfirmed_report_gives_no_claim_review(store: Path, tmp_path: Path) -> None:
    path = report(store, tmp_path / "report.jsonl", None)
    assert json.loads(export(store, "--format", "claimreview", "--report", str(path))) == []


@pytest.mark.parametrize(
    ("review", "fault"),
    [
        ({**REVIEW, "rating": ""}, "rating"),
        ({"rating": "错误"}, "url"),
        ({**REVIEW, "ratingValue": "1"}, "ratingValue"),
        ({**REVIEW, "author": 3}, "author"),
        ("错误", "review"),
    ],
)
def test_an_incomplete_review_is_refused(
    store: Path, tmp_path: Path, review: object, fault: str
) -> None:
    path = report(store, tmp_path / "report.jsonl", review)
    done = piped("export", "--format", "claimreview", "--report", str(path))
    assert done.returncode == 2
    assert done.stdout == b""
    assert fault in done.stderr.decode()
    assert "Line 1" in done.stderr.decode()


@pytest.mark.parametrize("line", ["{", "[]", "3", '{"assertions": 3}', "[" * 100_000, "\x00"])
def test_what_is_no_report_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "report.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    done = piped("export", "--format", "claimreview", "--report", str(path))
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "xlsx"],
        ["--format", "sqlite"],
        ["--format", "claimreview"],
        ["--format", "csv", "--report", "x"],
        ["--format", "pdf"],
        [],
    ],
)
def test_wrong_calls(arguments: list[str]) -> None:
    done = piped("export", *arguments, "--store", FERRY)
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize(
    "data", [b"\xff", b'{"sentence": "\xb9\xab", "assertions": []}', b"PK\3\4\xe9"]
)
def test_a_report_that_is_not_utf8_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "report.jsonl"
    path.write_bytes(data + b"\n")
    done = piped("export", "--format", "claimreview", "--report", str(path))
    assert (done.returncode, done.stdout) == (2, b"")
    assert "Line 1 of the report" in done.stderr.decode()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a\u202eb\n", "//x", "file:///x"])
def test_a_review_has_a_web_address(store: Path, tmp_path: Path, url: str) -> None:
    for key in ("url", "author_url"):
        path = report(store, tmp_path / "report.jsonl", REVIEW | {key: url})
        done = piped("export", "--format", "claimreview", "--report", str(path))
        assert (done.returncode, done.stdout) == (2, b"")
        assert key in done.stderr.decode()


def test_what_is_no_web_address_is_not_cited(tmp_path: Path) -> None:
    path = tmp_path / "report.jsonl"
    sources = [{"url": "javascript:alert(1)"}, {"url": URL}, {"url": None}]
    line = {"sentence": "\x9b2J", "assertions": [{"review": REVIEW}]}
    line["evidence"] = [{"source": source} for source in sources]
    path.write_text(json.dumps(line), encoding="utf-8")
    done = piped("export", "--format", "claimreview", "--report", str(path))
    assert "\x9b" not in done.stdout.decode()
    (review,) = json.loads(done.stdout)
    assert review["citation"] == [URL]
    assert review["claimReviewed"] == "\x9b2J"


def test_annotations_hold_no_hostile_address_or_sequence(tmp_path: Path) -> None:
    folder = write_store(tmp_path, url="javascript:alert(1)", value="5人", rest="\u202e\x9b2J")
    text = export(folder, "--format", "annotations")
    assert len(json.loads(text)["items"]) == 1
    assert not {"\u202e", "\x9b"} & set(text)
    assert "javascript" not in text


def test_markup_in_a_value_stays_text_in_a_workbook(tmp_path: Path) -> None:
    hostile = '<r></t></is></c><c r="A9" t="str"><f>1+1</f><v>2</v></c><is><t></r>'
    folder = write_store(tmp_path, url=URL, value=hostile)
    out = tmp_path / "facts.xlsx"
    export(folder, "--format", "xlsx", "--out", str(out))
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    header, row = sheet.iter_rows(values_only=True)
    assert row[header.index("value")] == hostile


def write_store(where: Path, *, url: str, value: str, rest: str = "") -> Path:
    folder = where / "facts"
    folder.mkdir()
    (folder / "store.toml").write_text("schema = 1", encoding="utf-8")
    page = ["[source]", "id = 's'", "title = '题'", f"url = {json.dumps(url)}", "[[sentences]]"]
    page += [f"quote = {json.dumps(f'现有{value}。{rest}')}", "[[sentences.facts]]"]
    page += ["subject = '甲'", "attribute = '人数'"]
    page += [f"value = {json.dumps(value)}"]
    (folder / "s.toml").write_text("\n".join(page), encoding="utf-8")
    return folder


@pytest.mark.parametrize("form", ["csv", "xlsx", "sqlite", "annotations"])
@pytest.mark.parametrize("kind", ["pipe", "folder", "link", "text"])
def test_an_export_replaces_only_files(store: Path, tmp_path: Path, form: str, kind: str) -> None:
    out = tmp_path / "out"
    if kind == "pipe":
        os.mkfifo(out)
    elif kind == "folder":
        out.mkdir()
    elif kind == "link":
        out.symlink_to("/dev/null")
    else:
        out = store / "texts" / "a.txt"
        out.parent.mkdir()
        out.write_text("old", encoding="utf-8")
    before = os.lstat(out)[:6]
    done = piped("export", "--format", form, "--out", str(out), "--store", str(store))
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Cannot write" in done.stderr
    assert os.lstat(out)[:6] == before


def test_an_export_does_not_write_through_a_link(store: Path, tmp_path: Path) -> None:
    target, out = tmp_path / "target", tmp_path / "out"
    target.write_text("old", encoding="utf-8")
    out.symlink_to(target)
    export(store, "--format", "csv", "--out", str(out))
    assert target.read_text(encoding="utf-8") == "old"
    assert out.is_file()
    assert not out.is_symlink()


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "facts.csv"
    out.write_text("old", encoding="utf-8")
    done = piped("export", "--format", "csv", "--out", str(out), "--store", str(tmp_path / "none"))
    assert done.returncode == 2
    assert out.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("form", ["csv", "annotations", "sqlite", "xlsx"])
def test_a_full_disk_is_said_with_the_file(store: Path, tmp_path: Path, form: str) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    out = folder / f"facts.{form}"
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))"
    arguments = ["export", "--format", form, "--out", str(out), "--store", str(store)]
    done = run(arguments, prelude=limit)
    message = done.stderr.decode()
    assert done.returncode == 2
    assert message.startswith(f"xzfacts: {out}: ")
    assert message.count("\n") == 1, message
    assert "bug" not in message
    assert list(folder.iterdir()) == []


def test_annotations_of_one_text_take_linear_time(tmp_path: Path) -> None:
    def work(size: int) -> None:
        quotes = [f"第{number:05}号渡口有船员{number + 1}人。" for number in range(size)]
        quoted = QuotedText("\n".join(quotes))
        source = Source("a", "题", sha256="0" * 64)
        facts = [
            Fact(
                f"f{n}",
                "渡口",
                "船员",
                f"{n + 1}人",
                None,
                Sentence(quote),
                source,
                Place("a.toml"),
            )
            for n, quote in enumerate(quotes)
        ]
        assert len("".join(annotation_page(facts, lambda _digest: quoted))) > size

    assert grows_moderately(work, 4000)


def test_each_archived_text_is_read_once(tmp_path: Path) -> None:
    texts = [f"{number}号渡口有船员{number}人。" for number in range(1, 3)]
    digests = [sha256(text.encode()).hexdigest() for text in texts]
    (tmp_path / "texts").mkdir()
    (tmp_path / "store.toml").write_text('schema = 1\nname = "t"\n', encoding="utf-8")
    for text, digest in zip(texts, digests, strict=True):
        (tmp_path / "texts" / f"{digest}.txt").write_bytes(text.encode())
    archived = ArchivedTexts(str(tmp_path))
    first = [archived.text(digest) for digest in digests]
    assert [each.text for each in first if each] == texts
    shutil.rmtree(tmp_path / "texts")
    assert [archived.text(digest) for digest in digests] == first
    assert archived.text("0" * 64) is None


def test_reviews_do_not_multiply_what_they_cite(tmp_path: Path) -> None:
    path = tmp_path / "report.jsonl"

    def exported(count: int) -> str:
        cited = [{"source": {"url": f"{URL}?{number}"}} for number in range(count)]
        line = {"sentence": "有船员69人。", "assertions": [{"review": REVIEW}] * count}
        path.write_text(json.dumps(line | {"evidence": cited}), encoding="utf-8")
        done = piped("export", "--format", "claimreview", "--report", str(path))
        return done.stdout.decode() if done.returncode == 0 else done.stderr.decode()

    assert exported(20).count(URL) >= 400
    assert exported(2000).startswith("xzfacts: Line 1 of the report: ")


def test_nothing_to_export_is_said() -> None:
    done = piped("export", "--format", "csv", "--subject", "无此公司", "--store", FERRY)
    assert done.returncode == 1
    assert b"Nothing to export" in done.stderr


@pytest.mark.parametrize(
    ("url", "passage", "link"),
    [
        (None, "甲", None),
        ("javascript:alert(1)", "甲", None),
        ("file:///etc/passwd", "甲", None),
        ("https://[", "甲", None),
        (URL, "a-b,c&d", URL + "#:~:text=a%2Db%2Cc%26d"),
        (URL + "#top", "ab", URL + "#top:~:text=ab"),
    ],
)
def test_links_to_a_passage(url: str | None, passage: str, link: str | None) -> None:
    assert text_link(url, passage) == link


def test_a_long_passage_is_given_by_its_ends() -> None:
    passage = "".join(chr(0x4E00 + number) for number in range(50)) * 2
    passage = f"青石渡有船,{passage},船员96人。"
    link = text_link(URL, passage)
    assert link is not None
    start, end = link.partition("#:~:text=")[2].split(",")
    assert (unquote(start), unquote(end)) == ("青石渡有船", "船员96人。")


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "--format", "csv"],
        ["list", "--format", "csv"],
        ["list", "subjects"],
        ["青石轮渡", "船员"],
        ["--batch", "-"],
    ],
)
def test_a_spreadsheet_reads_columns_in_the_language_of_the_reader(arguments: list[str]) -> None:
    given = "青石轮渡 船员\n".encode()
    done = piped(*arguments, "--spreadsheet", given=given, LANG="zh_CN.UTF-8")
    assert done.stdout.startswith(b"\xef\xbb\xbf")
    plain = piped(*arguments, "--format", "csv", given=given, LANG="zh_CN.UTF-8")
    shown = list(csv.reader(io.StringIO(done.stdout.decode("utf-8-sig"))))
    known = list(csv.reader(io.StringIO(plain.stdout.decode("utf-8"))))
    assert shown[1:] == known[1:]
    assert len(shown[0]) == len(known[0])
    assert known[0][:2] != shown[0][:2]
    assert all(heading.isascii() for heading in known[0])


def test_the_formats_are_listed_if_none_is_given() -> None:
    done = piped("export")
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "xzfacts: Missing option '--format'."
        " Choose from: csv, xlsx, sqlite, claimreview, annotations\n"
    )


def test_an_empty_name_is_shown() -> None:
    done = piped("export", "--format", "csv", "--out", "", LC_ALL="C.UTF-8", LANGUAGE="en")
    assert done.returncode == 2
    assert '"": ' in done.stderr.decode()
