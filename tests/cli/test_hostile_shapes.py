"""Stores that are small but of a shape that makes work for every pair of their parts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.growth import grows_moderately
from xzfacts.app import Facts, open_store
from xzfacts.cli.fact_address import fact_at
from xzfacts.cli.review.batch_edits import same_edit
from xzfacts.cli.review.decision_writer import apply_decision, write_batch
from xzfacts.cli.review.review_state import (
    Merge,
    Remove,
    ReviewItem,
    ReviewState,
    SetKeys,
)
from xzfacts.cli.validation import file_findings
from xzfacts.model.declarations import Subject
from xzfacts.render import fact_page
from xzfacts.render.styles import Screen
from xzfacts.store.edit.editing_session import edit_session
from xzfacts.store.render_toml import FactTable
from xzfacts.store.schema.contents import FileContents, merge_contents
from xzfacts.store.schema.reader import read_store
from xzfacts.verify import verify

_SOURCE = '[source]\nid = "a"\ntitle = "年报"\n'


def _fact(subject: str, value: int = 8, attribute: str = "人数", more: str = "") -> str:
    fact = f'subject = "{subject}", attribute = "{attribute}", value = "{value}人"{more}'
    return f'[[sentences]]\nquote = "{subject}有{value}人。"\nfacts = [{{ {fact} }}]\n'


def _declared(what: str, name: str, more: str = "") -> str:
    return f'[[{what}]]\nname = "{name}"\n{more}'


def _spelling(number: int) -> str:
    """One of many spellings of a name by capitals, which have one compact form."""
    letters = enumerate("abcdefghijklmnop")
    return "".join(each.upper() if number >> at & 1 else each for at, each in letters)


def _near(number: int) -> str:
    return f"晨光第{chr(0x4E00 + number)}服装公司"


_SHAPES: dict[str, Callable[[int], str]] = {
    "one subject declared again and again": lambda _n: _declared("subjects", "晨光"),
    "one attribute declared again and again": lambda _n: _declared("attributes", "人数"),
    "subjects with one alias": lambda n: _declared("subjects", f"厂{n}", 'aliases = ["老厂"]\n'),
    "attributes with one alias": lambda n: (
        _fact("晨光", attribute=f"人数{n}")
        + _declared("attributes", f"人数{n}", 'aliases = ["多少人"]\n')
    ),
    "spellings of one subject": lambda n: _declared("subjects", _spelling(n)),
    "spellings of one subject in facts": lambda n: _fact(_spelling(n)),
    "names that differ by a character": lambda n: _fact(_near(n)),
    "amounts that agree": lambda n: _fact("晨光").replace("有8人", f"有8人，第{n}"),
}


def _store(folder: Path, text: str) -> str:
    folder.mkdir()
    (folder / "store.toml").write_text('schema = 1\nname = "t"\n', encoding="utf-8")
    (folder / "a.toml").write_text(_SOURCE + text, encoding="utf-8")
    return str(folder)


def _read_all(facts: Facts) -> None:
    list(facts.subjects())
    list(facts.attributes())
    facts.ask("晨光 人数")


@pytest.mark.parametrize("shape", _SHAPES)
def test_a_store_is_indexed_listed_and_verified_in_linear_time(tmp_path: Path, shape: str) -> None:
    def work(size: int) -> None:
        text = _fact("晨光") + "".join(map(_SHAPES[shape], range(size)))
        root = _store(tmp_path / f"{size}", text)
        with open_store(root) as facts:
            _read_all(facts)
        store, found = read_store(root)
        verify(store, found, strict=True)

    assert grows_moderately(work, 2400)


@pytest.mark.parametrize(
    "edit", [Remove(), SetKeys({"subject": "总厂"})], ids=["reject", "other subject"]
)
def test_drafts_of_subjects_of_their_own_are_edited_in_linear_time(
    tmp_path: Path, edit: Remove | SetKeys
) -> None:
    states = {}
    for size in (30, 31, 240):
        names = [f"晨光{number}厂" for number in range(size)]
        text = "".join(_declared("subjects", name) for name in names)
        text += "".join(_fact(name, 8, more=', status = "draft"') for name in names)
        facts = open_store(_store(tmp_path / f"{size}", text))
        state = ReviewState(tuple(map(ReviewItem, facts.facts(status="draft"))))
        states[size] = state, same_edit(state, edit, lambda _fact: True), facts.root
    assert grows_moderately(lambda size: write_batch(*states[size]), 240)
    store, _ = read_store(states[240][2])
    assert store.subjects == ()  # they were declared for those drafts
    assert {fact.subject for fact in store.facts} <= {"总厂"}


def test_a_long_chain_of_parts_is_dropped(tmp_path: Path) -> None:
    names = [f"厂{number}" for number in range(1500)]
    wholes = [f'part_of = "厂{number + 1}"\n' for number in range(1499)] + [""]
    declared = map(_declared, ["subjects"] * len(names), names, wholes)
    root = _store(tmp_path / "facts", _fact("厂0") + "".join(declared))
    with edit_session(root) as edits:
        edits.remove_facts("facts/a.toml", [read_store(root)[0].facts[0].id])
        edits.drop_unused("facts/a.toml", ["厂0"])
        edits.commit()
    assert read_store(root)[0].subjects == ()


def test_added_facts_take_linear_time(tmp_path: Path) -> None:
    def work(size: int) -> None:
        root = _store(tmp_path / f"{size}", "".join(_fact("厂", n) for n in range(size)))
        source = read_store(root)[0].sources[0]
        sentence = read_store(root)[0].facts[0].sentence
        with edit_session(root) as edits:
            for number in range(size):
                given = sentence._replace(quote=f"新厂{number}有{number}人。")
                fact: FactTable = {"subject": "新厂", "attribute": "人数", "value": f"{number}人"}
                edits.add_fact(source, given, fact)
            edits.commit()

    assert grows_moderately(work, 2400)


def test_a_fact_beside_many_is_shown_in_little_memory(tmp_path: Path) -> None:
    text = "".join(_fact("晨光", attribute=f"人数{number}") for number in range(300))
    with open_store(_store(tmp_path / "facts", text)) as facts:
        shown = fact_at(facts, ["facts/a.toml:6"])
        near = facts.neighbours(shown)
        page = fact_page.fact(facts.beside(shown), near, Screen(1_000_000, False, False))
    assert len(page) < 100_000


def test_the_aliases_of_a_merged_subject_are_moved_in_one_edit(tmp_path: Path) -> None:
    states = {}
    for size in (100, 101, 800):
        names = ", ".join(f'"晨光{number}"' for number in range(size))
        text = _declared("subjects", "晨光厂", f"aliases = [{names}]\n")
        text += _fact("晨光厂", more=', status = "draft"') + _fact("总厂")
        facts = open_store(_store(tmp_path / f"{size}", text))
        states[size] = ReviewState(tuple(map(ReviewItem, facts.facts(status="draft")))), facts.root
    work = {size: (state, Merge("总厂"), root) for size, (state, root) in states.items()}
    assert grows_moderately(lambda size: apply_decision(*work[size]), 800)
    (subject,) = read_store(states[800][1])[0].subjects
    assert (subject.name, len(subject.aliases)) == ("总厂", 801)


def test_a_file_with_one_id_again_and_again_is_validated_in_linear_time(tmp_path: Path) -> None:
    opened = {}
    for size in (20, 21, 160):
        text = "".join(_fact("晨光", number, more=', id = "x"') for number in range(size))
        root = _store(tmp_path / f"{size}", text)
        (tmp_path / f"{size}" / "b.toml").write_text(_SOURCE + text, encoding="utf-8")
        opened[size] = open_store(root), (_SOURCE + text).encode()
    assert grows_moderately(
        lambda size: file_findings(opened[size][1], f"{size}/b.toml", opened[size][0]), 160
    )


def test_a_subject_that_is_declared_again_and_again_is_read_in_linear_time() -> None:
    def work(size: int) -> None:
        declared = tuple(Subject("晨光", (f"晨光{n}",), f"k{n}") for n in range(size))
        named = tuple(Subject("晨光", (f"晨光{n}",), None, "厂") for n in range(size))
        files = [FileContents("a.toml", subjects=declared), FileContents("b.toml", subjects=named)]
        (subject,) = merge_contents("s", files)[0].subjects
        assert subject == Subject("晨光", tuple(f"晨光{n}" for n in range(size)), "k0", "厂")

    assert grows_moderately(work, 6000)
