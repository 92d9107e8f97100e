"""Verdicts as annotations, except for supported statements."""

from collections.abc import Iterable, Iterator

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Result
from xzfacts.model.finding_catalogue import Level
from xzfacts.model.paragraphs import CheckedDocument, Passage
from xzfacts.model.verdicts import Verdict
from xzfacts.render.annotation import Annotation, Place, Rule
from xzfacts.render.report.assertion_views import Statement, statements
from xzfacts.render.wording import source_line

_LEVELS: dict[Verdict, Level] = {
    Verdict.REFUTED: "error",
    Verdict.CONFLICTING: "warning",
    Verdict.UNKNOWN: "note",
}


def rules() -> dict[str, Rule]:
    """The rule of each verdict."""
    texts = {
        Verdict.REFUTED: _("The statement contradicts the store."),
        Verdict.CONFLICTING: _("Facts in the store contradict each other."),
        Verdict.UNKNOWN: _("The store has too little evidence to judge this."),
    }
    return {verdict.value: Rule(_LEVELS[verdict], text) for verdict, text in texts.items()}


def annotations(documents: Iterable[CheckedDocument]) -> Iterator[Annotation]:
    """The annotations, in text order."""
    for document in documents:
        for passage in document.passages:
            for statement in statements(passage):
                if statement.verdict in _LEVELS:
                    yield _annotation(document.name, passage, statement)


def _annotation(file: str, passage: Passage, statement: Statement) -> Annotation:
    stated = statement.assertion
    return Annotation(
        code=stated.verdict.value,
        level=_LEVELS[stated.verdict],
        message=_("“{text}”: {reason}").format(text=stated.text, reason=stated.reason),
        place=None if file == "-" else _place(file, passage, statement),
        details=tuple(_evidence(each) for each in statement.evidence),
        related=tuple(_store_place(each) for each in statement.evidence),
    )


def _place(file: str, passage: Passage, statement: Statement) -> Place:
    start, end = statement.start, statement.end
    if start is None or end is None:
        return Place(file, statement.sentence.line)
    columns = passage.paragraph.columns_at(start, end)
    return Place(file, passage.paragraph.line_at(start), *(columns or ()))


def _evidence(result: Result) -> str:
    fact = result.fact
    return f"{fact.value}: {fact.sentence.quote} ({source_line(fact)})"


def _store_place(result: Result) -> tuple[Place, str]:
    fact = result.fact
    return Place(fact.place.file, fact.place.line), fact.sentence.quote
