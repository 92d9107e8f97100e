"""The facts of sentences that hold some words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.index.index_stores import FactSpec, file_text, new_store, write
from xzfacts.index.cache.index_opener import open_in_memory
from xzfacts.index.lookup import sentence_text
from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.index.lookup.quoted_facts import facts_in_sentences, facts_of_sentences

SOURCE = """
[source]
id = "{name}"
title = "{name}"

[[sentences]]
quote = "{name}渡口有船3条,船工8人。"
facts = [
  {{ subject = "{name}渡口", attribute = "船数", value = "3条" }},
  {{ subject = "{name}渡口", attribute = "船工人数", value = "8人" }},
]

[[sentences]]
quote = "{name}灯塔高21米,有台阶90级。"
facts = [
  {{ subject = "{name}灯塔", attribute = "高度", value = "21米" }},
  {{ subject = "{name}灯塔", attribute = "台阶数", value = "90级" }},
]
"""


@pytest.fixture
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    root = tmp_path_factory.mktemp("store")
    (root / "store.toml").write_text('schema = 1\nname = "shore"\n', encoding="utf-8")
    for name in ("南礁", "西礁"):
        (root / f"{name}.toml").write_text(SOURCE.format(name=name), encoding="utf-8")
    opened = open_in_memory(str(root))
    yield Catalog(opened.db)
    opened.db.close()


def facts_with_most(catalog: Catalog, pieces: list[str], most: int) -> list[FactRow]:
    return facts_of_sentences(catalog, catalog.sentences.with_most(pieces, most))


@pytest.mark.parametrize(
    ("pieces", "values"),
    [
        (["西礁灯塔"], ["21米", "90级"]),
        (["灯塔", "台阶"], ["21米", "90级"] * 2),
        (["船工"], ["3条", "8人"] * 2),
        (["灯塔", "船工"], []),
    ],
)
def test_all_facts_of_the_sentences_are_found(
    catalog: Catalog, pieces: list[str], values: list[str]
) -> None:
    found = facts_in_sentences(catalog, pieces, most=20, searched=100)
    assert [row.value for row in found] == values
    assert all(piece in row.quote for row in found for piece in pieces)


def test_facts_that_stand_far_apart_in_a_file_are_found(tmp_path: Path) -> None:
    """A sentence that stands again far behind, and one with many facts."""

    def facts(number: int, value: str, count: int = 1) -> str:
        each = f'{{ subject = "北礁{number}号渡口", attribute = "航线数", value = "{value}" }}, '
        return f"facts = [ {each * count} ]\n"

    again = '[[sentences]]\nquote = "北礁灯塔高21米，有台阶90级。"\n'
    between = "".join(
        f'[[sentences]]\nquote = "第{n}号渡口有9条航线。"\n{facts(n, "9条")}' for n in range(300)
    )
    many = f'[[sentences]]\nquote = "各渡口有航线3条。"\n{facts(1, "3条", 600)}'
    text = again + facts(1, "21米") + between + again + facts(1, "90级") + many
    store = new_store(tmp_path)
    write(store, "a.toml", f'[source]\nid = "a"\ntitle = "题"\n{text}')
    catalog = Catalog(open_in_memory(str(store)).db)
    for pieces, values in ((["灯塔高"], ["21米", "90级"]), (["各渡口"], ["3条"] * 600)):
        rows = facts_with_most(catalog, pieces, 10)
        assert [row.value for row in rows] == values
        first = facts_in_sentences(catalog, pieces, most=10, searched=1000)
        assert [row.value for row in first] == values[:100]


def test_only_the_first_sentences_are_read(catalog: Catalog) -> None:
    assert not facts_in_sentences(catalog, ["灯塔"], most=20, searched=1)
    assert len(facts_in_sentences(catalog, ["灯塔"], most=20, searched=2)) == 2
    assert len(facts_in_sentences(catalog, ["灯塔"], most=1, searched=100)) == 2


def test_the_sentence_with_most_pieces_is_found(catalog: Catalog) -> None:
    found = facts_with_most(catalog, ["西礁", "灯塔", "台阶"], most=1)
    assert {row.quote for row in found} == {"西礁灯塔高21米,有台阶90级。"}


def found(store: Path, pieces: list[str], most: int) -> tuple[list[str], int]:
    """The sentences of the facts found, and how many steps SQLite needs for them."""
    db = open_in_memory(str(store)).db
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1

    db.set_progress_handler(step, 1)
    rows = facts_with_most(Catalog(db), pieces, most)
    db.set_progress_handler(None, 0)
    return [row.quote for row in rows], steps


def ferries(start: int, count: int) -> list[FactSpec]:
    return [FactSpec(f"青石{n}号渡口", "船员人数", f"{n}人") for n in range(start, start + count)]


def test_only_files_of_the_ranked_sentences_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentence_text, "_RANKED", 6)
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
