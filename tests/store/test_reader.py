"""Reading: each folder under tests/data/stores is a store, `expected.txt` its findings."""

import os
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, strategies as st

from xzfacts.model.facts import Place, Status
from xzfacts.model.findings import Finding
from xzfacts.store.ids import fact_id
from xzfacts.store.listing import store_files
from xzfacts.store.locate import StoreUnreadableError
from xzfacts.store.schema.reader import read_bytes, read_file, read_store

STORES = Path(__file__).parent.parent / "data" / "stores"

SOURCE = '[source]\nid = "a"\ntitle = "晨光服饰扩产"\n'
SENTENCE = '\n[[sentences]]\nquote = "现有工人88人。"\nfacts = [{FACTS}]\n'
FACT = '{ subject = "晨光服饰", attribute = "工人人数", value = "88人" }'


def line_of(finding: Finding) -> str:
    place = finding.place
    spot = place.file if place.line is None else f"{place.file}:{place.line}"
    return " ".join(filter(None, [finding.code, spot, place.key]))


@pytest.mark.parametrize("case", sorted(path.name for path in STORES.iterdir()))
def test_findings(case: str) -> None:
    _, findings = read_store(str(STORES / case / "facts"))
    expected = (STORES / case / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert sorted(map(line_of, findings)) == sorted(expected)
    assert all(finding.message for finding in findings)


def test_all_that_a_file_says() -> None:
    store, _ = read_store(str(STORES / "sound" / "facts"))
    assert store.name == "sound"
    (source,) = store.sources
    assert source.authors == ("李一", "王二")
    assert (source.published, source.page, source.section) == ("2024-05-17", "8", "经济")
    (subject,) = store.subjects
    assert (subject.aliases, subject.part_of) == (("晨光服饰", "晨光"), "富山县")
    assert subject.place == Place("facts/a.toml", 14, "subjects[0]")
    (attribute,) = store.attributes
    assert (attribute.aliases, attribute.kind) == (("人数",), "people")
    workers, output, before, draft = store.facts
    assert workers.quantity is not None
    assert workers.quantity.low == Decimal(88)
    assert workers.source == source
    assert (workers.sentence.line, workers.sentence.note) == (3, "原文如此")
    assert workers.status is Status.CURRENT
    assert workers.place == Place("facts/a.toml", 31, "sentences[0].facts[0]")
    assert (output.id, output.as_of, output.note) == ("output", "2024", "约数")
    assert (before.status, before.superseded_by) == (Status.SUPERSEDED, "output")
    assert (before.as_of, draft.as_of) == ("2023-12-31", "2023-11")
    assert draft.status is Status.DRAFT
    assert before.id != draft.id
    assert before.place == Place("facts/a.toml", 38, "sentences[1].facts[0]")


def test_a_fault_hides_no_neighbour() -> None:
    said = [
        [fact.value for fact in read_store(str(STORES / case / "facts"))[0].facts]
        for case in ("keys", "types", "broken", "twice")
    ]
    assert said == [["700万元"], ["700万元"], ["88人"], ["88人", "88人", "3层", "4层"]]


def test_an_unknown_status_does_not_answer_as_current() -> None:
    (fact,) = read_store(str(STORES / "types" / "facts"))[0].facts
    assert fact.status is Status.DRAFT


def test_typos_of_keys_get_a_remedy() -> None:
    _, findings = read_store(str(STORES / "keys" / "facts"))
    remedies = [finding.remedy for finding in findings if finding.code == "unknown-key"]
    for remedy, key in zip(
        remedies, ("publication", "line", "attribute", "sentences"), strict=True
    ):
        assert remedy is not None
        assert f"`{key}`" in remedy


def test_both_places_of_a_double_are_named() -> None:
    _, findings = read_store(str(STORES / "twice" / "facts"))
    assert any("facts/a.toml:8" in f.message for f in findings if f.code == "duplicate-fact")
    assert any("facts/a.toml:10" in f.message for f in findings if f.code == "duplicate-id")


def test_declarations_add_up() -> None:
    store, _ = read_store(str(STORES / "twice" / "facts"))
    (subject,) = store.subjects
    assert subject.aliases == ("晨光", "晨光厂")
    assert subject.kind == "company"


def test_one_source_in_several_files() -> None:
    store, _ = read_store(str(STORES / "parts" / "facts"))
    assert len(store.sources) == 1
    assert [fact.value for fact in store.facts] == ["81人", "82人"]


def test_line_ends_and_byte_order_mark() -> None:
    text = SOURCE + SENTENCE.replace("{FACTS}", FACT)
    plain = read_bytes(text.encode(), "facts/a.toml")
    windows = read_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode(), "facts/a.toml")
    assert windows == plain
    assert plain.facts


