"""What an edit does to a store, and what it refuses."""

import os
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from tests.growth import grows_moderately
from tests.store.edit.pair_stores import content

from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Sentence, Source, Status
from xzfacts.store.edit.common_lines import common_lines
from xzfacts.store.edit.diffs import Change, diff
from xzfacts.store.edit.editing_session import (
    EditSession,
    FactGoneError,
    SubjectUnknownError,
    dry_edit_session,
    edit_session,
)
from xzfacts.store.edit.file_edit import FactTakenError
from xzfacts.store.render_toml import FactTable, init_store
from xzfacts.store.schema.reader import read_store
from xzfacts.store.toml.toml_text import FaultyFileError
from xzfacts.store.transaction.staging import StoreChangedError

_A = Source("a", "甲报道", authors=("丁一",))
_QUOTE = Sentence("甲厂有8人。", 3)
_FILE = "facts/a.toml"


def fact(value: str = "8人", **more: str) -> FactTable:
    return {"subject": "甲厂", "attribute": "人数", "value": value, **more}


_TEXT = f"texts/{'0' * 64}.txt"


@pytest.fixture
def root(tmp_path: Path) -> str:
    root = tmp_path / "facts"
    root.mkdir()
    (root / "store.toml").write_text('schema = 1\nname = "s"\n', encoding="utf-8")
    return str(root)


def put(root: str, *edits: Callable[[EditSession], object]) -> tuple[str, ...]:
    with edit_session(root) as session:
        for edit in edits:
            edit(session)
        return session.commit()


def test_a_fact_from_nothing_to_retraction(root: str) -> None:
    with edit_session(root) as edits:
        draft = fact(status="draft") | {"confidence": Decimal("0.85")}
        first = edits.add_fact(_A, _QUOTE, draft)
        assert edits.commit() == (_FILE,)
    stored = dry_edit_session(root).fact(_FILE, first)
    assert (stored.status, stored.confidence) == (Status.DRAFT, Decimal("0.85"))
    with edit_session(root) as edits:
        second = edits.set_fact(_FILE, first, {"status": None, "confidence": None, "value": "8"})
        assert second != first
        assert edits.fact(_FILE, second).status is Status.CURRENT
        assert edits.set_fact(_FILE, second, {"id": "eight"}) == "eight"
        assert edits.set_fact(_FILE, "eight", {"value": "8人", "why": "误"}) == "eight"
        edits.set_fact(_FILE, "eight", {"status": "retracted"})
        assert edits.commit() == (_FILE,)
    (last,) = read_store(root)[0].facts
    assert (last.id, last.value, last.why, last.status) == ("eight", "8人", "误", "retracted")


def test_what_is_there_already_changes_nothing(root: str) -> None:
    with edit_session(root) as edits:
        id_ = edits.add_fact(_A, _QUOTE, fact())
        assert edits.add_fact(_A, _QUOTE, fact(note="x")) == id_
        edits.commit()
    with edit_session(root) as edits:
        # The same words at another line make the same statement.
        assert edits.add_fact(_A, Sentence(_QUOTE.quote, 9), fact()) == id_
        edits.set_fact(_FILE, id_, {"note": None})
        edits.add_file("a.toml", Path(root, "a.toml").read_bytes())
        assert edits.changes() == ()
        assert edits.commit() == ()


def test_an_article_is_one_change(root: str) -> None:
    """Declared before its source is there, and facts out of order."""
    with edit_session(root) as edits:
        edits.declare(Subject("甲厂", ("甲",), "company"), "a")
        edits.declare(Subject("乙县", (), "place"))
        for line in (5, 2, 9):
            edits.add_fact(_A, Sentence(f"第{line}：8人。", line), fact())
        edits.add_file(_TEXT, b"\xff")
        assert edits.commit() == (f"facts/{_TEXT}", _FILE, "facts/store.toml")
    store, findings = read_store(root)
    assert findings == ()
    assert [one.sentence.line for one in store.facts] == [2, 5, 9]
    assert {one.name: one.place.file for one in store.subjects if one.place} == {
        "甲厂": _FILE,
        "乙县": "facts/store.toml",
    }
    assert store.sources == (_A,)


