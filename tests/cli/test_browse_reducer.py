"""What is listed for what is typed, and what keys do with it."""

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from tests.cli.drafts import make_store
from tests.cli.process import FERRY
from tests.law_profiles import examples
from xzfacts.app import Facts, open_store
from xzfacts.cli.browse.actions import Action, Copy, Effect, Leave, Open
from xzfacts.cli.browse.browse_reducer import (
    Arrived,
    Chosen,
    Key,
    Looked,
    Noted,
    Pressed,
    Typed,
    step,
)
from xzfacts.cli.browse.browse_state import (
    BrowseState,
    FactHit,
    NameHit,
    QueryHit,
    SearchRequest,
    initial_state,
)
from xzfacts.cli.browse.store_search import StoreSearch


class Session:
    """A browser without a terminal: the store answers at once."""

    def __init__(self, facts: Facts, text: str = "") -> None:
        self.search = StoreSearch(facts)
        self.state = initial_state(text)
        self._answer()

    def _answer(self) -> None:
        if self.state.listing != self.state.found.listing or not self.state.found.answered:
            self.state, _none = step(self.state, Arrived(self.search.find(self.state.listing)))
        hit = self.state.selected
        if hit is not None:
            self.state, _none = step(self.state, Looked(hit, self.search.context(hit)))

    def send(self, event: Typed | Pressed | Chosen | Noted) -> Effect | None:
        self.state, effect = step(self.state, event)
        self._answer()
        return effect

    def type(self, text: str) -> "Session":
        self.send(Typed(text))
        return self

    def press(self, *keys: Key) -> Effect | None:
        effect = None
        for key in keys:
            effect = self.send(Pressed(key))
        return effect

    def act(self, action: Action) -> Effect | None:
        return self.send(Chosen(action))

    def values(self) -> list[str]:
        return [hit.fact.value for hit in self.state.found.hits if isinstance(hit, FactHit)]

    def names(self) -> list[str]:
        return [hit.name for hit in self.state.found.hits if isinstance(hit, NameHit)]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return open_store(FERRY)


@pytest.fixture
def session(facts: Facts) -> Session:
    return Session(facts)


def test_nothing_typed_gives_an_overview(session: Session) -> None:
    assert {"青石渡轮渡有限公司", "渡船数"} <= set(session.names())
    assert "subjects" in session.state.found.summary
    first = session.state.selected
    assert isinstance(first, NameHit)
    assert first.facts == len(session.state.selected_context.facts)


@pytest.mark.parametrize("typed", ["青", "青石", "qing", "qingshid", "qsd"])
def test_a_half_typed_name_gives_the_subject(session: Session, typed: str) -> None:
    assert "青石渡轮渡有限公司" in session.type(typed).names() or session.values()


@pytest.mark.parametrize("typed", ["船", "船员人", "chuanyuan", "cy"])
def test_a_half_typed_attribute_gives_the_attribute(session: Session, typed: str) -> None:
    assert "船员人数" in session.type(typed).names()


@pytest.mark.parametrize("typed", ["青石轮渡 船员", "青石轮渡 船员人", "青石轮渡 chuany"])
def test_a_subject_and_a_half_typed_attribute_give_the_fact(session: Session, typed: str) -> None:
    assert session.type(typed).values()[0] == "96人"


def test_an_alias_is_shown_beside_the_name(session: Session) -> None:
    hits = session.type("青石轮").state.found.hits
    assert any(isinstance(hit, NameHit) and hit.called == "青石轮渡" for hit in hits)


def test_what_is_near_is_not_the_answer(session: Session) -> None:
    session.type("青石轮渡 股价")
    titles = [section.title for section in session.state.found.sections]
    assert "" not in titles
    assert all(titles)
    suggested = [hit for hit in session.state.found.hits if isinstance(hit, QueryHit)]
    assert suggested
    while session.state.selected != suggested[0]:
        session.press("down")
    session.press("enter")
    assert session.state.listing == SearchRequest(suggested[0].query)
    assert session.values()


@pytest.mark.parametrize("typed", ["，。", "x" * 300, "\\", "%_*'\"", "[bold]", "-- drop"])
def test_any_text_gets_an_answer(session: Session, typed: str) -> None:
    assert session.type(typed).state.found.summary


