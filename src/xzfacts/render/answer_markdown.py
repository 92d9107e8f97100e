"""Answers as Markdown: the value, the sentence as a block quote, the source."""

import re

from xzfacts.model.facts import Answer, Result
from xzfacts.render.escape import visible
from xzfacts.render.wording import (
    how_found,
    join_remarks,
    place,
    related_facts,
    remarks,
    searched_for,
    source_line,
)

# Characters with a meaning in CommonMark and on GitHub, within a line and at its start.
_INLINE = re.compile(r"([\\`*_\[\]<>|~&$])")
_AT_START = re.compile(r"^(?:([+-]|#{1,6}|\d+[.)])(?=\s|$)|[=-]+\s*$)")


def answer(given: Answer, *, titled: bool = False) -> str:
    """The results as blocks; `titled` adds the query as a heading."""
    blocks = [f"## {escape(given.query)}\n"] if titled else []
    blocks += [_block(result) for result in given.results]
    return "\n".join(blocks) + ("\n" if titled else "")


def escape(text: str) -> str:
    """`text` escaped for Markdown, in one line."""
    safe = _INLINE.sub(r"\\\1", visible(text))
    return _AT_START.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", safe)


def _block(result: Result) -> str:
    fact = result.fact
    corrected = searched_for(result.match)
    how = join_remarks(how_found(result.match))
    others = [related.line for related in related_facts(result)]
    items = [*remarks(fact), *others, *filter(None, [corrected, how])]
    lines = [
        f"**{escape(fact.value)}** ({escape(fact.subject)}, {escape(fact.attribute)})",
        "",
        f"> {escape(fact.sentence.quote)}",
        ">",
        f"> {escape(source_line(fact))} ({escape(place(fact.place))})",
    ]
    if items:
        lines += ["", *(f"- {escape(remark)}" for remark in items)]
    return "\n".join(lines) + "\n"