def test_a_source_in_several_files(root: str) -> None:
    """A fact goes to its sentence, whichever file that is in, else into the last one."""
    for name, quote in (("a1", "第一句：8人。"), ("a2", "第二句：8人。")):
        Path(root, f"{name}.toml").write_text(
            f'[source]\nid = "a"\ntitle = "甲报道"\nauthors = ["丁一"]\n'
            f'[[sentences]]\nquote = "{quote}"\nfacts = []\n',
            encoding="utf-8",
        )
    assert put(root, lambda e: e.add_fact(_A, Sentence("第一句：8人。"), fact())) == (
        "facts/a1.toml",
    )
    assert put(root, lambda e: e.add_fact(_A, Sentence("第三句：8人。"), fact())) == (
        "facts/a2.toml",
    )
    assert put(root, lambda e: e.add_fact(_A, Sentence("第一句：8人。", 3), fact())) == ()


def test_file_names_are_never_taken_twice(root: str) -> None:
    Path(root, "a.toml").write_text('[source]\nid = "other"\ntitle = "题"\n', encoding="utf-8")
    sources = [_A, Source("A", "题"), Source("../a", "题")]
    written = put(root, *(_adding(source) for source in sources))
    assert written == ("facts/a-2.toml", "facts/a-3.toml", "facts/a-4.toml")


def _adding(source: Source) -> Callable[[EditSession], object]:
    return lambda edits: edits.add_fact(source, _QUOTE, fact())


def test_a_new_file_names_its_schema(tmp_path: Path) -> None:
    root = init_store(str(tmp_path))
    put(root, _adding(_A))
    assert Path(root, "a.toml").read_text(encoding="utf-8").startswith("#:schema ./")


@pytest.mark.parametrize(
    ("sentence", "table", "code"),
    [
        (_QUOTE, fact("9人"), "value-not-in-quote"),
        (_QUOTE, fact(as_of="soon"), "wrong-date"),
        (_QUOTE, fact(status="maybe"), "unknown-status"),
        (_QUOTE, fact(subjekt="x"), "unknown-key"),
        (_QUOTE, fact(note=" "), "empty"),
        (Sentence("8人", 0), fact(), "wrong-type"),
    ],
)
def test_no_fault_comes_in(root: str, sentence: Sentence, table: FactTable, code: str) -> None:
    with edit_session(root) as edits:
        with pytest.raises(FaultyFileError) as refused:
            edits.add_fact(_A, sentence, table)
        assert refused.value.finding.code == code
        id_ = edits.add_fact(_A, _QUOTE, fact())
        edits.commit()
        keys = {key: value for key, value in table.items() if fact().get(key) != value}
        if sentence is _QUOTE:
            with pytest.raises(FaultyFileError) as refused:
                edits.set_fact(_FILE, id_, keys)
            assert refused.value.finding.code == code
        with pytest.raises(FaultyFileError, match="missing"):
            edits.set_fact(_FILE, id_, {"value": None})
        assert edits.changes() == ()


def test_text_that_is_none(root: str) -> None:
    with edit_session(root) as edits:
        edits.add_fact(_A, Sentence("8人\udc80"), fact())
        with pytest.raises(FaultyFileError, match="UTF-8"):
            edits.commit()
        with pytest.raises(FaultyFileError):
            edits.add_fact(Source("\udc80", "题"), _QUOTE, fact())


def test_ids_that_are_taken(root: str) -> None:
    with edit_session(root) as edits:
        edits.add_fact(_A, _QUOTE, fact(id="x"))
        other = edits.add_fact(_A, _QUOTE, fact("8"))
        with pytest.raises(FactTakenError, match=r"facts/a\.toml"):
            edits.add_fact(_A, _QUOTE, fact("人", id="x"))
        with pytest.raises(FactTakenError):
            edits.set_fact(_FILE, other, {"id": "x"})
        with pytest.raises(FactTakenError):
            edits.set_fact(_FILE, other, {"id": "x", "value": "8人"})
        edits.commit()
    assert [one.id for one in read_store(root)[0].facts] == ["x", other]


