"""Readings, sound classes, and segmentation of pinyin."""

import pytest
from hypothesis import given, strategies as st

from xzfacts.text.pinyin import (
    code_of,
    initials,
    is_han,
    near_sound,
    readings,
    same_sound,
    similar_sound,
    sound_class,
    sound_codes,
    split_syllables,
    split_toned,
    syllables,
)

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


@pytest.mark.parametrize(
    ("char", "first", "others"),
    [
        ("重", "zhong", {"chong"}),
        ("厦", "xia", {"sha"}),
        ("长", "chang", {"zhang"}),
        ("行", "xing", {"hang"}),
        ("乐", "le", {"yue"}),
        ("曾", "zeng", {"ceng"}),
        ("单", "dan", {"shan", "chan"}),
        ("仇", "chou", {"qiu"}),
        ("解", "jie", {"xie"}),
        ("区", "qu", {"ou"}),
        ("佛", "fo", {"fu"}),
        ("番", "pan", {"fan"}),
        ("都", "du", {"dou"}),
        ("六", "liu", {"lu"}),
        ("會", "hui", {"kuai"}),
        ("女", "nv", set()),
        ("吕", "lv", set()),
        ("略", "lve", set()),
        ("人", "ren", set()),
        ("〇", "ling", set()),
    ],
)
def test_readings(char: str, first: str, others: set[str]) -> None:
    found = readings(char)
    assert found[0] == first
    assert others <= set(found)


@pytest.mark.parametrize("char", ["a", "8", "，", "é", "あ", "\ud800", "\U0010ffff", "😀"])
def test_no_reading_for_what_is_not_han(char: str) -> None:
    assert readings(char) == ()
    assert not is_han(char)


def test_archaic_readings_are_excluded() -> None:
    assert readings("南") == ("nan", "na")  # 南无
    assert "tong" not in readings("重")
    assert "bi" not in readings("佛")


def test_names_as_syllables_and_initials() -> None:
    assert syllables("晨南服饰A8") == ("chen", "nan", "fu", "shi", "A", "8")
    assert initials("晨南服饰88") == "cnfs88"
    assert initials("中山") == "zs"


@pytest.mark.parametrize(
    ("a", "b", "same", "near"),
    [
        ("晨", "陈", True, True),
        ("晨", "成", False, True),  # en, eng
        ("南", "兰", False, True),  # n, l
        ("张", "脏", False, True),  # zh, z
        ("新", "兴", False, True),  # in, ing
        ("重", "冲", True, True),
        ("川", "窗", False, True),  # uan, uang
        ("福", "湖", False, False),
        ("日", "里", False, False),
        ("人", "大", False, False),
        ("人", "A", False, False),
    ],
)
def test_sameness_and_nearness(a: str, b: str, same: bool, near: bool) -> None:
    assert same_sound(a, b) is same
    assert near_sound(a, b) is near


@pytest.mark.parametrize(
    ("syllable", "merged"),
    [("zhang", "zan"), ("zan", "zan"), ("nv", "lv"), ("shi", "si"), ("ying", "yin"), ("ge", "ge")],
)
def test_sound_class(syllable: str, merged: str) -> None:
    assert sound_class(syllable) == merged


@given(HAN, HAN)
def test_same_sound_is_near_and_both_are_symmetric(a: str, b: str) -> None:
    assert same_sound(a, b) == same_sound(b, a)
    assert near_sound(a, b) == near_sound(b, a)
    assert near_sound(a, b) or not same_sound(a, b)


@given(st.text())
def test_sound_codes_keep_length_and_other_characters(text: str) -> None:
    codes = sound_codes(text)
    assert len(codes) == len(text)
    for char, code in zip(text, codes, strict=True):
        known = readings(char)
        assert code == (code_of(known[0]) if known else char)


@pytest.mark.parametrize(
    ("letters", "likeliest"),
    [
        ("chennanfushi", ("chen", "nan", "fu", "shi")),
        ("xian", ("xian",)),
        ("xi'an", ("xi", "an")),
        ("fangan", ("fan", "gan")),
        ("fang'an", ("fang", "an")),
        ("guangxi", ("guang", "xi")),
        ("lvyou", ("lv", "you")),
        ("lüyou", ("lv", "you")),
        ("nüe", ("nve",)),
        ("lue", ("lve",)),
        ("renshu", ("ren", "shu")),
    ],
)
def test_split_syllables(letters: str, likeliest: tuple[str, ...]) -> None:
    assert split_syllables(letters)[0] == likeliest


def test_split_returns_the_alternative_second() -> None:
    assert split_syllables("xian") == (("xian",), ("xi", "an"))
    assert split_syllables("fangan") == (("fan", "gan"), ("fang", "an"))
    assert split_syllables("xian", limit=1) == (("xian",),)


@pytest.mark.parametrize("letters", ["", "'", "xyz", "chenn", "abc1", "Chen", "chen nan", "人"])
def test_split_rejects_what_is_not_pinyin(letters: str) -> None:
    assert split_syllables(letters) == ()


def test_split_of_long_input() -> None:
    found = split_syllables("xian" * 5_000)
    assert len(found) == 4
    assert len(found[0]) == 5_000
    assert split_syllables("xian" * 5_000 + "q") == ()


@given(st.text(alphabet=HAN, min_size=1, max_size=6))
def test_pinyin_with_apostrophes_is_segmented_uniquely(name: str) -> None:
    spelled = tuple(syllable for char in name for syllable in readings(char)[:1])
    if spelled:
        assert spelled in split_syllables("'".join(spelled), limit=8)


@given(st.text(alphabet="aeiouvnghzcsxlr'", max_size=30))
def test_split_parts_spell_the_letters(letters: str) -> None:
    for way in split_syllables(letters):
        spelled = "".join(way).replace("v", "u")
        assert spelled == letters.replace("'", "").replace("v", "u")


@pytest.mark.parametrize("spelling", ["lvyou", "lyuyou", "lüyou"])
def test_umlaut_is_typed_in_several_ways(spelling: str) -> None:
    assert split_syllables(spelling)[0] == ("lv", "you")


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("chen2nan2", ("chen", "nan")),
        ("xi1an1", ("xi", "an")),
        ("lu3liang2", ("lu", "liang")),
        ("ma1ma", ("ma", "ma")),
        ("x5", ()),
        ("crh2", ()),
        ("chennan2", ()),
        ("chen22nan", ()),
        ("chennan", ()),
    ],
)
def test_a_digit_for_the_tone_ends_a_syllable(letters: str, found: tuple[str, ...]) -> None:
    assert split_toned(letters) == found


@pytest.mark.parametrize(
    ("one", "other", "similar"),
    [
        ("思", "次", True),
        ("新", "系", True),
        ("顿", "登", True),
        ("侠", "游", False),
        ("晨", "南", False),
    ],
)
def test_similar_sound(one: str, other: str, similar: bool) -> None:
    assert similar_sound(one, other) == similar_sound(other, one) == similar