def test_the_list_belongs_to_what_is_typed_last(session: Session) -> None:
    late = session.search.find(SearchRequest("青石轮渡"))
    session.type("船员")
    before = session.state
    assert step(before, Arrived(late)) == (before, None)


def test_copying(session: Session) -> None:
    session.type("青石轮渡 船员")
    assert session.act("value") == Copy("value", "96人")
    quote = session.act("quote")
    assert isinstance(quote, Copy)
    assert "船员96人" in quote.text
    citation = session.act("citation")
    assert isinstance(citation, Copy)
    assert citation.text.startswith("渡口晚报")


def test_the_menu_does_what_its_line_says(session: Session) -> None:
    session.type("青石轮渡 船员")
    assert session.press("enter") is None
    assert session.state.menu == 0
    assert session.press("enter") == Copy("value", "96人")
    opened = session.press("enter", "down", "down", "down", "enter")
    assert isinstance(opened, Open)
    assert opened.place.line is not None
    session.press("enter", "page_down", "page_down", "enter")
    assert session.state.listing.scope is not None


def test_typing_closes_the_menu(session: Session) -> None:
    session.type("青石轮渡 船员").press("enter")
    assert session.type("青石轮渡 船员人").state.menu is None


def test_escape_goes_back_step_by_step(session: Session) -> None:
    session.type("青石轮渡").press("down", "down")
    selected = session.state.selected
    session.act("subject")
    assert session.state.listing.text == ""
    session.type("客运").press("enter")
    assert session.press("escape") is None  # the menu
    assert session.press("escape") is None  # the subject
    assert session.state.listing == SearchRequest("青石轮渡")
    assert session.state.selected == selected
    assert session.press("escape") == Leave(0)


def test_the_facts_of_a_subject_are_filtered_by_what_is_typed(session: Session) -> None:
    session.type("青石轮渡").act("subject")
    everything = session.values()
    assert {"96人", "14条"} <= set(everything)
    assert session.type("船员").values()[0] == "96人"  # others have it in their sentence only
    assert session.type("chuanyuan").values() == ["96人"]
    assert session.type("船员 96").values()[0] == "96人"
    assert session.type("什么也没有").values() == []
    assert session.press("enter") is None


@pytest.mark.parametrize(
    "name", ["青石轮渡", "青石渡轮渡有限公司", "qingshilundu", "qsld", "清石轮渡"]
)
@pytest.mark.parametrize("start", ["ch", "chuany", "chuanyuan", "船", "船员"])
def test_a_partly_typed_attribute_finds_the_fact(session: Session, name: str, start: str) -> None:
    assert session.type(f"{name} {start}").values()[0] == "96人"


@pytest.mark.parametrize(
    "text", ["。 ch", "a b", "qingshilundu zzz", "nobody renshu", "x " * 200 + "a"]
)
def test_other_letters_after_a_word_are_a_query(session: Session, text: str) -> None:
    session.type(text)
    assert "96人" not in session.values()
    assert session.state.found.summary


def test_an_attribute_lists_its_facts(session: Session) -> None:
    session.type("渡船")
    names = [isinstance(hit, NameHit) and hit.name == "渡船数" for hit in session.state.found.hits]
    for _number in range(names.index(True)):
        session.press("down")
    session.press("enter")
    assert "14条" in session.values()


def test_actions_need_a_fact(session: Session) -> None:
    assert session.act("value") is None
    assert session.state.message == "Select a fact first."
    session.press("down")
    assert session.state.message == ""


def test_leaving(session: Session) -> None:
    assert session.press("end") == Leave(0)
    session.type("青石")
    assert session.press("end") is None
    assert session.press("interrupt") == Leave(130)
    session.press("help")
    assert session.state.help
    assert session.press("escape") is None
    assert not session.state.help


