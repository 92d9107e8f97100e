"""What holds, what is told with it, and what does not answer.

`data/times/answers.txt` has queries to the store beside it, each with its results and what is
told with them.
"""

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.index.index_stores import FactSpec, file_text, new_store, use_small_vocabulary, write
from tests.law_profiles import examples
from xzfacts.app import Facts, open_store
from xzfacts.model.facts import Answer, Fact, Result

STORE = Path(__file__).parent.parent / "data" / "times"
CASES = STORE / "answers.txt"


def _cases() -> Iterator[tuple[str, list[str]]]:
    asked, expected = "", list[str]()
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("? "):
            if asked:
                yield asked, expected
            asked, expected = line[2:], []
        elif line and not line.startswith("#"):
            expected.append(line)
    yield asked, expected


def _values(mark: str, facts: tuple[Fact, ...]) -> list[str]:
    return [f"{mark} {fact.value}" for fact in facts]


def _line(result: Result) -> str:
    parts = [
        result.fact.value,
        *_values("=", result.citations),
        *_values("!", result.conflicts),
        *_values("<", result.history),
        *_values(">", (result.newer,) if result.newer else ()),
    ]
    return "  ".join(parts)


def _ask(facts: Facts, asked: str) -> Answer:
    words = shlex.split(asked)
    day = words.pop(words.index("--as-of") + 1) if "--as-of" in words else None
    query = " ".join(word for word in words if not word.startswith("--"))
    return facts.ask(query, limit=10, as_of=day, drafts="--drafts" in words)


@pytest.mark.parametrize("asked", [asked for asked, _ in _cases()])
def test_an_answer_and_what_is_told_with_it(asked: str) -> None:
    facts = open_store(str(STORE))
    assert [_line(result) for result in _ask(facts, asked).results] == dict(_cases())[asked]


def test_what_is_told_with_a_fact_by_itself() -> None:
    facts = open_store(str(STORE))
    told = {fact.id: _line(facts.beside(fact)) for fact in facts.facts(attribute="门店数")}
    assert list(told.values()) == ["9家  > 21家", "14家  > 21家", "21家  < 14家  < 9家"]


def test_nothing_but_what_answers_is_suggested() -> None:
    facts = open_store(str(STORE))
    suggested = {each.text for each in facts.ask("梧岭茶叶 股价", limit=5).suggestions}
    assert "工人人数" in suggested
    assert not {"注册资本", "员工宿舍"} & suggested


def test_a_declared_name_that_only_drafts_bear_is_not_known_unless_it_has_parts(
    tmp_path: Path,
) -> None:
    declared = """
[[subjects]]
name = "桑坪镇"

[[subjects]]
name = "栗坡镇"

[[subjects]]
name = "桑坪大桥"
part_of = "桑坪镇"
"""
    said = [
        FactSpec("桑坪镇", "人口", "3万人", ', status = "draft"'),
        FactSpec("栗坡镇", "人口", "2万人", ', status = "draft"'),
        FactSpec("桑坪大桥", "长度", "320米"),
    ]
    store = new_store(tmp_path)
    write(store, "a.toml", file_text("a", said, declared))
    facts = open_store(str(store))
    assert [_line(result) for result in facts.ask("桑坪镇 长度", limit=5).results] == ["320米"]
    for name, value in (("桑坪镇", "3万人"), ("栗坡镇", "2万人")):
        assert facts.ask(f"{name} 人口", limit=5).results == ()
        asked = facts.ask(f"{name} 人口", limit=5, drafts=True)
        assert [_line(result) for result in asked.results] == [value]
    assert facts.ask("桑坪镇", limit=5).suggestions == ()
    write(store, "a.toml", file_text("a", said[:2], declared))
    assert open_store(str(store)).ask("桑坪镇 长度", limit=5).results == ()


_SUBJECTS = ("白沙码头", "青石渡", "两岸渡口")
_ATTRIBUTES = ("船员人数", "年客流量", "作者")
_VALUES = ("96人", "九十六人", "80人", "80余人", "雒小满")
_STATUSES = ("", ', as_of = "2023"', ', as_of = "2024-05"', ', status = "superseded"')
_UNHELD = (', status = "draft"', ', status = "retracted"')
_DATES = ("", "2023", "2024", "2024-05", "2024-06-01")