def test_id_depends_on_what_is_said_alone() -> None:
    def only_id(text: str) -> str:
        (fact,) = read_bytes(text.encode(), "facts/a.toml").facts
        return fact.id

    text = SOURCE + SENTENCE.replace("{FACTS}", FACT)
    same = only_id(text)
    assert same == fact_id("a", "晨光服饰", "工人人数", "88人", "现有工人88人。")
    assert only_id("# 注\n" + text.replace("facts =", 'note = "注"\nline = 7\nfacts =')) == same
    assert only_id(text.replace("88人。", "88人！")) != same


@given(st.lists(st.text(max_size=3), min_size=6, max_size=6), st.data())
def test_ids_tell_apart(parts: list[str], data: st.DataObject) -> None:
    other = data.draw(st.permutations(parts))
    assert (fact_id(*parts) == fact_id(*other)) == (parts == other)


@given(st.binary())
@example(b"a = " + b"[" * 5000)
@example(b"a = " + b"1" * 5000)
@example(b"sentences = [[]]\nsource = 1\nsubjects = [1979-05-27]")
def test_any_bytes_are_read(data: bytes) -> None:
    for name in ("facts/a.toml", "facts/store.toml"):
        read_bytes(data, name)


_ANY = st.sampled_from(
    ['""', '"88人"', "1", "true", "2024-01-01", "[]", "{}", '["a"]', "[{}]", '{a = "b"}', "nan"]
)
_KEYS = "source sentences subjects attributes quote facts line note value subject attribute as_of"


@given(st.lists(st.tuples(st.sampled_from(_KEYS.split()), _ANY), unique_by=lambda pair: pair[0]))
def test_any_types_are_read(pairs: list[tuple[str, str]]) -> None:
    lines = [f"{key} = {value}" for key, value in pairs]
    inline = "{" + ", ".join(lines) + "}"
    for text in ("\n".join(lines), f"sentences = [{inline}, {{quote='a', facts=[{inline}]}}]"):
        read_bytes(text.encode(), "facts/a.toml")


def test_links_are_not_followed(tmp_path: Path) -> None:
    store = tmp_path / "facts"
    store.mkdir()
    (store / "store.toml").write_text('schema = 1\nname = "s"\n', encoding="utf-8")
    outside = tmp_path / "outside.toml"
    outside.write_text("rubbish", encoding="utf-8")
    (store / "a.toml").symlink_to(outside)
    (store / "loop").symlink_to(store)
    entries, findings = store_files(str(store))
    assert [entry.name for entry in entries] == ["store.toml"]
    assert [finding.code for finding in findings] == ["link", "link"]


@pytest.mark.parametrize("name", ["a.TOML", "a.Toml", "新闻/a.tOML", "STORE.TOML"])
def test_a_suffix_in_upper_case_is_reported(tmp_path: Path, name: str) -> None:
    (tmp_path / "store.toml").write_text("schema = 1\n", encoding="utf-8")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(SOURCE, encoding="utf-8")
    entries, findings = store_files(str(tmp_path))
    assert [entry.name for entry in entries] == ["store.toml"]
    assert [finding.code for finding in findings] == ["suffix-case"]
    assert findings[0].place.file.endswith(name)


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "store.toml").write_text('schema = 1\nname = "s"\n', encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.toml")
    _, findings = read_store(str(tmp_path))
    assert [finding.code for finding in findings] == ["no-file"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux alone")
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "store.toml").write_text('schema = 1\nname = "s"\n', encoding="utf-8")
    with open(os.fsencode(tmp_path) + b"/\xff.toml", "w", encoding="utf-8") as file:
        file.write(SOURCE + SENTENCE.replace("{FACTS}", FACT))
    store, findings = read_store(str(tmp_path))
    assert findings == ()
    assert store.facts[0].place.file.encode()


def test_unreadable(tmp_path: Path) -> None:
    contents = read_file(str(tmp_path / "gone.toml"), "facts/gone.toml")
    assert [finding.code for finding in contents.findings] == ["unreadable"]
    with pytest.raises(StoreUnreadableError, match="gone"):
        read_store(str(tmp_path / "gone"))
