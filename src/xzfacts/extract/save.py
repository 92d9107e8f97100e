"""Put what was taken from texts into a store: drafts, new subjects, and the texts themselves."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from xzfacts.extract.article.source_text import SourceDocument
from xzfacts.extract.reconcile import ArticleProposals, ComparedProposal
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Fact
from xzfacts.store.edit.editing_session import EditSession
from xzfacts.store.render_toml import FactTable
from xzfacts.store.text_archive import ATTRIBUTES, ATTRIBUTES_FILE, archive_path, archived_texts


def save_proposals(
    edits: EditSession,
    taken: Iterable[tuple[SourceDocument, Sequence[ArticleProposals]]],
    *,
    archive: bool,
) -> None:
    """Add what the store has not to the edits of it. archive: keep the texts as well.

    Raises what edits of a store do.
    """
    for text, articles in taken:
        for article in articles:
            _add(edits, article)
        if archive and any(article.marked for article in articles):
            _archive(edits, text)


def _add(edits: EditSession, taken: ArticleProposals) -> None:
    new = [each for each in taken.marked if not each.held]
    source = taken.article.source
    for each in new:
        edits.add_fact(source, each.fact.sentence, fact_table(each.fact))
    for subject in _needed(new, taken.subjects):
        edits.declare(subject, source.id)


def fact_table(fact: Fact) -> FactTable:
    """What is written of a draft."""
    return {
        "subject": fact.subject,
        "attribute": fact.attribute,
        "value": fact.value,
        "as_of": fact.as_of,
        "mode": fact.mode and fact.mode.value,
        "said_by": fact.said_by,
        "status": fact.status.value,
        "confidence": _shortest(fact.confidence),
    }


def _shortest(share: Decimal | None) -> Decimal | None:
    """The number without zeros at its end, as JSON has it."""
    return None if share is None else Decimal(str(float(share)))


def _needed(marked: Iterable[ComparedProposal], subjects: Sequence[Subject]) -> Iterator[Subject]:
    """The new subjects that the drafts are about, and what those are part of."""
    named = {each.fact.subject for each in marked}
    by_name = {subject.name: subject for subject in subjects}
    waiting = list(named)
    while waiting:
        subject = by_name.get(waiting.pop())
        if subject is not None and subject.part_of and subject.part_of not in named:
            named.add(subject.part_of)
            waiting.append(subject.part_of)
    return (subject for subject in subjects if subject.name in named)


def _archive(edits: EditSession, text: SourceDocument) -> None:
    if text.sha256 in archived_texts(edits.root):
        return
    edits.add_file(ATTRIBUTES_FILE, ATTRIBUTES)
    edits.add_file(archive_path(text.sha256), text.data)
