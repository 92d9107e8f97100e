"""Pipes, links and folders in place of the files of an index or of a store are refused at once."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from tests.cli.process import run
from tests.index.index_stores import USE_SMALL_VOCABULARY, FactSpec, file_text, new_store, write
from xzfacts.app import Facts

_COMMAND = f"""{USE_SMALL_VOCABULARY}
from xzfacts.__main__ import main
main()
"""
SPECS = [FactSpec("青石轮渡", "船员人数", "96人")]


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    store = new_store(tmp_path)
    write(store, "a.toml", file_text("a", SPECS))
    return store


def answer(store: Path, *arguments: str, cache: Path | None = None) -> tuple[int, str, str]:
    env = {**os.environ, "XDG_CACHE_HOME": str(cache or store.parent / "cache")}
    ended = run([*arguments, "--store", str(store)], env=env, script=_COMMAND)
    error = ended.stderr.decode()
    assert "This is a bug" not in error
    return ended.returncode, ended.stdout.decode(), error


@pytest.mark.parametrize("put", [_pipe, _folder, _device])
@pytest.mark.parametrize("of", ["manifest", "lock", "database"])
def test_in_place_of_a_file_of_the_index(
    store: Path, tmp_path: Path, put: Callable[[Path], None], of: str
) -> None:
    cache = tmp_path / "cache"
    assert answer(store, "query", "青石轮渡", cache=cache)[0] == 0
    names = {
        path.suffix: path
        for path in (cache / "xzfacts").iterdir()
        if path.suffix in {"", ".lock", ".db"}
    }
    path = names[{"manifest": "", "lock": ".lock", "database": ".db"}[of]]
    path.unlink()
    put(path)
    write(store, "b.toml", file_text("b", SPECS))  # so that the lock is needed
    status, out, _ = answer(store, "query", "青石轮渡", cache=cache)
    assert (status, out.split("\t")[0]) == (0, "96人")


@pytest.mark.parametrize("put", [_pipe, _folder, _device])
@pytest.mark.parametrize("name", ["b.toml", "texts", f"texts/{'0' * 64}.txt"])
def test_in_place_of_a_file_of_the_store(
    store: Path, put: Callable[[Path], None], name: str
) -> None:
    (store / name).parent.mkdir(exist_ok=True)
    put(store / name)
    assert answer(store, "query", "青石轮渡")[0] == 0
    assert answer(store, "verify")[0] in {0, 1}
    assert answer(store, "show", "x")[0] in {1, 2}


@pytest.mark.parametrize("inside", ["texts", "sub"])
def test_folders_deeper_than_the_stack(store: Path, inside: str) -> None:
    deepest = store / inside
    deepest.mkdir()
    folders = [deepest]
    while len(str(folders[-1])) < 3800:
        folders.append(folders[-1] / "d")
        folders[-1].mkdir()
    write(folders[-1], "a.toml", file_text("b", SPECS))
    try:
        status, out, _ = answer(store, "verify", "--json")
        assert status == (1 if inside == "texts" else 0)
        assert ("facts-in-archive" in out) == (inside == "texts")
        assert answer(store, "query", "青石轮渡")[0] == 0
    finally:  # removing a folder with all it holds is recursive too
        (folders[-1] / "a.toml").unlink()
        for folder in reversed(folders):
            folder.rmdir()


def test_a_sparse_file_is_not_read(store: Path) -> None:
    with (store / "b.toml").open("wb") as file:
        file.truncate(1 << 40)
    status, out, error = answer(store, "query", "青石轮渡")
    assert (status, out.split("\t")[0]) == (0, "96人")
    assert "facts/b.toml: Too large to read" in error
    assert "[too-large]" in answer(store, "verify")[1]


def test_a_long_chain_of_wholes_is_followed_for_some_steps_only(tmp_path: Path) -> None:
    count = 5_000
    subjects = "".join(
        f'[[subjects]]\nname = "单位{number}号"\npart_of = "单位{(number + 1) % count}号"\n'
        for number in range(count)
    )
    fact = '{ subject = "单位0号", attribute = "人数", value = "88人" }'
    (tmp_path / "store.toml").write_text('schema = 1\nname = "a"\n', "utf-8")
    (tmp_path / "a.toml").write_text(
        f'[source]\nid = "a"\ntitle = "t"\n{subjects}'
        f'[[sentences]]\nquote = "单位0号有88人。"\nfacts = [{fact}]\n',
        "utf-8",
    )
    steps = 0

    def count_steps(frame: FrameType, event: str, _: object) -> None:
        nonlocal steps
        steps += event == "call" and frame.f_code.co_name == "resolve_whole"

    with Facts(str(tmp_path)) as facts:
        sys.setprofile(count_steps)
        try:
            answer = facts.ask("单位0号 人数")
        finally:
            sys.setprofile(None)
    assert [each.fact.value for each in answer.results] == ["88人"]
    assert 0 < steps < 1000
