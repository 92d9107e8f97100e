"""Context of a draft in the store, and completions for subjects and attributes.

The index is read in its state at the start of the review; later decisions are in the review's
state.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from xzfacts.app import Facts
from xzfacts.cli.pinyin_prefix import spells
from xzfacts.cli.review.review_state import PromptKind, ReviewState, accepted_facts, merged_names
from xzfacts.cli.review.text_input import Completion
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.index.lookup.subject_info import KnownSubject
from xzfacts.model.facts import Fact, Status
from xzfacts.model.temporal import Relation, dated_value, relation
from xzfacts.text.normalize import compact

MAX_COMPLETIONS = 8
_MAX_FACTS = 50  # facts with the same subject and attribute that are compared
_MAX_SOURCE_FACTS = 500  # facts of the draft's source whose subjects are suggested
_MAX_PARAGRAPH = 40  # lines
_MAX_PARAGRAPH_LENGTH = 2000  # characters
_MAX_ANSWERS = 20  # answers whose subjects are suggested


class Background(NamedTuple):
    """Context of a draft in the store.

    subject: its subject; None if no fact and no declaration mentions it.
    reviewed: whether the subject has facts other than drafts.
    others: facts with the same subject and attribute, each with its relation to the draft.
    paragraph: the paragraph of the sentence, if it is to be shown; empty without archived text.
    """

    subject: KnownSubject | None
    reviewed: bool
    others: tuple[tuple[Fact, Relation], ...]
    paragraph: str = ""


class StoreLookup:
    """Queries the store; caches what does not change during a review."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._subjects_seen: dict[str, tuple[KnownSubject | None, bool]] = {}
        self._current: dict[tuple[str, str], tuple[Fact, ...]] = {}
        self._sources: dict[str, tuple[str, ...]] = {}

    def background(self, state: ReviewState) -> Background | None:
        """Return the context of the current draft, including facts accepted in this review."""
        if state.draft is None:
            return None
        fact = state.draft.fact
        merged = merged_names(state)
        name = merged.get(fact.subject, fact.subject)
        subject, reviewed = self._known(name)
        others = self._others(name, fact.attribute)
        canonical = subject.name if subject else name
        accepted = [
            other
            for other in accepted_facts(state)
            if other.attribute == fact.attribute
            and canonical == self._canonical(merged.get(other.subject, other.subject))
        ]
        ids = {other.id for other in accepted}  # an index rebuilt meanwhile contains them too
        others = tuple(other for other in others if other.id not in ids)
        return Background(
            subject,
            reviewed or bool(accepted),
            tuple(
                (other, relation(dated_value(fact), dated_value(other)))
                for other in (*accepted, *others)
            ),
            self._paragraph(fact) if state.paragraph else "",
        )

    def contradicts(self, fact: Fact) -> bool:
        """Return whether a current fact of the store contradicts this one."""
        return any(
            relation(dated_value(fact), dated_value(other)) is Relation.CONFLICTING
            for other in self._others(fact.subject, fact.attribute)
        )

    def _paragraph(self, fact: Fact) -> str:
        """Return the lines of the archived text around the sentence, up to empty lines."""
        from xzfacts.cli.validation import archived_text

        try:
            text = archived_text(self._facts.root, fact.source)
        except XzfactsError:
            return ""
        if text is None or fact.sentence.line is None:
            return ""
        lines = text.text.splitlines()
        start = end = min(fact.sentence.line - 1, len(lines))
        while start > 0 and lines[start - 1].strip() and end - start < _MAX_PARAGRAPH:
            start -= 1
        while end < len(lines) and lines[end].strip() and end - start < _MAX_PARAGRAPH:
            end += 1
        return "".join(line.strip() for line in lines[start:end])[:_MAX_PARAGRAPH_LENGTH]

    def _canonical(self, name: str) -> str:
        return self.subject(name) or name

    def _known(self, name: str) -> tuple[KnownSubject | None, bool]:
        """The subject with this name, and whether a fact about it was reviewed."""
        if name not in self._subjects_seen:
            about = self._facts.facts(subject=name)
            reviewed = any(fact.status is not Status.DRAFT for fact in about)
            self._subjects_seen[name] = self._facts.known_subject(name), reviewed
        return self._subjects_seen[name]

    def _others(self, name: str, attribute: str) -> tuple[Fact, ...]:
        """The first current facts with this subject and attribute."""
        key = name, attribute
        if key not in self._current:
            found = self._facts.facts(subject=name, attribute=attribute, status=Status.CURRENT)
            self._current[key] = tuple(islice(found, _MAX_FACTS))
        return self._current[key]

    def subject(self, name: str) -> str | None:
        """Return the canonical name of a subject; None if there is none with this name."""
        return self._facts.canonical_name(name)

    def declared(self, name: str) -> tuple[str, ...]:
        """Return the files that declare a subject with this canonical name, as store paths."""
        subject = self._facts.known_subject(name)
        return subject.files if subject and subject.name == name else ()

    def completions(self, prompt: PromptKind, text: str, fact: Fact) -> tuple[Completion, ...]:
        """Return completions of a text typed for a draft; suggestions if it is empty."""
        if prompt == "attribute":
            found, current = self._attributes(text, fact), fact.attribute
        else:
            found, current = self._subjects(text, fact), fact.subject
        return tuple(islice(_distinct(found, current), MAX_COMPLETIONS))

    def _subjects(self, text: str, fact: Fact) -> Iterator[Completion]:
        """Yield subjects by prefix, then those of the draft's source, then similar ones."""
        if text:
            for name in islice(self._facts.names_from(text), _MAX_ANSWERS):
                canonical = self._canonical(name)
                yield Completion(canonical, "" if canonical == name else name)
        here = self._subjects_of_source(fact.source.id)
        if not text:
            yield from self._similar(fact.subject)
            yield from (Completion(name) for name in here)
            return
        yield from (Completion(name) for name in _matching(text, here))
        yield from self._similar(text)

    def _similar(self, text: str) -> Iterator[Completion]:
        """Yield the subjects of answers and suggestions for `text` as a query."""
        try:
            answer = self._facts.ask(text, limit=_MAX_ANSWERS)
        except XzfactsError:  # too long, or only punctuation
            return
        yield from (Completion(result.fact.subject) for result in answer.results)
        for suggestion in answer.suggestions:
            if suggestion.kind == "subject":
                yield Completion(suggestion.text)

    def _subjects_of_source(self, source: str) -> tuple[str, ...]:
        if source not in self._sources:
            facts = islice(self._facts.facts(source=source), _MAX_SOURCE_FACTS)
            names = dict.fromkeys(fact.subject for fact in facts)
            self._sources[source] = tuple(dict.fromkeys(self._canonical(name) for name in names))
        return self._sources[source]

    def _attributes(self, text: str, fact: Fact) -> Iterator[Completion]:
        """Yield attributes of the subject, of the store and of the vocabulary."""
        about = _("known for this subject")
        of_subject = self._facts.attributes_of(fact.subject)
        yield from (Completion(name, about) for name in _matching(text, of_subject))
        yield from (Completion(name) for name in _matching(text, self._store_attributes))
        if text:
            yield from (Completion(name) for name in _matching(text, self._vocabulary))

    @cached_property
    def _store_attributes(self) -> tuple[str, ...]:
        """All attributes of the store, by decreasing number of facts."""
        listed = sorted(self._facts.attributes(), key=lambda attribute: -attribute.facts)
        return tuple(attribute.name for attribute in listed)

    @cached_property
    def _vocabulary(self) -> tuple[str, ...]:
        from xzfacts.vocabulary.loader import load_vocabulary

        return tuple(term for concept in load_vocabulary().concepts for term in concept.terms)


def _distinct(completions: Iterable[Completion], current: str) -> Iterator[Completion]:
    """Yield each text once, without the current one."""
    seen = {current}
    for completion in completions:
        if completion.text not in seen:
            seen.add(completion.text)
            yield completion


def _matching(text: str, names: Iterable[str]) -> Iterator[str]:
    """Yield names that start with the text, then those that contain it or match its pinyin."""
    key = compact(text)
    if text and not key:
        return
    typed = key.isascii() and key.isalpha()
    later: list[str] = []
    for name in names:
        if compact(name).startswith(key):
            yield name
        elif key in compact(name) or (typed and spells(name, key)):
            later.append(name)
    yield from later
