"""Word segmentation: the words cover the text, and news phrases are cut where people do."""

import pytest
from hypothesis import given, strategies as st

from xzfacts.language.segmentation import Word, segment


@pytest.mark.parametrize(
    "words",
    [
        "全年 旅客 吞吐量 达到",
        "累计 投入 资金",
        "建成 标准化 蔬菜 大棚",
        "参加 培训 的 学员",
        "城镇 居民 收入 增长",
    ],
)
def test_words_of_a_phrase(words: str) -> None:
    text = words.replace(" ", "")
    assert " ".join(text[w.start : w.end] for w in segment(text)) == words


def test_given_words_hold() -> None:
    text = "南溪环保投入资金"
    found = segment(text, fixed=[Word(0, 4, "N")])
    assert found[0] == Word(0, 4, "N")
    assert [text[w.start : w.end] for w in found[1:]] == ["投入", "资金"]


def test_a_known_word_is_chosen_over_its_characters() -> None:
    text = "虚拟电厂聚合"
    assert Word(0, 4, "n") in segment(text, known=[Word(0, 4, "n")])


@given(st.text(alphabet="全年旅客吞吐量达到0123456789.%，的人民x\x00𠮷", max_size=40))
def test_words_cover_the_text(text: str) -> None:
    found = segment(text)
    assert "".join(text[w.start : w.end] for w in found) == text
