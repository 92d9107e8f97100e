"""Pipes, links and folders in place of the files of an index or of a store are refused at once."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep
from types import FrameType

import pytest

from tests.cli.process import FERRY, run
from tests.index.index_stores import (
    USE_SMALL_VOCABULARY,
    FactSpec,
    changed_index,
    file_text,
    new_store,
    write,
)
from xzfacts.app import Facts, open_store
from xzfacts.index.cache.index_session import discard_damaged

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


@pytest.fixture(scope="module")
def old_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose files did not change in the last two seconds, in which they are read again."""
    store = new_store(tmp_path_factory.mktemp("old"))
    write(store, "a.toml", file_text("a", SPECS))
    sleep(2.1)
    return store


def answer(store: Path, *arguments: str, cache: Path | None = None) -> tuple[int, str, str]:
    env = {**os.environ, "XDG_CACHE_HOME": str(cache or store.parent / "cache")}
    ended = run([*arguments, "--store", str(store)], env=env, prelude=USE_SMALL_VOCABULARY)
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


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i"
CHANGES = {
    "view": "ALTER TABLE fact RENAME TO f; CREATE VIEW fact AS SELECT * FROM f",
    "endless view": f"DROP TABLE finding; CREATE VIEW finding AS {ENDLESS} AS file FROM n",
    "endless names": f"DROP TABLE name; CREATE VIEW name AS {ENDLESS} AS id, 'x' AS text,"
    " 'name' AS kind, 1 AS target FROM n",
    "trigger": "CREATE TRIGGER t AFTER INSERT ON fact BEGIN DELETE FROM fact; END",
    "other columns": "DROP TABLE sentence; CREATE TABLE sentence (id, quote BLOB)",
    "generated column": "ALTER TABLE fact ADD COLUMN more AS (randomblob(1000000000))",
    "no table": "DROP TABLE source",
    "no rows": "DELETE FROM source; DELETE FROM sentence; DELETE FROM subject",
    "wrong schema": "UPDATE sqlite_master SET sql = 'CREATE TABLE fact (x)' WHERE name = 'fact'",
    "texts": "UPDATE fact SET quantity = 'x', status = 'x', line = 'x', sentence = 'x'",
    "blobs": "UPDATE sentence SET quote = zeroblob(10000000); UPDATE fact SET quantity = x'ff'",
    "numbers": "UPDATE fact SET value = 1e999, fid = 1; UPDATE name SET text = 5, kind = 6",
    "postings": "UPDATE posting SET names = zeroblob(1000003); UPDATE gram SET total = -1",
    "meta": "UPDATE meta SET value = 'x'; UPDATE term SET kinds = 5, role = NULL",
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_index_that_somebody_changed(old_store: Path, tmp_path: Path, change: str) -> None:
    calls = [("query", "青石轮渡"), ("query", "青石轮度 船员"), ("list",), ("verify",)]
    draft = tmp_path / "draft.txt"
    draft.write_text("青石轮渡的船员人数是97人。", encoding="utf-8")
    calls += [("check", str(draft)), ("list", "subjects"), ("extract", str(draft))]
    built = tmp_path / "cache"
    assert answer(old_store, "query", "青石轮渡", cache=built)[0] == 0
    for call in calls:
        cache = tmp_path / f"cache {call}"
        shutil.copytree(built, cache)  # with the permissions, without which it is not used
        changed_index(cache / "xzfacts", CHANGES[change])
        assert answer(old_store, *call, cache=cache)[0] in {0, 1}, call


def test_a_cache_that_others_can_write_to_is_not_used(store: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "xzfacts"
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    assert answer(store, "query", "青石轮渡", cache=cache.parent)[0] == 0
    assert not any(cache.iterdir())
    cache.chmod(0o700)
    assert answer(store, "query", "青石轮渡", cache=cache.parent)[0] == 0
    assert any(cache.iterdir())


def test_a_new_cache_is_for_its_user_only(store: Path, tmp_path: Path) -> None:
    assert answer(store, "query", "青石轮渡", cache=tmp_path / "cache")[0] == 0
    assert (tmp_path / "cache" / "xzfacts").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("inside", ["texts", "sub"])
def test_folders_deeper_than_the_stack(store: Path, inside: str) -> None:
    deepest = store / inside
    deepest.mkdir()
    folders = [deepest]
    while len(folders) <= sys.getrecursionlimit():
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
    count = 2_000
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


def test_all_damaged_indexes_in_use_are_discarded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where other stores in use have an index that is damaged or gone."""
    in_use = []
    for name in ("first", "second", "third", "fourth", "last"):
        root, cache = tmp_path / name / "facts", tmp_path / name / "cache"
        shutil.copytree(FERRY, root)
        monkeypatch.setenv("XZFACTS_CACHE", str(cache))
        with open_store(str(root)) as built:
            assert built.ask("青石轮渡 船员").results
        changed_index(cache, "UPDATE source SET url = x'ff'")
        in_use.append(open_store(str(root)))
        assert in_use[-1].ask("青石轮渡 船员").results
    assert discard_damaged()
    last = tmp_path / "last" / "cache"
    assert not [path for path in last.iterdir() if not path.suffix]  # no manifest
