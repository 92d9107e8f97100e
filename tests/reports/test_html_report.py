"""The page in a real browser: what is shown, by keyboard, in the dark, on paper, on a phone."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.reports import samples
from tests.reports.browser import Browser
from tests.reports.test_report_formats import HOSTILE, hostile
from xzfacts.model.paragraphs import CheckedDocument
from xzfacts.render.report import html_report

TAB, ENTER, SPACE, RIGHT = "\ue004", "\ue007", " ", "\ue014"
KINDS = ("refuted", "conflicting", "unknown", "supported")


def html(*drafts: CheckedDocument) -> str:
    return "".join(html_report.report(drafts))


@pytest.fixture
def browser(running: Browser, tmp_path: Path) -> Browser:
    """The sample, open in a light window."""
    path = tmp_path / "page.html"
    path.write_text(html(samples.draft()), encoding="utf-8")
    running.surroundings()
    running.open(path)
    return running


class Outline(HTMLParser):
    """What is in a page, as a list of tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def test_nothing_is_fetched_and_no_script_runs() -> None:
    text = html(samples.draft(), hostile())
    tags = Outline(text).tags
    names = {tag for tag, _attributes in tags}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "svg", "form", "base"}
    for _tag, attributes in tags:
        assert not any(name.startswith("on") for name in attributes)
        assert not {"src", "srcset", "background", "action"} & set(attributes)
        assert attributes.get("href", "#").startswith("#")
    style = text[text.index("<style>") : text.index("</style>")]
    assert not re.search(r"url\(|@import|@font-face", style)
    assert "default-src 'none'" in text


