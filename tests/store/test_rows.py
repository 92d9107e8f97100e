"""Rows to import: each file under tests/data/rows has a file with its findings."""

from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from tests.growth import grows_moderately

from xzfacts.model.findings import Finding
from xzfacts.store.bulk.rows import (
    Row,
    RowFormat,
    UnknownFormatError,
    detect_format,
    format_of,
    read_rows,
)

CASES = Path(__file__).parent.parent / "data" / "rows"


def rows_of(data: bytes, form: RowFormat) -> list[Row | Finding]:
    return list(read_rows(data.splitlines(keepends=True), form, "rows"))


@pytest.mark.parametrize("case", sorted(path.stem for path in CASES.glob("*.expected")))
def test_findings(case: str) -> None:
    with open(CASES / case, "rb") as lines:
        rows = list(read_rows(lines, format_of(case), case))
    found = [row for row in rows if isinstance(row, Finding)]
    actual = [" ".join(filter(None, [f.code, str(f.place.line), f.place.key])) for f in found]
    assert actual == (CASES / f"{case}.expected").read_text(encoding="utf-8").splitlines()


def test_what_a_row_may_say() -> None:
    with open(CASES / "good.jsonl", "rb") as lines:
        plain, full, result, evidence = read_rows(lines, RowFormat.JSONL, "good.jsonl")
    assert isinstance(plain, Row)
    assert plain.source == {"id": "晚报一"}
    assert isinstance(full, Row)
    about = {"id": "晚报一", "title": "晨光扩产", "authors": ["李一"], "published": "2024-05"}
    assert full.source == about
    assert full.sentence.line == 7
    assert [full.fact[key] for key in ("as_of", "note", "id")] == ["2023", "约数", "output"]
    assert isinstance(result, Row)
    assert (result.sentence.line, result.fact["status"], result.place.line) == (3, "draft", 4)
    assert isinstance(evidence, Row)
    assert evidence.sentence.line == 9


def test_a_table_as_a_spreadsheet_writes_it() -> None:
    table = (
        "\ufeffSubject, attribute,value,sentence,source,line,authors,remark\r\n"
        '甲厂,工人人数,"1,200人","甲厂有工人1,200人，\n分三班。",某报,12,李一、王二,x\r\n'
        "\r\n"
        "乙厂,工人人数,8人,乙厂有8人。,某报,,,\r\n"
        "丙厂,工人人数,9人,丙厂有9人。,某报\r\n"
    )
    one, two, three = rows_of(table.encode(), RowFormat.CSV)
    assert isinstance(one, Row)
    assert (one.fact["value"], one.sentence.quote) == ("1,200人", "甲厂有工人1,200人，\n分三班。")
    assert (one.sentence.line, one.source) == (12, {"id": "某报", "authors": ["李一", "王二"]})
    assert isinstance(two, Row)
    assert (two.place.line, two.sentence.line) == (5, None)
    assert isinstance(three, Row)


def test_formats() -> None:
    names = ("a.csv", "A.CSV", "a.jsonl", "a.ndjson", "-")
    assert [format_of(name).value for name in names] == ["csv", "csv", "jsonl", "jsonl", "jsonl"]
    with pytest.raises(UnknownFormatError, match="unsupported"):
        format_of("rows.xlsx")


@pytest.mark.parametrize(
    ("begun", "form"),
    [
        ("subject,attribute,value,sentence,source", RowFormat.CSV),
        ('\n  \n\ufeff"Source", "VALUE"', RowFormat.CSV),
        ('{"subject": "甲", "value": "8人", "source": "某报"}', RowFormat.JSONL),
        ('\ufeff {"subject": "甲", "sentence": "表头写作subject,value,source。"}', RowFormat.JSONL),
        ("甲,人数,8人", RowFormat.JSONL),
        ("", RowFormat.JSONL),
    ],
)
def test_a_first_line_tells_the_format_and_is_not_lost(begun: str, form: RowFormat) -> None:
    lines = [line.encode() for line in [*begun.splitlines(keepends=True), "\n", "more\n"]]
    detected, all_lines = detect_format(iter(lines))
    assert detected is form
    assert list(all_lines) == lines


