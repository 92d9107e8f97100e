"""What each form of the report says of one checked draft."""

import json
import re
from urllib.parse import unquote

import pytest
from rich.cells import cell_len

from tests.reports import samples
from tests.reports.structure import check_structure
from xzfacts.model.paragraphs import CheckedDocument, Paragraph, Passage
from xzfacts.model.verdicts import CheckedSentence, Verdict
from xzfacts.render import github, sarif
from xzfacts.render.report import json_report, markdown_report, text_report, verdict_annotations
from xzfacts.render.styles import Screen
from xzfacts.render.verdict_labels import MARKS, Tally

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "a\x1b[31m\u202e<script>alert(1)</script>&\"'::error::%0A,]-->**"


def on_screen(width: int, *, styled: bool = False) -> str:
    return "".join(
        text_report.report([samples.draft()], Screen(width, styled, coloured=styled), titled=False)
    )


def hostile() -> CheckedDocument:
    """A draft in which everything that comes from outside is hostile."""
    (passage,) = (each for each in samples.passages() if each.paragraph.number == 4)
    (sentence,) = passage.sentences
    (stated,) = sentence.assertions
    said = HOSTILE + sentence.sentence
    shift = len(HOSTILE)
    moved = CheckedSentence(
        line=4,
        start=0,
        sentence=said,
        verdict=Verdict.REFUTED,
        evidence=sentence.evidence,
        assertions=(
            type(stated)(
                text=HOSTILE,
                start=0,
                end=shift,
                verdict=Verdict.REFUTED,
                fact=stated.fact,
                reason=HOSTILE,
            ),
        ),
    )
    return CheckedDocument(HOSTILE, [Passage(Paragraph(4, said, range(len(said))), (moved,))])


def test_marks_tell_the_verdicts_without_colour() -> None:
    shown = on_screen(80)
    for piece in ("[✓14条]", "[✗100人]", "[✓总经理雒秋平]", "[?500万元]", "[≠23处]"):
        assert piece in shown.replace("\n       ", "")
    assert "\x1b" not in shown
    assert len(set(MARKS.values())) == len(Verdict)


def test_value_sentence_and_source_are_below_the_statement() -> None:
    lines = [line.strip() for line in on_screen(200).splitlines()]
    at = lines.index("✗ 100人  refuted: 4 more than 96人")
    assert lines[at + 1 : at + 4] == [
        "96人  青石渡轮渡有限公司 · 船员人数 · ferry/qingshidu.toml:14",
        "青石渡轮渡有限公司现有渡船14条，其中电动渡船4条，船员96人。",
        "渡口晚报 · 青石渡换新船 两岸再添航班 · 雒小满, 丁一舟 · page A06 · line 5",
    ]


def test_the_whole_draft_is_shown_with_its_lines() -> None:
    shown = on_screen(120)
    for number, line in ((1, "两岸再添航班"), (5, "今天多云。")):
        assert f"    {number}  {line}\n" in shown


def test_colours_differ_by_verdict() -> None:
    shown = on_screen(120, styled=True)
    styles = {
        piece: re.search(rf"\x1b\[([0-9;]+)m{re.escape(piece)}", shown)
        for piece in ("✓14条", "✗100人", "?500万元", "≠23处")
    }
    assert len({found[1] for found in styles.values() if found}) == 4


@pytest.mark.parametrize("width", [60, 80, 132, 200])
@pytest.mark.parametrize("styled", [False, True])
def test_lines_hold(width: int, *, styled: bool) -> None:
    lines = ESCAPE.sub("", on_screen(width, styled=styled)).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    for value in ("14条", "96人", "23处"):
        assert any(value in line for line in lines)


def test_json_is_one_line_a_sentence() -> None:
    objects = [json.loads(line) for line in json_report.report([samples.draft("a.txt")])]
    assert [each["line"] for each in objects] == [3, 3, 4]
    assert [each["verdict"] for each in objects] == [
        "refuted",
        "not_enough_evidence",
        "conflicting_evidence",
    ]
    first = objects[0]
    assert list(first) == ["line", "sentence", "verdict", "evidence", "assertions", "file"]
    crew = samples.fact("船员人数", "96人")
    assert first["assertions"][1] == {
        "text": "100人",
        "start": 19,
        "end": 23,
        "verdict": "refuted",
        "fact": crew.id,
        "reason": "4 more than 96人",
        "reason_code": None,
        "nearest": [],
    }
    for each in objects:
        for stated in each["assertions"]:
            assert each["sentence"][stated["start"] : stated["end"]] == stated["text"]
    assert first["evidence"][1]["value"] == "96人"
    assert first["evidence"][1]["quantity"]["low"] == "96"


