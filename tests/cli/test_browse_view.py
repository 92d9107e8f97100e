"""The page of the browser: its size, what is highlighted, and hostile text."""

from time import process_time

import pytest
from hypothesis import given, settings, strategies as st
from rich.cells import cell_len

from tests.cli.process import FERRY
from tests.cli.test_browse_reducer import Session
from tests.growth import is_within
from tests.law_profiles import examples
from xzfacts.app import Facts, open_store
from xzfacts.cli.browse.browse_state import (
    BrowseState,
    FactHit,
    HitContext,
    NameHit,
    SearchRequest,
    SearchResult,
    Section,
)
from xzfacts.cli.browse.browse_view import page
from xzfacts.cli.browse.input_text import printable
from xzfacts.cli.browse.preview import preview
from xzfacts.cli.browse.styled_lines import Line, clip
from xzfacts.index.lookup.subject_info import KnownSubject
from xzfacts.model.facts import Fact, Match, Place, Result, Sentence, Source
from xzfacts.render.escape import visible

HOSTILE = st.text(
    st.sampled_from("青石渡轮船员人数 8，。（）abc\x1b[]0;\x07\u202e\u200d\x85\n\t\ud800é👨‍👩"),
    max_size=60,
)
STYLED = ("value", "word", "name", "aside", "warning", "heading", "selected", "")


def text_of(lines: list[Line]) -> str:
    return "\n".join("".join(text for text, _style in line) for line in lines)


def test_of_many_aliases_as_many_are_shown_as_fit() -> None:
    hit = NameHit("subject", "青石厂", "", 8)
    names = tuple(map("青石{}厂".format, range(100_000)))
    subject = KnownSubject("青石厂", names, None, None, 8, ())
    before = process_time()
    shown = preview(hit, HitContext(subject=subject), 60, 20)
    assert is_within(1, before)  # all of them took several seconds
    assert len(shown) == 20


@pytest.fixture(scope="module")
def facts() -> Facts:
    return open_store(FERRY)


@pytest.mark.parametrize("width", [60, 120])
def test_the_value_is_highlighted_in_its_sentence(facts: Facts, width: int) -> None:
    lines = page(Session(facts, "青石轮渡 船员").state, width, 23)
    values = [text for line in lines for text, style in line if style == "value"]
    assert values == ["96人", "96人"]  # above the sentence and in it
    shown = text_of(lines)
    assert "渡口晚报" in shown
    assert "facts/" in shown or "ferry/" in shown


def test_the_help_line_keeps_the_first_and_the_last_key(facts: Facts) -> None:
    state = Session(facts, "青石轮渡 船员").state
    for width in (40, 60, 80, 120):
        keys = text_of([page(state, width, 20)[-1]])
        assert keys.startswith("Enter: actions")
        assert keys.endswith("Esc: leave")
    assert "F6: subject" in text_of([page(state, 120, 20)[-1]])


def test_all_keys_are_on_the_help_page(facts: Facts) -> None:
    session = Session(facts)
    session.press("help")
    shown = text_of(page(session.state, 60, 23))
    for key in ("Enter", "F2", "F3", "F4", "F5", "F6", "Esc", "Ctrl-C"):
        assert key in shown


def test_a_long_sentence_is_shown_around_its_value() -> None:
    quote = "青石渡" * 200 + "有船员96人" + "等候" * 200 + "。"
    state = _listing(_fact("青石渡", "船员", "96人", quote))
    lines = page(state, 60, 20)
    marked = [text for line in lines for text, style in line if style == "value"]
    assert marked == ["96人", "96人"]
    assert "晚报" in text_of(lines)


def _fact(subject: str, attribute: str, value: str, quote: str) -> Fact:
    place = Place("facts/a.toml", 3)
    return Fact(
        "a1", subject, attribute, value, None, Sentence(quote, 3), Source("a", "晚报"), place
    )


def _listing(fact: Fact, kind: str = "fact") -> BrowseState:
    hit = FactHit(Result(fact, 1, Match(), kind=kind))
    names = NameHit("subject", fact.subject, fact.attribute, 2)
    listing = SearchRequest(fact.value)
    sections = Section("", (hit,)), Section(fact.attribute, (names,))
    context = HitContext((fact.sentence.quote,), (fact.value,))
    return BrowseState(
        listing, SearchResult(listing, sections, fact.subject), context=(hit, context)
    )


@settings(max_examples=examples(150))
@given(
    texts=st.tuples(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
    width=st.integers(10, 130),
    height=st.integers(1, 40),
    kind=st.sampled_from(["fact", "sentence"]),
    menu=st.sampled_from([None, 0]),
)
def test_any_text_fits_and_is_harmless(
    texts: tuple[str, str, str, str], width: int, height: int, kind: str, menu: int | None
) -> None:
    state = _listing(_fact(*texts), kind)
    for at in (0, 1):
        lines = page(
            BrowseState(state.listing, state.found, at, state.context, menu if at == 0 else None),
            width,
            height,
        )
        assert len(lines) == height
        for line in lines:
            assert sum(cell_len(text) for text, _style in line) <= width
            for text, style in line:
                assert visible(text) == text
                assert style in STYLED


@given(text=HOSTILE, width=st.integers(0, 30))
def test_clipping_keeps_the_beginning(text: str, width: int) -> None:
    shown = "".join(part for part, _style in clip([(text, "")], width))
    assert cell_len(shown) <= width
    assert visible(text).startswith(shown.removesuffix("…"))


@given(text=HOSTILE)
def test_typed_text_is_one_line_without_controls(text: str) -> None:
    clean = printable(text)
    assert visible(clean) == clean
    assert printable(clean) == clean
