"""The draft for people at a terminal, with what the store says under each line."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from xzfacts.i18n import gettext as _
from xzfacts.model import Result, Sentence
from xzfacts.passages import Draft, Passage
from xzfacts.render.describe import DIVIDER, place, remarks, source_line
from xzfacts.render.draft.statements import Statement, left_out, pieces, statements
from xzfacts.render.marks import Segment, segments
from xzfacts.render.screen import ASIDE, WARNING, Screen, printed, wrapped
from xzfacts.render.table import title
from xzfacts.render.verdict import MARKS, verdict_name
from xzfacts.verdicts import Verdict

_GUTTER = 5  # of line numbers
_GAP = 2
_INDENT = 2
# Around a statement where no style can show how far it goes.
_BRACKETS = "[{}]"


def report(drafts: Iterable[Draft], screen: Screen, *, titled: bool) -> Iterator[str]:
    """Each paragraph as soon as it is checked; `titled` puts the draft's name above it."""
    for draft in drafts:
        if titled:
            yield title(draft.name, screen)
        for passage in draft.passages:
            yield _passage(passage, screen)


def _passage(passage: Passage, screen: Screen) -> str:
    found = statements(passage)
    width = screen.width - _GUTTER - _GAP
    parts: list[RenderableType] = [wrapped(_marked(passage, found, screen), width)]
    quoted: set[Sentence] = set()
    for statement in found:
        parts.append(_judged(statement, width))
        for result in statement.evidence:
            # A sentence that bears out one statement after the other is quoted once.
            sentence = result.fact.sentence
            again = statement.verdict is Verdict.SUPPORTED and sentence in quoted
            parts.append(_indented(_result(result, width - _INDENT, quote=not again)))
            quoted.add(sentence)
    if found:
        parts.append(Text())
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    grid.add_column(width=_GUTTER, justify="right", no_wrap=True)
    grid.add_column(width=width, no_wrap=True)
    if passage.left_out:
        grid.add_row("", Text(left_out(passage.left_out), style=ASIDE))
    grid.add_row(Text(str(passage.paragraph.number), style=ASIDE), Group(*parts))
    return printed(grid, screen)


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


def _judged(statement: Statement, width: int) -> Text:
    """The statement, its verdict, and why."""
    verdict = statement.verdict
    head = f"{MARKS[verdict]} {statement.assertion.text}"
    said = _("{verdict}: {reason}").format(
        verdict=verdict_name(verdict), reason=statement.assertion.reason
    )
    return wrapped([(head, verdict.value), (f"  {said}", "")], width)


def _indented(content: RenderableType) -> Padding:
    return Padding(content, (0, 0, 0, _INDENT))


def _result(result: Result, width: int, *, quote: bool) -> RenderableType:
    """The stored value, where it stands in the store, its sentence, and its source."""
    fact = result.fact
    name = f"  {fact.subject}{DIVIDER}{fact.attribute}{DIVIDER}"
    where = place(fact.place)
    said: list[RenderableType] = [
        wrapped([(fact.value, "value"), (name, ""), (where, "whole")], width)
    ]
    if quote:
        said.append(wrapped(segments(fact.sentence.quote, fact.value), width))
        said.append(wrapped([(source_line(fact), "")], width, ASIDE))
    said += [wrapped([(remark, "")], width, WARNING) for remark in remarks(fact)]
    return Group(*said)
