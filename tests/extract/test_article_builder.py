"""Texts into articles: made-up pages of `tests/data/articles`, and what holds of any text.

Beside each text stands what is read from it; `--rewrite` writes down what is read now.
"""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tests.documents.pdf_files import Run, pdf_file
from tests.growth import grows_moderately
from xzfacts.extract.article.article import Article
from xzfacts.extract.article.article_builder import read_articles, source_id
from xzfacts.extract.article.origin import Origin, with_origin
from xzfacts.extract.article.source_text import SourceDocument, load_document
from xzfacts.model.declarations import Store
from xzfacts.model.facts import Fact, Place, Sentence
from xzfacts.verify import SourceText, verify

DATA = Path(__file__).parents[1] / "data" / "articles"
TEXTS = sorted(path for path in DATA.iterdir() if path.suffix != ".expected")


def articles(text: SourceDocument) -> tuple[Article, ...]:
    return read_articles(text.text, text.name, text.sha256, whole=text.whole, credits_=text.credits)


def told(article: Article) -> str:
    source = article.source
    about = [
        f"title: {source.title}",
        f"id: {source.id}",
        f"publication: {source.publication or ''}",
        f"authors: {', '.join(source.authors)}",
        f"published: {source.published or ''}",
        f"page: {source.page or ''}",
    ]
    quotes = [
        f"{quote.line:4} {quote.paragraph:3} {quote.role:8} {quote.text}"
        for quote in article.quotes
    ]
    return "".join(f"{line.rstrip()}\n" for line in (*about, *quotes))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_an_article_is_read_as_people_read_it(path: Path, *, rewrite: bool) -> None:
    expected = path.with_name(path.name + ".expected")
    read = "\n".join(
        told(article) for article in articles(load_document(path.read_bytes(), path.name))
    )
    if rewrite:
        expected.write_text(read, encoding="utf-8")
    assert read == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_another_encoding_says_the_same(encoding: str, end: str) -> None:
    page = (DATA / "columns.txt").read_text(encoding="utf-8")
    data = page.replace("\n", end).encode(encoding)
    text = load_document(data, "page.txt")
    assert "".join(map(told, articles(text))) == "".join(
        map(told, articles(load_document(page.encode(), "page.txt")))
    )
    assert (text.data == data) == (encoding.startswith("utf-8") and end != "\r")
    assert text.data.decode() == text.text


def test_standard_input_is_markdown_where_it_begins_as_such() -> None:
    front, heading = (
        "---\ntitle: 水厂完工\n---\n\n日供水**3万吨**。\n",
        "# 水厂完工\n\n日供水**3万吨**。\n",
    )
    wide = front.replace("title: ", "标题：")
    for text in (front, wide, heading, "\ufeff" + heading, heading.replace("\n", "\r\n")):
        assert load_document(text.encode(), "-").text == "水厂完工\n\n日供水3万吨。\n"
    for text in (
        "水厂完工\n\n# 日供水3万吨。\n",
        "---\n\n日供水**3万吨**。\n",
        "#水厂完工# 日供水3万吨。\n",
        "---\n标题：水厂完工\n\n日供水**3万吨**。\n\n---\n标题：大桥通车\n\n全长2公里。\n",
    ):
        assert load_document(text.encode(), "-").text == text


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("author: 张三", ("张三",)),
        ("authors: [张三, '李四']", ("张三", "李四")),
        ('作者：\n  - 张三\n  - "李四"\ntags:\n  - 水务', ("张三", "李四")),
        ("记者: 张三、李四", ("张三", "李四")),
        ("authors:\ntags: 张三", ()),
        ("author: 本报记者 张三 李四", ("张三", "李四")),
        ("author: 本报记者", ()),
        ("author: 张三、通讯员 李四 摄影 王五", ("张三", "李四")),
        ("author: Jane Doe, 张三", ("Jane Doe", "张三")),
        ("author: 记者 Jane Doe", ("Jane Doe",)),
        ("author: 县水务局", ("县水务局",)),
        ("作者：张三", ("张三",)),
        ("author: |\n  本报记者 张三\n  通讯员 李四", ("张三", "李四")),
    ],
)
def test_front_matter_names_writers_in_any_of_its_forms(
    said: str, authors: tuple[str, ...]
) -> None:
    text = f"---\n{said}\ndate: 2024/5/7 08:30\n---\n\n日供水3万吨。\n"
    (article,) = articles(load_document(text.encode(), "a.md"))
    assert article.source.authors == authors
    assert article.source.published == "2024-05-07"


