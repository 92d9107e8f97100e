"""The compiled vocabulary is used only as it was written, and noticed when sources change."""

import json
import os
import shutil
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pytest

from xzfacts.vocabulary import compiled, loader
from xzfacts.vocabulary.loader import Vocabulary, parse_vocabulary

parsed = lru_cache(parse_vocabulary)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder; what is parsed then is known already."""
    monkeypatch.setenv("XZFACTS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(loader, "parse_vocabulary", parsed)
    return tmp_path / "cache"


def load() -> Vocabulary:
    """The vocabulary as a new process would load it."""
    return loader.load_vocabulary.__wrapped__()


def only_file(cache: Path) -> Path:
    (path,) = cache.iterdir()
    return path


def refuse(*_: object) -> Vocabulary:
    raise AssertionError


def test_it_is_parsed_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load() == parsed()
    assert only_file(cache).suffix == ".json"
    monkeypatch.setattr(loader, "parse_vocabulary", refuse)
    assert load() == parsed()


def signed(body: object) -> Callable[[bytes], bytes]:
    """A file with the key and the checksum that are expected, and another body."""
    data = json.dumps(body).encode()
    digest = sha256(data).hexdigest().encode()
    return lambda old: old.partition(b"\n")[0].rpartition(b" ")[0] + b" " + digest + b"\n" + data


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda old: old[: len(old) // 2],
        lambda old: old.replace("人数".encode(), "人类".encode(), 1),
        lambda old: b"\x80" + old,
        lambda old: old.replace(b"xzfacts vocabulary", b"another vocabulary", 1),
        signed({}),
        signed([[], [], []]),
        signed([[["id", "kind", ["term"], [], []]], [["text", "role", []]]]),
        signed([[["id", "kind", ["term"], [1], []]], [["text", "role", []]], [["table", ["w"]]]]),
        signed([[["id", "kind", "term", [], []]], [["text", "role", []]], [["table", ["w"]]]]),
        signed([[["id", "kind", ["term"], [], []]], [["text", "role"]], [["table", ["w"]]]]),
        signed([[["id", "kind", ["term"], [], []]], [["text", "role", []]], [["table", "w"]]]),
        lambda _: b"[" * 100_000,
    ],
)
def test_a_file_that_is_damaged_or_foreign_counts_as_absent_and_is_replaced(
    cache: Path, damage: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    load()
    path = only_file(cache)
    good = path.read_bytes()
    path.write_bytes(damage(good))
    assert path.read_bytes() != good
    assert load() == parsed()
    assert path.read_bytes() == good
    monkeypatch.setattr(loader, "parse_vocabulary", refuse)
    assert load() == parsed()


def test_a_deeply_nested_file_counts_as_absent(cache: Path) -> None:
    load()
    path = only_file(cache)
    body = b"[" * 1_000_000
    head = path.read_bytes().partition(b"\n")[0].rpartition(b" ")[0]
    path.write_bytes(head + b" " + sha256(body).hexdigest().encode() + b"\n" + body)
    assert load() == parsed()


@pytest.mark.parametrize("name", ["data/vocabulary/general.toml", "text/normalize.py"])
def test_a_change_of_data_or_code_is_noticed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    shutil.copytree(Path(loader.DATA).parent, package, ignore=shutil.ignore_patterns("locale"))
    monkeypatch.setattr(compiled, "_PACKAGE", str(package))
    before = compiled.source_key()
    assert compiled.source_key() == before
    path = package / name
    seen = path.stat()
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))  # neither size nor time differs
    assert compiled.source_key() != before


def test_where_nothing_can_be_written_it_is_parsed(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XZFACTS_CACHE", os.devnull)
    assert load() is parsed()
    monkeypatch.setattr(compiled, "cache_folder", lambda: None)
    assert load() is parsed()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_its_place_counts_as_absent(cache: Path) -> None:
    first = load()
    path = only_file(cache)
    path.unlink()
    os.mkfifo(path)
    assert load() == first
    assert only_file(cache).is_file()


@pytest.mark.skipif(os.name == "nt", reason="needs file modes")
def test_a_folder_that_everybody_can_write_to_is_not_used(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load()
    only_file(cache).parent.chmod(0o777)
    monkeypatch.setattr(loader, "parse_vocabulary", refuse)
    with pytest.raises(AssertionError):
        load()
