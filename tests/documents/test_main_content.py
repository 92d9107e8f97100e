"""Of a web page `extract` reads the article; `check` reads everything."""

import io
from time import process_time

import pytest

from tests.growth import grows_moderately
from xzfacts.documents.read import DocumentFormat, paragraphs, paragraphs_as
from xzfacts.documents.read_errors import DamagedDocumentError

pytest.importorskip("readability")

NAVIGATION = "".join(f"<li><a href='/'>{word}</a></li>" for word in "首页 国内 财经 体育".split())
RELATED = "".join(f"<li><a href='/'>白桥市新增渡船{n}条</a></li>" for n in range(20, 28))
STORY = (
    "青石渡轮渡有限公司现有渡船14条，船员96人，去年运送旅客52.1万人次。",
    "东岸码头投入3200万元扩建，新增泊位6个，工程明年5月完工。",
)
AROUND = ("国内", "新增渡船", "网友", "版权")


def page(article: str) -> str:
    return (
        f"<!doctype html>\n<title>青石渡换新船 - 渡口网</title>\n<body>\n<ul>{NAVIGATION}</ul>\n"
        f"{article}\n<div class='related'><h3>相关阅读</h3><ul>{RELATED}</ul></div>\n"
        "<div class='comments'><p>网友：我们那里有3条船。</p></div>\n"
        "<div class='footer'>渡口网版权所有，许可证编号1234567</div>\n"
    )


def article(text: str) -> list[str]:
    read = io.BytesIO(text.encode()).read
    found = paragraphs_as(DocumentFormat.HTML, "a.html", read, only_articles=True)
    return [each.text for each in found]


HEAD = "<h1>青石渡换新船</h1>\n<div class='info'>2024-03-05 来源：渡口晚报</div>"
BODIES = {
    "paragraphs": "".join(f"<p>{text}</p>\n" for text in STORY),
    "line breaks": "<br><br>".join(f"　　{text}" for text in STORY),
    "spans": "".join(f"<div><span>{text}</span></div>" for text in STORY),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_the_title_the_byline_and_the_story_are_kept(body: str) -> None:
    texts = article(page(f"<div class='main'>{HEAD}<div class='content'>{body}</div></div>"))
    assert [text.strip() for text in texts] == ["青石渡换新船", "2024-03-05 来源：渡口晚报", *STORY]


def test_a_table_in_the_story_is_kept() -> None:
    rows = "".join(f"<tr><td>{n}号渡口</td><td>{n}条</td></tr>" for n in range(2, 6))
    text = "".join(article(page(f"<div>{HEAD}<p>{STORY[0]}</p><table>{rows}</table></div>")))
    assert "2号渡口" in text
    assert not any(word in text for word in AROUND)


def test_several_articles_of_a_page_are_kept() -> None:
    several = "".join(f"<article><h2>简讯</h2><p>{text}</p></article>\n" for text in STORY)
    text = "".join(article(page(several)))
    assert all(sentence in text for sentence in STORY)
    assert not any(word in text for word in AROUND)


def test_lines_are_those_of_the_page() -> None:
    content = page(f"{HEAD}\n<div class='content'>\n{BODIES['paragraphs']}</div>")
    read = io.BytesIO(content.encode()).read
    found = paragraphs_as(DocumentFormat.HTML, "a.html", read, only_articles=True)
    lines = content.split("\n")
    assert all(each.text in lines[each.number - 1] for each in found)


def test_a_page_without_an_article_is_kept_whole() -> None:
    assert article("<ul><li>船员88人</li><li>渡船3条</li></ul>") == ["船员88人", "渡船3条"]
    assert article("") == []


def test_a_check_leaves_nothing_out() -> None:
    content = page(f"{HEAD}<div>{BODIES['paragraphs']}</div>")
    text = "".join(each.text for each in paragraphs("a.html", io.BytesIO(content.encode()).read))
    assert all(word in text for word in (*AROUND, *STORY))


@pytest.mark.parametrize(
    "unit", ["<p>船员88人，青石渡。", "<div <", "<!-- ", "<b>青", "&#", "<br>青"]
)
def test_a_long_or_broken_page_is_read(unit: str) -> None:
    article(f"<div><p>{STORY[0]}</p>{unit * 200}")


def test_articles_in_articles_are_read_once() -> None:
    assert grows_moderately(
        lambda size: article(page("<article>" * size + "<p>渡船</p>" * 20 * size)), 240
    )


def test_a_large_page_with_other_text_takes_bounded_time() -> None:
    story = "".join(f"<p>{STORY[0]}第{n}条</p>" for n in range(12_000))
    links = "".join(f"<li><a href='/'>白桥市新增渡船又有{n}条</a></li>" for n in range(12_000))
    text = page(f"<article>{story}</article><ul>{links}</ul>")
    begin = process_time()
    list(article(text))
    searched = process_time() - begin
    begin = process_time()
    list(paragraphs("a.html", io.BytesIO(text.encode()).read))
    assert searched < 12 * (process_time() - begin)


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        ("<div><img><img></div>", 3200),
        ("青石渡<br><br>", 100_000),
        ("<i class=subtitle>渡</i>", 48_000),
    ],
)
def test_elements_beside_each_other_take_bounded_time(unit: str, size: int) -> None:
    story = f"<p>{STORY[0] * 20}</p>"

    def work(size: int) -> None:
        article(f"<div>{story}{unit * size}</div>")
        article(f"<article>{unit * size}<div>{story * 3}</div></article>")

    assert grows_moderately(work, size)


@pytest.mark.parametrize("unit", ["a style= ", "甲 style=1 "])
def test_what_looks_like_attributes_in_an_attribute_takes_bounded_time(unit: str) -> None:
    assert grows_moderately(
        lambda size: article(f"<div><p title='{unit * size}'>{STORY[0] * 9}</p></div>"), 24_000
    )


@pytest.mark.parametrize("attributes", ["a{} ", "a{}='>' ", "a{}/", "<a{}\n"])
def test_a_tag_with_very_many_attributes_is_refused(attributes: str) -> None:
    """The parser needs time that grows with their square."""
    tag = "<div " + "".join(map(attributes.format, range(30_000))) + ">"
    with pytest.raises(DamagedDocumentError):
        article(page(tag + STORY[0]))
    few = "<div " + "".join(map(attributes.format, range(100))) + ">"
    assert STORY[0] in "".join(article(page(few + STORY[0])))


def test_long_attributes_and_unclosed_quotes_are_read() -> None:
    image = f"<img src='data:image/png;base64,{'A' * 100_000}' alt='{'甲 ' * 9000}'>"
    assert STORY[0] in "".join(article(page(image + f"<p>{STORY[0]}</p>")))
    assert article('<p a="' + STORY[0] * 9000) == []
