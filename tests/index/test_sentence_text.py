"""The first sentences of an index, searched in memory."""

import sqlite3
from collections.abc import Iterator

import pytest

from xzfacts.index.lookup import sentence_text
from xzfacts.index.lookup.sentence_text import SentenceText
from xzfacts.index.schema import NUMBER_BITS

QUOTES = ("柳渡有船3条。", "柳渡\0灯塔高21米。", "", "KTV灯塔有台阶90级,灯塔高9米。")


@pytest.fixture
def text() -> Iterator[SentenceText]:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE sentence (id INTEGER PRIMARY KEY, quote TEXT)")
    rows = ((10 * number, quote) for number, quote in enumerate(QUOTES))
    db.executemany("INSERT INTO sentence VALUES (?,?)", rows)
    yield SentenceText(db)
    db.close()


@pytest.mark.parametrize(
    ("pieces", "most", "found"),
    [
        (["灯塔"], 9, [10, 30]),
        (["柳渡", "灯塔"], 9, [10, 0, 30]),
        (["柳渡", "灯塔"], 1, [10]),
        (["ktv"], 9, [30]),
        (["塔灯", "渡柳"], 9, []),
        ([], 9, []),
    ],
)
def test_sentences_with_most_pieces_come_first(
    text: SentenceText, pieces: list[str], most: int, found: list[int]
) -> None:
    assert text.with_most(pieces, most) == found
    assert text.with_most(pieces, most) == found


@pytest.mark.parametrize(
    ("piece", "searched", "held"),
    [
        ("灯塔", 9, True),
        ("灯塔", 1, False),
        ("塔灯", 9, False),
        ("柳渡", 0, False),
        ("。柳", 9, False),
    ],
)
def test_only_the_first_sentences_are_searched(
    text: SentenceText, piece: str, searched: int, *, held: bool
) -> None:
    assert text.may_hold([piece], searched) == held
    assert text.may_hold(["柳渡"], 9)
    assert text.may_hold([piece], searched) == held


def test_the_text_of_a_file_is_compact(text: SentenceText) -> None:
    assert text.of_file(0) == "柳渡有船3条柳渡灯塔高21米ktv灯塔有台阶90级灯塔高9米"
    assert not text.of_file(1)
    assert 10 * len(QUOTES) < 1 << NUMBER_BITS


def test_words_that_were_forgotten_are_searched_again(
    text: SentenceText, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentence_text, "_REMEMBERED", 2)
    pieces = ("柳渡", "台阶", "船3", "高9")
    for _ in range(2):
        assert [text.with_most([piece], 1) for piece in pieces] == [[0], [30], [0], [30]]
