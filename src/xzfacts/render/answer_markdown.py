"""Answers as Markdown: the value, the sentence as a block quote, the source."""

import re

from xzfacts.model.facts import Answer, Result
from xzfacts.render import wording
from xzfacts.render.escape import visible

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
    corrected = wording.searched_for(result.match)
    how = wording.join_remarks(wording.how_found(result.match))
    others = [related.line for related in wording.related_facts(result)]
    items = [*wording.remarks(fact), *others, *filter(None, [corrected, how])]
    lines = [
        f"**{escape(fact.value)}** ({escape(fact.subject)}, {escape(fact.attribute)})",
        "",
        f"> {escape(fact.sentence.quote)}",
        ">",
        f"> {escape(wording.source_line(fact))} ({escape(wording.place(fact.place))})",
    ]
    if items:
        lines += ["", *(f"- {escape(remark)}" for remark in items)]
    return "\n".join(lines) + "\n"
