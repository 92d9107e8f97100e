"""Files and folders with names that are no text, look alike when shown, or are deeply nested."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from tests.cli.process import FERRY, run

from xzfacts.app import open_store
from xzfacts.cli.display_paths import store_file_path
from xzfacts.cli.fact_address import fact_at
from xzfacts.store.edit.editing_session import edit_session
from xzfacts.store.paths import named_path, shown_path
from xzfacts.store.schema.reader import read_store
from xzfacts.user_folders import make_folders
from xzfacts.verify import verify_store

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux alone")

FACT = '{{ subject = "厂{1}", attribute = "工人人数", value = "{0}人" }}'
TEXT = '[source]\nid = "{1}"\ntitle = "甲"\n\n[[sentences]]\nquote = "厂{1}有工人{0}人。"\n'
TEXT += f"facts = [{FACT}]\n"
# Names that were shown alike, and one that looks like how another is shown.
NAMES = [b"\xff.toml", b"\xfe.toml", "\ufffd.toml".encode(), b"\\xff.toml", b"\\\\xff.toml"]


def _store(folder: Path) -> str:
    os.mkdir(os.fsencode(folder))
    (folder / "store.toml").write_text('schema = 1\nname = "s"\n', encoding="utf-8")
    for number, name in enumerate(NAMES):
        with open(os.fsencode(folder) + b"/" + name, "w", encoding="utf-8") as file:
            file.write(TEXT.format(number + 1, number))
    return str(folder)


@given(st.lists(st.sampled_from([*NAMES, b"\\", b"x", b"\xe6", "晨".encode(), b"/"])))
def test_the_shown_path_names_one_file(parts: list[bytes]) -> None:
    path = os.fsdecode(b"".join(parts))
    shown = shown_path(path)
    assert named_path(shown) == path
    shown.encode()


@on_linux
@pytest.mark.parametrize("name", [b"facts", b"\xff", b"\\xff"])
def test_each_fact_is_changed_in_its_own_file(tmp_path: Path, name: bytes) -> None:
    root = _store(tmp_path / os.fsdecode(name))
    store, found = verify_store(root)
    assert found == ()
    assert len({fact.place.file for fact in store.facts}) == len(NAMES)
    with open_store(root) as facts:
        known = {fact.id: (fact.place.file, fact.place.line) for fact in facts.facts()}
    for fact in store.facts:
        assert known[fact.id] == (fact.place.file, fact.place.line)
        before = Path(store_file_path(root, fact.place.file)).read_text(encoding="utf-8")
        with edit_session(root) as edits:
            edits.set_fact(fact.place.file, fact.id, {"note": "改"})
            edits.commit()
        after = Path(store_file_path(root, fact.place.file)).read_text(encoding="utf-8")
        assert after == before.replace('人" }', '人", note = "改" }')
    assert all(fact.note == "改" for fact in read_store(root)[0].facts)


@on_linux
def test_a_place_names_its_file(tmp_path: Path) -> None:
    root = _store(tmp_path / "facts")
    with open_store(root) as facts:
        for fact in facts.facts():
            line = fact.place.line
            assert fact_at(facts, [f"{fact.place.file}:{line}"]) == fact
            assert fact_at(facts, [f"{store_file_path(root, fact.place.file)}:{line}"]) == fact


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[str]:
    """A path of nearly two thousand folders; pytest could not remove them."""
    yield f"{tmp_path}/deep{'/a' * 1900}"
    subprocess.run(["rm", "-rf", tmp_path / "deep"], check=True)


@pytest.mark.parametrize("variable", ["XZFACTS_CACHE", "XDG_CACHE_HOME", "XDG_STATE_HOME"])
def test_a_folder_for_own_files_in_thousands_of_folders(
    tmp_path: Path, deep: str, variable: str
) -> None:
    env = {**os.environ, variable: deep, "XZFACTS_STORE": FERRY}
    assert run(["query", "青石轮渡"], env=env).returncode == 0
    store = _store(tmp_path / "facts")
    done = run(["alias", "厂1", "一厂", "--store", store], env=env)
    assert (done.returncode, b"bug" in done.stderr) == (0, False)


def test_a_store_in_thousands_of_folders(deep: str) -> None:
    done = run(["init", deep])
    assert (done.returncode, b"bug" in done.stderr) == (0, False)


def test_folders_are_made_as_needed(tmp_path: Path) -> None:
    make_folders(str(tmp_path / "a" / "b" / ""), 0o700)
    make_folders(str(tmp_path / "a" / "b"))
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("file", "link"):
        with pytest.raises(FileExistsError):
            make_folders(str(tmp_path / name))
    with pytest.raises(NotADirectoryError):
        make_folders(str(tmp_path / "file" / "a"))


@pytest.mark.parametrize(
    "command",
    [
        ["archive", "check", "facts", "--workers", "1", "--out"],
        ["export", "--format", "csv", "--out"],
    ],
)
def test_a_link_to_a_thousand_links(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "link0").mkdir()
    for number in range(1500):
        (tmp_path / f"link{number + 1}").symlink_to(f"link{number}")
    store = _store(tmp_path / "facts")
    done = run([*command, "link1500/out", "--store", store], cwd=tmp_path)
    assert (done.returncode, b"bug" in done.stderr) == (2, False)
    assert list((tmp_path / "link0").iterdir()) == []
