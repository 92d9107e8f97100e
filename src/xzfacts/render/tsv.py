"""Tab-separated lines, one per result, for pipes.

The columns are fixed: value, subject, attribute, sentence, source (publication, title, byline
and line, separated by ` · `), file:line, id. An optional eighth column has the date, status,
notes and related facts, separated by `; `. New columns are only added at the end. Lines of
several answers begin with the query, also those of answers without results.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from xzfacts.model.facts import Answer, Fact
from xzfacts.render.escape import visible
from xzfacts.render.wording import place, related_facts, remarks, source_line

if TYPE_CHECKING:
    from xzfacts.model.findings import Finding


_COLUMNS = 7  # that every line has


def answer(given: Answer, *, titled: bool = False) -> str:
    """The results of an answer, one per line.

    titled: the answer is one of several: each line begins with the query, and without results
        there is one line with seven empty columns after it.
    """
    if titled and not given.results:
        return row([given.query, *[""] * _COLUMNS])
    query = f"{visible(given.query)}\t" if titled else ""
    return "".join(
        query + fact(result.fact, [related.line for related in related_facts(result)])
        for result in given.results
    )


def fact(stated: Fact, others: Sequence[str] = ()) -> str:
    """One fact as one line; `others` are its related facts as text."""
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
    """One line of cells; tabs and line breaks within a cell are escaped."""
    return "\t".join(visible(cell) for cell in cells) + "\n"


def finding(found: "Finding") -> str:
    """A finding as one line: `file:line: key: message remedy [code]`."""
    spot = place(found.place)
    key = f"{visible(found.place.key)}: " if found.place.key else ""
    from xzfacts.model.findings import join_sentences  # few lines need it

    told = join_sentences(visible(found.message), visible(found.remedy or ""))
    return f"{spot}: {key}{told} [{found.code}]\n"
