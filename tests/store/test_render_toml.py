"""Starting a store, and TOML strings."""

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from xzfacts.store.locate import StoreIsAFileError, locate_store
from xzfacts.store.render_toml import init_store, quoted
from xzfacts.store.schema.reader import read_bytes
from xzfacts.store.write_errors import FolderNotEmptyError, StoreExistsError, StoreNotWrittenError
from xzfacts.verify import verify_store


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text: str) -> None:
    line = f"x = {quoted(text)}"
    assert "\n" not in line
    assert tomllib.loads(line)["x"] == text


@pytest.mark.parametrize(
    ("text", "string"),
    [
        ("88人", '"88人"'),
        ('“a” "b" \\', r'"“a” \"b\" \\"'),
        ("a\tb\r\n", r'"a\tb\r\n"'),
        ("\x1b[2J \x85 \u202e", r'"\u001b[2J \u0085 \u202e"'),
        ("\\\u2028", r'"\\\u2028"'),
    ],
)
def test_what_cannot_be_seen_is_spelled_out(text: str, string: str) -> None:
    assert quoted(text) == string
    assert tomllib.loads(f"x = {string}") == {"x": text}


@pytest.mark.parametrize("folder", ["news", "facts", "deep/er", "."])
def test_a_fresh_store(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    root = init_store(folder)
    inside = tmp_path if folder == "facts" else tmp_path / folder
    assert root == str(inside / "facts")
    monkeypatch.chdir(inside)
    assert locate_store() == root
    store, findings = verify_store(root, strict=True)
    assert findings == ()
    assert store.facts == ()  # the example is a comment
    comments = Path(root, "store.toml").read_text(encoding="utf-8").partition("# [source]")
    source = "\n".join(line[2:] for line in "".join(comments[1:]).split("\n"))
    assert [fact.value for fact in read_bytes(source.encode(), "a.toml").facts] == ["88人"]
    assert store.name == inside.name
    with pytest.raises(StoreExistsError):
        init_store(str(tmp_path / folder))


def test_where_no_store_begins(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(FolderNotEmptyError, match="not empty"):
        init_store(str(tmp_path))
    with pytest.raises(StoreIsAFileError):
        init_store(str(tmp_path / "file"))
    with pytest.raises(StoreNotWrittenError):
        init_store(str(tmp_path / "file" / "below"))
    with pytest.raises(StoreNotWrittenError):
        init_store("a\0b")
    assert os.listdir(tmp_path) == ["file"]
