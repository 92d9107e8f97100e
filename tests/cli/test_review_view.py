"""The page of a review fits a terminal of any size and shows the value."""

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from tests.cli.drafts import make_store, opened
from xzfacts.cli.review.completions import StoreLookup
from xzfacts.cli.review.key_decoder import Key
from xzfacts.cli.review.review_reducer import step
from xzfacts.cli.review.review_state import ReviewItem, ReviewState
from xzfacts.cli.review.review_view import page
from xzfacts.model.facts import Sentence
from xzfacts.render.styles import Screen

LONG = "渡口两岸的居民说，" * 60 + "青石渡公司渡船增至18条，" + "往来比从前方便了许多。" * 60
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
PLAIN = Screen(80, styled=False, coloured=False)


@pytest.fixture
def review(tmp_path_factory: pytest.TempPathFactory) -> tuple[ReviewState, StoreLookup]:
    facts = opened(make_store(tmp_path_factory.getbasetemp()))
    return ReviewState(tuple(map(ReviewItem, facts.facts(status="draft")))), StoreLookup(facts)


def pressed(state: ReviewState, known: StoreLookup, keys: str) -> ReviewState:
    for char in keys:
        key = Key({"\t": "tab", "\r": "enter"}.get(char, "text"), char)
        state, edit = step(state, key, known)
        assert edit is None
    return state


def shown(
    state: ReviewState, known: StoreLookup, screen: Screen = PLAIN, height: int = 24
) -> list[str]:
    lines = page(state, known.background(state), screen, height).lines
    assert len(lines) <= height
    plain = [ESCAPE.sub("", line) for line in lines]
    assert max(map(cell_len, plain)) <= screen.width
    return plain


def test_a_draft_is_shown_with_its_fields(review: tuple[ReviewState, StoreLookup]) -> None:
    text = "\n".join(shown(*review))
    assert text.startswith("1/4 · 渡口晚报 · 东岸码头扩建 · line 3\n")
    assert "渡船增至[18条]，" in text
    assert re.search(r"subject +青石渡公司  \(new; also 渡口公司\)", text)
    assert re.search(r"confidence +0.82", text)
    assert "The store has nothing on this yet." in text
    assert "a accept" in text


def test_related_facts_of_the_store_are_shown(review: tuple[ReviewState, StoreLookup]) -> None:
    state, known = review
    crew = "\n".join(shown(replace(state, at=1), known))
    assert "青石轮渡 = 青石渡轮渡有限公司  (known; company)" in crew
    assert "✗ contradicts  96人 · 渡口晚报 · 青石渡换新船 · line 5" in crew
    assert "✓ agrees  3元 · 渡口晚报" in "\n".join(shown(replace(state, at=3), known))


def test_a_page_fits_its_terminal(review: tuple[ReviewState, StoreLookup]) -> None:
    first, known = review
    for keys in ("", "s青", "t", "m\t", "v", "v公司", "?", "u", "nnnn"):
        state = pressed(first, known, keys)
        for height in (1, 2, 3, 5, 8, 12, 24):
            for width in (20, 40, 80):
                shown(state, known, Screen(width, styled=True, coloured=True), height)


def test_the_value_of_a_long_sentence_is_visible(review: tuple[ReviewState, StoreLookup]) -> None:
    state, known = review
    first = state.drafts[0]
    long = first._replace(fact=first.fact._replace(sentence=Sentence(LONG, 3)))
    state = replace(state, drafts=(long, *state.drafts[1:]))
    for height in (6, 8, 12, 24):
        for width in (40, 80):
            text = shown(state, known, Screen(width, styled=False, coloured=False), height)
            assert any("[18条]" in line for line in text)
            assert sum("…" in line for line in text) in {1, 2}
            assert any(line.startswith("subject") for line in text)


def test_a_very_long_subject_leaves_room_for_the_rest(
    review: tuple[ReviewState, StoreLookup],
) -> None:
    state, known = review
    first = state.drafts[0]
    long = first._replace(fact=first.fact._replace(subject="青石渡沿岸轮渡联合" * 50))
    text = shown(replace(state, drafts=(long,)), known, Screen(40, styled=False, coloured=False))
    assert any(line.endswith("…") for line in text)
    assert [line.split()[1] for line in text if re.match("attribute|value", line)] == [
        "渡船数",
        "18条",
    ]


def test_the_value_is_marked_with_and_without_colour(
    review: tuple[ReviewState, StoreLookup],
) -> None:
    state, known = review
    background = known.background(state)
    coloured = page(state, background, Screen(80, styled=True, coloured=True), 24).lines[2]
    assert "\x1b[1;32m18条\x1b[0m" in coloured
    assert "[18条]" not in coloured
    without = page(state, background, Screen(80, styled=True, coloured=False), 24).lines[2]
    assert "[18条]" in without
    assert "32m" not in without


def test_the_cursor_follows_the_typed_text(review: tuple[ReviewState, StoreLookup]) -> None:
    state, known = review
    state = pressed(state, known, "s青石")
    after_edit = page(state, known.background(state), PLAIN, 24)
    assert after_edit.cursor is not None
    row, cell = after_edit.cursor
    assert after_edit.lines[row].startswith("subject: 青石")
    assert cell == cell_len("subject: 青石")
    assert "  青石渡轮渡有限公司" in after_edit.lines


def test_text_of_the_store_is_escaped(review: tuple[ReviewState, StoreLookup]) -> None:
    state, known = review
    first = state.drafts[0]
    bad = first.fact._replace(
        subject="渡\x1b[2J",
        note="[bold]\x07",
        sentence=Sentence("渡\u202e口18条\x1b]0;x\x07", 1),
    )
    state = replace(state, drafts=(first._replace(fact=bad),))
    text = "\n".join(page(state, known.background(state), PLAIN, 24).lines)
    assert text.replace("\n", "").isprintable()
    assert "[bold]" in text


def test_completions_match_by_prefix_by_pinyin_and_from_the_vocabulary(
    review: tuple[ReviewState, StoreLookup],
) -> None:
    state, known = review
    fact = state.drafts[1].fact
    assert known.completions("subject", "青石渡轮", fact)[0].text == "青石渡轮渡有限公司"
    assert [o.text for o in known.completions("subject", "dongan", fact)] == ["东岸码头"]
    assert "青石渡轮渡有限公司" in [
        o.text for o in known.completions("merge", "qingshilundu", fact)
    ]
    assert [o.text for o in known.completions("attribute", "pj", fact)][:1] == ["票价"]
    assert known.completions("attribute", "票", fact)[0].about == "known for this subject"
    assert "董事长" in [o.text for o in known.completions("attribute", "董事", fact)]
    assert known.completions("subject", "，", fact) == ()
