"""Writes the inputs of a seed into a sandbox: the store, traps in it, drafts and rows."""

import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from benchmarks.fuzz.commands import ARTICLES, DRAFT, OUT, REPORT, ROWS, STORE
from benchmarks.fuzz.documents import Documents

_TRAPS_IN_EACH_STORE = 4
_DAMAGED_CACHES = 0.05  # a rebuild takes as long as 30 commands
_DEEP = 100_000  # levels of a nested journal


def lay_out(folder: Path, inputs: Documents) -> tuple[str, str]:
    """Write everything; returns the extensions of the draft and of the rows."""
    work = folder / "work"
    shutil.rmtree(work)
    store = folder / STORE
    store.mkdir(parents=True)
    (store / "store.toml").write_bytes(inputs.store_file())
    for number in range(inputs.random.randint(0, 3)):
        (store / f"{number}.toml").write_bytes(inputs.source_file(number))
    for trap in inputs.random.sample(_TRAPS, _TRAPS_IN_EACH_STORE):
        trap(folder, store, inputs)
    if inputs.random.random() < _DAMAGED_CACHES:
        _damage_cache(folder / "cache", inputs)
    extension, draft = inputs.document()
    (folder / f"{DRAFT}.{extension}").write_bytes(draft)
    (folder / ARTICLES).mkdir()
    for number in range(2):
        kind, data = inputs.document()
        (folder / ARTICLES / f"{number}.{kind}").write_bytes(data)
    (folder / REPORT).write_bytes(inputs.report())
    rows_extension, rows = inputs.rows()
    (folder / f"{ROWS}.{rows_extension}").write_bytes(rows)
    return extension, rows_extension


def _secret(folder: Path) -> Path:
    return folder / "outside" / "secret.txt"


def _lay_links(folder: Path, store: Path, _inputs: Documents) -> None:
    (store / "link.toml").symlink_to(_secret(folder))
    (store / "loop.toml").symlink_to("loop.toml")


def _lay_hard_link(folder: Path, store: Path, _inputs: Documents) -> None:
    os.link(folder / "outside" / "linked.toml", store / "hard.toml")


def _lay_pipe(_folder: Path, store: Path, _inputs: Documents) -> None:
    os.mkfifo(store / "pipe.toml")


def _lay_journal(folder: Path, store: Path, inputs: Documents) -> None:
    """A journal that this user did not sign, whole or malformed, or none in the folder."""
    stage = store / ".xzfacts-write"
    stage.mkdir()
    for name in inputs.random.sample(["new", "before"], inputs.random.randint(0, 2)):
        (stage / name).mkdir()
        (stage / name / "0").write_bytes(b"#!/bin/sh\n")
    files = [".git/hooks/post-checkout", "../../outside/secret.txt", "store.toml", "\ud800"]
    step = [inputs.random.choice(files), "0", None, "0"]
    record = repr({"store": str(store), "back": False, "steps": [step]}).encode("utf-8", "replace")
    kinds = [record, b"0" * 64 + b"\n" + record, b"[" * _DEEP, b'"\\ud800"', inputs.article()]
    kind = inputs.random.randrange(len(kinds) + 2)
    if kind < len(kinds):
        (stage / "journal").write_bytes(kinds[kind])
    elif kind == len(kinds):
        os.mkfifo(stage / "journal")
    else:
        (stage / "journal").symlink_to(_secret(folder))


def _lay_odd_names(_folder: Path, store: Path, inputs: Documents) -> None:
    names = [b"\xff\xfe.toml", b"a\nb.toml", b"\x1b[31m.toml", b"-.toml", b"A.TOML", b"a.toml"]
    names += ["é.toml".encode(), "e\u0301.toml".encode(), b"'; rm.toml", b"::error::.toml"]
    for name in inputs.random.sample(names, 3):
        Path(os.fsdecode(os.fsencode(store) + b"/" + name)).write_bytes(inputs.source_file(9))


def _lay_texts(folder: Path, store: Path, inputs: Documents) -> None:
    """Archived texts, as named by their hash, altered, linked or a pipe."""
    texts = store / "texts"
    texts.mkdir()
    (texts / f"{'0' * 64}.txt").write_bytes(inputs.article())
    article = inputs.article() + "晨光服饰现有工人88人。".encode()
    name = sha256(article).hexdigest()
    source = f'[source]\nid = "t"\ntitle = "题"\nsha256 = "{name}"\n'
    fact = '{ subject = "晨光服饰", attribute = "工人人数", value = "88人" }'
    sentence = f'[[sentences]]\nquote = "晨光服饰现有工人88人。"\nfacts = [{fact}]\n'
    (store / "t.toml").write_text(source + sentence, encoding="utf-8")
    file = texts / f"{name}.txt"
    kind = inputs.random.randrange(4)
    if kind == 0:
        file.symlink_to(_secret(folder))
    elif kind == 1:
        os.mkfifo(file)
    else:
        file.write_bytes(article if kind == 2 else inputs.flipped(article))


def _lay_folders(folder: Path, store: Path, _inputs: Documents) -> None:
    (store / "sub").symlink_to(folder / "outside")
    (store / "folder.toml").mkdir()
    (store / "nested").mkdir()
    (store / "nested" / "store.toml").write_text("schema = 1\n")


def _lay_schema(_folder: Path, store: Path, inputs: Documents) -> None:
    (store / "schema").mkdir()
    (store / "schema" / "source.json").write_bytes(inputs.article())
    (store / "schema" / "a.toml").write_bytes(inputs.source_file(8))


def _lay_big(_folder: Path, store: Path, inputs: Documents) -> None:
    """A file that is all hole, a line that is too long, a key of many parts."""
    kind = inputs.random.randrange(3)
    with (store / "big.toml").open("wb") as file:
        if kind == 0:
            file.truncate(1 << 40)
        elif kind == 1:
            file.write(b'a = "' + b"9" * (1 << 21))
        else:
            file.write(b"a." * (1 << 15) + b"a = 1\n")


def _lay_target(folder: Path, _store: Path, inputs: Documents) -> None:
    """A link or a folder where a file is to be written."""
    if inputs.random.random() < 0.5:
        (folder / OUT).symlink_to(_secret(folder))
    else:
        (folder / OUT).mkdir()


def _lay_readonly(_folder: Path, store: Path, inputs: Documents) -> None:
    for path in store.glob("*.toml"):
        if inputs.random.random() < 0.5 and path.is_file() and not path.is_symlink():
            path.chmod(inputs.random.choice([0o000, 0o444, 0o777]))


_TRAPS: list[Callable[[Path, Path, Documents], None]] = [
    _lay_links,
    _lay_hard_link,
    _lay_pipe,
    _lay_journal,
    _lay_odd_names,
    _lay_texts,
    _lay_folders,
    _lay_schema,
    _lay_big,
    _lay_target,
    _lay_readonly,
]


def _damage_cache(cache: Path, inputs: Documents) -> None:
    """Change, cut off or empty files of the cache."""
    files = [path for path in cache.rglob("*") if path.is_file()]
    for path in inputs.random.sample(files, min(2, len(files))):
        data = path.read_bytes()
        at = inputs.random.randint(0, len(data))
        kinds = [data[:at], b"", data[:at] + b"\xff" * 40 + data[at + 40 :], inputs.article()]
        path.write_bytes(inputs.random.choice(kinds))
