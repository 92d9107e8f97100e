"""What is proposed from articles: the labelled ones of `tests/data/extract`, and laws."""

import re
import sqlite3
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from benchmarks.labelled import extracted, labels, score_article
from hypothesis import given, settings, strategies as st

from tests.law_profiles import examples
from xzfacts.extract.article.article import Article, Quote
from xzfacts.extract.fact.proposal import Proposal
from xzfacts.extract.fact.proposer import propose
from xzfacts.index.cache.index_opener import open_in_memory
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Source

DATA = Path(__file__).parents[1] / "data" / "extract"
# Minimum shares of figures found, with the right subject, with the right attribute. Weights were
# fitted on `known`, `held`, `fit` and `train`; neither rules nor weights were made from `unseen`.
FLOORS = {
    "known": (0.99, 0.90, 0.96),
    "held": (0.98, 0.91, 0.92),
    "fit": (0.94, 0.79, 0.81),
    "unseen": (0.94, 0.62, 0.65),
}
SENTENCES = 0.7  # of the facts of `kinds.toml`, right in all
# Proposals of an article for each amount in it, persons and relations included.
MANY = 1.6
WRONG = 4  # proposals of codes, phone numbers and rumours
MORE = {"hailstorm": 1.8}  # articles of which more is proposed


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    root = tmp_path_factory.mktemp("store") / "facts"
    root.mkdir()
    (root / "store.toml").write_text('schema = 1\nname = "空"\n', encoding="utf-8")
    db: sqlite3.Connection = open_in_memory(str(root)).db
    yield Catalog(db)
    db.close()


Extracted = tuple[list[Proposal], Mapping[str, set[str]]]
_extracted: dict[Path, Extracted] = {}


def extracted_once(path: Path, catalog: Catalog) -> Extracted:
    """Extract a labelled article the first time that a test asks for it."""
    if path not in _extracted:
        _extracted[path] = extracted(path, catalog)
    return _extracted[path]


@pytest.mark.parametrize("half", sorted(FLOORS))
def test_labelled_articles(half: str, empty: Catalog) -> None:
    wanted = 0
    reached = [0, 0, 0]
    for path in sorted((DATA / half).glob("*.txt")):
        told, _rest = score_article(path, *extracted_once(path, empty))
        wanted += told.wanted
        found = (told.found, told.subjects, told.attributes)
        reached = [sum(pair) for pair in zip(reached, found, strict=True)]
    shares = [hits / wanted for hits in reached]
    assert all(share >= floor for share, floor in zip(shares, FLOORS[half], strict=True)), shares


@pytest.mark.parametrize("half", sorted(FLOORS))
def test_candidates_are_few(half: str, empty: Catalog) -> None:
    paths = sorted((DATA / half).glob("*.txt"))
    assert paths
    for path in paths:
        proposals, names = extracted_once(path, empty)
        assert len(proposals) <= MORE.get(path.stem, MANY) * len(labels(path)), path
        assert len(set(proposals)) == len(proposals) > 0, path
        assert {p.subject for p in proposals} <= set(names), path


def test_codes_phone_numbers_and_rumours_are_seldom_proposed(empty: Catalog) -> None:
    wrong = []
    for path in sorted(path for half in FLOORS for path in (DATA / half).glob("*.toml")):
        left_out = tomllib.loads(path.read_text(encoding="utf-8")).get("excluded", ())
        if left_out:
            proposals, _names = extracted_once(path.with_suffix(".txt"), empty)
            wrong += [p.value for p in proposals if p.value in left_out]
    assert len(wrong) <= WRONG, wrong


def said(text: str, catalog: Catalog) -> list[tuple[str, str, str]]:
    quotes = tuple(
        Quote(sentence, 1, "body", 0) for sentence in re.findall("[^。]+。?", text) if sentence
    )
    found = propose(Article(Source("x", "x"), quotes), catalog).proposals
    return [(p.subject, p.attribute, p.value) for p in found]


@pytest.mark.parametrize(
    "text",
    [
        *("据传桐口厂裁员300人。", "桐口厂裁员的传闻称涉及300人。", "网上误传桐口厂裁员300人。"),
        *("桐口厂裁员300人？", "桐口厂真的裁员300人了吗？官方回应：谣言。"),
        "桐口厂裁员人数是否达到300人尚无定论。",
    ],
)
def test_rumours_and_questions_are_not_proposed(text: str, empty: Catalog) -> None:
    assert said(text, empty) == []