@pytest.mark.parametrize(
    "said",
    [
        "title: >-\n  水厂\n  完工\nsource: 晚报",
        "title: |\n\n  水厂\n  完工\n\nsource: 晚报",
        "标题：水厂 完工\n来源：晚报",
        "seo:\n  title: 水\ntitle: '水厂 完工'\ndescription: >\n  title: 水\nsource: 晚报",
    ],
)
def test_front_matter_tells_the_title_in_any_of_its_forms(said: str) -> None:
    text = f"---\n{said}\n---\n\n日供水3万吨。\n"
    (article,) = articles(load_document(text.encode(), "a.md"))
    assert (article.source.title, article.source.publication) == ("水厂 完工", "晚报")


def test_a_block_of_front_matter_may_be_empty() -> None:
    text = "---\ntitle: >-\nauthor: 张三\n---\n\n日供水3万吨。\n"
    (article,) = articles(load_document(text.encode(), "a.md"))
    assert (article.source.title, article.source.authors) == ("日供水3万吨", ("张三",))


def test_front_matter_is_text_whatever_it_holds() -> None:
    text = "---\ntitle: 水厂\x1b完工\fx\nsource: 晚报\x07\n---\n\n日供水3万吨。\n"
    (article,) = articles(load_document(text.encode(), "a.md"))
    assert (article.source.title, article.source.publication) == ("水厂 完工 x", "晚报")


def test_a_rule_between_paragraphs_is_no_front_matter() -> None:
    text = "水厂完工。\n\n---\n\n日供水3万吨。\n\n---\n\n投资2亿元。\n"
    assert (
        load_document(text.encode(), "a.md").text == "水厂完工。\n\n日供水3万吨。\n\n投资2亿元。\n"
    )


PIECES = st.sampled_from(
    [
        "水厂扩建完工",
        "新增供水能力",
        "3万吨",
        "，",
        "、",
        "：",
        "。",
        "？",
        "。”",
        "“",
        "《",
        "》",
        "（",
        "）",
        "……",
        " ",
        "\u3000\u3000",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "\n \n",
        "\f",
        "Green",
        "A b",
        "42",
        "■",
        "▲",
        "张三 摄",
        "本报讯",
        "本报讯（记者 李四）",
        "新华社南屿3月2日电",
        "（记者 李四）",
        "来源：滨江晚报 2024-05-17",
        "责任编辑：李四",
        "记者 李四 报道",
        "一、",
        "\ufeff",
        "\x1b[31m",
        "\u202e",
        "\x85",
        "\u2028",
    ]
)
PAGES = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200)


@given(PAGES)
def test_every_quote_stands_in_the_text_at_its_line(page: str) -> None:
    text = SourceText("page", sha256(page.encode("utf-8", "replace")).hexdigest(), page)
    read = read_articles(page, "page.txt", text.sha256)
    facts = tuple(
        Fact(
            id=f"{one}.{two}",
            subject="页",
            attribute="句",
            value=quote.text,
            quantity=None,
            sentence=Sentence(quote.text, quote.line),
            source=article.source,
            place=Place("page.toml", key=f"sentences[{one}.{two}].facts[0]"),
        )
        for one, article in enumerate(read)
        for two, quote in enumerate(article.quotes)
    )
    sources = tuple(article.source for article in read)
    found = verify(Store("页", (), (), sources, facts), texts=[text] if read else [])
    assert [fault for fault in found if fault.code in {"quote-not-in-text", "wrong-line"}] == []
    assert len({source.id for source in sources}) == len(sources)