def test_conflicts_are_shown_in_the_facts_of_a_subject(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    root = make_store(tmp_path_factory.getbasetemp())
    dongan = root / "dongan.toml"
    text = (
        dongan.read_text("utf-8")
        .replace(', status = "draft"', "")
        .replace("青石轮渡票价3元", "青石轮渡票价5元")
    )
    dongan.write_text(text.replace('value = "3元"', 'value = "5元"'), encoding="utf-8")
    with open_store(str(root)) as facts:
        session = Session(facts, "青石轮渡 票价")
        session.act("subject")
        session.type("票价")
        related = session.state.selected_context.related
        assert related is not None
        assert {related.fact.value, related.conflicts[0].value} == {"3元", "5元"}


def test_drafts_are_not_listed(tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_store(str(make_store(tmp_path_factory.getbasetemp()))) as facts:
        session = Session(facts, "青石轮渡")
        session.act("subject")
        assert set(session.values()) == {"14条", "96人", "3元"}


def facts_of(tmp_path: Path, article: str) -> Facts:
    """A store with a fact and the archived text of its article."""
    from hashlib import sha256

    digest = sha256(article.encode()).hexdigest()
    (tmp_path / "store.toml").write_text('schema = 1\nname = "测试"\n', encoding="utf-8")
    (tmp_path / "a.toml").write_text(
        f'[source]\nid = "a"\ntitle = "标题"\nsha256 = "{digest}"\n\n[[sentences]]\n'
        'quote = "青石厂有工人88人。"\nline = 5\n'
        'facts = [{ subject = "青石厂", attribute = "工人人数", value = "88人" }]\n',
        encoding="utf-8",
    )
    from xzfacts.store.text_archive import archive_path

    path = tmp_path / archive_path(digest)
    path.parent.mkdir()
    path.write_text(article, encoding="utf-8")
    return open_store(str(tmp_path))


def test_the_archived_article_is_around_the_sentence(tmp_path: Path) -> None:
    article = "标题\n\n第一段。\n\n青石厂有工人88人。后一句。\n\n末段。\n"
    with facts_of(tmp_path, article) as facts:
        context = Session(facts, "青石厂 工人").state.selected_context
    assert context.before == ("标题", "第一段。")
    assert context.after == ("后一句。", "末段。")


def test_of_long_lines_what_is_next_to_the_sentence_is_shown(tmp_path: Path) -> None:
    line = "长" * 100_000
    with facts_of(tmp_path, f"{line}前\n青石厂有工人88人。后{line}\n") as facts:
        context = Session(facts, "青石厂 工人").state.selected_context
    assert context.before[0].endswith("长前")
    assert context.after[0].startswith("后长")
    assert len(context.before[0]) == len(context.after[0]) <= 2000


KEYS: list[Key] = ["up", "down", "page_up", "page_down", "enter", "escape", "end", "help"]
ACTIONS: list[Action] = ["value", "quote", "citation", "open", "subject"]
EVENTS = st.one_of(
    st.sampled_from([Pressed(key) for key in KEYS]),
    st.sampled_from([Chosen(action) for action in ACTIONS]),
    st.sampled_from([Typed(text) for text in ("", "青石", "船员", "青石轮渡 客运", "zzz", "3")]),
    st.just(Noted("changed", changed=True)),
)


@settings(max_examples=examples(40))
@given(events=st.lists(EVENTS, max_size=12))
def test_any_keys_leave_the_selection_in_the_list(facts: Facts, events: list[Pressed]) -> None:
    session = Session(facts)
    for event in events:
        session.send(event)
        state: BrowseState = session.state
        assert state.found.listing == state.listing
        assert 0 <= state.at <= max(len(state.found.hits) - 1, 0)
        assert state.menu is None or isinstance(state.selected, FactHit)


def test_some_of_very_many_attributes_that_begin_as_typed(tmp_path: Path) -> None:
    facts = "".join(
        f'{{ subject = "青石厂", attribute = "人数{number}", value = "8人" }},\n'
        for number in range(700)
    )
    (tmp_path / "store.toml").write_text('schema = 1\nname = "测试"\n', encoding="utf-8")
    (tmp_path / "a.toml").write_text(
        '[source]\nid = "a"\ntitle = "甲"\n[[sentences]]\nquote = "青石厂有8人。"\n'
        f"facts = [\n{facts}]\n",
        encoding="utf-8",
    )
    with open_store(str(tmp_path)) as opened:
        assert len(Session(opened, "青石厂 rs").state.found.sections[0].hits) == 500
