"""Results on a terminal: the values of a sentence, the sentence, and its source."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Answer, Fact, Result, Source
from xzfacts.render import wording
from xzfacts.render.escape import visible
from xzfacts.render.highlights import Segment, segments_of
from xzfacts.render.styles import ASIDE, WARNING, Screen, indented, printed, wrapped

# Widths in cells; a Chinese character takes two.
_MAX_WIDTH = 100  # longer lines are hard to read
_INDENT = 2
_GAP = 2
_MAX_ALIGNED = 24  # values up to this width share a column
_MAX_UNWRAPPED = 24


class _Row(NamedTuple):
    """A value to print. id: the beginning of the id that is unique in the store."""

    fact: Fact
    result: Result | None
    id: str


def answer(given: Answer, screen: Screen, ids: Mapping[str, str]) -> str:
    """The results of an answer; empty where nothing was found. ids: short ids by id."""
    return _shown([_Row(one.fact, one, ids[one.fact.id]) for one in given.results], screen)


def facts(listed: list[Fact], screen: Screen, ids: Mapping[str, str]) -> str:
    """Facts without a query. ids: short ids by id."""
    return _shown([_Row(fact, None, ids[fact.id]) for fact in listed], screen)


def names(header: list[str], rows: list[list[str]], screen: Screen) -> str:
    """A plain table of short texts, such as subjects with their aliases."""
    # The box adds a column of spaces between the columns.
    gap = _GAP - 1 if screen.styled else _GAP
    table = Table(
        box=box.SIMPLE_HEAD if screen.styled else None,
        show_edge=False,
        pad_edge=False,
        padding=(0, gap, 0, 0),
        header_style="bold",
    )
    for title in header:
        table.add_column(Text(title), overflow="fold")
    for cells in rows:
        table.add_row(*(Text(visible(cell)) for cell in cells))
    return printed(table, screen)


def title(text: str, screen: Screen) -> str:
    """A heading above a block."""
    return printed(Text(visible(text), style="bold underline"), screen)


def _shown(rows: list[_Row], screen: Screen) -> str:
    if not rows:
        return ""
    width = min(screen.width, _MAX_WIDTH)
    parts: list[RenderableType] = []
    lead = _lead(rows)
    if lead:
        parts.append(wrapped([(lead, "")], width))
    cited: set[Source] = set()
    for number, group in enumerate(_by_sentence(rows)):
        source = group[0].fact.source
        evidence = _evidence(group, width - _INDENT, cite=source not in cited)
        cited.add(source)
        if number:
            parts.append(Text())
        parts += [*_values(group, width), *indented([evidence], _INDENT)]
    return printed(Group(*parts), screen)


def _lead(rows: list[_Row]) -> str:
    """The line above all results: the names searched for instead of the misspelt ones."""
    names = (wording.searched_for(row.result.match) for row in rows if row.result)
    return wording.join_remarks(dict.fromkeys(filter(None, names)))


def _by_sentence(rows: list[_Row]) -> list[list[_Row]]:
    """The rows by sentence, and the sentences by article, each in the order of its first row."""
    articles: dict[Source, dict[tuple[object, ...], list[_Row]]] = {}
    for row in rows:
        sentences = articles.setdefault(row.fact.source, {})
        sentences.setdefault(row.fact.sentence, []).append(row)
    return [group for sentences in articles.values() for group in sentences.values()]


def _values(group: list[_Row], width: int) -> Iterable[Text]:
    """The values of a sentence, each with what it states and its id, one below the other."""
    leads = [_lead_and_name(row) for row in group]
    limit = min(_MAX_ALIGNED, width // 3)
    sizes = [cell_len(visible(lead)) for lead, _name in leads]
    rests: list[list[Segment]] = [
        [(name, ""), (" " * _GAP, ""), (row.id, "id")]
        for row, (_lead, name) in zip(group, leads, strict=True)
    ]
    needed = [cell_len("".join(visible(text) for text, _role in rest)) for rest in rests]
    column = max((size for size in sizes if size <= limit), default=0)
    short = (rest for size, rest in zip(sizes, needed, strict=True) if size <= limit)
    if column + _GAP + max(short, default=0) > width:
        column = 0  # a common column would push names into lines of their own
    for (lead, _name), size, rest, length in zip(leads, sizes, rests, needed, strict=True):
        gap = max(column - size, 0) + _GAP if lead else 0
        if size + gap + length <= width:
            yield wrapped([(lead, "value"), (" " * gap, ""), *rest], width)
        else:
            yield from _on_own_lines([(lead, "value")] if lead else [], rest, width)


def _on_own_lines(lead: list[Segment], rest: list[Segment], width: int) -> Iterable[Text]:
    if lead:
        yield wrapped(lead, width)
    yield from indented([wrapped(rest, width - _INDENT)], _INDENT)


def _lead_and_name(row: _Row) -> tuple[str, str]:
    """What the query asks for, and the rest of the statement."""
    fact = row.fact
    if not fact.value:  # only the sentence matches
        return "", fact.subject
    if row.result and row.result.answers == "subject":
        return fact.subject, f"{fact.attribute}{wording.DIVIDER}{fact.value}"
    return fact.value, f"{fact.subject}{wording.DIVIDER}{fact.attribute}"


def _evidence(group: list[_Row], width: int, *, cite: bool) -> Text:
    """The sentence, remarks, source, place, how the rows matched, and related facts.

    cite: whether to name the source; only the first sentence of an article does.
    """
    first = group[0].fact
    values = [row.fact.value for row in group]
    words = group[0].result.words if group[0].result else ()
    lines = [wrapped(segments_of(first.sentence.quote, values, words), width)]
    noted = [(row, remark) for row in group for remark in wording.remarks(row.fact)]
    lines += [wrapped([(said, "")], width, WARNING) for said in _merged(noted, len(group))]
    if cite:
        lines.append(wrapped(_divided(wording.source_parts(first.source)), width, ASIDE))
    lines.append(wrapped(_where(group), width, ASIDE))
    for row in group:
        about = f"{visible(row.fact.value)}: " if len(group) > 1 else ""
        for related in wording.related_facts(row.result) if row.result else ():
            style = WARNING if related.warns else ASIDE
            pieces = _divided(related.parts)
            lines.append(wrapped([(about, ""), *pieces], width, style))
    return Text("\n").join(lines)


def _where(group: list[_Row]) -> list[Segment]:
    """The line in the article, the places in the store, and how the rows matched."""
    line = group[0].fact.sentence.line
    parts = [] if line is None else [_("line {number}").format(number=line)]
    found = [
        (row, how) for row in group if row.result for how in wording.how_found(row.result.match)
    ]
    places: list[Segment] = []
    file = None
    for row in group:
        spot = row.fact.place
        short = f":{spot.line}" if spot.file == file else wording.place(spot)
        if places:
            places.append((" ", ""))
        places.append((short, "whole"))
        file = spot.file
    before = _divided(parts)
    after = _divided(_merged(found, len(group)))
    divider: list[Segment] = [(wording.DIVIDER, "")]
    return [*before, *(divider if before else []), *places, *(divider if after else []), *after]


def _merged(said: list[tuple[_Row, str]], count: int) -> list[str]:
    """Each text once; one that is not of all `count` rows follows the values that it is of."""
    values: dict[str, list[str]] = {}
    for row, text in said:
        values.setdefault(text, []).append(visible(row.fact.value))
    return [
        text if len(of) >= count else f"{wording.join_names(of)}: {text}"
        for text, of in values.items()
    ]


def _divided(parts: list[str]) -> list[Segment]:
    """Parts with dividers between them; short parts are not wrapped."""
    pieces: list[Segment] = []
    for part in parts:
        if pieces:
            pieces.append((wording.DIVIDER, ""))
        pieces.append((part, "whole" if cell_len(part) <= _MAX_UNWRAPPED else ""))
    return pieces
