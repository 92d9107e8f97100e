"""An updated index returns the same as one built from scratch."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.index.index_stores import (
    FactSpec,
    file_text,
    new_store,
    snapshot,
    snapshot_without_index,
    use_small_vocabulary,
    write,
)
from tests.law_profiles import examples
from xzfacts.app import open_store
from xzfacts.index.builder import source_files
from xzfacts.index.file_states import Listing
from xzfacts.index.indexed_store import NoSuchFactError

_SUBJECTS = (
    "青石渡轮渡有限公司",
    "青石轮渡",
    "青石·轮渡",
    "轮渡公司",
    "月光（诗集）",
    "白沙码头",
    "两岸渡口",
)
_ATTRIBUTES = ("船员人数", "船员", "年客流量", "年产值", "作者", "所在地")
_VALUES = ("96人", "1200万元", "1200万人次", "雒小满", "白沙码头", "2023年5月", "很多")
_ALIASES = ("青石轮渡", "轮渡公司", "青石", "白沙", "白沙码头", "月光")
_MORE = (
    "",
    ', status = "draft"',
    ', status = "retracted"',
    ', superseded_by = "same"',
    ', id = "same"',
    ', as_of = "2024"',
)

_facts = st.lists(
    st.builds(
        FactSpec,
        st.sampled_from(_SUBJECTS),
        st.sampled_from(_ATTRIBUTES),
        st.sampled_from(_VALUES),
        st.sampled_from(_MORE),
    ),
    max_size=4,
)


def _declare(what: str, name: str, aliases: list[str], kind: str | None, whole: str | None) -> str:
    text = f'[[{what}]]\nname = "{name}"\naliases = {aliases!r}\n'
    text += f'kind = "{kind}"\n' if kind else ""
    return text + (f'part_of = "{whole}"\n' if whole and what == "subjects" else "")


_declared = st.lists(
    st.one_of(
        st.builds(
            _declare,
            st.just("subjects"),
            st.sampled_from(_SUBJECTS),
            st.lists(st.sampled_from(_ALIASES), max_size=2, unique=True),
            st.sampled_from([None, "公司", "地方"]),
            st.sampled_from([None, *_SUBJECTS]),
        ),
        st.builds(
            _declare,
            st.just("attributes"),
            st.sampled_from(_ATTRIBUTES),
            st.lists(st.sampled_from(_ATTRIBUTES), max_size=2, unique=True),
            st.sampled_from([None, "people", "money"]),
            st.none(),
        ),
    ),
    max_size=3,
).map("\n".join)

_file = st.one_of(
    st.builds(file_text, st.sampled_from("xyz"), _facts, _declared, st.sampled_from(["一", "二"])),
    st.just("not = [toml"),
    st.just(""),
)
_names = st.sampled_from(["a.toml", "b.toml", "c.toml", "d/a.toml", "e.toml", "zz.toml"])
_edits = st.lists(st.tuples(_names, st.none() | _file), min_size=1, max_size=5)


@settings(max_examples=examples(20), suppress_health_check=list(HealthCheck))
@given(start=st.dictionaries(_names, _file, min_size=3), edits=_edits)
def test_updates_give_the_same_index_as_a_new_build(
    start: dict[str, str],
    edits: list[tuple[str, str | None]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        use_small_vocabulary(patch)
        folder = tmp_path_factory.mktemp("edits")
        store = new_store(folder)
        patch.setenv("XZFACTS_CACHE", str(folder / "cache"))
        for name, text in start.items():
            write(store, name, text)
        open_store(str(store))
        for name, new in edits:
            if new is None:
                (store / name).unlink(missing_ok=True)
            else:
                write(store, name, new)
            facts = open_store(str(store))
            assert facts.index_state().path is not None
            assert snapshot(facts) == snapshot_without_index(store, patch, folder)


def _read_names(patch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that records the names of the files read from now on."""
    names: list[str] = []
    original = source_files.read_store_file

    def read_store_file(root: str, listing: Listing, number: int) -> object:
        names.append(listing.names[number])
        return original(root, listing, number)

    patch.setattr(source_files, "read_store_file", read_store_file)
    return names


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XZFACTS_CACHE", str(tmp_path / "cache"))
    use_small_vocabulary(monkeypatch)
    store = new_store(tmp_path)
    for name in "abcd":
        write(store, f"{name}.toml", file_text(name, [FactSpec("青石轮渡", "船员人数", "96人")]))
    return store


def test_only_changed_files_are_read_again(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(str(store))
    names = _read_names(monkeypatch)
    open_store(str(store))
    assert names == []
    write(store, "b.toml", file_text("b", [FactSpec("白沙码头", "年客流量", "1200万人次")]))
    write(store, "bb.toml", file_text("bb", [FactSpec("白沙码头", "船员人数", "96人")]))
    (store / "c.toml").unlink()
    facts = open_store(str(store))
    assert names == ["b.toml", "bb.toml"]
    assert [fact.place.file for fact in facts.facts()] == [
        "facts/a.toml",
        "facts/b.toml",
        "facts/bb.toml",
        "facts/d.toml",
    ]


def test_many_files_can_be_inserted_between_two(store: Path) -> None:
    """Even if no labels are left between these, as after some 24 before one another."""
    open_store(str(store))
    for number in range(60):
        name = f"b{number:04}.toml" if number % 2 else f"b0000{999 - number}.toml"
        write(store, name, file_text(name, [FactSpec("白沙码头", "船员人数", f"{number}人")]))
        files = [fact.place.file for fact in open_store(str(store)).facts()]
        assert files == sorted(files)
        assert len(files) == number + 5


def test_a_store_can_be_moved_away_and_back(store: Path, tmp_path: Path) -> None:
    before = snapshot(open_store(str(store)))
    store.rename(tmp_path / "elsewhere")
    moved = open_store(str(tmp_path / "elsewhere"))
    assert next(moved.facts()).place.file == "elsewhere/a.toml"
    (tmp_path / "elsewhere").rename(store)
    assert snapshot(open_store(str(store))) == before


def test_names_that_are_not_utf8_match_nothing(store: Path) -> None:
    facts = open_store(str(store))
    odd = "b\udcff"
    for chosen in ({"subject": odd}, {"attribute": odd}, {"source": odd}):
        assert list(facts.facts(**chosen)) == []
    assert list(facts.names_from(odd)) == []
    assert facts.attributes_of(odd) == []
    assert facts.ask(odd, limit=1).results == ()
    with pytest.raises(NoSuchFactError):
        facts.fact(odd)
