"""Report on a terminal: each line of the document with its evidence below."""

from collections.abc import Iterable, Iterator

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Fact, Result, Sentence
from xzfacts.model.paragraphs import CheckedDocument, Passage
from xzfacts.model.verdicts import Verdict
from xzfacts.render.escape import visible
from xzfacts.render.highlights import Segment, segments
from xzfacts.render.report.assertion_views import Statement, brief, left_out, pieces, statements
from xzfacts.render.styles import ASIDE, STYLES, WARNING, Screen, printed
from xzfacts.render.verdict_labels import MARKS, verdict_name
from xzfacts.render.wording import DIVIDER, place, remarks, source_line
from xzfacts.render.wrap import wrap

_GUTTER = 7  # cells for line numbers and the gap after them
_GAP = 2
_INDENT = 2
# Around statements where styles are not available.
_BRACKETS = "[{}]"

_Line = list[tuple[str, str]]  # texts with their Rich styles


def report(documents: Iterable[CheckedDocument], screen: Screen, *, titled: bool) -> Iterator[str]:
    """Yield each paragraph as soon as it is checked. titled: add the name as a heading."""
    for document in documents:
        if titled:
            yield _text([[(visible(document.name), "bold underline")]], screen)
        for passage in document.passages:
            yield _text(_passage(passage, screen), screen)


def _text(lines: list[_Line], screen: Screen) -> str:
    """The lines, with escape sequences where the screen has styles."""
    if not screen.styled:
        return "".join("".join(text for text, _style in line).rstrip() + "\n" for line in lines)
    from rich.text import Text

    return printed(Text("\n").join(Text.assemble(*line) for line in lines), screen)


def _passage(passage: Passage, screen: Screen) -> list[_Line]:
    number = f"{passage.paragraph.number:>{_GUTTER - _GAP}}{' ' * _GAP}"
    if not (passage.paragraph.text or passage.sentences or passage.left_out):
        return [[(number, ASIDE)]]  # blank lines may be many
    found = statements(passage)
    width = screen.width - _GUTTER
    margin = " " * _GUTTER
    shown: list[_Line] = []
    if passage.left_out:
        shown.append([(margin, ""), (left_out(passage.left_out), ASIDE)])
    for line in _wrapped(_marked(passage, found, screen), width):
        shown.append([(number, ASIDE), *line])
        number = margin
    quoted: set[Sentence] = set()
    for statement in found:
        shown += [[(margin, ""), *line] for line in _judged(statement, width)]
        for result in statement.evidence:
            # A sentence that supports several statements is quoted once.
            sentence = result.fact.sentence
            again = statement.verdict is Verdict.SUPPORTED and sentence in quoted
            for line in _result(result, width - _INDENT, quote=not again):
                shown.append([(margin + " " * _INDENT, ""), *line])
            quoted.add(sentence)
        if statement.nearest is not None:
            for line in _nearest(statement.nearest, width - _INDENT):
                shown.append([(margin + " " * _INDENT, ""), *line])
    return [*shown, []] if found else shown


def _wrapped(pieces: list[Segment], width: int, style: str = "") -> list[_Line]:
    """The segments in lines of at most `width` cells."""
    return [[(text, STYLES[role] or style) for text, role in line] for line in wrap(pieces, width)]


def _marked(passage: Passage, found: list[Statement], screen: Screen) -> list[Segment]:
    marked: list[Segment] = []
    for text, owner in pieces(passage.paragraph.text, found):
        if owner is None:
            marked.append((text, ""))
            continue
        verdict = found[owner].verdict
        shown = MARKS[verdict] + text
        marked.append((shown if screen.styled else _BRACKETS.format(shown), verdict.value))
    return marked


def _judged(statement: Statement, width: int) -> list[_Line]:
    """The statement, its verdict and the reason."""
    verdict = statement.verdict
    head = f"{MARKS[verdict]} {statement.assertion.text}"
    said = _("{verdict}: {reason}").format(
        verdict=verdict_name(verdict), reason=statement.assertion.reason
    )
    return _wrapped([(head, verdict.value), (f"  {said}", "")], width)


def _nearest(fact: Fact, width: int) -> list[_Line]:
    """The closest fact in the store, where there is not enough evidence."""
    said = _("closest in the store: {fact}").format(fact=brief(fact))
    return _wrapped([(said, ""), (DIVIDER, ""), (place(fact.place), "whole")], width, ASIDE)


def _result(result: Result, width: int, *, quote: bool) -> Iterator[_Line]:
    """The value in the store with its place, sentence, source and remarks."""
    fact = result.fact
    name = f"  {fact.subject}{DIVIDER}{fact.attribute}{DIVIDER}"
    yield from _wrapped([(fact.value, "value"), (name, ""), (place(fact.place), "whole")], width)
    if quote:
        yield from _wrapped(segments(fact.sentence.quote, fact.value), width)
        yield from _wrapped([(source_line(fact), "")], width, ASIDE)
    for remark in remarks(fact):
        yield from _wrapped([(remark, "")], width, WARNING)
