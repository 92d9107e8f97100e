"""Rows into a store and back: everything or nothing."""

import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, strategies as st
from tests.growth import grows_moderately

from xzfacts.model.facts import Fact
from xzfacts.model.findings import Finding
from xzfacts.render.json_ import dumps, fact
from xzfacts.store.bulk.importer import ImportSummary, import_rows, preview_rows
from xzfacts.store.bulk.rows import Row, RowFormat, read_rows
from xzfacts.store.filenames import stem_for
from xzfacts.store.schema.reader import read_store
from xzfacts.store.schema.table_schemas import MAX_NAME
from xzfacts.store.schema.tables import is_name
from xzfacts.store.write_errors import StoreNotWrittenError
from xzfacts.verify import verify_store

STORES = Path(__file__).parent.parent / "data" / "stores"


def fresh(folder: Path) -> str:
    root = folder / "facts"
    root.mkdir(parents=True)
    (root / "store.toml").write_text('schema = 1\nname = "s"\n', encoding="utf-8")
    return str(root)


@pytest.fixture
def root(tmp_path: Path) -> str:
    return fresh(tmp_path)


def row(value: str = "8人", **more: object) -> dict[str, Any]:
    sentence = f"甲厂有{value}。"
    about = {"subject": "甲厂", "attribute": "人数", "value": value, "sentence": sentence}
    return {**about, "source": "某报", **more}


def take(root: str, rows: Iterable[dict[str, Any]]) -> tuple[ImportSummary, list[Finding]]:
    found: list[Finding] = []
    lines = [json.dumps(row).encode() + b"\n" for row in rows]
    return import_rows(root, lines, RowFormat.JSONL, "rows.jsonl", found.append), found


def files(root: str) -> dict[str, bytes]:
    paths = [path for path in Path(root).rglob("*") if path.is_file()]
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


def test_a_file_as_people_would_write_it(root: str) -> None:
    about = {"title": "甲厂扩产", "authors": ["李一", "王二"], "published": "2024-05"}
    about["retrieved"] = "2024-06-01"
    summary, _ = take(
        root,
        [
            row("8人", line=3, **about),
            row("甲厂", attribute="名称", sentence="甲厂有8人。", line=3),
            row('"9"人\n', as_of="2023", note="注", id="nine"),
        ],
    )
    assert summary == ImportSummary(3, 0, 0, ("facts/某报.toml",))
    assert files(root)["某报.toml"].decode() == (
        "[source]\n"
        'id = "某报"\n'
        'title = "甲厂扩产"\n'
        'authors = ["李一", "王二"]\n'
        'published = "2024-05"\n'
        'retrieved = "2024-06-01"\n'
        "\n"
        "[[sentences]]\n"
        'quote = "甲厂有8人。"\n'
        "line = 3\n"
        "facts = [\n"
        '  { subject = "甲厂", attribute = "人数", value = "8人" },\n'
        '  { subject = "甲厂", attribute = "名称", value = "甲厂" },\n'
        "]\n"
        "\n"
        "[[sentences]]\n"
        'quote = "甲厂有\\"9\\"人\\n。"\n'
        "facts = [\n"
        '  { subject = "甲厂", attribute = "人数", value = "\\"9\\"人\\n", as_of = "2023",'
        ' note = "注", id = "nine" },\n'
        "]\n"
    )
    assert verify_store(root)[1] == ()


def test_one_bad_row_and_nothing_is_written(root: str) -> None:
    before = files(root)
    bad = [row("9人", sentence="甲厂有8人。"), {"subject": 3}, row("7人", source={"title": "题"})]
    summary, found = take(root, [row(), *bad])
    assert (summary.facts, summary.bad, summary.files) == (0, 3, ())
    assert {finding.place.line for finding in found} == {2, 3, 4}
    assert files(root) == before


def test_what_is_known_is_skipped(root: str) -> None:
    take(root, [row("8人"), row("9人", id="nine")])
    before = files(root)
    summary, found = take(root, [row("8人"), row("9人"), row("9人", id="nine"), row("7人")])
    assert (summary.facts, summary.skipped, found) == (1, 3, [])
    assert summary.files == ("facts/某报-2.toml",)
    assert before.items() <= files(root).items()
    assert read_store(root)[1] == ()


def test_an_id_that_another_fact_has(root: str) -> None:
    take(root, [row("8人", id="x")])
    summary, found = take(root, [row("9人", id="x")])
    assert (summary.bad, [finding.code for finding in found]) == (1, ["duplicate-id"])