@given(st.binary(), st.sampled_from(RowFormat))
def test_any_bytes_are_read(data: bytes, form: RowFormat) -> None:
    header = b"subject,attribute,value,sentence,source\n" if form is RowFormat.CSV else b""
    rows_of(header + data, form)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from("subject value sentence source id line authors results".split()),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(_JSON)
def test_any_json_is_read(data: object) -> None:
    import json

    rows_of(json.dumps(data).encode(), RowFormat.JSONL)


TABLE = (
    "subject,attribute,value,sentence,source\n"
    + "青石渡轮渡有限公司,船员人数,96人,青石渡轮渡有限公司现有渡船14条，船员96人。,渡口晚报\n" * 3
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030", "big5"]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_rows_are_read_in_the_encoding_that_they_are_in(encoding: str, ending: str) -> None:
    text = TABLE.replace("\n", ending)
    if encoding == "big5":
        text = text.replace("轮渡有限", "輪渡有限").replace("现", "現").replace("员", "員")
        text = text.replace("条", "條").replace("数", "數").replace("报", "報")
    rows = rows_of(text.encode(encoding), RowFormat.CSV)
    assert [isinstance(row, Row) and row.fact["value"] for row in rows] == ["96人"] * 3
    form, lines = detect_format(text.encode(encoding).splitlines(keepends=True))
    assert form is RowFormat.CSV
    assert len(list(read_rows(lines, form, "-"))) == 3


def test_json_of_powershell_is_read() -> None:
    row = (
        '{"subject":"甲厂","attribute":"人数","value":"8人","sentence":"甲厂8人","source":"s"}\r\n'
    )
    rows = rows_of((row * 2).encode("utf-16"), RowFormat.JSONL)
    assert all(isinstance(row, Row) for row in rows)


def test_an_unreadable_row_names_the_encodings_that_were_tried() -> None:
    data = TABLE.encode().replace("渡口晚报".encode(), b"\xff\xfe\xfd", 1)
    found = rows_of(data, RowFormat.CSV)[0]
    assert isinstance(found, Finding)
    assert (found.code, found.place.line) == ("not-utf8", 2)
    assert "UTF-8, UTF-16, GB18030, Big5" in found.message


@pytest.mark.parametrize(
    ("data", "form", "code"),
    [
        (TABLE.replace("source", "value", 1), RowFormat.CSV, "duplicate-key"),
        (TABLE.replace("source", "source,note,Note", 1), RowFormat.CSV, "duplicate-key"),
        ('{"subject": "甲", "subject": "乙"}', RowFormat.JSONL, "duplicate-key"),
        ('{"source": {"id": "a", "id": "b"}}', RowFormat.JSONL, "duplicate-key"),
        (TABLE.replace("青石渡", "青\0石渡"), RowFormat.CSV, "not-text"),
        (
            r'{"subject":"甲","attribute":"b","value":"8","sentence":"8\u0000","source":"s"}',
            RowFormat.JSONL,
            "not-text",
        ),
    ],
)
def test_what_programs_would_read_in_different_ways_is_refused(
    data: str, form: RowFormat, code: str
) -> None:
    found = rows_of(data.encode(), form)
    assert {isinstance(each, Finding) and each.code for each in found} == {code}


def test_columns_without_a_name_may_repeat() -> None:
    rows = rows_of(TABLE.replace("source\n", "source,,\n", 1).encode(), RowFormat.CSV)
    assert all(isinstance(row, Row) for row in rows)


def test_a_long_line_of_utf_16_takes_linear_time() -> None:
    """Each character has a byte that would end a line of other encodings."""

    def read(size: int) -> None:
        data = "\ufeffsubject\n".encode("utf-16-le") + "\u0a0a".encode("utf-16-le") * size
        rows_of(data, RowFormat.JSONL)

    assert grows_moderately(read, 200_000)
