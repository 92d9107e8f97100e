"""Checks that each quote occurs in the text of its source, at the given line."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import add

from xzfacts.i18n import gettext as _
from xzfacts.model.declarations import Store
from xzfacts.model.facts import Fact, Place
from xzfacts.model.finding_catalogue import make_finding
from xzfacts.model.findings import Finding
from xzfacts.text.unwrap import UnwrappedText, unwrap_lines
from xzfacts.verify.source_texts import SourceText

_CONTEXT = 12  # characters shown where quote and text start to differ
_MAX_COMPARED = 1000  # quotes of one text of which it is said where they differ
# Characters of one text that are searched for quotes that do not start at their line, and to say
# where they differ; a second or two each.
_MAX_SEARCHED = 1 << 30
_MAX_DESCRIBED = 1 << 29
_NO_MORE = _MAX_SEARCHED << 1
_MAX_LINES = 8  # listed for a quote that occurs at many


def quote_findings(store: Store, texts: Iterable[SourceText]) -> Iterator[Finding]:
    """Quotes that are not in their text or not at their line, and texts without a source.

    A text belongs to the sources with its sha256. The next text is requested after the
    previous one is checked. Sources without a given text are not checked.
    """
    wanted = _quoted(store)
    known = {source.sha256 for source in store.sources}
    for text in texts:
        if text.sha256 not in known:
            yield _text_without_source(text)
            continue
        # `pop`: the same text may be given twice.
        yield from _text_findings(text, wanted.pop(text.sha256, []))


def _text_findings(text: SourceText, facts: list[Fact]) -> Iterator[Finding]:
    if facts:
        checker = _QuoteChecker(text)
        for fact in facts:
            yield from checker.findings(fact)


def _quoted(store: Store) -> dict[str, list[Fact]]:
    """One fact of each sentence, by the sha256 of the text."""
    quoted: defaultdict[str, list[Fact]] = defaultdict(list)
    last: tuple[object, ...] = ()
    for fact in store.facts:
        # The facts of one sentence are adjacent.
        sentence = (fact.place.file, _sentence_key(fact), fact.sentence)
        if fact.source.sha256 is not None and sentence != last:
            quoted[fact.source.sha256].append(fact)
        last = sentence
    return quoted


class _JoinedLines:
    """The lines of a text, at which quotes start in the joined text.

    joined: the joined text. starts: offsets of the lines in the original text.
    """

    def __init__(self, joined: UnwrappedText, starts: list[int]) -> None:
        self.joined = joined
        self._starts = starts
        self._origins = list(map(add, joined.starts, joined.shifts))

    def line(self, at: int) -> int:
        """The line, from 1, of an offset in the joined text."""
        return bisect_right(self._starts, self.joined.offset(at))

    def starts_at(self, quote: str, line: int | None) -> bool:
        """Whether a quote starts at a line."""
        if line is None or line > len(self._starts):
            return False
        start, end = self._position(line), self._position(line + 1)
        at = self.joined.text.find(quote, start, end + len(quote) - 1)
        return at >= 0 and self.line(at) == line

    def lines_of(self, quote: str) -> list[int]:
        """The first lines at which a quote starts: one more than are listed.

        Each is searched for in what follows the one before, so that a quote that a text consists
        of is found as fast as another.
        """
        text = self.joined.text
        lines: list[int] = []
        at = text.find(quote)
        while at >= 0 and len(lines) <= _MAX_LINES:
            lines.append(self.line(at))
            at = text.find(quote, max(at + 1, self._position(lines[-1] + 1)))
        return lines

    def _position(self, line: int) -> int:
        """The offset in the joined text at which a line starts; its length after the last line."""
        if line > len(self._starts):
            return len(self.joined.text)
        start = self._starts[line - 1]
        piece = bisect_right(self._origins, start) - 1
        ends = [*self.joined.starts[piece + 1 : piece + 2], len(self.joined.text)]
        return min(start - self.joined.shifts[piece], ends[0])


class _QuoteChecker:
    """Checks quotes against one text."""

    def __init__(self, text: SourceText) -> None:
        self.name = text.name
        self.text = text.text
        self._starts = [0, *(at + 1 for at, char in enumerate(text.text) if char == "\n")]
        self._plain = _JoinedLines(unwrap_lines(text.text), self._starts)
        self._words: _JoinedLines | None = None
        self._compared = 0  # quotes that were not found
        self._searched = self._described = 0  # characters

    def findings(self, fact: Fact) -> Iterator[Finding]:
        """The fault of the quote of a fact, if any."""
        quote, line = fact.sentence.quote, fact.sentence.line
        if self._plain.starts_at(quote, line):
            return
        if self._searched > _MAX_SEARCHED:
            if self._searched < _NO_MORE:
                self._searched = _NO_MORE
                yield self._too_many(fact)
            return
        lines = self._lines_of(quote, line)
        if not lines:
            yield self._not_found(fact)
        elif line is None and len(lines) > 1:
            yield self._ambiguous(fact, lines)
        elif line is not None and line not in lines:
            yield self._elsewhere(fact, lines)

    def _lines_of(self, quote: str, wanted: int | None) -> list[int]:
        """The first lines at which a quote starts, or only `wanted`."""
        self._searched += len(self.text)
        lines = self._plain.lines_of(quote)
        if lines:
            return lines
        if self._words is None:
            self._words = _JoinedLines(unwrap_lines(self.text, words=True), self._starts)
        if self._words.starts_at(quote, wanted):
            return [wanted or 0]
        self._searched += len(self.text)
        return self._words.lines_of(quote)

    def _too_many(self, fact: Fact) -> Finding:
        text = _("{text} has too many quotes without their line; the others were not compared.")
        place = Place(fact.place.file, fact.place.line, f"{_sentence_key(fact)}.quote")
        return make_finding("too-many-quotes", text.format(text=self.name), place)

    def _not_found(self, fact: Fact) -> Finding:
        quote, text = fact.sentence.quote, self._plain.joined.text
        self._compared += 1
        agreed = 0
        if self._compared <= _MAX_COMPARED and self._described < _MAX_DESCRIBED:
            self._described += len(text) * len(quote).bit_length()
            agreed = _longest_prefix(quote, text)
        remedy = _("Copy the sentence from the text exactly.")
        if agreed:
            at = text.find(quote[:agreed])
            remedy = _(
                "After “{agreed}” the quote continues with “{quote}”, but the "
                "text (line {line}) with “{text}”."
            ).format(
                agreed=quote[max(0, agreed - _CONTEXT) : agreed],
                quote=quote[agreed : agreed + _CONTEXT],
                line=self._plain.line(at + agreed - 1),
                text=text[at + agreed : at + agreed + _CONTEXT].replace("\n", "¶"),
            )
        return Finding(
            "quote-not-in-text",
            _("The quote does not occur in {text}.").format(text=self.name),
            Place(fact.place.file, fact.place.line, f"{_sentence_key(fact)}.quote"),
            remedy,
        )

    def _elsewhere(self, fact: Fact, lines: list[int]) -> Finding:
        return Finding(
            "wrong-line",
            _("The quote does not start at line {line} of {text}, but at line {lines}.").format(
                line=fact.sentence.line, text=self.name, lines=_listed(lines)
            ),
            Place(fact.place.file, fact.place.line, f"{_sentence_key(fact)}.line"),
            _("Set `line = {line}`.").format(line=lines[0]),
        )

    def _ambiguous(self, fact: Fact, lines: list[int]) -> Finding:
        return Finding(
            "ambiguous-quote",
            _("The quote occurs at several lines of {text}: {lines}.").format(
                text=self.name, lines=_listed(lines)
            ),
            Place(fact.place.file, fact.place.line, f"{_sentence_key(fact)}.quote"),
            _("Select one with `line`, for example `line = {line}`.").format(line=lines[0]),
        )


def _listed(lines: list[int]) -> str:
    more = ["…"] if len(lines) > _MAX_LINES else []
    return ", ".join([*map(str, lines[:_MAX_LINES]), *more])


def _sentence_key(fact: Fact) -> str:
    return (fact.place.key or "").partition(".")[0]


def _longest_prefix(quote: str, text: str) -> int:
    """Length of the longest prefix of `quote` that occurs in `text`."""
    low, high = 0, len(quote)
    while low < high:
        middle = (low + high + 1) // 2
        if quote[:middle] in text:
            low = middle
        else:
            high = middle - 1
    return low


def _text_without_source(text: SourceText) -> Finding:
    return Finding(
        "text-of-no-source",
        _("No source has the sha256 of this text, so no quote was checked against it."),
        Place(text.name),
        _('If it is the right text, add `sha256 = "{sha256}"` to its `[source]`.').format(
            sha256=text.sha256
        ),
    )