@pytest.mark.parametrize("spelled", ['"x"', '"\\u0078"', "'x'"])
def test_an_id_that_a_fact_of_another_source_has(root: str, spelled: str) -> None:
    take(root, [row("8人", id="x", source="乙报"), row("7人", source="丙报")])
    page = Path(root, "乙报.toml")
    page.write_text(page.read_text().replace('id = "x"', f"id = {spelled}"))
    derived = next(one.id for one in read_store(root)[0].facts if one.value == "7人")
    for id_ in ("x", derived):
        summary, found = take(root, [row("9人", id=id_), row("6人")])
        assert (summary.bad, [finding.code for finding in found]) == (1, ["duplicate-id"])
    summary, found = take(root, [row("8人", source="乙报"), row("7人", source="丙报"), row("6人")])
    assert (summary.skipped, summary.facts) == (2, 1)


@pytest.mark.parametrize(
    ("id_", "spelled"),
    [
        ("o'one", '"o\'one"'),
        ('o"one', "'o\"one'"),
        ('o"one', '"o\\"one"'),
        ("one", '"""\none"""'),
        ("o'one", "'''o'one'''"),
        (
            "one",
            '"a" }, { subject = "丙", attribute = "丁", value = "8", note = "id = ", id = "one"',
        ),
    ],
)
def test_an_id_with_quotation_marks_that_a_fact_of_another_source_has(
    root: str, id_: str, spelled: str
) -> None:
    take(root, [row("8人", id="x", source="乙报")])
    page = Path(root, "乙报.toml")
    page.write_text(page.read_text().replace('id = "x"', f"id = {spelled}"))
    assert id_ in {one.id for one in read_store(root)[0].facts}
    summary, found = take(root, [row("9人", id=id_)])
    assert (summary.bad, [finding.code for finding in found]) == (1, ["duplicate-id"])


def test_a_source_described_in_two_ways(root: str) -> None:
    first = row("8人", url="https://example.org/1")
    summary, found = take(root, [first, row("9人", url="https://example.org/2")])
    assert [(f.code, f.place.line) for f in found] == [("source-differs", 2)]
    assert summary.bad == 1
    take(root, [first])
    summary, found = take(root, [row("7人", title="别的题目")])
    assert [finding.code for finding in found] == ["source-differs"]


def test_what_the_store_says_of_a_source_stays(root: str) -> None:
    """A second file of a source says of it what the first does, not more."""
    take(root, [row("8人")])
    summary, _ = take(root, [row("9人", url="https://example.org")])
    assert summary.facts == 1
    assert read_store(root)[1] == ()


def test_a_large_source_becomes_a_folder(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xzfacts.store.bulk.importer.FACTS_PER_FILE", 3)
    many = [row(f"{n}人") for n in range(7)]
    wide = [row("1层", attribute=f"属性{n}", source="乙报") for n in range(5)]
    lines = [json.dumps(row).encode() for row in [*many, *wide]]
    summary = import_rows(root, lines, RowFormat.JSONL, "-", print)
    assert summary.files == (
        "facts/乙报/乙报-0001.toml",
        *(f"facts/某报/某报-000{part}.toml" for part in (1, 2, 3)),
    )
    store, findings = read_store(root)
    assert (len(store.facts), len(store.sources), findings) == (12, 2, ())


def test_facts_carried_from_store_to_store(tmp_path: Path) -> None:
    here, _ = read_store(str(STORES / "sound" / "facts"))
    there = fresh(tmp_path)
    lines = [dumps(fact(stated)).encode() for stated in here.facts]
    summary = import_rows(there, lines, RowFormat.JSONL, "-", print)
    assert summary.facts == len(here.facts)
    carried, findings = verify_store(there)
    assert findings == ()

    def essence(stated: Fact) -> tuple[object, ...]:
        said = stated.subject, stated.attribute, stated.value, stated.as_of, stated.status
        return stated.id, said, stated.sentence.quote, stated.sentence.line, stated.superseded_by

    assert list(map(essence, carried.facts)) == list(map(essence, here.facts))
    assert [source.title for source in carried.sources] == [s.title for s in here.sources]


def test_a_full_disk_leaves_nothing(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(root)
    put, calls = os.replace, iter(range(9))

    def refuse_second(source: str, target: str) -> None:
        if next(calls) == 1:
            raise OSError(28, "No space left on device")
        put(source, target)

    monkeypatch.setattr("os.replace", refuse_second)
    with pytest.raises(StoreNotWrittenError, match="No space left"):
        take(root, [row("8人"), row("9人", source="乙报")])
    assert files(root) == before
    assert os.listdir(root) == ["store.toml"]


def test_what_a_killed_import_left_is_cleared(root: str) -> None:
    (Path(root) / ".xzfacts-write" / "new" / "a").mkdir(parents=True)
    assert read_store(root)[1] == ()
    take(root, [row()])
    assert sorted(os.listdir(root)) == ["store.toml", "某报.toml"]


_TEXT = st.text(min_size=1, max_size=8).filter(lambda text: not text.isspace() and "\0" not in text)
_NAME = _TEXT.filter(is_name)
_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "subject": _NAME,
            "attribute": _NAME,
            "value": _TEXT,
            "before": st.text("甲\"\\'\n\t\x1b]}#", max_size=4),
            "source": _NAME | st.sampled_from(["a", "A", "a/b", "..", "CON", "store"]),
        }
    ),
    max_size=8,
)


