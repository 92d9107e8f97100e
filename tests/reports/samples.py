"""A draft with one statement of each verdict, checked by hand against the ferry store."""

from collections.abc import Iterator
from pathlib import Path

from xzfacts.app import open_store
from xzfacts.model.facts import Fact, Match, Result
from xzfacts.model.paragraphs import CheckedDocument, Paragraph, Passage
from xzfacts.model.verdicts import Assertion, CheckedSentence, Verdict

FERRY = Path(__file__).parent.parent / "data" / "ferry"

TEXT = """两岸再添航班

青石渡轮渡有限公司现有渡船14条，船员100人。总经理雒秋平说，去年净利润500万元。
白桥市有渡口23处。
今天多云。"""


def fact(attribute: str, value: str) -> Fact:
    """The fact of the ferry store with this attribute and value."""
    facts = open_store(str(FERRY)).facts()
    return next(each for each in facts if (each.attribute, each.value) == (attribute, value))


def assertion(
    sentence: str, text: str, verdict: Verdict, found: Fact | None, reason: str
) -> Assertion:
    start = sentence.index(text)
    return Assertion(
        text=text,
        start=start,
        end=start + len(text),
        verdict=verdict,
        fact=found.id if found else None,
        reason=reason,
    )


def results(*facts: Fact) -> tuple[Result, ...]:
    return tuple(Result(each, 1.0, Match("exact", "exact")) for each in facts)


def sentences() -> list[CheckedSentence]:
    ships, crew, boss = fact("渡船数", "14条"), fact("船员人数", "96人"), fact("总经理", "雒秋平")
    now, then = fact("渡口数", "23处"), fact("渡口数", "23")
    first = "青石渡轮渡有限公司现有渡船14条，船员100人。"
    second = "总经理雒秋平说，去年净利润500万元。"
    third = "白桥市有渡口23处。"
    return [
        CheckedSentence(
            line=3,
            start=0,
            sentence=first,
            verdict=Verdict.REFUTED,
            evidence=results(ships, crew),
            assertions=(
                assertion(first, "14条", Verdict.SUPPORTED, ships, "equal"),
                assertion(first, "100人", Verdict.REFUTED, crew, "4 more than 96人"),
            ),
        ),
        CheckedSentence(
            line=3,
            start=len(first),
            sentence=second,
            verdict=Verdict.UNKNOWN,
            evidence=results(boss),
            assertions=(
                assertion(second, "总经理雒秋平", Verdict.SUPPORTED, boss, "equal"),
                assertion(second, "500万元", Verdict.UNKNOWN, None, "no fact about 净利润"),
            ),
        ),
        CheckedSentence(
            line=4,
            start=0,
            sentence=third,
            verdict=Verdict.CONFLICTING,
            evidence=results(now, then),
            assertions=(assertion(third, "23处", Verdict.CONFLICTING, now, "the facts disagree"),),
        ),
    ]


def passages() -> Iterator[Passage]:
    found = sentences()
    for number, text in enumerate(TEXT.split("\n"), 1):
        here = tuple(each for each in found if each.line == number)
        yield Passage(Paragraph(number, text, range(len(text))), here)


def draft(name: str = "drafts/渡口.txt") -> CheckedDocument:
    return CheckedDocument(name, passages())
