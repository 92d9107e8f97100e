"""Facts found by the words of their sentences."""

from pathlib import Path

import pytest

from tests.index.index_stores import FactSpec, file_text, new_store, write
from xzfacts.index.cache.index_opener import open_in_memory
from xzfacts.index.lookup import quoted_facts
from xzfacts.index.lookup.catalog import Catalog


def found(store: Path, pieces: list[str], most: int) -> tuple[list[str], int]:
    """The sentences of the facts found, and how many steps SQLite needs for them."""
    db = open_in_memory(str(store)).db
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1

    db.set_progress_handler(step, 1)
    rows = quoted_facts.facts_with_most(Catalog(db), pieces, most)
    db.set_progress_handler(None, 0)
    return [row.quote for row in rows], steps


def ferries(start: int, count: int) -> list[FactSpec]:
    return [FactSpec(f"青石{n}号渡口", "船员人数", f"{n}人") for n in range(start, start + count)]


def test_only_files_of_the_ranked_sentences_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quoted_facts, "_RANKED", 6)
    store = new_store(tmp_path)
    for number in range(2):
        write(store, f"{number}.toml", file_text(f"s{number}", ferries(10 * number, 4)))
    few, steps = found(store, ["11号", "人数"], 2)
    assert few == ["青石0号渡口的船员人数是0人。", "青石11号渡口的船员人数是11人。"]
    for number in range(2, 60):
        write(store, f"{number}.toml", file_text(f"s{number}", ferries(10 * number, 4)))
    again, more = found(store, ["11号", "人数"], 2)
    assert again == few
    assert more < steps + 10
