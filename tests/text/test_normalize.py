"""Properties and cases of folding."""

import pytest
from hypothesis import given, strategies as st

from xzfacts.text.normalize import compact, fold

# Characters with special treatment, to be frequent in examples.
_PARTS = (
    "a", "B", "é", "e", "\u0301", "\u0327", "i", "\u0130", "\u03a3", "ﬁ", "㎡", "℃", "½", "¨", "´",
    "贫", "貧", "脫", "〇", "晨", "\uf900", "か", "\u3099", "\u1100", "\u1161", "\u11a8", "가",
    " ", "\u3000", "\xa0", "\t", "\n", "\x1b", "\x00", "\u200b", "\u200d", "\ufeff", "\ufe0f",
    "“", "‘", "'", '"', "「", "—", "-", "–", "－", "·", "・", "…", ".", ",", "1", "８", "%",
    "\ud800",
)  # fmt: skip
texts = st.lists(st.sampled_from(_PARTS) | st.characters(), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("晨南服飾", "晨南服饰"),
        ("晨南\u3000服饰\xa0 人数\t", "晨南 服饰 人数"),
        ("８８人，ＡＢＣ", "88人,abc"),
        ("“企业+订单”", "'企业+订单'"),
        ("「两优化」『三整合』", "'两优化''三整合'"),
        ("2016——2019", "2016-2019"),
        ("曾·昭•亮", "曾·昭·亮"),
        ("xi\u2019an", "xi'an"),
        ("3000㎡ 25℃", "3000m2 25°c"),
        ("晨南\u200b服\ufeff饰", "晨南服饰"),
        ("\x1b[31m红\x07", "[31m红"),
        ("[bold]", "[bold]"),
        ("cafe\u0301", "cafe"),
        ("Beyoncé Müller", "beyonce muller"),
        ("Lǚ Chén", "lu chen"),
        ("𠮷野家 髙桥 山﨑", "吉野家 高桥 山崎"),
        ("⽔⾦ ⻢⻰", "水金 马龙"),
        ("葛\U000e0100城", "葛城"),
        ("", ""),
        (" \u3000\u200b\n", ""),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_fold_gives_one_spelling(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("《新快报》（广州）", "新快报广州"),
        ("买买提·艾力", "买买提艾力"),
        ("A-B 公司", "ab公司"),
        ("“企业+订单+脱贫户”", "企业+订单+脱贫户"),
        ("2,860套", "2860套"),
        ("0.16亿元。", "0.16亿元"),
        ("5-10 天", "5-10天"),
        ("98.5%", "98.5%"),
        ("25℃", "25°c"),
        ("……！？", ""),
        ("a_b", "ab"),
    ],
)
def test_compact_keeps_what_distinguishes_names(text: str, name: str) -> None:
    assert compact(text) == name


@given(texts)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts.filter(lambda text: not any("\u1100" <= char <= "\u11ff" for char in text)))
def test_compact_is_idempotent(text: str) -> None:
    # Without parts of Hangul, which combine when characters between them are removed.
    assert compact(compact(text)) == compact(text)
    assert compact(fold(text)) == compact(text)


@given(texts)
def test_folded_text_has_single_spaces_between_words_only(text: str) -> None:
    folded = fold(text)
    assert folded == folded.strip(" ")
    assert "  " not in folded
    assert all(char == " " or not char.isspace() for char in folded)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_han_keeps_its_length(text: str) -> None:
    assert len(fold(text)) == len(text)
