"""A draft in paragraphs, side by side with what was checked in each."""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from xzfacts.model.verdicts import CheckedSentence, Verdict

# Characters of a draft that are kept while nothing checkable line_starts up; what is older is left
# out of reports, so that memory stays bounded. Checking must not read further ahead than this.
MAX_BUFFERED = 1 << 23

Check = Callable[[Iterator[str]], Iterator[CheckedSentence]]


class Paragraph(NamedTuple):
    """A run of text in which a sentence may not be cut: a line, or a paragraph of a markup.

    number: the 1-based line of the input that it starts in; in DOCX, of the paragraph.
    columns: for each character, where it stands in its line of the input, from 0; None
        where the input has no columns that mean anything.
    line_starts: where it goes on in another line, as the first character there and the line.
    """

    number: int
    text: str
    columns: Sequence[int] | None = None
    line_starts: tuple[tuple[int, int], ...] = ()

    def line_at(self, offset: int) -> int:
        """The line of the input that the character at `offset` stands in."""
        before = bisect_right(self.line_starts, offset, key=lambda turn: turn[0])
        return self.line_starts[before - 1][1] if before else self.number

    def columns_at(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the characters from start to end stand in one line of the input, if they do."""
        if self.columns is None or not 0 <= start < end <= len(self.columns):
            return None
        if self.line_at(start) != self.line_at(end - 1):
            return None
        return self.columns[start], self.columns[end - 1] + 1


class Passage(NamedTuple):
    """A paragraph with the sentences of it that assert something checkable.

    left_out: how many paragraphs before it were let go, nothing having been found in them.
    """

    paragraph: Paragraph
    sentences: tuple[CheckedSentence, ...] = ()
    left_out: int = 0


class CheckedDraft(NamedTuple):
    """A checked draft as it comes: its name as given, `-` for standard input.

    faults: why the passages ended early, known at their end; none if they are all.
    """

    name: str
    passages: Iterable[Passage]
    faults: Sequence[str] = ()


def check_paragraphs(paragraphs: Iterable[Paragraph], check: Check) -> Iterator[Passage]:
    """Each paragraph with what `check` found in it, as soon as it is done with it.

    `check` takes the paragraphs as its lines and counts them from 1. The sentences that come
    out bear lines of the input; their `start` stays an offset into the paragraph.
    """
    buffer = _Buffer(paragraphs)
    current: Passage | None = None
    for sentence in check(buffer.texts()):
        while buffer.oldest < sentence.line:
            if current:
                yield current
            current = buffer.release()
        if current is None:  # let go too early: the sentence is all that is left of it
            current = Passage(Paragraph(sentence.line, sentence.sentence))
        line = current.paragraph.line_at(sentence.start)
        found = replace(sentence, line=line)
        current = current._replace(sentences=(*current.sentences, found))
    if current:
        yield current
    while buffer.waiting:
        yield buffer.release()


class _Buffer:
    """Paragraphs that were handed to the check and not to the report yet."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self.waiting: deque[Paragraph] = deque()
        self.oldest = 0  # the number of the paragraph released last
        self._size = 0
        self._left_out = 0

    def texts(self) -> Iterator[str]:
        for paragraph in self._paragraphs:
            self.waiting.append(paragraph)
            self._size += len(paragraph.text) + 1
            while self._size > MAX_BUFFERED and len(self.waiting) > 1:
                self._next()
                self._left_out += 1
            yield paragraph.text

    def release(self) -> Passage:
        """The oldest paragraph, for the report."""
        passage = Passage(self._next(), left_out=self._left_out)
        self._left_out = 0
        return passage

    def _next(self) -> Paragraph:
        paragraph = self.waiting.popleft()
        self.oldest += 1
        self._size -= len(paragraph.text) + 1
        return paragraph


def with_verdicts(passages: Iterable[Passage], only: Sequence[Verdict]) -> Iterator[Passage]:
    """Only the statements with one of these verdicts, each with its evidence."""
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
    gravest = sentence.verdict if sentence.verdict in verdicts else verdicts[0]
    evidence = tuple(each for each in sentence.evidence if each.fact.id in cited)
    return replace(sentence, verdict=gravest, assertions=assertions, evidence=evidence)
