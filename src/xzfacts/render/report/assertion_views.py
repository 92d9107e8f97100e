"""The statements of a passage with their evidence and their offsets in the paragraph."""

from typing import NamedTuple

from xzfacts.i18n import ngettext
from xzfacts.model.facts import Fact, Result
from xzfacts.model.paragraphs import Passage
from xzfacts.model.verdicts import Assertion, CheckedSentence, Verdict
from xzfacts.render.highlights import runs
from xzfacts.render.verdict_labels import GRAVITY
from xzfacts.render.wording import DIVIDER


class Statement(NamedTuple):
    """A statement of a passage.

    assertion: the statement.
    sentence: the sentence that contains it.
    evidence: the facts that it was compared with.
    start: offset in the paragraph; None if the sentence is not found in it.
    end: offset in the paragraph, exclusive; None likewise.
    nearest: the closest fact, where there is not enough evidence and one is close.
    """

    assertion: Assertion
    sentence: CheckedSentence
    evidence: tuple[Result, ...]
    start: int | None
    end: int | None
    nearest: Fact | None = None

    @property
    def verdict(self) -> Verdict:
        """The verdict on the statement."""
        return self.assertion.verdict


def statements(passage: Passage) -> list[Statement]:
    """All statements of a passage, in text order."""
    found: list[Statement] = []
    for sentence in passage.sentences:
        base = _base(passage.paragraph.text, sentence)
        for each in sentence.assertions:
            start, end = (None, None) if base is None else (base + each.start, base + each.end)
            near = _nearest(each, sentence)
            found.append(Statement(each, sentence, _evidence(each, sentence), start, end, near))
    return sorted(found, key=lambda each: (each.sentence.start, each.assertion.start))


def pieces(text: str, found: list[Statement]) -> list[tuple[str, int | None]]:
    """The text in pieces, each with the index of its statement, if any.

    Where statements overlap, the more severe verdict has priority, then the longer statement.
    """
    owner: list[int | None] = [None] * len(text)

    def weight(at: int) -> tuple[int, int]:
        return -GRAVITY.index(found[at].verdict), len(found[at].assertion.text)

    for at in sorted(range(len(found)), key=weight):
        start, end = found[at].start, found[at].end
        if start is not None and end is not None:
            owner[start:end] = [at] * len(owner[start:end])
    return runs(text, owner)


def brief(fact: Fact) -> str:
    """A fact in one line: its subject, attribute and value."""
    return DIVIDER.join((fact.subject, fact.attribute, fact.value))


def left_out(count: int) -> str:
    """The line that replaces omitted paragraphs of a long document."""
    message = ngettext(
        "({count} line without a checkable statement)",
        "({count} lines without a checkable statement)",
        count,
    )
    return message.format(count=count)


def _base(text: str, sentence: CheckedSentence) -> int | None:
    """Offset of the sentence in the paragraph; None if it does not occur."""
    if text.startswith(sentence.sentence, sentence.start):
        return sentence.start
    found = text.find(sentence.sentence)
    return found if found >= 0 else None


def _nearest(assertion: Assertion, sentence: CheckedSentence) -> Fact | None:
    closest = assertion.nearest[:1]
    return next((fact for fact in sentence.nearest if fact.id in closest), None)


def _evidence(assertion: Assertion, sentence: CheckedSentence) -> tuple[Result, ...]:
    """The fact that the statement was compared with; for conflicting evidence, all of them."""
    cited = [each for each in sentence.evidence if each.fact.id == assertion.fact]
    if assertion.verdict is not Verdict.CONFLICTING:
        return tuple(cited)
    topics = {(each.fact.subject, each.fact.attribute) for each in cited}
    return tuple(
        each
        for each in sentence.evidence
        if not cited or (each.fact.subject, each.fact.attribute) in topics
    )
