"""State of the browser: the typed text, the results, and the selection."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from xzfacts.index.lookup.subject_info import KnownSubject
from xzfacts.model.facts import Fact, Result


class FactHit(NamedTuple):
    """A fact in the list.

    result: the fact and how it matched.
    """

    result: Result

    @property
    def fact(self) -> Fact:
        """The fact."""
        return self.result.fact


class NameHit(NamedTuple):
    """A subject or an attribute in the list.

    kind: subject or attribute.
    name: the canonical name.
    called: the alias that matches the typed text; empty if the name itself matches.
    facts: number of facts.
    """

    kind: Literal["subject", "attribute"]
    name: str
    called: str = ""
    facts: int = 0


class QueryHit(NamedTuple):
    """A suggested query.

    query: text of the query.
    """

    query: str


Hit = FactHit | NameHit | QueryHit


class Section(NamedTuple):
    """Hits below a heading.

    title: the heading; empty for the answer to the query.
    hits: at least one.
    """

    title: str
    hits: tuple[Hit, ...]


class Scope(NamedTuple):
    """A subject or an attribute whose facts are listed; the typed words only filter them.

    kind: subject or attribute.
    name: its name.
    """

    kind: Literal["subject", "attribute"]
    name: str


class SearchRequest(NamedTuple):
    """What to list.

    text: the typed text.
    scope: None for the whole store.
    """

    text: str = ""
    scope: Scope | None = None


class SearchResult(NamedTuple):
    """Result of a search.

    listing: what was searched for.
    sections: hits in sections, best first.
    summary: number of results, or why there are none, in one line.
    answered: False before the first result, and after the store has changed.
    """

    listing: SearchRequest
    sections: tuple[Section, ...] = ()
    summary: str = ""
    answered: bool = True

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Hits of all sections."""
        return tuple(hit for section in self.sections for hit in section.hits)


class HitContext(NamedTuple):
    """Context of a hit.

    before, after: lines of the article before and after the sentence.
    related: the fact with its conflicts and history; None if the hit has them already.
    subject: the subject, if the hit is one.
    facts: first facts of the subject or attribute, if the hit is one.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    related: Result | None = None
    subject: KnownSubject | None = None
    facts: tuple[Fact, ...] = ()


class Visit(NamedTuple):
    """A listing to return to.

    listing: what was listed.
    at: the index of the selected hit.
    """

    listing: SearchRequest
    at: int


@dataclass(frozen=True, slots=True)
class BrowseState:
    """State of the browser.

    listing: typed text and scope.
    found: last result; it may belong to an earlier listing.
    at: index of the selected hit.
    context: a hit with its context.
    menu: index of the selected action in the open menu; None if it is closed.
    help: whether the help page is shown.
    back: listings to return to, oldest first.
    message: message shown until the next key.
    """

    listing: SearchRequest
    found: SearchResult
    at: int = 0
    context: tuple[Hit, HitContext] | None = None
    menu: int | None = None
    help: bool = False
    back: tuple[Visit, ...] = ()
    message: str = ""

    @property
    def selected(self) -> Hit | None:
        """Selected hit; None if there is none."""
        hits = self.found.hits
        return hits[min(self.at, len(hits) - 1)] if hits else None

    @property
    def selected_context(self) -> HitContext:
        """Context of the selected hit; empty until it was looked up."""
        if self.context is not None and self.context[0] == self.selected:
            return self.context[1]
        return HitContext()


def initial_state(text: str) -> BrowseState:
    """Return the state with `text` typed, before the first result."""
    return BrowseState(SearchRequest(text), SearchResult(SearchRequest(), answered=False))