def _said(more: tuple[str, ...], attributes: tuple[str, ...] = _ATTRIBUTES) -> st.SearchStrategy:
    return st.builds(
        FactSpec,
        st.sampled_from(_SUBJECTS),
        st.sampled_from(attributes),
        st.sampled_from(_VALUES),
        st.sampled_from(more),
    )


_sources = st.lists(
    st.tuples(st.sampled_from(_DATES), st.lists(_said(_STATUSES), max_size=4)), max_size=4
)
_unheld = st.lists(_said(_UNHELD, (*_ATTRIBUTES, "渡口")), min_size=1, max_size=4)


def _open(folder: Path, sources: list[tuple[str, list[FactSpec]]]) -> Facts:
    store = new_store(folder)
    for number, (published, facts) in enumerate(sources):
        dated = f'published = "{published}"\n' if published else ""
        text = file_text(f"s{number}", list(dict.fromkeys(facts)))
        write(store, f"{number}.toml", text.replace('title = "渡口"\n', f'title = "题"\n{dated}'))
    return open_store(str(store))


_QUERIES = tuple(f"{subject} {attribute}" for subject in _SUBJECTS for attribute in _ATTRIBUTES)
_OTHERS = ("白沙码头", "青石渡 船员", "96人", "雒小满", "渡口", "白沙马头 船员人数", "青石渡 渡口")


def _told(answer: Answer) -> list[object]:
    results = [(result.fact.id, result.score, result.match) for result in answer.results]
    return [*results, *answer.suggestions]


@settings(max_examples=examples(15), suppress_health_check=list(HealthCheck))
@given(sources=_sources, unheld=_unheld)
def test_drafts_and_what_was_retracted_change_no_answer(
    sources: list[tuple[str, list[FactSpec]]],
    unheld: list[FactSpec],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        use_small_vocabulary(patch)
        without = _open(tmp_path_factory.mktemp("without"), sources)
        beside = _open(tmp_path_factory.mktemp("with"), [*sources, ("2025", unheld)])
        for query in (*_QUERIES, *_OTHERS):
            assert _told(beside.ask(query, limit=10)) == _told(without.ask(query, limit=10)), query
        names = [each.name for each in without.subjects()]
        assert [each.name for each in beside.subjects()] == names
        assert list(beside.names_from("")) == list(without.names_from(""))


@settings(max_examples=examples(15), suppress_health_check=list(HealthCheck))
@given(sources=_sources)
def test_every_current_fact_is_told_once_and_a_late_day_changes_nothing(
    sources: list[tuple[str, list[FactSpec]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        use_small_vocabulary(patch)
        facts = _open(tmp_path_factory.mktemp("told"), sources)
        current = [fact for fact in facts.facts() if fact.status.value == "current"]
        for query in _QUERIES:
            answer = facts.ask(query, limit=50)
            told = [
                fact.id
                for result in answer.results
                for fact in (result.fact, *result.citations, *result.history)
            ]
            subject, attribute = query.split()
            wanted = {f.id for f in current if (f.subject, f.attribute) == (subject, attribute)}
            assert sorted(told) == sorted(wanted), query
            assert facts.ask(query, limit=50, as_of="9999").results == answer.results


@settings(max_examples=examples(15), suppress_health_check=list(HealthCheck))
@given(sources=_sources, day=st.sampled_from(["2022", "2023", "2023-07", "2024-05", "2024-06-01"]))
def test_a_day_answers_as_if_nothing_had_been_said_since(
    sources: list[tuple[str, list[FactSpec]]], day: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def known(source: str, said: FactSpec) -> bool:
        when = said.more.split('"')[1] if "as_of" in said.more else source
        return when[: len(day)] <= day

    by_then = [(date, [said for said in facts if known(date, said)]) for date, facts in sources]
    with pytest.MonkeyPatch.context() as patch:
        use_small_vocabulary(patch)
        facts = _open(tmp_path_factory.mktemp("all"), sources)
        then = _open(tmp_path_factory.mktemp("then"), by_then)
        for query in _QUERIES:
            asked = facts.ask(query, limit=50, as_of=day)
            assert [result.fact.id for result in asked.results] == [
                result.fact.id for result in then.ask(query, limit=50).results
            ], query
