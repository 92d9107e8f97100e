"""Names of an article: where they begin and end, and what is none."""

from pathlib import Path

import pytest

from xzfacts.extract.article.article_builder import read_articles
from xzfacts.extract.entity.recognizer import Subjects
from xzfacts.extract.fact.tokens import scan
from xzfacts.index.cache.index_opener import open_in_memory
from xzfacts.index.lookup.catalog import Catalog


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The catalog of a store without facts."""
    folder = tmp_path_factory.mktemp("store")
    Path(folder, "store.toml").write_text('schema = 1\nname = "empty"\n', encoding="utf-8")
    return Catalog(open_in_memory(str(folder)).db)


def names(text: str, catalog: Catalog) -> dict[str, str]:
    """The names of an article, with their kinds."""
    subjects = Subjects(catalog, ())
    for article in read_articles(text, "text", "0" * 64):
        subjects.learn([scan(quote) for quote in article.quotes])
    return {entity.name: entity.kind for entity in subjects.entities.values()}


@pytest.mark.parametrize(
    ("text", "name", "wrong"),
    [
        (
            "企业栎岑服饰有限公司（简称栎岑服饰）有860人。栎岑服饰去年增收3成。",
            "栎岑服饰有限公司",
            "企业栎岑服饰有限公司",
        ),
        (
            "公司转让所持湄棠酒店管理有限公司30%股权。湄棠酒店去年亏损3000万元。",
            "湄棠酒店管理有限公司",
            "持湄棠酒店管理有限公司",
        ),
        ("同属建材板块的岑渡科技（600001）上涨3%。", "岑渡科技", "同属建材板块的岑渡科技"),
        ("引入栎昶集团，出资3亿元。", "栎昶集团", "引入栎昶集团"),
        ("家住芦蔺镇的村民有3头牛。", "芦蔺镇", "家住芦蔺镇"),
        ("伤者已送县医院，3人出院。", "县医院", "送县医院"),
        (
            "2.栎登登记结算有限责任公司出具明细。",
            "栎登登记结算有限责任公司",
            ".栎登登记结算有限责任公司",
        ),
        ("寒潮影响栎古岭省(Lique)9个乡镇市区，转移3万人。", "栎古岭省", "乡镇市"),
        (
            "栎河市中级人民法院裁定宣告栎昶湖东硅业有限公司破产，负债3亿元。栎河市湖东区仅有3家。",
            "栎昶湖东硅业有限公司",
            "栎河市中级人民法院裁定宣告栎昶湖东硅业有限公司",
        ),
        ("栎东暴雨引发洪水，造成3人死亡。栎东暴雨引发洪水。", "洪水", "栎东暴雨引发洪水"),
        ("海鹰险胜灰狼之后取得五连胜。", "灰狼", "灰狼之后"),
        ("宁夏回族自治区栎河市有3家医院。", "宁夏回族自治区", "回族自治区"),
    ],
)
def test_names_begin_behind_the_words_that_lead_to_them(
    catalog: Catalog, text: str, name: str, wrong: str
) -> None:
    found = names(text, catalog)
    assert name in found
    assert wrong not in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("腾飞集团有限公司有员工300人。", "腾飞集团有限公司"),
        ("江西栎坪市妇幼保健院接生300人。", "江西栎坪市妇幼保健院"),
        ("电影《林中的鹿》票房3亿元。", "《林中的鹿》"),
        ("美的集团（000001）上涨3%。", "美的集团"),
    ],
)
def test_words_within_names_lead_to_nothing(catalog: Catalog, text: str, name: str) -> None:
    assert name in names(text, catalog)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("孩子们分属3个年级。老师教孩子们唱歌。孩子们都来了。孩子们说好。", "孩子们"),
        ("独居老人占30%。独居老人多为妇女。独居老人获得补贴。独居老人有300名。", "独居老人"),
        ("工业增长3%。工业投资3亿元。工业占30%。工业获得贷款。", "工业"),
        ("早高峰最小行车间隔3分钟。", "早高峰最小行车间"),
        ("人均成本因此节省了900元。", "节省"),
        ("外县农机开来30台。", "外县"),
        ("区里设立12个站。区里给了钱。区里有30台。区里建了站。", "区里"),
        ("提高医疗保险支付限额3万元。", "提高医疗保险"),
        ("要求公司补充说明。要求公司支付300万元。", "要求公司"),
        ("上赛季获得3个冠军。上赛季有30场。上赛季获得12胜。上赛季好。", "上赛季"),
    ],
)
def test_common_words_are_no_names(catalog: Catalog, text: str, word: str) -> None:
    assert word not in names(text, catalog)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("52岁的司机牟启中发现冒烟。", "牟启中"),
        ("业余棋手娄小栎是最大黑马。", "娄小栎"),
        ("湖东队选手佟霜在第五投掷出68米。", "佟霜"),
        ("种粮大户滕有来今年流转920亩。", "滕有来"),
        ("67岁的椒农卢八叔种了2亩。", "卢八叔"),
        ("青年陶艺师岑溪来此写生，租下2间房。", "岑溪"),
        ("话剧演员皇甫川片酬5万元。", "皇甫川"),
        ("鲁本-萨拉维得到30分。", "鲁本-萨拉维"),
        ("火力来自托比-卡兰德，他有18分。", "托比-卡兰德"),
    ],
)
def test_names_behind_words_for_persons(catalog: Catalog, text: str, name: str) -> None:
    assert names(text, catalog).get(name) == "person"


@pytest.mark.parametrize(
    "text",
    [
        "员工于3月返岗。",
        "老人应尽早接种2剂。",
        "学生成绩90分。",
        "工人时常加班2小时。",
        "消费者向法院索赔3万元。",
        "再生季亩产212公斤。",
        "教师平均工资3000元。",
        "年仅15岁的湖东小将很快。",
        "主办单位投入3万元。",
        "42岁的车间组长回乡3年。",
    ],
)
def test_no_name_behind_words_for_persons(catalog: Catalog, text: str) -> None:
    assert "person" not in names(text, catalog).values()


def test_measures_of_parallel_clauses_are_no_names(catalog: Catalog) -> None:
    found = names("去年营业收入增长3%，净利润增长5%，研发费用增长9%。", catalog)
    assert not {"营业收入", "净利润", "研发费用"} & set(found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("昨日沪深300指数下跌3%。", "沪深300指数"),
        ("道琼斯工业指数上涨1%。", "道琼斯工业指数"),
        ("沪指报收3000点。", "沪指"),
    ],
)
def test_indices_of_stock_markets(catalog: Catalog, text: str, name: str) -> None:
    assert names(text, catalog).get(name) == "index"


def test_parts_of_a_transliterated_name_stand_for_it(catalog: Catalog) -> None:
    subjects = Subjects(catalog, ())
    for article in read_articles("鲁本-萨拉维得到30分。", "text", "0" * 64):
        subjects.learn([scan(quote) for quote in article.quotes])
    whole = subjects.entities["鲁本-萨拉维"]
    assert subjects.called("鲁本") is subjects.called("萨拉维") is whole