@pytest.mark.parametrize("file", [_FILE, "facts/none.toml", "elsewhere/a.toml"])
def test_a_fact_that_is_gone(root: str, file: str) -> None:
    put(root, _adding(_A))
    edits = dry_edit_session(root)
    removed, changed = (
        lambda file, id_: edits.remove_facts(file, [id_]),
        lambda file, id_: edits.set_fact(file, id_, {}),
    )
    for edit in (edits.fact, removed, changed):
        with pytest.raises(FactGoneError, match="gone is no longer in"):
            edit(file, "gone")


def test_aliases(root: str) -> None:
    put(root, _adding(_A), lambda e: e.declare(Subject("县", ("县城",), "place"), "a"))
    with edit_session(root) as edits:
        with pytest.raises(SubjectUnknownError, match="no subject 无"):
            edits.add_aliases("无", ["没有"])
        edits.add_aliases("县", ["本县"])
        edits.add_aliases("县", ["县城"])
        edits.add_aliases("甲厂", ["甲"])  # only facts name it
        edits.add_aliases("甲厂", ["厂"])
        assert sorted(edits.commit()) == [_FILE, "facts/store.toml"]
    store, _ = read_store(root)
    assert {one.name: one.aliases for one in store.subjects} == {
        "甲厂": ("甲", "厂"),
        "县": ("县城", "本县"),
    }
    with edit_session(root) as edits:
        assert edits.undeclare(_FILE, "县") == ("县城", "本县")
        assert edits.undeclare(_FILE, "县") == ()
        edits.commit()
    assert [one.name for one in read_store(root)[0].subjects] == ["甲厂"]


def test_what_is_declared_elsewhere_is_not_contradicted(root: str) -> None:
    put(root, _adding(_A), lambda e: e.declare(Subject("县", ("城",), "place")))
    assert put(root, lambda e: e.declare(Subject("县", ("城",), "project"), "a")) == ()
    assert put(root, lambda e: e.declare(Subject("县", ("城", "邑"), "project", "省"), "a")) == (
        _FILE,
    )
    store, findings = read_store(root)
    assert findings == ()
    assert [(one.aliases, one.kind, one.part_of) for one in store.subjects] == [
        (("城", "邑"), "place", "省")
    ]


def test_a_file_changed_since_it_was_read(root: str) -> None:
    put(root, _adding(_A))
    with edit_session(root) as edits:
        (one,) = read_store(root)[0].facts
        edits.set_fact(_FILE, one.id, {"note": "注"})
        edits.declare(Subject("县"))
        Path(root, "a.toml").write_bytes(b"# mine\n")
        before = content(root)
        with pytest.raises(StoreChangedError, match=r"facts/a\.toml"):
            edits.commit()
    assert content(root) == before


def test_a_whole_file(root: str) -> None:
    put(root, _adding(_A))
    before = Path(root, "a.toml").read_bytes()
    after = before + b"# broken ["
    assert put(root, lambda e: e.replace(_FILE, before, after)) == (_FILE,)
    with pytest.raises(StoreChangedError):
        put(root, lambda e: e.replace(_FILE, before, b""))
    with pytest.raises(StoreChangedError):
        put(root, lambda e: e.add_file("a.toml", before))


def test_a_broken_file_is_not_edited(root: str) -> None:
    Path(root, "a.toml").write_bytes(b'[source]\nid = "a"\ntitle = "A"\nx = [\n')
    with pytest.raises(FactGoneError):
        dry_edit_session(root).fact(_FILE, "x")
    Path(root, "store.toml").write_bytes(b'name = "s"\nschema 1\n')
    with pytest.raises(FaultyFileError, match=r"facts/store\.toml:2"):
        put(root, lambda e: e.declare(Subject("县")))