def test_ids_are_unique_and_links_lead_somewhere() -> None:
    tags = Outline(html(samples.draft("a.txt"), samples.draft("b.txt"))).tags
    ids = [attributes["id"] for _tag, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in tags:
        if tag == "a":
            assert attributes["href"].removeprefix("#") in ids


def test_hostile_text_stays_text() -> None:
    text = html(hostile())
    assert "<script" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "a\\x1b[31m\\u202e&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;" in text


def test_only_web_addresses_become_links() -> None:

    def linked(url: str) -> str:
        (passage,) = (each for each in samples.passages() if each.paragraph.number == 4)
        (sentence,) = passage.sentences
        evidence = tuple(
            each._replace(fact=each.fact._replace(source=each.fact.source._replace(url=url)))
            for each in sentence.evidence
        )
        sentence = sentence._replace(evidence=evidence)
        return html(CheckedDocument("a.txt", [passage._replace(sentences=(sentence,))]))

    assert 'href="https://example.org/?a=1&amp;b=2"' in linked("https://example.org/?a=1&b=2")
    assert "javascript" not in linked("javascript:alert(1)")


def test_the_language_is_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    assert '<html lang="en">' in html(samples.draft())
    assert '<p class="text" lang="zh">' in html(samples.draft())


def test_a_draft_that_could_not_be_read_says_so() -> None:
    assert '<p class="fault" role="alert">no such &lt;file&gt;</p>' in html(
        CheckedDocument("a.txt", [], ["no such <file>"])
    )


def test_the_draft_and_its_verdicts_are_shown(browser: Browser) -> None:
    assert browser.shown("h1") == ["drafts/渡口.txt"]
    assert browser.shown(".summary") == [
        "5 statements: 1 refuted, 1 conflicting evidence, 2 supported, 1 not found in the store."
    ]
    first, second, third, last = browser.shown(".text")
    assert "两岸再添航班" in first
    for piece in ("14条", "100人", "总经理雒秋平", "500万元"):
        assert piece in second
    assert "白桥市有渡口" in third
    assert "今天多云。" in last
    assert browser.run("return document.scripts.length") == 0
    # What matters most is open from the start.
    opened = [each.get_attribute("class") for each in browser.find("details[open]")]
    assert opened == ["card refuted", "card conflicting"]
    assert "96人" in browser.shown(".card.refuted blockquote")[0]


def test_a_statement_opens_its_evidence(browser: Browser) -> None:
    assert browser.shown(".card.supported blockquote") == []
    browser.find("a.statement.supported")[0].click()
    (quote,) = browser.shown(".card.supported blockquote")
    assert quote == "青石渡轮渡有限公司现有渡船14条，其中电动渡船4条，船员96人。"
    assert browser.shown(".card.supported blockquote mark") == ["14条"]


def focused(browser: Browser) -> str:
    found = browser.run("const e = document.activeElement; return e.id || e.className || e.tagName")
    assert isinstance(found, str)
    return found


def test_all_can_be_done_by_keyboard(browser: Browser) -> None:
    seen = []
    for _ in range(11):
        browser.press(TAB)
        seen.append(focused(browser))
        outline = browser.run(
            "const e = document.activeElement;"
            "const shown = e.type === 'radio' ? e.closest('label') : e;"
            "return getComputedStyle(shown).outlineStyle"
        )
        assert outline == "solid", seen[-1]
    assert seen[:3] == ["skip", "show-all", "statement supported short"]
    assert seen[3:6] == [
        "statement refuted short",
        "statement supported short",
        "statement unknown short",
    ]
    assert seen[6:] == ["head", "head", "head", "statement conflicting short", "head"]


def test_evidence_opens_and_closes_by_keyboard(browser: Browser) -> None:
    summary = browser.find(".card.supported summary")[0]
    browser.run("arguments[0].focus()", summary)
    browser.press(ENTER)
    assert len(browser.shown(".card.supported blockquote")) == 1
    browser.press(SPACE)
    assert browser.shown(".card.supported blockquote") == []


def test_the_filter_works_without_script(browser: Browser) -> None:
    browser.run("document.getElementById('show-all').focus()")
    browser.press(RIGHT)
    assert focused(browser) == "show-refuted"
    (text,) = browser.shown(".text")
    assert "100人" in text
    (card,) = browser.shown(".card")
    assert "100人" in card
    browser.find("label.supported input")[0].click()
    assert len(browser.shown(".card")) == 2
    browser.find("label.all input")[0].click()
    assert len(browser.shown(".card")) == 5
    assert len(browser.shown(".text")) == 4


COLOURS = """
const context = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const solid = (colour) => {
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data];
};
const behind = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const found = solid(getComputedStyle(at).backgroundColor);
    if (found[3] === 255) return found;
  }
  return [255, 255, 255, 255];
};
const text = [...document.querySelectorAll('body *')].filter((element) =>
  element.checkVisibility() && !element.closest('label:has(:disabled)') &&
  [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
return text.map((element) => [
  element.tagName + '.' + element.className + ' ' + element.textContent.slice(0, 20),
  solid(getComputedStyle(element).color), behind(element)]);
"""


def luminance(colour: list[int]) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [value / 255 for value in colour[:3]]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True])
def test_all_text_has_contrast(browser: Browser, *, dark: bool) -> None:
    browser.surroundings(dark=dark)
    found = browser.run(COLOURS)
    assert len(found) > 40
    for name, text, ground in found:
        light, deep = sorted([luminance(text), luminance(ground)], reverse=True)
        assert (light + 0.05) / (deep + 0.05) >= 4.5, name


def test_the_dark_is_dark(browser: Browser) -> None:
    def ground() -> list[int]:
        colour = browser.run("return getComputedStyle(document.documentElement).backgroundColor")
        return [int(part) for part in re.findall(r"\d+", colour)]

    assert luminance(ground()) > 0.8
    browser.surroundings(dark=True)
    assert luminance(ground()) < 0.05
    shades = {
        browser.run(
            "return getComputedStyle(document.querySelector(arguments[0])).color",
            f"a.statement.{kind}",
        )
        for kind in KINDS
    }
    assert len(shades) == 4


@pytest.mark.parametrize("width", [320, 400, 800, 1280])
def test_nothing_is_wider_than_the_window(browser: Browser, width: int) -> None:
    browser.surroundings(width=width)
    assert browser.run("return document.documentElement.scrollWidth") <= width


def test_long_words_break(running: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(html(hostile(), CheckedDocument("x" * 500, [])), encoding="utf-8")
    running.surroundings(width=400)
    running.open(path)
    assert running.run("return document.documentElement.scrollWidth") <= 400
    assert HOSTILE.partition("<")[2].partition("&")[0] in running.shown(".stated")[0]


def test_on_paper_all_evidence_is_open(browser: Browser) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    heights = browser.run(
        "return [...document.querySelectorAll('blockquote')].map((e) => e.offsetHeight)"
    )
    assert len(heights) == 5
    assert all(height > 10 for height in heights)
    assert browser.shown("fieldset") == []
    assert browser.pdf().startswith(b"%PDF-")
