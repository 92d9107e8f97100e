"""Proposed facts of an article, for people."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.text import Text

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Fact, Source
from xzfacts.render.escape import visible
from xzfacts.render.highlights import Segment
from xzfacts.render.styles import ASIDE, SUBJECT, WARNING, Screen, printed, wrapped
from xzfacts.render.wording import DIVIDER, citation, modality, place, source_parts

_INDENT = 2
# Around values where styles are not available.
_BRACKETS = "«{}»"


class ProposalView(NamedTuple):
    """A proposed fact and its relation to the store.

    fact: the draft fact.
    start: offset of the value in the quote.
    end: offset in the quote, exclusive.
    mark: `new`, `known` or `contradicts`.
    against: the fact of the store that is repeated or contradicted.
    """

    fact: Fact
    start: int
    end: int
    mark: str
    against: Fact | None


def article(source: Source, proposed: Sequence[ProposalView], screen: Screen) -> str:
    """The article, and its sentences with proposed facts, values highlighted."""
    shown = wrapped([(source.title, "")], screen.width, SUBJECT)
    about = DIVIDER.join(source_parts(source._replace(title="")))
    if about:
        _add(shown, wrapped([(about, "")], screen.width - _INDENT, ASIDE), _INDENT)
    for _quote, group in groupby(proposed, key=lambda each: each.fact.sentence):
        shown.append("\n")
        for part, indent in _sentence(list(group), screen):
            _add(shown, part, indent)
    if screen.styled:
        return printed(shown, screen)
    return "".join(f"{line.rstrip()}\n" for line in shown.plain.split("\n"))


def _add(shown: Text, part: Text, indent: int) -> None:
    for line in part.split("\n", allow_blank=True):
        shown.append("\n" + " " * indent)
        shown.append_text(line)


def _sentence(proposed: list[ProposalView], screen: Screen) -> Iterator[tuple[Text, int]]:
    """A sentence with its values highlighted and its proposals below, each with an indent."""
    fact = proposed[0].fact
    pieces = _marked(fact.sentence.quote, proposed, styled=screen.styled)
    if fact.sentence.line is not None:
        line = _("line {number}").format(number=fact.sentence.line)
        pieces = [(f"{line}  ", "whole"), *pieces]
    yield wrapped(pieces, screen.width), 0
    for each in proposed:
        width = screen.width - _INDENT
        yield wrapped(_stated(each.fact), width), _INDENT
        if each.against is not None:
            width -= _INDENT
            style = ASIDE if each.mark == "known" else WARNING
            yield wrapped([(_remark(each), "")], width, style), 2 * _INDENT


def _stated(fact: Fact) -> list[Segment]:
    parts = [fact.subject, fact.attribute, *modality(fact)]
    if fact.as_of is not None:
        parts.append(_("as of {date}").format(date=fact.as_of))
    text: list[Segment] = [(fact.value, "value"), ("  " + DIVIDER.join(parts), "")]
    if fact.confidence is not None:
        text.append((f"  {fact.confidence:.0%}", "whole"))
    return text


def _remark(shown: ProposalView) -> str:
    """The related fact of the store and its place."""
    other = shown.against
    if other is None:
        return ""
    value = visible(other.value)
    if shown.mark != "known":
        text = _("≠ the store: {value}").format(value=value)
    elif other.value == shown.fact.value:
        text = _("known")
    else:
        text = _("known: {value}").format(value=value)
    cited = [] if other.source.id == shown.fact.source.id else citation(other)
    return DIVIDER.join((text, *cited, place(other.place)))


def _marked(quote: str, proposed: Sequence[ProposalView], *, styled: bool) -> list[Segment]:
    """The sentence in segments; of overlapping values the longest is highlighted."""
    spans: list[tuple[int, int]] = []
    for each in sorted(proposed, key=lambda one: one.start - one.end):
        if all(each.end <= start or end <= each.start for start, end in spans):
            spans.append((each.start, each.end))
    pieces: list[Segment] = []
    at = 0
    for start, end in sorted(spans):
        value = quote[start:end]
        pieces.append((quote[at:start], ""))
        pieces.append((value if styled else _BRACKETS.format(value), "value"))
        at = end
    pieces.append((quote[at:], ""))
    return [piece for piece in pieces if piece[0]]
