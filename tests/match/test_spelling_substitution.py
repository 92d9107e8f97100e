"""One unlike character in a name: a slip, or another name."""

import pytest

from tests.match.numbered_names import store_of_names
from xzfacts.app import Facts
from xzfacts.match.spelling_substitution import is_slip

NAMES = (
    "柳溪县蔬菜批发市场",
    "霜桥工商管理学院",
    "白沙康复护理中心",
    "长岭二号水电站",
    "丹桥海鲜批发市场",
    "红山科技大学",
    "梅湾针织批发市场",
    "梅湾针灸批发市场",
)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """A store that has the 占地面积 of each name."""
    root = tmp_path_factory.mktemp("slips") / "facts"
    return store_of_names(root, NAMES, "占地面积", "占地", "公顷", 3)


@pytest.mark.parametrize(
    ("query", "subject"),
    [
        ("柳溪县蔬菜批朋市场 占地面积", "柳溪县蔬菜批发市场"),
        ("霜桥工商管塔学院占地面积是多少", "霜桥工商管理学院"),
        ("白沙康复护米中心 占地面积", "白沙康复护理中心"),
        ("红山科技打学 占地面积", "红山科技大学"),
    ],
)
def test_one_unlike_character_is_corrected_and_shown(
    facts: Facts, query: str, subject: str
) -> None:
    result = facts.ask(query).results[0]
    assert result.fact.subject == subject
    assert result.match.subject in {"typo", "homophone"}


@pytest.mark.parametrize(
    "query",
    [
        "长岭三号水电站 占地面积",  # numeral
        "红河科技大学 占地面积",  # another place
        "霜桥工商管理医院 占地面积",  # a word in place of a word
        "丹桥海鲜零售市场 占地面积",
        "柳溪县蔬菜批发广场 占地面积",
        "白沙康福护士中心 占地面积",  # two characters, of which one is a slip
    ],
)
def test_what_tells_real_names_apart_is_not_corrected(facts: Facts, query: str) -> None:
    assert facts.ask(query).results == ()


def test_a_slip_that_fits_two_names_is_not_corrected(facts: Facts) -> None:
    assert facts.ask("梅湾针塔批发市场 占地面积").results == ()


@pytest.mark.parametrize(
    ("name", "at", "typed"),
    [
        ("东桥管理学院", 0, "西"),
        ("柳溪县第二中学", 4, "六"),
        ("红山北路", 2, "南"),
        ("青河镇", 2, "乡"),
    ],
)
def test_directions_numerals_and_levels_are_no_slips(name: str, at: int, typed: str) -> None:
    assert not is_slip(name, at, typed)
    assert not is_slip(name[:at] + typed + name[at + 1 :], at, name[at])
