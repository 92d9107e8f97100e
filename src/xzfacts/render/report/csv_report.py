"""The statements of documents as comma-separated values (RFC 4180), one a row."""

from collections.abc import Iterable, Iterator

from xzfacts.model.paragraphs import CheckedDocument
from xzfacts.render.csv_ import row
from xzfacts.render.report.assertion_views import Statement, statements

COLUMNS = (
    *("draft", "line", "start", "end", "text", "verdict", "reason_code", "reason"),
    *("fact", "subject", "attribute", "value", "source", "nearest", "sentence"),
)


def report(documents: Iterable[CheckedDocument]) -> Iterator[str]:
    """The column names, then the statements as they come."""
    yield row(COLUMNS)
    for document in documents:
        for passage in document.passages:
            for statement in statements(passage):
                line = statement.sentence.line
                if statement.start is not None:
                    line = passage.paragraph.line_at(statement.start)
                yield row((document.name, line, *_cells(statement)))


def _cells(statement: Statement) -> tuple[object, ...]:
    stated = statement.assertion
    cited = [each.fact for each in statement.evidence if each.fact.id == stated.fact]
    fact = cited[0] if cited else None
    return (
        stated.start,
        stated.end,
        stated.text,
        stated.verdict.value,
        stated.reason_code and stated.reason_code.value,
        stated.reason,
        stated.fact,
        fact and fact.subject,
        fact and fact.attribute,
        fact and fact.value,
        fact and fact.source.id,
        " ".join(stated.nearest),
        statement.sentence.sentence,
    )
