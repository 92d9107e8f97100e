"""Tab-separated lines, one a result: what a pipe gets.

The columns are fixed: value, subject, attribute, sentence, source (publication, title,
byline and line, parted by ` · `), file:line, id. Where more has to be known before the value
is used, an eighth one says it: date, status, notes, and what other facts say, parted by `; `.
New columns only ever come last.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from xzfacts.model.facts import Answer, Fact
from xzfacts.render.escape import visible
from xzfacts.render.wording import place, related_facts, remarks, source_line

if TYPE_CHECKING:
    from xzfacts.model.findings import Finding


def answer(given: Answer, *, titled: bool = False) -> str:
    """The results of an answer, one a line; empty where nothing was found.

    `titled` puts a line `# query` before them and an empty line after them.
    """
    rows = "".join(
        fact(result.fact, [related.line for related in related_facts(result)])
        for result in given.results
    )
    return f"# {visible(given.query)}\n{rows}\n" if titled else rows


def fact(stated: Fact, others: Sequence[str] = ()) -> str:
    """One fact as one line. others: what is told beside it."""
    more = "; ".join((*remarks(stated), *others))
    return row(
        [
            stated.value,
            stated.subject,
            stated.attribute,
            stated.sentence.quote,
            source_line(stated),
            place(stated.place),
            stated.id,
            *filter(None, [more]),
        ]
    )


def row(cells: Iterable[str]) -> str:
    """One line of cells; a tab or line break within a cell is spelled out."""
    return "\t".join(visible(cell) for cell in cells) + "\n"


def finding(fault: "Finding") -> str:
    """A fault as `file:line: key: message (what to do) [code]`, in one line."""
    spot = place(fault.place)
    key = f"{visible(fault.place.key)}: " if fault.place.key else ""
    remedy = f" {visible(fault.remedy)}" if fault.remedy else ""
    return f"{spot}: {key}{visible(fault.message)}{remedy} [{fault.code}]\n"