@given(PAGES)
def test_quotes_come_in_the_order_of_the_text_and_none_is_empty(page: str) -> None:
    lines = [quote.line for each in read_articles(page, "", "0" * 64) for quote in each.quotes]
    assert lines == sorted(lines)
    for article in read_articles(page, "", "0" * 64):
        assert article.source.title.strip()
        assert all(quote.text == quote.text.strip() != "" for quote in article.quotes)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_word_of_a_text_is_lost(page: str) -> None:
    quoted = "".join(
        quote.text for each in read_articles(page, "", "0" * 64) for quote in each.quotes
    )
    for word in ("水厂扩建完工", "新增供水能力", "3万吨", "Green", "42"):
        assert quoted.count(word) == page.count(word)


def test_each_sentence_of_a_pdf_knows_its_page() -> None:
    pytest.importorskip("pypdfium2")
    first = [Run("　　青石渡有渡船8条。船员今年增加到", 40, 700)]
    second = [Run("96人。明年再添4条船。", 40, 760), Run("　　另有码头2座。", 40, 700)]
    text = load_document(pdf_file([first, second, [Run("　　客运站1座。", 40, 700)]]), "渡.pdf")
    read = read_articles(text.text, text.name, text.sha256, whole=True)

    def pages(origin: Origin) -> list[tuple[str | None, list[str | None]]]:
        found = with_origin(read, text.name, origin, text.pages)
        return [(each.source.page, [quote.page for quote in each.quotes]) for each in found]

    assert pages(Origin()) == [("1", ["1", "1", "2", "2", "3"])]
    assert pages(Origin(page="A05")) == [("A05", [None] * 5)]


@pytest.mark.parametrize(
    ("line", "publication", "authors", "day"),
    [
        ("渡口晚报 2024年9月12日 记者 丁一舟", "渡口晚报", ("丁一舟",), "2024-09-12"),
        ("2024年9月12日 渡口晚报 记者丁一舟", "渡口晚报", ("丁一舟",), "2024-09-12"),
        ("渡口晚报记者 丁一舟 2024年9月12日 09:12", "渡口晚报", ("丁一舟",), "2024-09-12"),
        ("2024年9月12日 记者 丁一舟 通讯员 雒小满", None, ("丁一舟", "雒小满"), "2024-09-12"),
        ("渡口晚报 2024年9月12日", "渡口晚报", (), "2024-09-12"),
    ],
)
def test_a_line_below_the_title_with_a_date_names_paper_and_writers(
    line: str, publication: str | None, authors: tuple[str, ...], day: str
) -> None:
    text = f"青石渡换新船\n{line}\n\n青石渡轮渡有限公司现有渡船14条，其中电动渡船4条，船员96人。\n"
    (article,) = articles(load_document(text.encode(), "a.txt"))
    said = article.source
    assert (said.title, said.publication) == ("青石渡换新船", publication)
    assert (said.authors, said.published) == (authors, day)


def test_a_heading_with_a_year_is_no_byline() -> None:
    text = "青石渡换新船\n\n2024年记者走基层\n\n青石渡轮渡有限公司现有渡船14条。\n"
    (article,) = articles(load_document(text.encode(), "a.txt"))
    assert article.source.authors == ()


def test_ids_of_many_articles_with_one_title_are_numbered_once() -> None:
    def work(size: int) -> list[str]:
        taken: dict[str, int] = {}
        return [source_id("厂区新闻", taken) for _each in range(size)]

    assert work(3) == ["厂区新闻", "厂区新闻-2", "厂区新闻-3"]
    assert grows_moderately(work, 16_000)
