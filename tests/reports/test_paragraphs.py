"""The draft and what was found in it are brought together again."""

import tracemalloc
from collections.abc import Iterator

import pytest

from tests.growth import grows_moderately
from tests.reports import samples
from xzfacts.model import paragraphs as model_paragraphs
from xzfacts.model.paragraphs import Paragraph, check_paragraphs, with_verdicts
from xzfacts.model.verdicts import CheckedSentence, Verdict
from xzfacts.render.report.assertion_views import pieces, statements


def paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(number, text, range(len(text))) for number, text in enumerate(texts, 1)]


def sentence(line: int, text: str) -> CheckedSentence:
    return CheckedSentence(line, 0, text, Verdict.SUPPORTED, (), ())


def finding(*wanted: str) -> model_paragraphs.Check:
    """A check that finds something in the lines with one of these texts, and looks at no other."""

    def check(lines: Iterator[str]) -> Iterator[CheckedSentence]:
        for number, line in enumerate(lines, 1):
            if line in wanted:
                yield sentence(number, line)
                yield sentence(number, line)

    return check


def test_every_paragraph_comes_out_once_in_order() -> None:
    given = paragraphs("a", "b", "c", "d", "e")
    found = list(check_paragraphs(given, finding("b", "d")))
    assert [each.paragraph for each in found] == given
    assert [len(each.sentences) for each in found] == [0, 2, 0, 2, 0]
    assert [each.paragraph.text for each in check_paragraphs(given, finding())] == list("abcde")
    assert list(check_paragraphs([], finding("a"))) == []


def test_lines_are_those_of_the_input() -> None:
    given = [Paragraph(7, "abc", None, ((1, 8),)), Paragraph(12, "def")]

    def check(lines: Iterator[str]) -> Iterator[CheckedSentence]:
        assert list(lines) == ["abc", "def"]
        yield CheckedSentence(1, 1, "bc", Verdict.SUPPORTED, (), ())
        yield CheckedSentence(2, 0, "def", Verdict.SUPPORTED, (), ())

    first, second = check_paragraphs(given, check)
    assert [each.line for each in first.sentences] == [8]
    assert [each.line for each in second.sentences] == [12]


def test_the_check_reads_on_only_when_asked() -> None:
    taken: list[int] = []

    def source() -> Iterator[Paragraph]:
        for each in paragraphs(*"abcdefgh"):
            taken.append(each.number)
            yield each

    out = check_paragraphs(source(), finding("a", "c"))
    next(out)
    assert taken == [1, 2, 3]


def test_a_long_stretch_without_statements_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_paragraphs, "MAX_BUFFERED", 500)
    given = paragraphs(*("xx" for _ in range(20)), "found", "yy")
    found = list(check_paragraphs(given, finding("found")))
    assert len(found) < 8
    assert sum(each.left_out + 1 for each in found) == len(given)
    assert [each.paragraph.text for each in found if each.sentences] == ["found"]


def test_memory_for_empty_lines_is_bounded() -> None:
    given = (Paragraph(number, "") for number in range(1, 1_000_001))

    def reads(texts: Iterator[str]) -> Iterator[CheckedSentence]:
        assert not any(texts)
        yield from ()

    tracemalloc.start()
    try:
        released = sum(1 for _ in check_paragraphs(given, reads))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 1 << 25
    assert released < 100_000


def test_only_some_verdicts() -> None:
    def kept(*only: Verdict) -> list[str]:
        return [
            each.text
            for passage in with_verdicts(samples.passages(), only)
            for sentence in passage.sentences
            for each in sentence.assertions
        ]

    assert kept(Verdict.REFUTED) == ["100人"]
    assert kept(Verdict.SUPPORTED, Verdict.CONFLICTING) == ["14条", "总经理雒秋平", "23处"]
    (passage,) = with_verdicts(samples.passages(), [Verdict.REFUTED])
    assert [each.fact.value for each in passage.sentences[0].evidence] == ["96人"]
    assert passage.sentences[0].verdict is Verdict.REFUTED


def test_pieces_are_the_text_again() -> None:
    for passage in samples.passages():
        found = statements(passage)
        parts = pieces(passage.paragraph.text, found)
        assert "".join(text for text, _owner in parts) == passage.paragraph.text
        marked = [found[owner].assertion.text for _text, owner in parts if owner is not None]
        assert marked == [each.assertion.text for each in found]


def test_a_conflict_shows_all_facts() -> None:
    last = list(samples.passages())[3]
    (statement,) = statements(last)
    assert [each.fact.value for each in statement.evidence] == ["23处", "23"]


def test_the_time_for_the_sentences_of_one_paragraph_is_linear() -> None:
    def pair(size: int) -> None:
        def check(lines: Iterator[str]) -> Iterator[CheckedSentence]:
            found = sentence(1, next(lines))
            yield from (found for _ in range(size))

        (passage,) = check_paragraphs(paragraphs("a"), check)
        assert len(passage.sentences) == size

    assert grows_moderately(pair, 40_000)
