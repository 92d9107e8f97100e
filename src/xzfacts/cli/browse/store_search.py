"""Search while typing: answers of the query engine, plus names that start with the typed text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from heapq import nlargest
from itertools import islice
from operator import attrgetter

from xzfacts.app import Facts
from xzfacts.cli.browse.browse_state import (
    FactHit,
    Hit,
    HitContext,
    NameHit,
    QueryHit,
    Scope,
    SearchRequest,
    SearchResult,
    Section,
)
from xzfacts.cli.browse.scoped_facts import NameStart, ScopedFacts
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, ngettext
from xzfacts.model.facts import Answer, Fact, Match, Result
from xzfacts.store.text_archive import archived_text
from xzfacts.text.normalize import compact
from xzfacts.text.pinyin import readings

_MAX_RESULTS = 30
_MAX_NAMES = 20  # maximum number of names that start with the typed text
_MAX_STARTING = 50  # names that are looked up, of which several may be of one subject
_MAX_NAMES_BESIDE = 5  # the same if there are results
_MAX_FACTS = 500  # of one subject or attribute
_MAX_PREVIEWED = 30
_MAX_SENTENCES = 10_000  # half of what a query reads, which takes 6 ms
_MAX_OVERVIEW = 100  # subjects, and attributes
_FIRST = 6  # of them, before the rest
_WARMING = ("哪里 x 1", "什么", "xx")  # a question, a number, pinyin, nothing found
_AROUND = 2  # lines of the article before and after the sentence
_MAX_AROUND = 2000  # characters of each that are shown; a line may have millions


class StoreSearch:
    """Searches an open store; for one thread, like the store."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._scoped: ScopedFacts | None = None  # of the last scope
        self._resolved: tuple[str, str | None] = "", None  # the last name and its subject
        attributes = list(facts.attributes())
        subjects = list(facts.subjects())
        self._counts = len(subjects), len(attributes)
        self._attributes = {
            each.name: each.facts for each in sorted(attributes, key=attrgetter("facts"))[::-1]
        }
        self._subjects = {
            each.name: each.facts
            for each in nlargest(_MAX_OVERVIEW, subjects, key=attrgetter("facts"))
        }
        # The most frequent names, whose pinyin is compared with what is typed.
        self._names = _by_first_letter(facts.names_from(""))

    def warm_up(self) -> None:
        """Run queries that need all parts of the engine, so that they are imported."""
        for text in _WARMING:
            self.find(SearchRequest(text))

    def find(self, listing: SearchRequest) -> SearchResult:
        """Return the hits of a listing."""
        text = listing.text.strip()
        if listing.scope is not None:
            return _numbered(listing, Section("", self._filtered(listing.scope, text)))
        if not text:
            return self._overview(listing)
        try:
            results, answer = self._answered(text)
        except XzfactsError as error:  # too long, or only punctuation
            return SearchResult(listing, (), error.message())
        most = _MAX_NAMES_BESIDE if results else _MAX_NAMES
        near = tuple(FactHit(result) for result in answer.near)
        known = tuple(QueryHit(suggestion.query) for suggestion in answer.suggestions)
        return _numbered(
            listing,
            Section("", results),
            Section(_("Subjects"), tuple(islice(self._subjects_from(text), most))),
            Section(_("Attributes"), tuple(islice(self._attributes_from(text), most))),
            Section(_("Did you mean:"), () if results else known),
            Section(_("Not what you asked; closest in the store:"), () if results else near),
        )

    def _answered(self, text: str) -> tuple[tuple[FactHit, ...], Answer]:
        """Return the facts for a query; also the answer of the query engine, if it was asked.

        A last word in letters is mostly the beginning of an attribute in pinyin, of which the
        engine tries all readings in vain: ten times as long as other queries.
        """
        letters = text.rpartition(" ")[2]
        begun = self._begun(text) if letters.isascii() and letters.isalpha() else ()
        if begun:
            return begun, Answer(text, ())
        answer = self._facts.ask(text, limit=_MAX_RESULTS, sentences=_MAX_SENTENCES)
        return tuple(FactHit(result) for result in answer.results) or self._begun(text), answer

    def context(self, hit: Hit) -> HitContext:
        """Return the context of a hit."""
        if isinstance(hit, FactHit):
            before, after = self._article(hit.fact)
            related = None if hit.result.score else self._facts.beside(hit.fact)
            return HitContext(before, after, related)
        if isinstance(hit, QueryHit):
            return HitContext()
        subject = self._facts.known_subject(hit.name) if hit.kind == "subject" else None
        facts = islice(self._listed(Scope(hit.kind, hit.name)), _MAX_PREVIEWED)
        return HitContext(subject=subject, facts=tuple(facts))

    def _overview(self, listing: SearchRequest) -> SearchResult:
        subjects, attributes = self._counts
        summary = _("{subjects} subjects, {attributes} attributes; type to search").format(
            subjects=subjects, attributes=attributes
        )
        named = [NameHit("subject", name, "", facts) for name, facts in self._subjects.items()]
        asked = [
            NameHit("attribute", name, "", facts)
            for name, facts in islice(self._attributes.items(), _MAX_OVERVIEW)
        ]
        sections = (
            Section(_("Subjects"), tuple(named[:_FIRST])),
            Section(_("Attributes"), tuple(asked[:_FIRST])),
            Section(_("More subjects"), tuple(named[_FIRST:])),
            Section(_("More attributes"), tuple(asked[_FIRST:])),
        )
        return SearchResult(listing, _filled(sections), summary)

    def _listed(self, scope: Scope) -> Iterator[Fact]:
        if scope.kind == "subject":
            return self._facts.facts(subject=scope.name, status="current")
        return self._facts.facts(attribute=scope.name, status="current")

    def _filtered(self, scope: Scope, text: str) -> tuple[Hit, ...]:
        """Return the facts in a scope that contain all words of `text`, best first."""
        words = tuple(text.split())
        if self._scoped is None or self._scoped.scope != scope:
            self._scoped = ScopedFacts(scope, list(islice(self._listed(scope), _MAX_FACTS)))
        found = self._scoped.filtered(words)
        return tuple(FactHit(Result(fact, 0, Match(), words)) for fact in found)

    def _begun(self, text: str) -> tuple[FactHit, ...]:
        """Return the facts of a subject with an attribute that starts with the typed text."""
        name, _blank, start = text.rpartition(" ")
        subject = self._subject_of(name.strip()) if name else None
        if subject is None:
            return ()
        begun = NameStart(start)
        attributes = [
            attribute for attribute in self._facts.attributes_of(subject) if begun.begins(attribute)
        ]
        hits = (
            FactHit(Result(fact, 0, Match(), (attribute,)))
            for attribute in attributes
            for fact in self._facts.facts(subject=subject, attribute=attribute, status="current")
        )
        return tuple(islice(hits, _MAX_FACTS))

    def _subject_of(self, name: str) -> str | None:
        """Return the subject of a name, also if it has typos or is in pinyin."""
        if name != self._resolved[0]:
            subject = self._facts.canonical_name(name)
            if subject is None:
                with suppress(XzfactsError):  # only punctuation
                    found = self._facts.ask(name, limit=1, sentences=0).results
                    subject = found[0].fact.subject if found and found[0].match.subject else None
            self._resolved = name, subject
        return self._resolved[1]

    def _subjects_from(self, text: str) -> Iterator[NameHit]:
        """Return subjects with a name that starts with the typed text or its last word."""
        last = text.rpartition(" ")[2]
        starts = dict.fromkeys((text, last))
        names = [
            name
            for begun in starts
            for name in islice(self._facts.names_from(begun), _MAX_STARTING)
        ]
        if not names and last.isascii():
            candidates = self._names.get(compact(last)[:1], [])
            start = NameStart(last)
            found = (name for name, key in candidates if start.begins(name, key))
            names = list(islice(found, _MAX_STARTING))
        seen = set()
        for name in names:
            subject = self._facts.known_subject(name)
            if subject is not None and subject.name not in seen:
                seen.add(subject.name)
                called = "" if subject.name == name else name
                yield NameHit("subject", subject.name, called, subject.facts)

    def _attributes_from(self, text: str) -> Iterator[NameHit]:
        start = NameStart(text.rpartition(" ")[2])
        for name, facts in self._attributes.items():
            if start.begins(name):
                yield NameHit("attribute", name, "", facts)

    def _article(self, fact: Fact) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the lines around the sentence: of the archived text, else the stored sentences."""
        sentence, source = fact.sentence, fact.source
        text = archived_text(self._facts.root, source.sha256) if source.sha256 else None
        start = text.find(sentence.quote) if text else -1
        if text and start >= 0:
            return _around(text, start, start + len(sentence.quote))
        here = sentence.line or 0, fact.place.line or 0
        near = {
            other.sentence: (other.sentence.line, other.place.line or 0)
            for other in self._facts.neighbours(fact)
            if other.sentence != sentence and other.sentence.line is not None
        }
        lines = sorted(near.items(), key=lambda one: one[1])
        before = [one.quote for one, spot in lines if spot < here]
        after = [one.quote for one, spot in lines if spot >= here]
        return tuple(before[-_AROUND:]), tuple(after[:_AROUND])


def _numbered(listing: SearchRequest, *sections: Section) -> SearchResult:
    """Return the sections that are not empty, with the number of results."""
    count = len(sections[0].hits)
    filled = _filled(sections)
    if count:
        text = ngettext("{count} result", "{count} results", count).format(count=count)
    elif filled:
        text = _("No facts for “{query}” yet.").format(query=listing.text)
    else:
        text = _("Nothing found for “{query}”.").format(query=listing.text)
    return SearchResult(listing, filled, text)


def _filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.hits)


def _by_first_letter(names: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Group names by their first character and by each initial of its pinyin, with their keys."""
    groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        key = compact(name)
        first = {key[:1], *(reading[0] for reading in readings(name[0]))}
        for letter in first:
            groups[letter].append((name, key))
    return groups


def _around(text: str, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ends of lines before a part of a text, and the beginnings of lines after it."""
    before = [line for line in text[:start].splitlines() if line.strip()]
    after = [line for line in text[end:].splitlines() if line.strip()]
    return (
        tuple(line[-_MAX_AROUND:] for line in before[-_AROUND:]),
        tuple(line[:_MAX_AROUND] for line in after[:_AROUND]),
    )
