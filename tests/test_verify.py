"""Each folder under tests/data/verify is a store, its text if it has one, and the findings."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from xzfacts.model.declarations import Store, Subject
from xzfacts.model.facts import Fact, Place, Sentence, Source
from xzfacts.model.findings import Finding
from xzfacts.store.lock import write_lock
from xzfacts.text.unwrap import unwrap_lines
from xzfacts.verify import SourceText, TextUnreadableError, read_text, verify, verify_store
from xzfacts.verify.name_typos import differ_by_word, is_typo, near_pairs

CASES = Path(__file__).parent / "data" / "verify"
SHIPPED = Path(__file__).parent.parent / "facts"

SOURCE = Source("a", "文", sha256="0")


def store_of(*quotes: str) -> Store:
    facts = tuple(
        Fact(
            str(number),
            "甲",
            "原话",
            quote,
            None,
            Sentence(quote),
            SOURCE,
            Place("facts/a.toml", number, f"sentences[{number}].facts[0]"),
        )
        for number, quote in enumerate(quotes)
    )
    return Store("s", (), (), (SOURCE,), facts)


def line_of(finding: Finding) -> str:
    place = finding.place
    spot = place.file if place.line is None else f"{place.file}:{place.line}"
    return " ".join(filter(None, [finding.code, spot, place.key]))


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_findings(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES / case)
    texts = [read_text("text.txt")] if Path("text.txt").exists() else []
    _, findings = verify_store(str(CASES / case / "facts"), texts, strict=True)
    assert list(map(line_of, findings)) == Path("expected.txt").read_text("utf-8").splitlines()
    assert all(finding.message and finding.remedy for finding in findings)


@pytest.mark.parametrize("length", [1, 2, 3, 20_000])
def test_subjects_that_are_part_of_one_another(length: int) -> None:
    place = Place("facts/store.toml", 1, "subjects[0]")
    subjects = [Subject(str(n), part_of=str((n + 1) % length), place=place) for n in range(length)]
    subjects.append(Subject("末", part_of="0", place=place))
    found = verify(Store("s", tuple(subjects), (), (), ()))
    assert [one.code for one in found] == ["part-of-itself"] * length
    subjects[length - 1] = subjects[length - 1]._replace(part_of=None)
    assert verify(Store("s", tuple(subjects), (), (), ())) == ()


def test_names_are_looked_at_only_when_strict() -> None:
    _, findings = verify_store(str(CASES / "names" / "facts"))
    assert findings == ()


def test_findings_of_reading_are_among_them() -> None:
    broken = CASES.parent / "stores" / "broken" / "facts"
    _, findings = verify_store(str(broken))
    assert "not-utf8 facts/d.toml:3" in map(line_of, findings)
    assert [f.place.file for f in findings] == sorted(f.place.file for f in findings)


def test_the_shipped_store_is_clean() -> None:
    store, findings = verify_store(str(SHIPPED), strict=True)
    assert store.facts
    assert findings == ()


def test_where_a_quote_leaves_the_text() -> None:
    text = SourceText("t.txt", "0", "公司现有工人88人。")
    (finding,) = verify(store_of("公司现有工人86人。"), (), [text])
    assert finding.remedy is not None
    assert "“公司现有工人8”" in finding.remedy
    assert "“6人。”" in finding.remedy
    assert "“8人。”" in finding.remedy


def test_a_value_that_is_not_in_its_quote() -> None:
    store = store_of("工人88人。")
    (fact,) = store.facts
    wrong = store._replace(facts=(fact._replace(value="86人"),))
    assert [finding.code for finding in verify(wrong)] == ["value-not-in-quote"]


def test_texts_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes("第一行\n第".encode() + b"\xff")
    with pytest.raises(TextUnreadableError, match="line 2 is not UTF-8"):
        read_text(str(tmp_path / "bad"))
    for path in ("none", "", "a\0b"):
        with pytest.raises(TextUnreadableError):
            read_text(str(tmp_path / path))


_BREAKS = st.sampled_from(["", "", "", "\n", " \n", "\r\n", "\n\n", "\n \u3000\n  "])


@given(st.lists(st.tuples(st.sampled_from("甲乙丙1，"), _BREAKS), min_size=1), st.data())
def test_broken_anywhere_a_quote_is_found_at_its_line(
    parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(parts) - 1))
    end = data.draw(st.integers(start + 1, len(parts)))
    line = "".join(char + line_break for char, line_break in parts[:start]).count("\n") + 1
    text = SourceText("t.txt", "0", "".join(map("".join, parts)))
    store = store_of("".join(char for char, _ in parts[start:end]))
    (fact,) = store.facts
    there = fact._replace(sentence=fact.sentence._replace(line=line))
    assert verify(store._replace(facts=(there,)), (), [text]) == ()
    elsewhere = fact._replace(sentence=fact.sentence._replace(line=text.text.count("\n") + 2))
    (finding,) = verify(store._replace(facts=(elsewhere,)), (), [text])
    assert finding.code == "wrong-line"


@given(st.lists(st.tuples(st.sampled_from("甲乙，"), _BREAKS), min_size=1), st.data())
def test_a_quote_needs_a_line_where_several_would_do(
    parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(parts) - 1))
    end = data.draw(st.integers(start + 1, len(parts)))
    text = SourceText("t.txt", "0", "".join(map("".join, parts)))
    store = store_of("".join(char for char, _ in parts[start:end]))
    (fact,) = store.facts
    there = [
        line
        for line in range(1, text.text.count("\n") + 2)
        if not verify(
            store._replace(facts=(fact._replace(sentence=fact.sentence._replace(line=line)),)),
            (),
            [text],
        )
    ]
    codes = [finding.code for finding in verify(store, (), [text])]
    assert there
    assert codes == (["ambiguous-quote"] if len(there) > 1 else [])


@given(st.text("甲乙。\n \r"), st.integers(0, 5))
def test_joining_takes_out_nothing_but_space(text: str, at: int) -> None:
    joined = unwrap_lines(text)
    assert "".join(joined.text.split()) == "".join(text.split())
    for offset in range(at, len(joined.text)):
        if not joined.text[offset].isspace():
            assert text[joined.offset(offset)] == joined.text[offset]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第一中学", "第二中学"),  # numbers tell neighbours apart
        ("东山街道", "西山街道"),
        ("富山县委", "富川县委"),  # another sound, another shape
        ("2023年预算", "2024年预算"),
        ("王芳", "王方"),  # too short to tell
        ("富山县", "富山县城"),  # longer at an end: another thing
        ("工人人数", "工人总人数"),
        ("A座大楼", "B座大楼"),
    ],
)
def test_similar_names_are_not_typos(one: str, other: str) -> None:
    assert not is_typo(one, other, inserted=False)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("起源事件", "起源时间", True),
        ("库房温度上限", "库房湿度上限", True),
        ("起源事件", "起源时见", False),
        ("起源时间", "起源事", False),
        ("龙舟起源事件", "龙船起源时间", False),  # something else differs too
    ],
)
def test_different_words_are_not_typos(one: str, other: str, *, differ: bool) -> None:
    assert differ_by_word(one, other, {"事件", "时间", "温度", "湿度"}) is differ


@given(st.lists(st.text("甲乙丙", max_size=5), unique=True, max_size=12))
def test_every_pair_one_edit_apart_is_looked_at(names: list[str]) -> None:
    found = {frozenset(pair) for pair in near_pairs(names)}
    for index, one in enumerate(names):
        for other in names[:index]:
            dropped = [other[:at] + other[at + 1 :] for at in range(len(other))]
            changed = len(one) == len(other) and sum(map(str.__ne__, one, other)) == 1
            if min(len(one), len(other)) >= 3 and (one in dropped or changed):
                assert {one, other} in found


def test_several_passes_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{a}{b}公司" for a in "晨辰光" for b in "星心山"]
    once = set(near_pairs(names))
    monkeypatch.setattr("xzfacts.verify.name_typos._MAX_VARIANTS", 10)
    assert set(near_pairs(names)) == once


def test_a_write_that_goes_on_is_not_unfinished(tmp_path: Path) -> None:
    root = tmp_path / "facts"
    shutil.copytree(CASES / "unfinished" / "facts", root)
    with write_lock(str(root)):
        assert verify_store(str(root))[1] == ()
    (finding,) = verify_store(str(root))[1]
    assert "Delete it" in (finding.remedy or "")
