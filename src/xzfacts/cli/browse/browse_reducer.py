"""Reducer of the browser: a state and an event give a new state and an effect, without I/O."""

from dataclasses import replace
from typing import Literal, NamedTuple

from xzfacts.cli.browse.actions import Action, Copy, Effect, Leave, Open, actions_for
from xzfacts.cli.browse.browse_state import (
    BrowseState,
    FactHit,
    Hit,
    HitContext,
    NameHit,
    QueryHit,
    Scope,
    SearchRequest,
    SearchResult,
    Visit,
)
from xzfacts.errors import INTERRUPTED
from xzfacts.i18n import gettext as _
from xzfacts.render.escape import visible
from xzfacts.render.wording import source_line

_PAGE = 10  # number of hits by which Page Up and Page Down move

Key = Literal["up", "down", "page_up", "page_down", "enter", "escape", "interrupt", "end", "help"]


class Typed(NamedTuple):
    """The text of the input line has changed."""

    text: str


class Pressed(NamedTuple):
    """A key other than text was pressed."""

    key: Key


class Chosen(NamedTuple):
    """The key of an action was pressed."""

    action: Action


class Arrived(NamedTuple):
    """A search has finished.

    found: the result.
    context: the first hit with its context.
    """

    found: SearchResult
    context: tuple[Hit, HitContext] | None = None


class Looked(NamedTuple):
    """The context of a hit was looked up."""

    hit: Hit
    context: HitContext


class Noted(NamedTuple):
    """An effect has finished.

    message: message to show.
    changed: whether the store may have changed.
    """

    message: str
    changed: bool = False


Event = Typed | Pressed | Chosen | Arrived | Looked | Noted
_MOVES: dict[Key, int] = {"up": -1, "down": 1, "page_up": -_PAGE, "page_down": _PAGE}


def step(state: BrowseState, event: Event) -> tuple[BrowseState, Effect | None]:
    """Apply an event."""
    if isinstance(event, Arrived):
        return _arrived(state, event), None
    if isinstance(event, Looked):
        return replace(state, context=(event.hit, event.context)), None
    if isinstance(event, Noted):
        return _noted(state, event), None
    state = replace(state, message="")
    if isinstance(event, Typed):
        return _typed(state, event.text), None
    if isinstance(event, Chosen):
        return _act(state, event.action)
    return _pressed(state, event.key)


def _arrived(state: BrowseState, event: Arrived) -> BrowseState:
    if event.found.listing != state.listing:
        return state  # the text has changed since
    at = min(state.at, max(len(event.found.hits) - 1, 0))
    return replace(state, found=event.found, at=at, context=event.context)


def _noted(state: BrowseState, event: Noted) -> BrowseState:
    state = replace(state, message=event.message)
    if not event.changed:
        return state
    return replace(state, found=state.found._replace(answered=False), context=None)


def _typed(state: BrowseState, text: str) -> BrowseState:
    if text == state.listing.text:
        return state
    listing = state.listing._replace(text=text)
    return replace(state, listing=listing, at=0, menu=None, help=False)


def _pressed(state: BrowseState, key: Key) -> tuple[BrowseState, Effect | None]:
    if key == "interrupt":
        return state, Leave(INTERRUPTED)
    if key == "end":
        return state, None if state.listing.text else Leave(0)
    if key == "help":
        return replace(state, help=not state.help, menu=None), None
    if key == "escape":
        return _escape(state)
    if key == "enter":
        return _enter(replace(state, help=False))
    return _moved(state, _MOVES[key]), None


def _escape(state: BrowseState) -> tuple[BrowseState, Effect | None]:
    """Close the help page or menu, return to the previous listing, or quit."""
    if state.help:
        return replace(state, help=False), None
    if state.menu is not None:
        return replace(state, menu=None), None
    if state.back:
        *back, last = state.back
        return replace(state, listing=last.listing, at=last.at, back=tuple(back)), None
    return state, Leave(0)


def _moved(state: BrowseState, by: int) -> BrowseState:
    if state.menu is not None:
        last = len(actions_for(state.selected)) - 1
        return replace(state, menu=max(0, min(last, state.menu + by)))
    last = max(len(state.found.hits) - 1, 0)
    return replace(state, at=max(0, min(last, state.at + by)))


def _enter(state: BrowseState) -> tuple[BrowseState, Effect | None]:
    hit = state.selected
    if isinstance(hit, NameHit):
        return _go(state, SearchRequest("", Scope(hit.kind, hit.name))), None
    if isinstance(hit, QueryHit):
        return _go(state, SearchRequest(hit.query)), None
    if state.menu is None:
        return replace(state, menu=0 if hit else None), None
    return _act(state, actions_for(hit)[state.menu])


def _act(state: BrowseState, action: Action) -> tuple[BrowseState, Effect | None]:
    state = replace(state, menu=None, help=False)
    hit = state.selected
    if action == "subject" and isinstance(hit, NameHit):
        return _enter(state)
    if not isinstance(hit, FactHit):
        return replace(state, message=_("Select a fact first.")), None
    if action not in actions_for(hit):
        return replace(state, message=_("Only the sentence matches; it has no value.")), None
    fact = hit.fact
    if action == "value":
        return state, Copy(action, visible(fact.value))
    if action == "quote":
        return state, Copy(action, visible(fact.sentence.quote))
    if action == "citation":
        url = fact.source.url
        return state, Copy(action, " ".join((source_line(fact), *([visible(url)] if url else ()))))
    if action == "open":
        return state, Open(fact.place)
    return _go(state, SearchRequest("", Scope("subject", fact.subject))), None


def _go(state: BrowseState, listing: SearchRequest) -> BrowseState:
    """Return the state at a new listing; Esc returns to the current one."""
    if listing == state.listing:
        return state
    visit = Visit(state.listing, state.at)
    return replace(state, listing=listing, at=0, menu=None, back=(*state.back, visit))
