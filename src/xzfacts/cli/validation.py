"""Validates facts and files before they are written, with the checks of `verify`."""

from collections.abc import Iterator

from xzfacts.app import Facts
from xzfacts.errors import XzfactsError
from xzfacts.model.declarations import Store
from xzfacts.model.facts import Fact, Place, Sentence, Source
from xzfacts.model.findings import Finding, join_sentences
from xzfacts.quantity.parser import parse_quantity
from xzfacts.store.schema.contents import FileContents, merge_contents
from xzfacts.store.schema.reader import read_bytes
from xzfacts.verify import SourceText, verify
from xzfacts.verify.archived_texts import archived


class ArchivedTextError(XzfactsError):
    """An archived text of the store is damaged, so quotes cannot be verified with it."""

    finding: Finding

    def message(self) -> str:
        """Return the text of the error."""
        return f"{self.finding.place.file}: {with_remedy(self.finding)}"


def with_remedy(finding: Finding) -> str:
    """Return the message of a finding with its remedy."""
    return join_sentences(finding.message, finding.remedy)


def archived_text(root: str, source: Source) -> SourceText | None:
    """Return the archived text of a source; None if there is none. Raises ArchivedTextError."""
    found: list[Finding] = []
    texts = list(archived(root, Store("", (), (), (source,), ()), found))
    if found:
        raise ArchivedTextError(found[0])
    return texts[0] if texts else None


def fact_findings(
    source: Source, sentence: Sentence, value: str, text: SourceText | None
) -> tuple[Finding, ...]:
    """Return what is wrong with a value in its sentence and with the sentence in its text.

    An empty value checks the sentence only.
    """
    fact = Fact("", "", "", value, parse_quantity(value), sentence, source, Place(""))
    return verify(Store("", (), (), (source,), (fact,)), texts=[text] if text else [])


def file_findings(data: bytes, file: str, facts: Facts) -> tuple[Finding, ...]:
    """Return what would be wrong with a store file that has these bytes, by line.

    It is compared with the facts of other files that have the same ids or supersede its own,
    and with another file of the same source.
    """
    read = read_bytes(data, file)
    source = read.source
    others = [*_facts_with_same_id(read, facts), *_successors(read, facts)]
    around = FileContents("", facts=tuple(others))
    shared = None
    if source is not None:
        same = (one for one in facts.facts(source=source.id) if one.place.file != file)
        shared = next(same, None)
    if shared is not None:
        place = Place(shared.place.file, None, "source")
        around = around._replace(source=shared.source, source_place=place)
    store, across = merge_contents(facts.root, [around, read])
    text = archived_text(facts.root, source) if source is not None else None
    found = verify(store, (*read.findings, *across), [text] if text else [])
    return tuple(finding for finding in found if finding.place.file == file)


def _facts_with_same_id(read: FileContents, facts: Facts) -> Iterator[Fact]:
    """Yield facts of other files that share an id with this one."""
    for id_ in dict.fromkeys(fact.id for fact in read.facts):
        for twin in facts.facts_with_id(id_):
            if twin.place.file != read.file:
                yield twin


def _successors(read: FileContents, facts: Facts) -> Iterator[Fact]:
    """Yield facts of other files that supersede one of this file."""
    own = {fact.id for fact in read.facts}
    for newer in {fact.superseded_by for fact in read.facts} - own - {None}:
        for fact in facts.facts_with_id(newer or ""):
            if fact.place.file != read.file:
                yield fact
