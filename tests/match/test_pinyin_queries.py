"""Names typed in pinyin, by initials, with accents and with variants of characters."""

import pytest

from tests.match.numbered_names import store_of_names
from xzfacts.app import Facts

NAMES = ("单晓芳", "吕梁建", "女贞路小学", "路良", "吉田商店", "Café Müller", "曾小宁", "龙马渡")


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """A store that has the 年龄 of each name."""
    root = tmp_path_factory.mktemp("pinyin") / "facts"
    return store_of_names(root, NAMES, "年龄", "今年", "岁", 31)


@pytest.mark.parametrize(
    ("query", "subject"),
    [
        ("sxf 年龄", "单晓芳"),
        ("dxf 年龄", "单晓芳"),
        ("shanxiaofang 年龄", "单晓芳"),
        ("danxiaofang 年龄", "单晓芳"),
        ("lvliangjian 年龄", "吕梁建"),
        ("lyuliangjian 年龄", "吕梁建"),
        ("luliangjian 年龄", "吕梁建"),
        ("lüliangjian 年龄", "吕梁建"),
        ("lǚliángjiàn 年龄", "吕梁建"),
        ("lu3liang2jian4 年龄", "吕梁建"),
        ("lv3liang2jian4 nianling", "吕梁建"),
        ("nvzhenluxiaoxue 年龄", "女贞路小学"),
        ("nüzhenlu xiaoxue 年龄", "女贞路小学"),
        ("nuzhenluxiaoxue 年龄", "女贞路小学"),
        ("luliang 年龄", "路良"),
        ("zxn 年龄", "曾小宁"),
        ("zengxiaoning nian2ling2", "曾小宁"),
        ("𠮷田商店 年龄", "吉田商店"),
        ("cafe muller 年龄", "Café Müller"),
        ("CAFÉ MÜLLER 年龄", "Café Müller"),
        ("⻰⻢渡 年龄", "龙马渡"),
        ("龍馬渡 年龄", "龙马渡"),
    ],
)
def test_a_name_is_found_however_it_is_typed(facts: Facts, query: str, subject: str) -> None:
    results = facts.ask(query).results
    assert [result.fact.subject for result in results[:1]] == [subject]


@pytest.mark.parametrize("query", ["xsf 年龄", "lu9liang 年龄", "gaoliangjian 年龄"])
def test_other_letters_name_nobody(facts: Facts, query: str) -> None:
    assert facts.ask(query).results == ()
