"""A store that keeps its texts proves its quotes with them, and sees what changed since."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from xzfacts.model.findings import Finding
from xzfacts.store.listing import store_files
from xzfacts.store.text_archive import archive_path
from xzfacts.verify import SourceText, verify_store
from xzfacts.verify.archived_texts import archived

TEXT = "柳湾造船厂复工\n本报讯 柳湾造船厂昨日复工，现\n有工人88人。\n去年只有6人。\n今年又是6人。\n"
DIGEST = sha256(TEXT.encode()).hexdigest()


class Store:
    def __init__(self, folder: Path, text: bytes | None = TEXT.encode()) -> None:
        self.root = folder / "facts"
        self.root.mkdir()
        self.text = self.root / archive_path(DIGEST)
        self.write("store.toml", 'schema = 1\nname = "s"\n')
        if text is not None:
            self.text.parent.mkdir()
            self.text.write_bytes(text)

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def source(self, *sentences: str, name: str = "a", digest: str = DIGEST) -> None:
        facts = 'facts = [{ subject = "柳湾造船厂", attribute = "工人人数", value = "6人" }]'
        tables = (f"\n[[sentences]]\n{sentence}\n{facts}\n" for sentence in sentences)
        head = f'[source]\nid = "{name}"\ntitle = "文"\nsha256 = "{digest}"\n'
        self.write(f"{name}.toml", head + "".join(tables))

    def findings(self, *, strict: bool = False) -> tuple[Finding, ...]:
        return verify_store(str(self.root), strict=strict)[1]

    def faults(self, *, strict: bool = False) -> list[tuple[str, str, str | None]]:
        found = self.findings(strict=strict)
        assert all(finding.message and finding.remedy for finding in found)
        return [(finding.code, finding.place.file, finding.place.key) for finding in found]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


SOUND = 'quote = "去年只有6人。"\nline = 4'


def test_quotes_are_proved_by_the_text_that_is_kept(store: Store) -> None:
    store.source(SOUND, 'quote = "去年只有6人。今年又是6人。"')
    assert store.findings(strict=True) == ()
    store.source(SOUND, 'quote = "今年只有6人。"', 'quote = "今年又是6人。"\nline = 4')
    assert store.faults() == [
        ("quote-not-in-text", "facts/a.toml", "sentences[1].quote"),
        ("wrong-line", "facts/a.toml", "sentences[2].line"),
    ]
    assert f"facts/texts/{DIGEST}.txt" in store.findings()[0].message


def test_the_texts_of_several_sources(store: Store) -> None:
    other = "另一篇：只有6人。"
    digest = sha256(other.encode()).hexdigest()
    (store.root / archive_path(digest)).write_text(other, encoding="utf-8")
    store.source(SOUND)
    store.source('quote = "只有6人。"', name="b", digest=digest)
    store.source('quote = "今年又是6人。"', name="c")  # from the text of the first
    store.source('quote = "没有6人。"', name="d", digest="0" * 64)  # kept nowhere
    assert store.findings(strict=True) == ()
    store.source('quote = "去年只有6人。"', name="b", digest=digest)
    assert store.faults() == [("quote-not-in-text", "facts/b.toml", "sentences[0].quote")]


def test_a_quote_at_several_lines_needs_its_line(store: Store) -> None:
    store.source('quote = "6人。"')
    (finding,) = store.findings()
    assert (finding.code, finding.place.line) == ("ambiguous-quote", 7)
    assert "4, 5" in finding.message
    for line in (4, 5):
        store.source(f'quote = "6人。"\nline = {line}')
        assert store.findings() == ()
    store.source('quote = "6人。"\nline = 3')
    assert store.faults() == [("wrong-line", "facts/a.toml", "sentences[0].line")]


def test_a_quote_twice_in_one_line_needs_none(tmp_path: Path) -> None:
    text = "6人，还是6人"
    store = Store(tmp_path, None)
    digest = sha256(text.encode()).hexdigest()
    (store.root / "texts").mkdir()
    (store.root / archive_path(digest)).write_text(text, encoding="utf-8")
    store.source('quote = "6人"', digest=digest)
    assert store.findings() == ()


@pytest.mark.parametrize("text", [TEXT.replace("88", "86"), "", TEXT + " "])
def test_a_text_that_was_changed_proves_nothing(text: str, store: Store) -> None:
    store.text.write_bytes(text.encode())
    store.source('quote = "没有6人。"')
    assert store.faults() == [("text-changed", f"facts/texts/{DIGEST}.txt", None)]


def test_the_right_text_is_taken_where_it_is_given(store: Store) -> None:
    store.text.write_bytes(b"")
    store.source('quote = "没有6人。"')
    given = SourceText("t.txt", DIGEST, TEXT)
    _, findings = verify_store(str(store.root), [given])
    assert [finding.code for finding in findings] == ["quote-not-in-text", "text-changed"]
    assert "t.txt" in findings[0].message


def test_changed_line_ends_are_named(store: Store) -> None:
    store.text.write_bytes(TEXT.replace("\n", "\r\n").encode())
    store.source(SOUND)
    (finding,) = store.findings()
    assert finding.code == "text-changed"
    assert finding.remedy is not None
    assert "* -text" in finding.remedy


def test_a_text_that_is_no_text(tmp_path: Path) -> None:
    data = "柳湾\n".encode() + b"\xff"
    digest = sha256(data).hexdigest()
    store = Store(tmp_path)
    (store.root / archive_path(digest)).write_bytes(data)
    store.source(SOUND, digest=digest)
    (finding,) = store.findings()
    assert finding.code == "text-unreadable"
    assert "line 2 is not UTF-8" in finding.message


@pytest.mark.skipif(os.name == "nt", reason="no links and pipes there")
def test_links_and_pipes_are_not_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.source(SOUND)
    store.text.rename(tmp_path / "outside.txt")
    store.text.symlink_to(tmp_path / "outside.txt")
    there = f"facts/texts/{DIGEST}.txt"
    assert store.faults(strict=True) == [("text-unreadable", there, None)]
    store.text.unlink()
    os.mkfifo(store.text)
    assert store.faults(strict=True) == [("text-unreadable", there, None)]
    store.text.unlink()
    store.text.parent.rmdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / store.text.name).write_bytes(b"")
    (store.root / "texts").symlink_to(tmp_path / "elsewhere")
    assert ("link", "facts/texts", None) in store.faults(strict=True)
    assert "text-changed" not in {code for code, _, _ in store.faults()}


def test_no_facts_are_read_where_texts_are_kept(store: Store) -> None:
    store.source(SOUND)
    inner = store.root / "texts" / "2024"
    inner.mkdir()
    (store.root / "a.toml").rename(inner / "a.toml")
    assert [entry.name for entry in store_files(str(store.root))[0]] == ["store.toml"]
    assert store.faults() == [("facts-in-archive", "facts/texts/2024/a.toml", None)]


def test_what_lies_behind_a_link_is_not_looked_at(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret.toml").write_text("", encoding="utf-8")
    store.text.unlink()
    store.text.parent.rmdir()
    store.text.parent.symlink_to(tmp_path / "out")
    assert [code for code, _, _ in store.faults()] == ["link"]


def test_a_text_that_no_source_names(store: Store) -> None:
    assert store.findings() == ()
    assert store.faults(strict=True) == [("unused-text", f"facts/texts/{DIGEST}.txt", None)]
    (store.root / "texts" / "notes.txt").write_text("x", encoding="utf-8")  # is none of ours
    store.source(SOUND)
    assert store.findings(strict=True) == ()


def test_texts_are_read_when_their_turn_comes(store: Store) -> None:
    for number in range(3):
        text = f"第{number}篇，6人。"
        digest = sha256(text.encode()).hexdigest()
        (store.root / archive_path(digest)).write_text(text, encoding="utf-8")
        store.source('quote = "6人。"', name=f"s{number}", digest=digest)
    known, _ = verify_store(str(store.root))
    faults: list[Finding] = []
    texts = archived(str(store.root), known, faults)
    first = next(texts)
    for path in (store.root / "texts").iterdir():
        if first.sha256 not in path.name:
            path.write_bytes(b"\xff")
    assert list(texts) == []
    assert [fault.code for fault in faults] == ["text-changed", "text-changed"]
