"""Prove what is about to be written, as `verify` would prove it afterwards."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from xzfacts.app import Facts, NoSuchFactError
from xzfacts.errors import XzfactsError
from xzfacts.model.declarations import Store
from xzfacts.model.facts import Fact, Place, Sentence, Source
from xzfacts.model.findings import Finding
from xzfacts.quantity.parser import parse_quantity
from xzfacts.store.schema.contents import FileContents, merge_contents
from xzfacts.store.schema.reader import read_bytes
from xzfacts.verify import SourceText, verify
from xzfacts.verify.archived_texts import archived


class TextChangedError(XzfactsError):
    """A text that the store keeps cannot be trusted, so nothing is proved with it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding

    def message(self) -> str:
        """What is wrong with it, and how to fix it."""
        return f"{self.finding.place.file}: {with_remedy(self.finding)}"


def with_remedy(finding: Finding) -> str:
    """What is wrong, and how to fix it."""
    return f"{finding.message} {finding.remedy}" if finding.remedy else finding.message


def archived_text(root: str, source: Source) -> SourceText | None:
    """The text of a source, if the store keeps it. Raises TextChangedError."""
    found: list[Finding] = []
    texts = list(archived(root, Store("", (), (), (source,), ()), found))
    if found:
        raise TextChangedError(found[0])
    return texts[0] if texts else None


def faults(
    source: Source, sentence: Sentence, value: str, text: SourceText | None
) -> tuple[Finding, ...]:
    """What is wrong with a value in its sentence, and with the sentence in its text.

    An empty value asks for the sentence alone.
    """
    made = Fact("", "", "", value, parse_quantity(value), sentence, source, Place(""))
    return verify(Store("", (), (), (source,), (made,)), texts=[text] if text else [])


def faults_in_file(data: bytes, file: str, facts: Facts) -> tuple[Finding, ...]:
    """What is wrong with a file of the store that would have these bytes, by line.

    It is compared with the rest of the store where its own facts lead there: with those that
    have the same ids or take their place, and with another file of the same source.
    """
    read = read_bytes(data, file)
    source = read.source
    others = [*_elsewhere(read, facts), *_led_to(read, facts)]
    around = FileContents("", facts=tuple(others))
    shared = None
    if source is not None:
        same = (one for one in facts.facts(source=source.id) if one.place.file != file)
        shared = next(same, None)
    if shared is not None:
        place = Place(shared.place.file, None, "source")
        around = replace(around, source=shared.source, source_place=place)
    store, across = merge_contents(facts.root, [around, read])
    text = archived_text(facts.root, source) if source is not None else None
    found = verify(store, (*read.findings, *across), [text] if text else [])
    return tuple(finding for finding in found if finding.place.file == file)


def _elsewhere(read: FileContents, facts: Facts) -> Iterator[Fact]:
    """Facts of other files that have an id of this one."""
    for fact in read.facts:
        with suppress(NoSuchFactError):
            twin = facts.fact(fact.id)
            if twin.place.file != read.file:
                yield twin


def _led_to(read: FileContents, facts: Facts) -> Iterator[Fact]:
    """Facts of other files that take the place of one of this file."""
    own = {fact.id for fact in read.facts}
    for newer in {fact.superseded_by for fact in read.facts} - own - {None}:
        with suppress(NoSuchFactError):
            fact = facts.fact(newer or "")
            if fact.place.file != read.file:
                yield fact
