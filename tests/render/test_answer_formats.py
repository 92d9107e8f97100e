"""The forms of output, from results made by hand."""

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st
from rich.cells import cell_len

from xzfacts.model.facts import (
    Answer,
    Fact,
    Match,
    Place,
    Result,
    Sentence,
    Source,
    Status,
    Suggestion,
)
from xzfacts.quantity.model import Quantity
from xzfacts.render import answer_markdown, csv_, json_, table, tsv
from xzfacts.render.escape import visible
from xzfacts.render.styles import Screen

FACT = Fact(
    id="abc234",
    subject="青石渡轮渡有限公司",
    attribute="船员人数",
    value="96人",
    quantity=Quantity(Decimal(96), Decimal(96), "[]", "人", "people", "96人"),
    sentence=Sentence("青石渡轮渡有限公司有船员96人。", line=5, note="原文如此"),
    source=Source("qingshidu", "青石渡换新船", "渡口晚报", ("雒小满", "丁一舟")),
    place=Place("facts/qingshidu.toml", 14, "sentences[0].facts[2]"),
)
RESULT = Result(FACT, 0.98, Match("short", "synonym"), ("船员",))
ANSWER = Answer("青石渡 船员", (RESULT,))
NOTHING = Answer("股价", (), (Suggestion("attribute", "船员人数", "青石渡 船员人数"),))

HOSTILE = st.text(
    st.sampled_from(
        "甲1 \t\n\r\x00\x07\x1b\x7f\x85\x9b|*_`[]<>\\\"',;=#\u202e\u2028\u200d\ud800\udcff"
    ),
    max_size=12,
)


def hostile(text: str) -> Answer:
    fact = FACT._replace(
        subject=text,
        attribute=text,
        value=text,
        sentence=Sentence(f"甲{text}乙", note=text),
        source=Source(text, text, text, (text,)),
        place=Place(text, 1),
        as_of=text,
    )
    result = Result(
        fact,
        0.5,
        Match(corrected=text),
        (text,),
        citations=(fact, fact),
        conflicts=(fact,),
        history=(fact,),
        newer=fact,
    )
    return Answer(text, (result,))


def shown_answer(answer: Answer, screen: Screen) -> str:
    return table.answer(answer, screen, {one.fact.id: one.fact.id for one in answer.results})


def test_json_is_what_scripts_rely_on() -> None:
    envelope = json_.envelope(ANSWER)
    assert list(envelope) == ["query", "results", "suggestions", "near"]
    (result,) = envelope["results"]
    # Keys are only ever added: those that the first release had stay, and keep their meaning.
    expected = {
        "id": "abc234",
        "score": 0.98,
        "subject": "青石渡轮渡有限公司",
        "attribute": "船员人数",
        "value": "96人",
        "sentence": "青石渡轮渡有限公司有船员96人。",
        "note": "原文如此",
        "as_of": None,
        "status": "current",
        "file": "facts/qingshidu.toml",
        "line": 14,
    }
    assert expected.items() <= result.items()
    assert {"subject": "short", "attribute": "synonym"}.items() <= result["match"].items()
    assert {
        "low": "96",
        "high": "96",
        "bounds": "[]",
        "unit": "人",
        "text": "96人",
    }.items() <= result["quantity"].items()
    assert {
        "id": "qingshidu",
        "title": "青石渡换新船",
        "publication": "渡口晚报",
        "authors": ["雒小满", "丁一舟"],
        "published": None,
        "url": None,
        "line": 5,
    }.items() <= result["source"].items()


def test_json_keeps_both_notes() -> None:
    both = RESULT._replace(fact=FACT._replace(note="约数"))
    assert json_.result(both)["note"] == "约数; 原文如此"


def test_json_suggestions() -> None:
    assert json_.envelope(NOTHING) == {
        "query": "股价",
        "results": [],
        "suggestions": [{"kind": "attribute", "text": "船员人数", "query": "青石渡 船员人数"}],
        "near": [],
    }


