"""What is proposed from articles: the labelled ones of `tests/data/extract`, and laws."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.labelled import extracted, labels, score
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law_profiles import examples
from xzfacts.extract.article.article import Article, Quote
from xzfacts.extract.fact.proposer import propose
from xzfacts.index.cache.open import open_in_memory
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Source

DATA = Path(__file__).parents[1] / "data" / "extract"
# What the rules reached; `known` is what they were made with, `held` is what they had not seen.
FLOORS = {"known": (0.99, 0.98, 0.98), "held": (0.98, 0.87, 0.86)}
# Proposals of an article for each amount in it, persons and relations included.
MANY = 1.5


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    root = tmp_path_factory.mktemp("store") / "facts"
    root.mkdir()
    (root / "store.toml").write_text('schema = 1\nname = "空"\n', encoding="utf-8")
    db: sqlite3.Connection = open_in_memory(str(root)).db
    yield Catalog(db)
    db.close()


@pytest.mark.parametrize("half", sorted(FLOORS))
def test_labelled_articles(half: str, empty: Catalog) -> None:
    scores = [told for _path, told, _more in score(DATA / half, empty)]
    wanted = sum(told.wanted for told in scores)
    reached = (
        sum(told.found for told in scores),
        sum(told.subjects for told in scores),
        sum(told.attributes for told in scores),
    )
    shares = tuple(hits / wanted for hits in reached)
    assert all(share >= floor for share, floor in zip(shares, FLOORS[half], strict=True)), shares


@pytest.mark.parametrize("path", sorted(DATA.glob("*/*.txt")), ids=lambda path: path.stem)
def test_candidates_are_few(path: Path, empty: Catalog) -> None:
    proposals, names = extracted(path, empty)
    assert len(proposals) <= MANY * len(labels(path))
    assert len(set(proposals)) == len(proposals) > 0
    assert {p.subject for p in proposals} <= set(names)


def said(text: str, catalog: Catalog) -> list[tuple[str, str, str]]:
    quotes = tuple(
        Quote(sentence, 1, "body", 0) for sentence in re.findall("[^。]+。?", text) if sentence
    )
    found = propose(Article(Source("x", "x"), quotes), catalog).proposals
    return [(p.subject, p.attribute, p.value) for p in found]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "河源省青县(简称“青”)白石镇有茶农300户。",
            [("白石镇", "茶农户数", "300户")],
        ),
        (
            "青县引进白石食品有限公司,累计投资2000万元,建成4条自动化的生产线。",
            [
                ("青县", "引进企业", "白石食品有限公司"),
                ("白石食品有限公司", "累计投资", "2000万元"),
                ("白石食品有限公司", "生产线数量", "4条"),
            ],
        ),
        (
            "白石食品有限公司总经理李大山向青县捐赠雨伞800把、风扇30台,总价值9万元。",
            [
                ("李大山", "职务", "白石食品有限公司总经理"),
                ("白石食品有限公司", "总经理", "李大山"),
                ("白石食品有限公司", "捐赠对象", "青县"),
                ("白石食品有限公司", "捐赠雨伞数量", "800把"),
                ("白石食品有限公司", "捐赠风扇数量", "30台"),
                ("白石食品有限公司", "总价值", "9万元"),
            ],
        ),
        (
            "青县投资300万元建设青县白石大桥,2021年5月通车。",
            [("青县", "投资", "300万元"), ("青县白石大桥", "通车时间", "2021年5月")],
        ),
        (
            "白石食品有限公司有员工40人,人均增收约2500元/月,最高达5000元/月。该公司去年产值超6500万元。",
            [
                ("白石食品有限公司", "员工人数", "40人"),
                ("白石食品有限公司", "人均月增收", "约2500元/月"),
                ("白石食品有限公司", "最高月增收", "5000元/月"),
                ("白石食品有限公司", "产值", "超6500万元"),
            ],
        ),
        (
            "青县防汛抗旱指挥部（简称县防指）5日通报，共转移群众300人。县防指有职工20人。",
            [
                ("青县防汛抗旱指挥部", "通报时间", "5日"),
                ("青县防汛抗旱指挥部", "转移群众人数", "300人"),
                ("青县防汛抗旱指挥部", "职工人数", "20人"),
            ],
        ),
        (
            "白湖马拉松昨日开赛。女子组冠军由白石镇队员王小雨获得,她身高1.72米。赛事总奖金为86万元。",
            [("王小雨", "身高", "1.72米"), ("白湖马拉松", "总奖金", "86万元")],
        ),
        (
            "河源省青县人民医院新门诊大楼启用。大楼设诊室120间。青县人民医院有职工900人。",
            [
                ("河源省青县人民医院门诊大楼", "诊室间数", "120间"),
                ("河源省青县人民医院", "职工人数", "900人"),
            ],
        ),
        (
            "5日,河源省青县发生一起客车侧翻事故。事故造成交通中断3小时。",
            [("客车侧翻事故", "发生时间", "5日"), ("客车侧翻事故", "交通中断时长", "3小时")],
        ),
        (
            "青县河水位超警戒水位2.3米,洪峰流量每秒6200立方米。青县人民医院有256排CT1台。",
            [
                ("青县", "超警戒水位", "2.3米"),
                ("青县", "洪峰流量", "每秒6200立方米"),
                ("青县人民医院", "256排CT数量", "1台"),
            ],
        ),
        (
            "青县大桥最高桥墩达158米,行车时间由3小时缩短至1小时。桥梁工程已完成94%。",
            [
                ("青县大桥", "桥墩高度", "158米"),
                ("青县大桥", "原行车时间", "3小时"),
                ("青县大桥", "行车时间", "1小时"),
                ("青县大桥", "桥梁工程完成比例", "94%"),
            ],
        ),
        (
            "白湖马拉松昨日开赛,外国选手贝克勒以2小时11分36秒夺得冠军。",
            [("贝克勒", "成绩", "2小时11分36秒")],
        ),
        (
            "青县60岁以上老年人接种率达38.6%,比上周上升1.2个百分点。",
            [("青县", "老年人接种率", "38.6%"), ("青县", "老年人接种率上升", "1.2个百分点")],
        ),
        (
            "青县公安局白石分局查获假酒300瓶。白石分局抽调民警20名。韩某交代,他以每瓶480元出售,获利70万元。",
            [
                ("青县公安局白石分局", "查获假酒数量", "300瓶"),
                ("青县公安局白石分局", "抽调民警人数", "20名"),
                ("韩某", "售价", "每瓶480元"),
                ("韩某", "获利", "70万元"),
            ],
        ),
        (
            "青县法院一审判处韩某有期徒刑5年。白石食品有限公司毛利率提升1.6个百分点至34.2%。",
            [
                ("韩某", "有期徒刑", "5年"),
                ("白石食品有限公司", "毛利率提升", "1.6个百分点"),
                ("白石食品有限公司", "毛利率", "34.2%"),
            ],
        ),
        (
            "火灾共烧毁货物830吨,伤者预计一周后出院。",
            [("x", "烧毁货物重量", "830吨")],
        ),
        (
            "青县女排以3比1战胜河口女排。青县女排主攻手何雨薇全场砍下28分。",
            [("青县女排", "比分", "3比1"), ("何雨薇", "得分", "28分")],
        ),
        (
            "白石食品有限公司男女职工比例为3比1。白石食品有限公司将米和糖以2:1的比例混合。",
            [
                ("白石食品有限公司", "男女职工比例", "3比1"),
                ("白石食品有限公司", "比例", "2:1"),
            ],
        ),
        ("白石食品有限公司把米、豆、糖按5比2比1混合。", [("白石食品有限公司", "比例", "5比2比1")]),
        ("青县超级联赛昨日开赛,河口镇2比0拿下白石镇。", [("河口镇", "比分", "2比0")]),
        ("青县地图以1比5000绘制。", []),
        ("青县人民医院现有25负责人。", [("青县人民医院", "负责人数量", "25")]),
        (
            "青县女排取得19胜3负的战绩。",
            [("青县女排", "胜场数", "19"), ("青县女排", "负场数", "3")],
        ),
        (
            "“山河——青县陶瓷精品展”在青县博物馆开幕,共展出文物286件。",
            [("山河——青县陶瓷精品展", "文物数量", "286件")],
        ),
        (
            "青县47个乡镇21.3万人受灾。",
            [("青县", "乡镇数量", "47个"), ("青县", "受灾人数", "21.3万人")],
        ),
        (
            "青县白石小区400套安置房入住380户。",
            [("青县白石小区", "安置房套数", "400套"), ("青县白石小区", "入住户数", "380户")],
        ),
        (
            "施工方南溪路桥有限公司有职工300人。",
            [("南溪路桥有限公司", "职工人数", "300人")],
        ),
    ],
)
def test_sentences(text: str, facts: list[tuple[str, str, str]], empty: Catalog) -> None:
    assert said(text, empty) == facts


def test_rows_of_a_table_are_told_by_their_head(empty: Catalog) -> None:
    rows = "青县概况。指标 | 数量。卫生技术人员 | 1136人。床位 | 800张"
    assert said(rows, empty) == [
        ("青县", "卫生技术人员人数", "1136人"),
        ("青县", "床位数量", "800张"),
    ]
    rows = "乡镇 | 茶园 | 茶农。白石镇 | 860亩 | 1200户。河口镇 | 900亩 | 800户"
    assert said(rows, empty) == [
        ("白石镇", "茶园面积", "860亩"),
        ("白石镇", "茶农户数", "1200户"),
        ("河口镇", "茶园面积", "900亩"),
        ("河口镇", "茶农户数", "800户"),
    ]


def test_subjects_are_declared_with_the_names_the_article_uses(empty: Catalog) -> None:
    text = "河源省青山县白石食品有限公司(以下简称“白石”)有员工40人。白石食品年产值700余万元。"
    quotes = (Quote(text, 1, "body", 0),)
    (subject,) = (
        s for s in propose(Article(Source("x", "x"), quotes), empty).subjects if s.kind == "company"
    )
    assert subject.name == "河源省青山县白石食品有限公司"
    assert {"白石", "白石食品"} <= set(subject.aliases)
    assert subject.part_of == "青山县"


def test_earlier_subjects_are_known(empty: Catalog) -> None:
    before = (Subject("青县白石食品有限公司", ("白石食品",), "company"),)
    quotes = (Quote("白石食品有员工40人。", 1, "body", 0),)
    extracted = propose(Article(Source("x", "x"), quotes), empty, before)
    assert [p.subject for p in extracted.proposals] == ["青县白石食品有限公司"]
    assert extracted.subjects == ()


def test_amounts_of_an_article_that_names_nobody_are_proposed_all_the_same(
    empty: Catalog,
) -> None:
    (found,) = said("现场共展出书画作品320幅。", empty)
    assert found == ("x", "书画作品数量", "320幅")


WORDS = (
    "的 了 在 和 与 及 , 。 、 ; : ( ) “ ” 《 》 年 月 日 占 达 共 县 市 区 镇 村 局 校 班 "
    "青县 有限公司 白石 总经理 李大山 投资 3100万元 2022年 第一 全州 该公司 简称 学校 捐赠 "
    "40余个 同比增长5.8% 最高 (以下简称“ 引进 建设 自治县 第三届 ㎡ １２３人 臺灣 ﬁ"
).split()
PIECES = st.sampled_from([*WORDS, "\u202e", "\x1b[31m", "\ud800", "e\u0301", " "])


@settings(max_examples=examples(150))
@given(
    st.lists(st.one_of(st.text(max_size=8), st.lists(PIECES, max_size=30).map("".join)), max_size=4)
)
def test_any_text_gives_slices_of_its_quotes(texts: list[str]) -> None:
    quotes = tuple(Quote(text, n + 1, "body", n // 2) for n, text in enumerate(texts) if text)
    extracted = propose(Article(Source("x", "x"), quotes), _catalog())
    for proposal in extracted.proposals:
        assert proposal.quote in quotes
        assert proposal.value == proposal.quote.text[proposal.start : proposal.end] != ""
        assert proposal.subject
        assert proposal.attribute
        assert 0 <= proposal.confidence <= 1
        assert -int(proposal.confidence.as_tuple().exponent) == 2
    assert extracted == propose(Article(Source("x", "x"), quotes), _catalog())


_kept: list[Catalog] = []


def _catalog() -> Catalog:
    if not _kept:
        from tempfile import TemporaryDirectory

        with TemporaryDirectory() as folder:
            (Path(folder) / "store.toml").write_text('schema = 1\nname = "空"\n', encoding="utf-8")
            _kept.append(Catalog(open_in_memory(folder).db))
    return _kept[0]
