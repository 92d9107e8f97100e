"""Questions that a store does not answer, though it has a figure of a neighbour."""

import pytest

from xzfacts.app import Facts, open_store

SENTENCES = {
    "溪汀医院扩建": (
        ("溪汀市第二人民医院现有职工1240人，其中女职工860人。", "溪汀市第二人民医院", (
            ("职工人数", "1240人"), ("女职工人数", "860人"))),
        ("溪汀市第二人民医院去年门诊量96万人次，同比增长12%。", "溪汀市第二人民医院", (
            ("门诊量", "96万人次"), ("门诊量同比增长", "12%"))),
        ("医院计划明年引进博士15名。", "溪汀市第二人民医院", (("计划引进博士人数", "15名"),)),
    ),
    "青岚县上半年旅游": (
        ("上半年，青岚县接待游客312万人次，旅游收入20.8亿元。", "青岚县", (
            ("接待游客人次", "312万人次"), ("旅游收入", "20.8亿元"))),
        ("五一假期，青岚县接待游客41万人次。", "青岚县", (("五一接待游客人次", "41万人次"),)),
        ("青岚县现有民宿328家，今年春节前发放补贴60万元。", "青岚县", (
            ("民宿数量", "328家"), ("发放补贴", "60万元"))),
        ("全县游客投诉率由去年的3.2%下降到1.4%。", "青岚县", (
            ("去年游客投诉率", "3.2%"), ("游客投诉率", "1.4%"))),
    ),
    "岭东博物馆年报": (
        ("岭东博物馆展厅有18个，每日限流8000人，最高票价60元。", "岭东博物馆", (
            ("展厅数量", "18个"), ("限流人数", "8000人"), ("最高票价", "60元"))),
        ("2023年，岭东博物馆收到捐款240万元，收到海外捐款30万元。", "岭东博物馆", (
            ("收到捐款", "240万元"), ("海外捐款", "30万元"))),
    ),
    "霞浦湾候船": (
        ("霞浦湾码头有候船座椅1600个。", "霞浦湾码头", (("候船座椅数量", "1600个"),)),
    ),
    "溪汀二小师资": (
        ("溪汀二小现有教师93人。", "溪汀二小", (("教师人数", "93人"),)),
    ),
    "棠桥镇夜校": (
        ("棠桥镇开办农民夜校7所。", "棠桥镇", (("农民夜校数量", "7所"),)),
    ),
    "恒岳光电融资": (
        ("恒岳光电完成C轮融资5亿元。", "恒岳光电", (("C轮融资", "5亿元"),)),
        ("截至第二季度末，恒岳光电有员工480人。", "恒岳光电", (("员工人数", "480人"),)),
        ("新材料板块净流入22亿元，医药板块净流出17亿元。", "新材料板块", (("净流入", "22亿元"),)),
        ("岚桥线二期设站9座，每斤运费2.6元。", "岚桥线二期", (
            ("车站数量", "9座"), ("每斤运费", "2.6元"))),
        ("2023年，霜桥公司净利润3亿元。", "霜桥公司", (("净利润", "3亿元"),)),
        ("岚桥货船的船长(m)是86。", "岚桥货船", (("船长(m)", "86"),)),
        ("事故造成轻伤4人。", "事故", (("轻伤人数", "4人"),)),
    ),
}  # fmt: skip

ANSWERED = [
    ("溪汀市第二人民医院有多少职工？", "1240人"),
    ("溪汀市第二人民医院有多少女职工？", "860人"),
    ("溪汀市第二人民医院门诊量增长多少？", "12%"),
    ("青岚县上半年旅游收入是多少？", "20.8亿元"),
    ("青岚县春节前发放补贴多少？", "60万元"),
    ("岭东博物馆展厅有几个？", "18个"),
    ("岭东博物馆2023年收到捐款多少？", "240万元"),
    ("恒岳光电C轮融资多少元人民币？", "5亿元"),
    ("截至二季度末恒岳光电有多少员工？", "480人"),
    ("青岚县民宿有多少家？", "328家"),
    ("霞浦湾码头有多少个座椅？", "1600个"),
    ("溪汀二小有多少名老师？", "93人"),
    ("棠桥镇有多少所夜校？", "7所"),
    ("青岚县游客投诉率降到多少？", "1.4%"),  # not what it was before
    ("岚桥货船有多长？", "86"),  # the unit in the attribute's name
]
UNANSWERED = [
    "霞浦湾码头有多少个检票口？",  # other things are counted with the same word
    "溪汀二小有多少名学生？",
    "棠桥镇有多少所幼儿园？",
    "溪汀市人民医院有多少职工？",  # a part of the name left out
    "人民医院 职工人数",
    "青岚镇接待游客多少人次？",  # another ending of the name
    "岚县 接待游客人次",  # the name without its first character
    "岭东美术馆展厅有几个？",  # another head
    "溪汀市第二人民医院有多少男职工？",  # another part of the whole
    "岚桥线三期车站数量是多少？",
    "岭东博物馆最低票价多少元？",
    "岭东博物馆国内捐款多少？",
    "事故造成重伤多少人？",
    "溪汀市第二人民医院门诊量下降多少？",  # the other direction
    "青岚县旅游收入增长多少？",  # a change that is not stated
    "新材料板块净流出多少亿元？",
    "医药板块净流入多少亿元？",  # an item behind the value
    "新材料板块流出多少亿元？",  # the item in front of it
    "霜桥公司上半年净利润多少？",  # a part of the year
    "溪汀市第二人民医院目前引进博士多少名？",  # a plan
    "青岚县下半年旅游收入是多少？",  # another time
    "青岚县国庆假期接待游客多少人次？",
    "岭东博物馆2021年收到捐款多少？",
    "青岚县春节后发放补贴多少？",
    "恒岳光电C轮融资多少美元？",  # another currency
    "恒岳光电D轮融资多少？",
    "到C轮为止恒岳光电累计融资多少？",  # the total, not one stage
    "岚桥线二期每吨运费多少元？",  # per another unit
    "青岚县旅游收入排第几？",  # a rank
    "岭东博物馆捐款多少？",  # given, not received
    "青岚县酒店有多少家？",  # another thing that is counted
]


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    root = tmp_path_factory.mktemp("store")
    (root / "store.toml").write_text('schema = 1\nname = "near"\n', encoding="utf-8")
    for number, (title, sentences) in enumerate(SENTENCES.items()):
        lines = [f'[source]\nid = "s{number}"\ntitle = "{title}"\n']
        for quote, subject, stated in sentences:
            rows = ", ".join(
                f'{{ subject = "{subject}", attribute = "{name}", value = "{value}" }}'
                for name, value in stated
            )
            lines.append(f'[[sentences]]\nquote = "{quote}"\nfacts = [{rows}]\n')
        (root / f"s{number}.toml").write_text("\n".join(lines), encoding="utf-8")
    return open_store(str(root))


@pytest.mark.parametrize(("question", "value"), ANSWERED)
def test_what_is_stated_answers(facts: Facts, question: str, value: str) -> None:
    assert [each.fact.value for each in facts.ask(question).results][:1] == [value]


@pytest.mark.parametrize("question", UNANSWERED)
def test_a_neighbour_does_not_answer(facts: Facts, question: str) -> None:
    assert [each.fact.value for each in facts.ask(question).results if each.fact.value] == []