def test_a_name_that_is_no_text(root: str) -> None:
    name = os.fsdecode("甲\udcff.toml".encode("utf-8", "surrogateescape"))
    put(root, _adding(_A))
    try:
        Path(root, "a.toml").rename(Path(root, name))
    except OSError:
        pytest.skip("names must be text here")
    (one,) = read_store(root)[0].facts
    with edit_session(root) as edits:
        edits.set_fact(one.place.file, one.id, {"note": "注"})
        edits.declare(Subject("县"), "a")
        assert edits.commit() == (one.place.file,)
    store, findings = read_store(root)
    assert (store.facts[0].note, store.subjects[0].name, findings) == ("注", "县", ())


def test_a_dry_session_shows_and_does_not_write(root: str) -> None:
    before = content(root)
    edits = dry_edit_session(root)
    edits.add_fact(_A, Sentence("8人"), fact())
    assert diff(edits.changes()) == (
        "--- /dev/null\n"
        "+++ facts/a.toml\n"
        "@@ -0,0 +1,10 @@\n"
        "+[source]\n"
        '+id = "a"\n'
        '+title = "甲报道"\n'
        '+authors = ["丁一"]\n'
        "+\n"
        "+[[sentences]]\n"
        '+quote = "8人"\n'
        "+facts = [\n"
        '+  { subject = "甲厂", attribute = "人数", value = "8人" },\n'
        "+]\n"
    )
    with pytest.raises(RuntimeError):
        edits.commit()
    assert content(root) == before


def test_diffs() -> None:
    changes = [
        Change("a", b"1\r\n2\x0b\n3", b"1\r\n2\n3", "s"),
        Change("b", b"x", None),
        Change("c", None, b""),
    ]
    assert diff(changes) == (
        "--- s/a\n+++ s/a\n@@ -1,3 +1,3 @@\n 1\r\n-2\x0b\n+2\n 3\n\\ No newline at end of file\n"
        "--- facts/b\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\\ No newline at end of file\n"
        "--- /dev/null\n+++ facts/c\n"
    )


def test_a_diff_of_lines_that_are_repeated_takes_linear_time() -> None:
    def change(size: int) -> str:
        lines = [f"# {number * number % 1009}\n" for number in range(size)]
        before, after = ("".join([*lines, end, *lines]).encode() for end in ("a\nb\n", "a\nc\n"))
        return diff([Change("a.toml", before, after)])

    assert change(1_000).splitlines()[5:8] == [" a", "-b", "+c"]
    assert grows_moderately(change, 60_000)


def test_a_diff_with_a_change_in_each_fact_takes_linear_time() -> None:
    def change(size: int) -> str:
        before, after = (
            "".join(f"id = {number}\n{key} = 1\n" for number in range(size)).encode()
            for key in ("old", "new")
        )
        return diff([Change("a.toml", before, after)])

    assert change(200).splitlines()[2:7] == [
        *("@@ -1,400 +1,400 @@", " id = 0", "-old = 1", "+new = 1", " id = 1")
    ]
    assert grows_moderately(change, 20_000)


@pytest.mark.parametrize("size", [5, 40, 400])
def test_the_blocks_of_common_lines(size: int) -> None:
    random = Random(size)  # noqa: S311
    for _round in range(30):
        old = [f"{random.randrange(size)}" for _line in range(size)]
        new = [line for line in old if random.random() < 0.8]
        new[size // 3 : size // 2] = random.sample(new, len(new) // 4)
        blocks = common_lines(old, new)
        assert [old[at : at + size] for at, _, size in blocks] == [
            new[at : at + size] for _, at, size in blocks
        ]
        for (at, new_at, long), (then, new_then, _) in pairwise(blocks):
            assert at + long <= then
            assert new_at + long <= new_then
            assert (at + long, new_at + long) != (then, new_then)
