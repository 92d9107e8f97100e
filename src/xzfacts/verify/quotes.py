"""Whether each quote stands in the text of its source, and where it says it does."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from xzfacts.i18n import gettext as _
from xzfacts.model.declarations import Store
from xzfacts.model.facts import Fact, Place
from xzfacts.model.findings import Finding
from xzfacts.text.unwrap import Joined, join, occurrences
from xzfacts.verify.texts import SourceText

_CONTEXT = 12  # characters to show of the text where a quote leaves it
_LINES = 8  # that are named of a quote that stands at many


def quote_findings(store: Store, texts: Iterable[SourceText]) -> Iterator[Finding]:
    """The quotes that are not in their text, or not at their line; texts of no source.

    A text belongs to the sources that have its sha256, and is asked for when the one before is
    done with. A source without a text at hand is left alone.
    """
    wanted = _quoted(store)
    known = {source.sha256 for source in store.sources}
    for text in texts:
        if text.sha256 not in known:
            yield _no_source(text)
            continue
        # Once: the same text may be at hand twice.
        yield from _proved(text, wanted.pop(text.sha256, []))


def _proved(text: SourceText, facts: list[Fact]) -> Iterator[Finding]:
    if facts:
        proof = _Proof(text)
        for fact in facts:
            yield from proof.findings(fact)


def _quoted(store: Store) -> dict[str, list[Fact]]:
    """By the sha256 of their text, one fact for each sentence."""
    quoted: defaultdict[str, list[Fact]] = defaultdict(list)
    last: tuple[object, ...] = ()
    for fact in store.facts:
        # The facts of one sentence stand together and share its place.
        sentence = (fact.place.file, _sentence_key(fact), fact.sentence)
        if fact.source.sha256 is not None and sentence != last:
            quoted[fact.source.sha256].append(fact)
        last = sentence
    return quoted


class _Proof:
    """A text made ready to look quotes up in."""

    def __init__(self, text: SourceText) -> None:
        self.name = text.name
        self.text = text.text
        self.joined = join(text.text)
        self._words: Joined | None = None
        self._breaks = [at for at, char in enumerate(text.text) if char == "\n"]

    def findings(self, fact: Fact) -> Iterator[Finding]:
        """What is wrong with the quote of a fact."""
        lines = self._lines(self.joined, fact.sentence.quote)
        if not lines:
            if self._words is None:
                self._words = join(self.text, words=True)
            lines = self._lines(self._words, fact.sentence.quote)
        if not lines:
            yield self._not_there(fact)
        elif fact.sentence.line is None and len(lines) > 1:
            yield self._ambiguous(fact, lines)
        elif fact.sentence.line is not None and fact.sentence.line not in lines:
            yield self._elsewhere(fact, lines)

    def _lines(self, joined: Joined, quote: str) -> list[int]:
        """The lines of the text that the quote begins at, each once."""
        lines = (self._line(joined, at) for at in occurrences(joined.text, quote))
        return list(dict.fromkeys(lines))

    def _line(self, joined: Joined, at: int) -> int:
        return bisect_right(self._breaks, joined.offset(at)) + 1

    def _not_there(self, fact: Fact) -> Finding:
        quote, text = fact.sentence.quote, self.joined.text
        agreed = _longest_prefix(quote, text)
        remedy = _("Copy the sentence from the text, character by character.")
        if agreed:
            at = text.find(quote[:agreed])
            remedy = _(
                "After “{agreed}” the quote goes on “{quote}”, the text (line {line}) “{text}”."
            ).format(
                agreed=quote[max(0, agreed - _CONTEXT) : agreed],
                quote=quote[agreed : agreed + _CONTEXT],
                line=self._line(self.joined, at + agreed - 1),
                text=text[at + agreed : at + agreed + _CONTEXT].replace("\n", "¶"),
            )
        return Finding(
            "quote-not-in-text",
            _("The quote does not stand in {text}.").format(text=self.name),
            Place(fact.place.file, fact.place.line, f"{_sentence_key(fact)}.quote"),
            remedy,
        )

    def _elsewhere(self, fact: Fact, lines: list[int]) -> Finding:
        return Finding(
            "wrong-line",
            _("The quote does not begin at line {line} of {text}, but at {lines}.").format(
                line=fact.sentence.line, text=self.name, lines=_listed(lines)
            ),
            Place(fact.place.file, fact.place.line, f"{_sentence_key(fact)}.line"),
            _("Write `line = {line}`.").format(line=lines[0]),
        )

    def _ambiguous(self, fact: Fact, lines: list[int]) -> Finding:
        return Finding(
            "ambiguous-quote",
            _("The quote begins at several lines of {text}: {lines}.").format(
                text=self.name, lines=_listed(lines)
            ),
            Place(fact.place.file, fact.place.line, f"{_sentence_key(fact)}.quote"),
            _("Say which one is meant: `line = {line}`, for instance.").format(line=lines[0]),
        )


def _listed(lines: list[int]) -> str:
    more = ["…"] if len(lines) > _LINES else []
    return ", ".join([*map(str, lines[:_LINES]), *more])


def _sentence_key(fact: Fact) -> str:
    return (fact.place.key or "").partition(".")[0]


def _longest_prefix(quote: str, text: str) -> int:
    """How many characters from the start of `quote` stand together somewhere in `text`."""
    low, high = 0, len(quote)
    while low < high:
        middle = (low + high + 1) // 2
        if quote[:middle] in text:
            low = middle
        else:
            high = middle - 1
    return low


def _no_source(text: SourceText) -> Finding:
    return Finding(
        "text-of-no-source",
        _("No source has the sha256 of this text, so nothing was proved with it."),
        Place(text.name),
        _('If it is the right text, write `sha256 = "{sha256}"` under its `[source]`.').format(
            sha256=text.sha256
        ),
    )
