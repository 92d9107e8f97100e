"""The modality of a value: marks of plans and conditions, and where what they govern ends."""

import pytest

from xzfacts.language.frame import read_frame
from xzfacts.language.sentence import read
from xzfacts.model.facts import Mode


def _mode(sentence: str, value: str) -> Mode:
    reading = read(sentence)
    amounts = reading.amounts()
    stated = next(each for each in amounts if each.quantity.text == value)
    return read_frame(reading, (stated.start, stated.end), stated.quantity, amounts).mode


@pytest.mark.parametrize(
    "sentence",
    [
        "项目建成后，预计可带动就业500人，年产值达到60万元",
        "镇里计划扩建市场，其中摊位区投入60万元",
        "据介绍，厂里将扩建车间，产值60万元",
        "厂里力争三年翻番，同比增长20%，产值60万元",
        "厂长有信心把产值做到60万元",
        "厂长认为，明年订单会增加，产值能达到60万元",
        "全部投产后，年产值60万元",
        "按照规划，车间占地3亩，产值60万元",
        "产值60万元，是厂里的下一个目标",
        "产值60万元、带动就业30人的目标已经定下",
    ],
)
def test_a_plan_governs_the_rest_of_its_sentence(sentence: str) -> None:
    assert _mode(sentence, "60万元") is Mode.PLANNED


@pytest.mark.parametrize(
    "sentence",
    [
        "若订单稳定，产值60万元",
        "据介绍，若招工顺利，可带动就业30人，产值60万元",
        "一旦投产，产值60万元",
        "只要天气好，游客多，收入60万元",
        "如能按期开工，产值60万元",
    ],
)
def test_a_condition_governs_what_follows_from_it(sentence: str) -> None:
    assert _mode(sentence, "60万元") is Mode.HYPOTHETICAL


@pytest.mark.parametrize(
    "sentence",
    [
        "厂里计划扩建，目前产值60万元",
        "厂里计划投资90万元，实际投资60万元",
        "厂里计划扩建，去年产值60万元",
        "厂里计划扩建，2023年，产值60万元",
        "项目建成后，已投入60万元",
        "产值60万元，明年的目标是90万元",
        "产值60万元，厂里打算扩建",
        "模拟法庭投入60万元",
        "计划生育协会筹款60万元",
        "沈若兰捐款60万元",
        "若干企业共捐款60万元",
        "大将风度网店销售60万元",
    ],
)
def test_an_assertion_of_its_own_is_no_plan(sentence: str) -> None:
    assert _mode(sentence, "60万元") is Mode.ASSERTED
