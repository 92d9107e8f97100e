"""State of the browser: what is typed, what was found, and what is selected."""

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
        """The fact itself."""
        return self.result.fact


class NameHit(NamedTuple):
    """A subject or an attribute in the list.

    kind: which of them.
    name: the canonical name.
    called: the alias that matches what is typed; empty if the name itself does.
    facts: number of facts.
    """

    kind: Literal["subject", "attribute"]
    name: str
    called: str = ""
    facts: int = 0


class QueryHit(NamedTuple):
    """Another query to type instead.

    query: its text.
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

    kind: which of them.
    name: its name.
    """

    kind: Literal["subject", "attribute"]
    name: str


class Listing(NamedTuple):
    """What is to be listed.

    text: the typed text.
    scope: None for the whole store.
    """

    text: str = ""
    scope: Scope | None = None


class Found(NamedTuple):
    """What the store has for a listing.

    listing: what was asked for.
    sections: best first.
    summary: one line about the whole: the number of results, or why there are none.
    answered: False before the first answer, and after the store has changed.
    """

    listing: Listing
    sections: tuple[Section, ...] = ()
    summary: str = ""
    answered: bool = True

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The hits of all sections."""
        return tuple(hit for section in self.sections for hit in section.hits)


class Context(NamedTuple):
    """What the store has around a hit.

    before, after: the text of the article around the sentence, in lines.
    related: the fact with its conflicts and history; None for a hit that has them already.
    subject: the subject, for one in the list.
    facts: the first facts of a subject or attribute in the list.
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

    listing: Listing
    at: int


@dataclass(frozen=True, slots=True)
class State:
    """State of the browser.

    listing: what is typed, and where.
    found: the last answer of the store; it may belong to an earlier listing.
    at: index of the selected hit.
    context: what is around a hit, with that hit.
    menu: index of the selected action in the open menu; None if it is closed.
    help: whether the help page is shown.
    back: listings to return to, oldest first.
    message: shown until the next key.
    """

    listing: Listing
    found: Found
    at: int = 0
    context: tuple[Hit, Context] | None = None
    menu: int | None = None
    help: bool = False
    back: tuple[Visit, ...] = ()
    message: str = ""

    @property
    def selected(self) -> Hit | None:
        """The selected hit; None if there is none."""
        hits = self.found.hits
        return hits[min(self.at, len(hits) - 1)] if hits else None

    @property
    def selected_context(self) -> Context:
        """What is around the selected hit, empty until it is known."""
        if self.context is not None and self.context[0] == self.selected:
            return self.context[1]
        return Context()


def initial_state(text: str) -> State:
    """Return the state in which `text` is typed and the store has not answered yet."""
    return State(Listing(text), Found(Listing(), answered=False))