def commands(drafts: list[CheckedDocument]) -> list[str]:
    return list(github.report(verdict_annotations.annotations(drafts)))


def test_github_shows_unsupported_statements() -> None:
    shown = commands([samples.draft("drafts/a,b.txt")])
    heads = [line.partition("::“")[0] for line in shown]
    assert heads == [
        "::error file=drafts/a%2Cb.txt,line=3,col=20,endColumn=23,title=refuted",
        "::notice file=drafts/a%2Cb.txt,line=3,col=38,endColumn=42,title=not_enough_evidence",
        "::warning file=drafts/a%2Cb.txt,line=4,col=7,endColumn=9,title=conflicting_evidence",
    ]
    assert "::“100人”: 4 more than 96人%0A96人: 青石渡轮渡" in shown[0]


def test_github_commands_are_escaped() -> None:
    (line,) = commands([hostile()])
    assert line.count("\n") == 1
    head, _, message = line.removeprefix("::error ").partition("::")
    assert [part.partition("=")[0] for part in head.split(",")] == [
        "file",
        "line",
        "col",
        "endColumn",
        "title",
    ]
    assert "%250A" in message
    assert "\x1b" not in line


def test_standard_input_has_no_file() -> None:
    assert commands([samples.draft("-")])[0].startswith("::error title=refuted::")


def log(drafts: list[CheckedDocument]) -> dict[str, object]:
    pieces = sarif.report(
        verdict_annotations.annotations(drafts), verdict_annotations.rules(), "0.1"
    )
    loaded = json.loads("".join(pieces))
    assert isinstance(loaded, dict)
    return loaded


def test_sarif_has_the_structure_of_its_standard() -> None:
    found = list(check_structure(log([samples.draft("稿/一 二.txt"), samples.draft("/a/b.txt")])))
    assert [each["ruleId"] for each in found[:3]] == [
        "refuted",
        "not_enough_evidence",
        "conflicting_evidence",
    ]
    place = found[0]["locations"][0]["physicalLocation"]  # type: ignore[index]
    assert unquote(place["artifactLocation"]["uri"]) == "稿/一 二.txt"
    assert place["region"] == {"startLine": 3, "startColumn": 20, "endColumn": 24}
    assert found[3]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (  # type: ignore[index]
        "file:///a/b.txt"
    )
    list(check_structure(log([hostile()])))
    assert list(check_structure(log([]))) == []


def test_markdown_has_each_statement_with_its_evidence() -> None:
    shown = "".join(markdown_report.report([samples.draft("a_b.txt")]))
    assert shown.startswith("## a\\_b.txt\n")
    assert "- ✗ **refuted** (line 3): 青石渡轮渡有限公司现有渡船14条，船员**100人**。" in shown
    assert "  > **96人** (青石渡轮渡有限公司 · 船员人数)" in shown
    assert shown.endswith(
        "5 statements: 1 refuted, 1 conflicting evidence, 2 supported, 1 not found in the store.\n"
    )


def test_hostile_text_is_spelled_out_in_every_form() -> None:
    forms = [
        "".join(
            text_report.report([hostile()], Screen(80, styled=False, coloured=False), titled=True)
        ),
        "".join(json_report.report([hostile()])),
        "".join(markdown_report.report([hostile()])),
        "".join(commands([hostile()])),
        json.dumps(log([hostile()])),
    ]
    for shown in forms:
        assert "\x1b" not in shown
        assert "\u202e" not in shown
    assert "\\<script\\>" in forms[2]


def test_the_summary_counts_statements() -> None:
    tally = Tally()
    assert tally.summary() == "No checkable statements."
    tally.add(samples.sentences()[:1])
    assert tally.summary() == "2 statements: 1 refuted, 1 supported."