def test_json_tells_what_is_near_and_why() -> None:
    near = RESULT._replace(why_near="other_value")
    (told,) = json_.envelope(NOTHING._replace(near=(near,)))["near"]
    assert (told["value"], told["why_near"], told["kind"]) == ("96人", "other_value", "fact")


def test_json_of_a_sentence_has_no_value() -> None:
    told = json_.result(RESULT._replace(kind="sentence"))
    assert (told["kind"], told["attribute"], told["value"]) == ("sentence", None, None)


@given(HOSTILE)
def test_json_holds_any_text_in_one_harmless_line(text: str) -> None:
    line = json_.dumps(json_.envelope(hostile(text)))
    assert visible(line) == line
    line.encode("utf-8")
    loaded = json.loads(line)
    readable = json.loads(json.dumps(text))  # two lone surrogates may be one character in JSON
    assert loaded["query"] == readable
    assert loaded["results"][0]["sentence"] == f"甲{readable}乙"


@given(HOSTILE)
def test_plain_keeps_its_columns(text: str) -> None:
    lines = tsv.answer(hostile(text)).split("\n")
    assert len(lines) == 2
    assert lines[0].count("\t") == 7
    assert visible(lines[0].replace("\t", "")) == lines[0].replace("\t", "")


@given(HOSTILE)
def test_csv_keeps_its_columns(text: str) -> None:
    written = csv_.header() + csv_.answer(hostile(text))
    header, row = csv.reader(io.StringIO(written, newline=""))
    assert len(header) == len(row)
    cells = dict(zip(header, row, strict=True))
    assert cells["value"].removeprefix("'") == visible(text).removeprefix("'")
    assert not any(cell.lstrip()[:1] in set("=@+＝＋－＠") for cell in row)
    assert not any(cell.lstrip().startswith("-") for cell in (cells["value"], cells["subject"]))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+1", "'+1"),
        ("-2+3", "'-2+3"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("\t=1", "\\t=1"),
        ("\r=1", "\\r=1"),
        ("-5.2", "-5.2"),
        ("88人", "88人"),
        ("a=1", "a=1"),
    ],
)
def test_a_spreadsheet_computes_nothing(text: str, shown: str) -> None:
    (row,) = csv.reader([csv_.row((text, -1))])
    assert row == [shown, "-1"]


@given(HOSTILE)
def test_markdown_is_harmless(text: str) -> None:
    written = answer_markdown.answer(hostile(text), titled=True)
    assert all(visible(line) == line for line in written.split("\n"))


@given(HOSTILE, st.integers(20, 200), st.booleans())
def test_the_table_holds_any_text(text: str, width: int, styled: bool) -> None:
    shown = shown_answer(hostile(text), Screen(width, styled=styled, coloured=styled))
    if not styled:
        lines = shown.split("\n")
        assert all(visible(line) == line for line in lines)
        assert all(cell_len(line) <= width for line in lines)


# Sentences of several values, as the store that ships has them, with punctuation around them.
VALUE = st.text("甲乙丙1234567890.%", min_size=1, max_size=12)
STATED = st.lists(VALUE, min_size=1, max_size=5, unique=True)
BETWEEN = st.sampled_from(["，", "、其中", "（约", "）。", "“", "”；", "共计", "在年度报告中说，"])


@given(STATED, st.data(), st.sampled_from([50, 80, 120, 200]))
def test_values_stay_whole_and_punctuation_ends_lines(
    values: list[str], data: st.DataObject, width: int
) -> None:
    quote = "甲" + "".join(data.draw(BETWEEN) + value + data.draw(BETWEEN) for value in values)
    results = tuple(
        RESULT._replace(fact=FACT._replace(id=value, value=value, sentence=Sentence(quote)))
        for value in values
    )
    shown = shown_answer(Answer("甲", results), Screen(width, styled=False, coloured=False))
    lines = shown.splitlines()
    assert "".join(line.strip() for line in lines).count(quote) == 1
    assert max(map(cell_len, lines)) <= width
    for value in values:
        assert any(f"{line}  ".startswith(f"{value}  ") for line in lines)
    assert not any(line.strip()[:1] in set("，、）。”；") for line in lines)
    assert any("facts/qingshidu.toml:14" in line for line in lines)