@given(_ROWS)
def test_rows_come_back(rows: list[dict[str, str]]) -> None:
    for row in rows:
        row["sentence"] = row.pop("before") + row["value"]
    with tempfile.TemporaryDirectory() as folder:
        root = fresh(Path(folder))
        summary, found = take(root, rows)
        store, findings = read_store(root)
    assert (found, findings) == ([], ())
    back = {(f.source.id, f.subject, f.attribute, f.value, f.sentence.quote) for f in store.facts}
    assert back == {
        (row["source"], row["subject"], row["attribute"], row["value"], row["sentence"])
        for row in rows
    }
    assert len(store.facts) == summary.facts == len(rows) - summary.skipped
    again = {f.id for f in store.facts}
    assert len(again) == summary.facts


@pytest.mark.parametrize(
    ("source", "stem"),
    [
        ("新快报 2024/05", "新快报-2024-05"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "source"),
        ("", "source"),
        ("CON", "con-source"),
        ("Store", "store-source"),
        ("texts", "texts-source"),
        ("schema", "schema-source"),
        (".hidden", "hidden"),
        ("a\0b\nc", "a-b-c"),
    ],
)
def test_file_names(source: str, stem: str) -> None:
    assert stem_for(source) == stem


@given(st.text())
def test_any_id_gives_a_safe_file_name(source: str) -> None:
    stem = stem_for(source)
    assert os.path.basename(stem) == stem
    assert 0 < len(stem.encode()) < 150
    assert not stem.startswith(".")
    assert not set(stem) & set('/\\:*?"<>|\0\n ')


def test_no_more_rows_are_read_after_a_thousand_problems(root: str) -> None:
    summary, found = take(root, ({} for _ in range(50_000)))
    assert 0 < summary.bad < 1000
    assert 1000 <= len(found) < 1010
    assert found[-1].code == "too-many-problems"
    assert files(root).keys() == {"store.toml"}


def test_a_source_with_long_keys_is_read_in_linear_time(root: str) -> None:
    def work(size: int) -> None:
        many = ["者"] * MAX_NAME
        rows = [row(f"{number}人", title="题") for number in range(1, size)]
        for each in rows[::2]:
            each["section"] = "要闻"
        lines = [json.dumps(each).encode() + b"\n" for each in [row(authors=many), *rows]]
        summary = preview_rows(root, lines, RowFormat.JSONL, "rows.jsonl", lambda _fault: None)
        assert summary.bad == 0

    assert grows_moderately(work, 2000)


def test_very_many_unknown_keys_are_not_compared() -> None:
    with patch("xzfacts.store.bulk.rows.nearest", return_value=None) as asked:
        more: dict[str, Any] = {f"k{number}": 1 for number in range(20_000)}
        found = list(read_rows([json.dumps(row(**more)).encode()], RowFormat.JSONL, "a"))
    assert isinstance(found[0], Row)
    assert asked.call_count <= 5000


def test_sources_with_one_file_name_take_linear_time(root: str) -> None:
    rows = [row(f"{number}人", source="!" * number) for number in range(1, 61)]
    with patch("os.path.lexists", wraps=os.path.lexists) as asked:
        assert take(root, rows)[0].facts == 60
    assert asked.call_count < 10 * 60
    assert len(files(root)) == 61


def test_a_name_that_another_new_file_would_get(root: str) -> None:
    take(root, [row("1人", source="a")])
    summary, found = take(root, [row("2人", source="a"), row("3人", source="a-2")])
    assert not found
    assert summary.files == ("facts/a-2-2.toml", "facts/a-2.toml")
    assert len(read_store(root)[0].facts) == 3


def test_numbered_names_that_ids_have_already_take_linear_time(root: str) -> None:
    numbered = [row(f"{number}人", source=f"a-{number}") for number in range(2, 62)]
    alike = [row(f"{number}人", source="a" + "!" * number) for number in range(1, 61)]
    with patch("os.path.lexists", wraps=os.path.lexists) as asked:
        assert take(root, [*numbered, *alike])[0].facts == 120
    assert asked.call_count < 10 * 120


def test_a_folder_is_synced_once(root: str) -> None:
    rows = [row(f"{number}人", source=f"s{number}") for number in range(40)]
    with patch("xzfacts.store.transaction.staging.sync_folder") as synced:
        assert take(root, rows)[0].facts == 40
    assert synced.call_count < 20
