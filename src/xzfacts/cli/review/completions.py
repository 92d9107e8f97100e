"""What the store knows around a draft, and the names that it offers for what is typed.

The index is read as it was when the review began; what is decided since then is in the
session's state.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from xzfacts.app import Facts
from xzfacts.cli.review.state import Asked, State, accepted, merged
from xzfacts.cli.review.text_input import Offer
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.index.lookup.subject_info import KnownSubject
from xzfacts.model.facts import Fact, Status
from xzfacts.model.temporal import Relation, dated_value, relation
from xzfacts.text.normalize import compact
from xzfacts.text.pinyin import initials, syllables

OFFERS = 8
_OTHERS = 50  # facts of one subject and attribute that are looked at
_SOURCE = 500  # facts of the draft's source whose subjects may be meant
_ASKED = 20  # answers whose subjects may be meant


class Background(NamedTuple):
    """What the store has around a draft.

    subject: None where no fact and no declaration names it. reviewed: whether anything but
    drafts is about it. others: what is stated of the same, with how the draft stands to it.
    """

    subject: KnownSubject | None
    reviewed: bool
    others: tuple[tuple[Fact, Relation], ...]


class Known:
    """Asks a store; remembers what does not change while a draft is shown."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._seen: dict[tuple[str, str], tuple[KnownSubject | None, bool, tuple[Fact, ...]]] = {}
        self._sources: dict[str, tuple[str, ...]] = {}

    def background(self, state: State) -> Background | None:
        """What the store has around the draft that is shown, with what was accepted since."""
        if state.draft is None:
            return None
        fact = state.draft.fact
        called = merged(state)
        name = called.get(fact.subject, fact.subject)
        subject, reviewed, others = self._look(name, fact.attribute)
        own = subject.name if subject else name
        since = [
            other
            for other in accepted(state)
            if other.attribute == fact.attribute
            and own == self._own(called.get(other.subject, other.subject))
        ]
        ids = {other.id for other in since}  # an index built anew meanwhile has them too
        others = tuple(other for other in others if other.id not in ids)
        return Background(
            subject,
            reviewed or bool(since),
            tuple(
                (other, relation(dated_value(fact), dated_value(other)))
                for other in (*since, *others)
            ),
        )

    def _own(self, name: str) -> str:
        return self.subject(name) or name

    def _look(
        self, name: str, attribute: str
    ) -> tuple[KnownSubject | None, bool, tuple[Fact, ...]]:
        key = name, attribute
        if key not in self._seen:
            found = (
                fact
                for fact in self._facts.facts(subject=name, attribute=attribute)
                if fact.status is Status.CURRENT
            )
            about = self._facts.facts(subject=name)
            reviewed = any(fact.status is not Status.DRAFT for fact in about)
            subject = self._facts.known_subject(name)
            self._seen[key] = subject, reviewed, tuple(islice(found, _OTHERS))
        return self._seen[key]

    def subject(self, name: str) -> str | None:
        """The subject's own name, if the store has one of this name."""
        return self._facts.named(name)

    def declared(self, name: str) -> tuple[str, ...]:
        """The files that declare a subject of this very name, as paths within the store."""
        subject = self._facts.known_subject(name)
        return subject.files if subject and subject.name == name else ()

    def offer(self, asked: Asked, text: str, fact: Fact) -> tuple[Offer, ...]:
        """What may be meant by a text typed for a draft; likely ones for no text."""
        offers = self._attributes(text, fact) if asked == "attribute" else self._names(text, fact)
        own = fact.attribute if asked == "attribute" else fact.subject
        return tuple(islice(_unlike(offers, own), OFFERS))

    def _names(self, text: str, fact: Fact) -> Iterator[Offer]:
        """Subjects that begin so, then those of the draft's source, then what sounds so."""
        if text:
            for name in islice(self._facts.names_from(text), _ASKED):
                own = self._own(name)
                yield Offer(own, "" if own == name else name)
        here = self._of_source(fact.source.id)
        if not text:
            yield from self._near(fact.subject)
            yield from (Offer(name) for name in here)
            return
        yield from (Offer(name) for name in _fitting(text, here))
        yield from self._near(text)

    def _near(self, text: str) -> Iterator[Offer]:
        """The subjects by which the store answers, or would if more were asked."""
        try:
            answer = self._facts.ask(text, limit=_ASKED)
        except XzfactsError:  # too long, or nothing but punctuation
            return
        yield from (Offer(result.fact.subject) for result in answer.results)
        for suggestion in answer.suggestions:
            if suggestion.kind == "subject":
                yield Offer(suggestion.text)

    def _of_source(self, source: str) -> tuple[str, ...]:
        if source not in self._sources:
            facts = islice(self._facts.facts(source=source), _SOURCE)
            names = dict.fromkeys(fact.subject for fact in facts)
            self._sources[source] = tuple(dict.fromkeys(self._own(name) for name in names))
        return self._sources[source]

    def _attributes(self, text: str, fact: Fact) -> Iterator[Offer]:
        """Those of the subject, of the store, and of the shared vocabulary, best fits first."""
        about = _("known of this subject")
        of_subject = self._facts.attributes_of(fact.subject)
        yield from (Offer(name, about) for name in _fitting(text, of_subject))
        yield from (Offer(name) for name in _fitting(text, self._every))
        if text:
            yield from (Offer(name) for name in _fitting(text, self._vocabulary))

    @cached_property
    def _every(self) -> tuple[str, ...]:
        """All attributes of the store, those of most facts first."""
        listed = sorted(self._facts.attributes(), key=lambda attribute: -attribute.facts)
        return tuple(attribute.name for attribute in listed)

    @cached_property
    def _vocabulary(self) -> tuple[str, ...]:
        from xzfacts.vocabulary.loader import load_vocabulary

        return tuple(term for concept in load_vocabulary().concepts for term in concept.terms)


def _unlike(offers: Iterable[Offer], own: str) -> Iterator[Offer]:
    """Each text once, and not the one that the draft has."""
    seen = {own}
    for offer in offers:
        if offer.text not in seen:
            seen.add(offer.text)
            yield offer


def _fitting(text: str, names: Iterable[str]) -> Iterator[str]:
    """Names that begin with the text, then those that hold it or sound so, in their order."""
    key = compact(text)
    if text and not key:
        return
    typed = key.isascii() and key.isalpha()
    later: list[str] = []
    for name in names:
        if compact(name).startswith(key):
            yield name
        elif key in compact(name) or (typed and _sounds(name, key)):
            later.append(name)
    yield from later


def _sounds(name: str, letters: str) -> bool:
    return initials(name).startswith(letters) or "".join(syllables(name)).startswith(letters)