CASES = tomllib.loads((DATA / "sentences.toml").read_text(encoding="utf-8"))["cases"]


def test_any_verb_tells_what_a_level_became(empty: Catalog) -> None:
    text = "定增完成后，霖川股份实际控制人的持股比例由34.2%稀释至30.4%。"
    facts = {value: attribute for _subject, attribute, value in said(text, empty)}
    assert "持股比例" in facts["30.4%"]
    assert "稀释" not in facts["30.4%"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_sentences(case: dict[str, Any], empty: Catalog) -> None:
    assert said(case["text"], empty) == [tuple(fact) for fact in case["facts"]]


KINDS = tomllib.loads((DATA / "kinds.toml").read_text(encoding="utf-8"))["cases"]


def test_kinds_of_sentences(empty: Catalog) -> None:
    wanted = [{tuple(fact) for fact in case["facts"]} for case in KINDS]
    right = sum(
        len(facts.intersection(said(case["text"], empty)))
        for case, facts in zip(KINDS, wanted, strict=True)
    )
    assert right >= SENTENCES * sum(map(len, wanted)), right


PUBLISHED = "2024-09-12"


def dated(case: dict[str, Any], catalog: Catalog) -> dict[str, Proposal]:
    quotes = tuple(Quote(text, 1, "body", 0) for text in re.findall("[^。]+。?", case["text"]))
    source = Source("x", "x", published=case.get("published", PUBLISHED))
    return {p.value: p for p in propose(Article(source, quotes), catalog).proposals}


def cases_of(name: str) -> list[Any]:
    cases = tomllib.loads((DATA / name).read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["text"][:12]) for case in cases]


@pytest.mark.parametrize("case", cases_of("modes.toml"))
def test_modes(case: dict[str, Any], empty: Catalog) -> None:
    found = dated(case, empty)
    for value, mode, who in case["facts"]:
        got = found.get(value)
        said = ("", None) if got is None else (got.mode or "asserted", got.said_by)
        assert said == (mode, who or None), value


@pytest.mark.parametrize("case", cases_of("times.toml"))
def test_periods(case: dict[str, Any], empty: Catalog) -> None:
    found = dated(case, empty)
    for value, period in case["facts"]:
        assert found[value].as_of == (period or None), value


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


def test_a_work_goes_by_its_title_without_marks(empty: Catalog) -> None:
    quotes = (Quote("动画片《阿福卖豆》收获票房2.4亿元。", 1, "body", 0),)
    (work,) = propose(Article(Source("x", "x"), quotes), empty).subjects
    assert (work.name, work.aliases) == ("《阿福卖豆》", ("阿福卖豆",))


def test_no_name_holds_words_of_time(empty: Catalog) -> None:
    assert said("入汛以来全省有9市遭灾。", empty) == [("全省", "遭灾数量", "9市")]


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
    assert found[1:] == ("展出书画作品数量", "320幅")


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


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.青县概况。2、青县有茶农30户。", ["30户"]),
        ("(3)青县有茶农30户;(4)有果农20户。", ["30户", "20户"]),
        ("青县有茶农30户（12）。", ["30户"]),
        ("持股5%以上股东栎桓减持3万股。", ["3万股"]),
        ("青县沪深300指数基金上涨3%。", ["3%"]),
        ("青县确诊病例2，系青县无症状感染者1的接触者，隔离3人。", ["3人"]),
        ("青县确诊病例2例，死亡1例。", ["2例", "1例"]),
        ("未来3天青县有雨，已转移300人。", ["300人"]),
        ("5个工作日内，青县支付300万元。", ["300万元"]),
        ("青县工期3年，投资300万元。", ["3年", "300万元"]),
        ("方小栎全场13投8中，得到19分。", ["13投8中", "19分"]),
        ("方小栎带领青县队以106-90获胜。", ["106-90"]),
        ("青县队3-1领先白石队。", ["3-1"]),
        ("青县路300-302号有3家店。", ["3家"]),
        ("2010-11赛季青县队有球员30名。", ["30名"]),
    ],
)
def test_numbers_that_only_say_which_are_no_figures(
    text: str, values: list[str], empty: Catalog
) -> None:
    assert [value for _, _, value in said(text, empty)] == values
