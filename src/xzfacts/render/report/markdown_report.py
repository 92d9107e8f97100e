"""Report as Markdown: a list of the statements of each document."""

from collections.abc import Iterable, Iterator

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Result
from xzfacts.model.paragraphs import CheckedDocument, Passage
from xzfacts.render.answer_markdown import escape
from xzfacts.render.report.assertion_views import Statement, statements
from xzfacts.render.verdict_labels import MARKS, Tally, verdict_name
from xzfacts.render.wording import DIVIDER, place, remarks, source_line


def report(documents: Iterable[CheckedDocument]) -> Iterator[str]:
    """For each document a heading, its statements in text order, and the summary."""
    divider = ""
    for document in documents:
        tally = Tally()
        yield f"{divider}## {escape(document.name)}\n"
        divider = "\n"
        for passage in document.passages:
            tally.add(passage.sentences)
            for statement in statements(passage):
                yield "\n" + _item(passage, statement)
        for fault in document.faults:
            yield f"\n**{escape(fault)}**\n"
        yield f"\n{escape(tally.summary())}\n"


def _item(passage: Passage, statement: Statement) -> str:
    """A list item: verdict and place, the sentence, the reason, and quotes as evidence."""
    verdict = statement.verdict
    line = statement.sentence.line
    if statement.start is not None:
        line = passage.paragraph.line_at(statement.start)
    where = _("line {number}").format(number=line)
    head = f"{MARKS[verdict]} **{escape(verdict_name(verdict))}** ({escape(where)})"
    lines = [f"- {head}: {_emphasised(statement)}", "", f"  {escape(statement.assertion.reason)}"]
    for each in statement.evidence:
        lines += ["", *(f"  {line}" for line in _evidence(each))]
    return "\n".join(lines) + "\n"


def _emphasised(statement: Statement) -> str:
    """The sentence with the statement in bold."""
    text, stated = statement.sentence.sentence, statement.assertion
    before, after = text[: stated.start], text[stated.end :]
    middle = escape(text[stated.start : stated.end])
    return f"{escape(before)}**{middle}**{escape(after)}"


def _evidence(result: Result) -> list[str]:
    fact = result.fact
    about = f"{fact.subject}{DIVIDER}{fact.attribute}"
    lines = [
        f"> **{escape(fact.value)}** ({escape(about)})",
        ">",
        f"> {escape(fact.sentence.quote)}",
        ">",
        f"> {escape(source_line(fact))} ({escape(place(fact.place))})",
    ]
    for remark in remarks(fact):
        lines += [">", f"> {escape(remark)}"]
    return lines
