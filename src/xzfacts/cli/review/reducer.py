"""What each key does to a review.

Nothing here reads or writes: a key gives a new state and, where the store must change, the
edit to be made.
"""

from dataclasses import replace
from typing import Protocol
from unicodedata import normalize

from xzfacts.cli.review import text_input as lines
from xzfacts.cli.review import value_picker
from xzfacts.cli.review.key_decoder import Key
from xzfacts.cli.review.state import (
    Asked,
    Decision,
    Edit,
    Fate,
    Merge,
    Remove,
    SetKeys,
    State,
    TakeBack,
    merged,
    noted,
    open_from,
)
from xzfacts.cli.review.text_input import Entry, Offer
from xzfacts.cli.review.value_picker import Slice
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Fact
from xzfacts.verify.consistency import cut_number


class Knowledge(Protocol):
    """What the store knows, as far as keys need it."""

    def offer(self, asked: Asked, text: str, fact: Fact) -> tuple[Offer, ...]:
        """What may be meant by a text typed for a draft."""

    def subject(self, name: str) -> str | None:
        """The subject's own name, if the store has one of this name."""

    def declared(self, name: str) -> tuple[str, ...]:
        """The files that declare a subject of this very name, as paths within the store."""


def step(state: State, key: Key, known: Knowledge) -> tuple[State, Edit | None]:
    """What a key does."""
    state = replace(state, message="")
    if key.name in {"interrupt", "finish"}:
        return replace(state, over=True), None
    if state.help:
        return replace(state, help=False), None
    if state.line is not None:
        return _in_line(state, state.line, key, known)
    if state.slice is not None:
        return _in_slice(state, state.slice, key)
    # Full-width letters are the same keys: an input method may be on. Capitals are none, since
    # a slow line may tear ESC from the `[A` of an arrow, and no arrow may accept a draft.
    letter = normalize("NFKC", key.text) if key.name == "text" else ""
    return _command(state, letter, known)


def _command(state: State, letter: str, known: Knowledge) -> tuple[State, Edit | None]:
    draft = state.draft
    match letter:
        case "q":
            return replace(state, over=True), None
        case "?" | "h":
            return replace(state, help=True), None
        case "u":
            return _take_back(state)
        case "n" | " ":
            return _skip(state), None
    if draft is None or draft.fate is not Fate.OPEN:
        return state, None
    match letter:
        case "a":
            return state, SetKeys({"status": None, "confidence": None})
        case "x" | "r":
            return state, Remove()
        case "s":
            return _ask(state, "subject", draft.fact, draft.fact.subject, known), None
        case "t":
            return _ask(state, "attribute", draft.fact, draft.fact.attribute, known), None
        case "m":
            return _ask(state, "merge", draft.fact, "", known), None
        case "v":
            chosen = value_picker.begin(draft.fact.sentence.quote, draft.fact.value)
            return replace(state, slice=chosen), None
    return state, None


def _ask(state: State, asked: Asked, fact: Fact, text: str, known: Knowledge) -> State:
    line = lines.begin(text, lambda typed: _offers(state, asked, typed, fact, known))
    return replace(state, asked=asked, line=line)


def _in_line(state: State, line: Entry, key: Key, known: Knowledge) -> tuple[State, Edit | None]:
    draft, asked = state.draft, state.asked
    closed = replace(state, asked=None, line=None)
    if key.name == "escape" or draft is None or asked is None:
        return closed, None
    if key.name != "enter":
        edited = lines.edited(
            line, key, lambda text: _offers(state, asked, text, draft.fact, known)
        )
        return replace(state, line=edited), None
    text = line.text.strip()
    if asked == "merge":
        return _merge(state, closed, draft.fact, text, known)
    if not text or text == getattr(draft.fact, asked):
        return closed, None
    return closed, SetKeys({asked: text})


def _merge(
    state: State, closed: State, fact: Fact, text: str, known: Knowledge
) -> tuple[State, Edit | None]:
    if not text:
        return closed, None
    subject = _named(state, text, known)
    if subject is None:
        return replace(state, message=_("No subject is called “{name}”.").format(name=text)), None
    own = _named(state, fact.subject, known) or fact.subject
    if subject == own:
        return replace(state, message=_("That is the same subject.")), None
    if own != fact.subject:
        said = _("“{name}” is another name of “{subject}” already; s gives another subject.")
        return replace(closed, message=said.format(name=fact.subject, subject=own)), None
    for file in known.declared(own):
        if not fact.place.file.endswith(f"/{file}"):
            said = _("“{name}” is declared in {file} as a subject of its own.")
            return replace(closed, message=said.format(name=own, file=file)), None
    return closed, Merge(subject)


def _named(state: State, text: str, known: Knowledge) -> str | None:
    """The subject of this name, also one that a draft was given in this review."""
    text = merged(state).get(text, text)
    given = any(draft.fact.subject == text for draft in state.drafts)
    return known.subject(text) or (text if given else None)


def _offers(
    state: State, asked: Asked, text: str, fact: Fact, known: Knowledge
) -> tuple[Offer, ...]:
    """What the store offers, then what drafts were given in this review."""
    found = {offer.text: offer for offer in known.offer(asked, text, fact)}
    if text:
        key = "attribute" if asked == "attribute" else "subject"
        for draft in state.drafts:
            name = getattr(draft.fact, key)
            if key == "subject":
                name = _named(state, name, known) or name
            if text in name and name != getattr(fact, key):
                found.setdefault(name, Offer(name))
    return tuple(found.values())


def _in_slice(state: State, chosen: Slice, key: Key) -> tuple[State, Edit | None]:
    draft = state.draft
    closed = replace(state, slice=None)
    if key.name == "escape" or draft is None:
        return closed, None
    if key.name != "enter":
        return replace(state, slice=value_picker.moved(chosen, key)), None
    if not chosen.found:
        said = _("“{text}” does not stand in the sentence.").format(text=chosen.typed)
        return replace(state, message=said), None
    if not chosen.value.strip():
        return replace(state, message=_("A value is more than a space.")), None
    number = cut_number(chosen.quote, chosen.value)
    if number is not None:
        said = _("“{value}” is cut out of a longer number in the quote: “{number}”.")
        return replace(state, message=said.format(value=chosen.value, number=number)), None
    if chosen.value == draft.fact.value:
        return closed, None
    return closed, SetKeys({"value": chosen.value})


def _skip(state: State) -> State:
    if state.draft is None:
        return replace(state, at=open_from(state, 0))
    decision = Decision(state.at, state.draft)
    return noted(replace(state, at=open_from(state, state.at + 1)), decision)


def _take_back(state: State) -> tuple[State, Edit | None]:
    if not state.done:
        return replace(state, message=_("There is nothing to take back.")), None
    last = state.done[-1]
    if last.edit is not None:
        return state, TakeBack()
    return replace(state, at=last.at, done=state.done[:-1]), None