def test_results_of_a_sentence_share_it_and_those_of_an_article_its_source() -> None:
    other = FACT._replace(
        id="two", attribute="渡船数", value="14条", place=Place("facts/a.toml", 9)
    )
    third = other._replace(id="three", sentence=Sentence("渡船14条。", line=8))
    answer = Answer("青石渡", tuple(RESULT._replace(fact=fact) for fact in (FACT, third, other)))
    shown = shown_answer(answer, Screen(80, styled=False, coloured=False))
    assert shown.count("青石渡轮渡有限公司有船员96人。") == 1
    assert shown.count("渡口晚报 · 青石渡换新船 · 雒小满, 丁一舟") == 1
    assert "line 5 · facts/qingshidu.toml:14 facts/a.toml:9 · subject: short name" in shown
    assert [line.split()[-1] for line in shown.splitlines()[:2]] == ["abc234", "two"]


def test_a_question_for_the_subject_leads_with_it() -> None:
    answer = Answer("船员 96人", (RESULT._replace(answers="subject"),))
    shown = shown_answer(answer, Screen(80, styled=False, coloured=False))
    assert shown.startswith("青石渡轮渡有限公司  船员人数 · 96人  abc234\n")


def test_markup_is_text_in_every_form() -> None:
    answer = hostile("[bold red]甲[/bold red] [/]")
    shown = shown_answer(answer, Screen(200, styled=False, coloured=False))
    assert "[bold red]甲[/bold red] [/]" in shown
    assert "[bold red]甲[/bold red] [/]" in tsv.answer(answer)
    assert r"\[bold red\]甲\[/bold red\]" in answer_markdown.answer(answer)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("*甲*", r"\*甲\*"),
        ("a|b", r"a\|b"),
        ("<b>", r"\<b\>"),
        ("# 题", r"\# 题"),
        ("1. 甲", r"1\. 甲"),
        ("- 甲", r"\- 甲"),
        ("3.5%（-1）", "3.5%（-1）"),
    ],
)
def test_markdown_escapes(text: str, escaped: str) -> None:
    assert answer_markdown.escape(text) == escaped


def test_remarks_are_shown_with_the_sentence() -> None:
    fact = FACT._replace(as_of="2023", status=Status.SUPERSEDED, superseded_by="xyz")
    shown = table.facts([fact], Screen(120, styled=False, coloured=False), {fact.id: fact.id})
    for remark in ("as of 2023", "superseded by xyz", "note: 原文如此"):
        assert remark in shown


def test_words_are_underlined_and_the_value_is_bold() -> None:
    shown = shown_answer(ANSWER, Screen(120, styled=True, coloured=True))
    assert "\x1b[4m船员\x1b[0m\x1b[1;32m96人\x1b[0m" in shown
    without = shown_answer(ANSWER, Screen(120, styled=True, coloured=False))
    assert "\x1b[4m船员\x1b[0m\x1b[1m96人\x1b[0m" in without


def test_a_corrected_name_is_shown_once() -> None:
    corrected = RESULT._replace(match=Match("homophone", "exact", corrected="青石渡"))
    answer = Answer("青石杜 船员", (corrected, corrected))
    shown = shown_answer(answer, Screen(120, styled=False, coloured=False))
    assert shown.startswith("Searched for “青石渡”\n")
    assert shown.count("Searched for") == 1
    assert shown.count("subject: sounds alike") == 1


@given(st.text())
def test_visible_leaves_what_people_can_read(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    shown.encode("utf-8")
    if text.isprintable():
        assert shown == text


def test_visible() -> None:
    assert visible("甲　乙 👩‍💻") == "甲　乙 👩‍💻"
    assert visible("a\tb\n\x1b[0m\u202e\ud800") == "a\\tb\\n\\x1b[0m\\u202e\\ud800"
