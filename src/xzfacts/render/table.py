"""Results for people at a terminal: a table, or blocks where it would be too narrow."""

from collections.abc import Iterable

from rich import box
from rich.cells import cell_len
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Answer, Fact, Result
from xzfacts.render.escape import visible
from xzfacts.render.highlights import Segment, segments
from xzfacts.render.styles import ASIDE, SUBJECT, VALUE, WARNING, Screen, printed, wrapped
from xzfacts.render.wording import (
    DIVIDER,
    citation,
    how_found,
    join_remarks,
    place,
    related_facts,
    remarks,
    searched_for,
)

# Widths in cells; a Chinese character takes two. If a table leaves less than the minimum for the
# sentence, blocks are printed instead; more than the maximum is not used. Names of subjects and
# attributes may each take a fourth of the width, or a sixth if the sentence needs it.
_MIN_SENTENCE = 30
_MAX_SENTENCE = 96
_NAME_SHARES = (4, 6)
_GAP = 2
_INDENT = 2
_MAX_UNWRAPPED = 24


def answer(given: Answer, screen: Screen) -> str:
    """The results of an answer; empty where nothing was found."""
    return _shown([(result.fact, result) for result in given.results], screen)


def facts(listed: list[Fact], screen: Screen) -> str:
    """Facts without a query."""
    return _shown([(fact, None) for fact in listed], screen)


def names(header: list[str], rows: list[list[str]], screen: Screen) -> str:
    """A plain table of short texts, such as subjects with their aliases."""
    table = _table(screen)
    for title in header:
        table.add_column(Text(title), overflow="fold")
    for cells in rows:
        table.add_row(*(Text(visible(cell)) for cell in cells))
    return printed(table, screen)


def title(text: str, screen: Screen) -> str:
    """A heading above a block."""
    return printed(Text(visible(text), style="bold underline"), screen)


_Row = tuple[Fact, Result | None]


def _shown(rows: list[_Row], screen: Screen) -> str:
    if not rows:
        return ""
    widths = _widths([fact for fact, _result in rows], screen.width)
    shown = _blocks(rows, screen) if widths is None else _rows(rows, widths, screen)
    lead = _lead(rows)
    head = printed(wrapped([(lead, "")], screen.width), screen) if lead else ""
    return head + printed(shown, screen)


def _lead(rows: list[_Row]) -> str:
    """The line above all results: the names searched for instead of the misspelt ones."""
    names = (searched_for(result.match) for _fact, result in rows if result)
    return join_remarks(dict.fromkeys(filter(None, names)))


def _widths(facts: list[Fact], width: int) -> tuple[int, int, int, int] | None:
    """The widths of the four columns; None if too little is left for the sentence."""

    def most(title: str, texts: Iterable[str]) -> int:
        return max(cell_len(title), *(cell_len(visible(text)) for text in texts))

    value = most(_("value"), (fact.value for fact in facts))
    subject = most(_("subject"), (fact.subject for fact in facts))
    attribute = most(_("attribute"), (fact.attribute for fact in facts))
    for share in _NAME_SHARES:
        names = min(subject, width // share), min(attribute, width // share)
        sentence = width - value - sum(names) - 3 * _GAP
        if sentence >= _MIN_SENTENCE:
            return *names, value, min(sentence, _MAX_SENTENCE)
    return None


def _rows(rows: list[_Row], widths: tuple[int, int, int, int], screen: Screen) -> Table:
    table = _table(screen)
    titles = (_("subject"), _("attribute"), _("value"), _("sentence and source"))
    for heading, width in zip(titles, widths, strict=True):
        table.add_column(Text(heading), width=width, overflow="fold")
    subject, attribute, _value, sentence = widths
    for number, (fact, result) in enumerate(rows, 1):
        table.add_row(
            wrapped([(fact.subject, "")], subject, SUBJECT),
            wrapped([(fact.attribute, "")], attribute),
            Text(visible(fact.value), style=VALUE),
            Padding(_evidence(fact, result, sentence), (0, 0, int(number < len(rows)), 0)),
        )
    return table


def _blocks(rows: list[_Row], screen: Screen) -> Table:
    """Blocks: value and name, then sentence and source indented."""
    grid = Table.grid()
    grid.add_column(no_wrap=True)
    for number, (fact, result) in enumerate(rows, 1):
        name = f"  {fact.subject}{DIVIDER}{fact.attribute}"
        evidence = _evidence(fact, result, screen.width - _INDENT)
        grid.add_row(
            Group(
                wrapped([(fact.value, "value"), (name, "")], screen.width),
                Padding(evidence, (0, 0, int(number < len(rows)), _INDENT)),
            )
        )
    return grid


def _evidence(fact: Fact, result: Result | None, width: int) -> Text:
    """The sentence, remarks, citation, place, how it matched, and related facts."""
    words = result.words if result else ()
    how = how_found(result.match) if result else []
    lines = [wrapped(segments(fact.sentence.quote, fact.value, words), width)]
    lines += [wrapped([(remark, "")], width, WARNING) for remark in remarks(fact)]
    lines.append(wrapped(_divided(citation(fact)), width, ASIDE))
    lines.append(wrapped(_divided([place(fact.place), *how]), width, ASIDE))
    lines += [
        wrapped(_divided(related.parts), width, WARNING if related.warns else ASIDE)
        for related in (related_facts(result) if result else ())
    ]
    return Text("\n").join(lines)


def _divided(parts: list[str]) -> list[Segment]:
    """Parts with dividers between them; short parts are not wrapped."""
    pieces: list[Segment] = []
    for part in parts:
        if pieces:
            pieces.append((DIVIDER, ""))
        pieces.append((part, "whole" if cell_len(part) <= _MAX_UNWRAPPED else ""))
    return pieces


def _table(screen: Screen) -> Table:
    # The box adds a column of spaces between the columns.
    gap = _GAP - 1 if screen.styled else _GAP
    return Table(
        box=box.SIMPLE_HEAD if screen.styled else None,
        show_edge=False,
        pad_edge=False,
        padding=(0, gap, 0, 0),
        header_style="bold",
    )
