"""Report for people at a terminal: each line of the draft with its evidence below."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Result, Sentence
from xzfacts.model.paragraphs import CheckedDraft, Passage
from xzfacts.model.verdicts import Verdict
from xzfacts.render.highlights import Segment, segments
from xzfacts.render.report.assertion_views import Statement, left_out, pieces, statements
from xzfacts.render.styles import ASIDE, WARNING, Screen, printed, wrapped
from xzfacts.render.table import title
from xzfacts.render.verdict_labels import MARKS, verdict_name
from xzfacts.render.wording import DIVIDER, place, remarks, source_line

_GUTTER = 7  # cells for line numbers and the gap after them
_GAP = 2
_INDENT = 2
# Around statements where styles are not available.
_BRACKETS = "[{}]"


def report(drafts: Iterable[CheckedDraft], screen: Screen, *, titled: bool) -> Iterator[str]:
    """Each paragraph as soon as it is checked; `titled` adds the name of the draft as a heading."""
    for draft in drafts:
        if titled:
            yield title(draft.name, screen)
        for passage in draft.passages:
            yield _passage(passage, screen)


def _passage(passage: Passage, screen: Screen) -> str:
    found = statements(passage)
    width = screen.width - _GUTTER
    shown = Text()
    if passage.left_out:
        _add(shown, Text(left_out(passage.left_out), style=ASIDE), _GUTTER)
    number = Text(f"{passage.paragraph.number:>{_GUTTER - _GAP}}{' ' * _GAP}", style=ASIDE)
    _add(shown, wrapped(_marked(passage, found, screen), width), _GUTTER, number)
    quoted: set[Sentence] = set()
    for statement in found:
        _add(shown, _judged(statement, width), _GUTTER)
        for result in statement.evidence:
            # A sentence that supports several statements is quoted once.
            sentence = result.fact.sentence
            again = statement.verdict is Verdict.SUPPORTED and sentence in quoted
            for part in _result(result, width - _INDENT, quote=not again):
                _add(shown, part, _GUTTER + _INDENT)
            quoted.add(sentence)
    if found:
        shown.append("\n")
    if screen.styled:
        return printed(shown, screen)
    return "".join(f"{line.rstrip()}\n" for line in shown.plain.split("\n"))


def _add(shown: Text, part: Text, indent: int, head: Text | None = None) -> None:
    """Appends lines with an indent; the first one with `head` instead."""
    for line in part.split("\n", allow_blank=True):
        if shown:
            shown.append("\n")
        shown.append_text(head or Text(" " * indent))
        shown.append_text(line)
        head = None


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
    """The statement, its verdict and the reason."""
    verdict = statement.verdict
    head = f"{MARKS[verdict]} {statement.assertion.text}"
    said = _("{verdict}: {reason}").format(
        verdict=verdict_name(verdict), reason=statement.assertion.reason
    )
    return wrapped([(head, verdict.value), (f"  {said}", "")], width)


def _result(result: Result, width: int, *, quote: bool) -> Iterator[Text]:
    """The value in the store with its place, sentence, source and remarks."""
    fact = result.fact
    name = f"  {fact.subject}{DIVIDER}{fact.attribute}{DIVIDER}"
    yield wrapped([(fact.value, "value"), (name, ""), (place(fact.place), "whole")], width)
    if quote:
        yield wrapped(segments(fact.sentence.quote, fact.value), width)
        yield wrapped([(source_line(fact), "")], width, ASIDE)
    for remark in remarks(fact):
        yield wrapped([(remark, "")], width, WARNING)
