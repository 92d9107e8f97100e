"""Paragraphs of a document paired with the sentences checked in them."""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from xzfacts.model.verdicts import CheckedSentence, Verdict

# Characters buffered while no checkable sentence is found. Older paragraphs are left out of
# reports, so that memory stays bounded; checking must not read further ahead than this.
MAX_BUFFERED = 1 << 23
_EMPTY = 100  # characters as which an empty paragraph counts

Check = Callable[[Iterator[str]], Iterator[CheckedSentence]]


class Paragraph(NamedTuple):
    """A line of plain text, or a paragraph of markup. Sentences do not cross paragraphs.

    number: 1-based line of the input at which it starts; in DOCX and PDF, number of the paragraph.
    text: its text, without line breaks.
    columns: 0-based column in the input of each character; None where unknown.
    line_starts: for each further line of the input, the offset of its first character, and
        the line number.
    page: 1-based page of a PDF on which it starts.
    page_starts: for each further page, the offset of its first character, and the page.
    """

    number: int
    text: str
    columns: Sequence[int] | None = None
    line_starts: tuple[tuple[int, int], ...] = ()
    page: int | None = None
    page_starts: tuple[tuple[int, int], ...] = ()

    def line_at(self, offset: int) -> int:
        """The line of the input that contains the character at `offset`."""
        before = bisect_right(self.line_starts, offset, key=lambda start: start[0])
        return self.line_starts[before - 1][1] if before else self.number

    def columns_at(self, start: int, end: int) -> tuple[int, int] | None:
        """The columns of the characters from `start` to `end`; None if not all on one line."""
        if self.columns is None or not 0 <= start < end <= len(self.columns):
            return None
        if self.line_at(start) != self.line_at(end - 1):
            return None
        return self.columns[start], self.columns[end - 1] + 1


class Passage(NamedTuple):
    """A paragraph with its checkable sentences.

    paragraph: the paragraph.
    sentences: its sentences that assert something checkable.
    left_out: number of paragraphs before it that were dropped from the buffer.
    """

    paragraph: Paragraph
    sentences: tuple[CheckedSentence, ...] = ()
    left_out: int = 0


class CheckedDocument(NamedTuple):
    """A document that is checked while its passages are iterated.

    name: as given on the command line, `-` for standard input.
    passages: the checked passages.
    faults: why the passages ended early; complete once they are exhausted.
    """

    name: str
    passages: Iterable[Passage]
    faults: Sequence[str] = ()


def check_paragraphs(paragraphs: Iterable[Paragraph], check: Check) -> Iterator[Passage]:
    """Pairs each paragraph with its sentences, as soon as `check` has read past it.

    `check` gets the text of each paragraph as a line and numbers them from 1. In the result,
    `line` of a sentence is a line of the input and `start` an offset into the paragraph.
    """
    buffer = _Buffer(paragraphs)
    current: Passage | None = None
    found: list[CheckedSentence] = []  # of the current one: it may have very many
    for sentence in check(buffer.texts()):
        while buffer.oldest < sentence.line:
            if current:
                yield current._replace(sentences=tuple(found))
            current, found = buffer.release(), []
        if current is None:  # dropped from the buffer: only the sentence is left
            current = Passage(Paragraph(sentence.line, sentence.sentence))
        line = current.paragraph.line_at(sentence.start)
        found.append(sentence._replace(line=line))
    if current:
        yield current._replace(sentences=tuple(found))
    while buffer.waiting:
        yield buffer.release()


class _Buffer:
    """Paragraphs that were passed to the check and not to the report yet."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self.waiting: deque[Paragraph] = deque()
        self.oldest = 0  # number of the paragraph released last
        self._size = 0
        self._left_out = 0

    def texts(self) -> Iterator[str]:
        for paragraph in self._paragraphs:
            self.waiting.append(paragraph)
            self._size += len(paragraph.text) + _EMPTY
            while self._size > MAX_BUFFERED and len(self.waiting) > 1:
                self._next()
                self._left_out += 1
            yield paragraph.text

    def release(self) -> Passage:
        """Remove the oldest paragraph."""
        passage = Passage(self._next(), left_out=self._left_out)
        self._left_out = 0
        return passage

    def _next(self) -> Paragraph:
        paragraph = self.waiting.popleft()
        self.oldest += 1
        self._size -= len(paragraph.text) + _EMPTY
        return paragraph


def with_verdicts(passages: Iterable[Passage], only: Sequence[Verdict]) -> Iterator[Passage]:
    """Keeps only the statements with one of these verdicts, and their evidence."""
    for passage in passages:
        sentences = tuple(filter(None, (_with_verdicts(each, only) for each in passage.sentences)))
        if sentences:
            yield passage._replace(sentences=sentences, left_out=0)


def _with_verdicts(sentence: CheckedSentence, only: Sequence[Verdict]) -> CheckedSentence | None:
    assertions = tuple(each for each in sentence.assertions if each.verdict in only)
    if not assertions:
        return None
    if len(assertions) == len(sentence.assertions):
        return sentence
    cited = {each.fact for each in assertions}
    verdicts = [each.verdict for each in assertions]
    most_severe = sentence.verdict if sentence.verdict in verdicts else verdicts[0]
    evidence = tuple(each for each in sentence.evidence if each.fact.id in cited)
    return sentence._replace(verdict=most_severe, assertions=assertions, evidence=evidence)
