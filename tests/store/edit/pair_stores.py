"""Small stores to edit: two files that state the same number."""

from pathlib import Path

from xzfacts.store.schema.reader import read_store
from xzfacts.verify import verify_store

PAIR = ("a", "b")  # files with the same number


def pair_store(folder: Path) -> str:
    """Create a store of two files with the same number."""
    root = folder / "facts"
    root.mkdir()
    (root / "store.toml").write_text('schema = 1\nname = "s"\n', encoding="utf-8")
    for name in PAIR:
        (root / f"{name}.toml").write_bytes(pair_text(name, 0))
    return str(root)


def pair_text(name: str, number: int) -> bytes:
    return (
        f'[source]\nid = "{name}"\ntitle = "题"\n\n[[sentences]]\nquote = "厂有{number}人。"\n'
        f'facts = [{{ subject = "厂{name}", attribute = "人数", value = "{number}人" }}]\n'
    ).encode()


def content(root: str) -> dict[str, bytes]:
    """Return every file of a store, including hidden ones."""
    paths = [path for path in Path(root).rglob("*") if not path.is_dir()]
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


def numbers(root: str) -> set[str]:
    """Verify the store and return the values in the files of the pair."""
    assert {one.code for one in verify_store(root)[1]} <= {"unfinished-write"}
    store, _ = read_store(root)
    return {fact.value for fact in store.facts if fact.source.id in PAIR}
