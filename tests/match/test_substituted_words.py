"""Questions about a neighbour of what a sentence tells of, another time, or a rumour."""

import pytest

from xzfacts.app import Facts, open_store

SENTENCES = [
    ("临河市第二人民医院开放床位760张。", "开放床位", "数量", "760张"),
    ("恒泰产业园二期占地380亩。", "占地", "面积", "380亩"),
    ("全校男教师共71人，平均年龄39岁。", "教师", "人数", "71人"),
    ("临河大桥北引桥长1.7公里。", "引桥", "长度", "1.7公里"),
    ("今年中考报名人数为2.9万人。", "中考", "报名人数", "2.9万人"),
    ("西岭区新建公园14个。", "公园", "数量", "14个"),
    ("云帆科技上半年营业收入7.9亿元。", "上半年", "营业收入", "7.9亿元"),
    ("2023年，临河市接待游客1650万人次。", "接待", "游客", "1650万人次"),
    ("网传石门镇塌方造成9人死亡，镇政府否认。", "塌方", "死亡", "9人"),
    ("园内的亚洲象“阿福”每天要吃掉160公斤草料。", "阿福", "草料", "160公斤"),
]
ANSWERED = [
    ("临河市第二人民医院有多少张床位？", "760张"),
    ("恒泰产业园二期占地多少亩？", "380亩"),
    ("全校男教师有多少人？", "71人"),
    ("临河大桥北引桥长多少？", "1.7公里"),
    ("今年中考报名人数是多少？", "2.9万人"),
    ("西岭区新建公园多少个？", "14个"),
    ("云帆科技上半年营业收入多少？", "7.9亿元"),
    ("2023年临河市接待游客多少人次？", "1650万人次"),
    ("大象阿福一天吃多少草料？", "160公斤"),
]
UNANSWERED = [
    "临河市第一人民医院有多少张床位？",
    "恒泰产业园一期占地多少亩？",
    "全校女教师有多少人？",
    "临河大桥南引桥长多少？",
    "今年高考报名人数是多少？",
    "去年中考报名人数是多少？",
    "今年中考录取人数是多少？",
    "东岭区新建公园多少个？",
    "云帆科技下半年营业收入多少？",
    "2022年临河市接待游客多少人次？",
    "石门镇塌方造成多少人死亡？",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    root = tmp_path_factory.mktemp("store")
    (root / "store.toml").write_text('schema = 1\nname = "试"\n', encoding="utf-8")
    text = '[source]\nid = "临河日报"\ntitle = "临河日报"\npublished = "2024-03-01"\n'
    for quote, subject, attribute, value in SENTENCES:
        fact = f'{{ subject = "{subject}", attribute = "{attribute}", value = "{value}" }}'
        text += f'[[sentences]]\nquote = "{quote}"\nfacts = [{fact}]\n'
    (root / "a.toml").write_text(text, encoding="utf-8")
    return open_store(str(root))


@pytest.mark.parametrize(("question", "value"), ANSWERED)
def test_the_sentence_answers(store: Facts, question: str, value: str) -> None:
    results = store.ask(question).results
    assert [result.fact.value for result in results][:1] == [value]


@pytest.mark.parametrize("question", UNANSWERED)
def test_a_neighbour_gives_no_answer(store: Facts, question: str) -> None:
    assert not [result for result in store.ask(question).results if result.fact.value]
