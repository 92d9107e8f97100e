"""Reducer of a review: a state and a key give a new state and an edit of the store, without I/O."""

from dataclasses import replace
from unicodedata import normalize

from xzfacts.cli.review import text_input as lines, value_picker
from xzfacts.cli.review.batch_edits import accepted_above, same_edit, share
from xzfacts.cli.review.completions import StoreLookup
from xzfacts.cli.review.key_decoder import Key
from xzfacts.cli.review.review_state import (
    Decision,
    Edit,
    Merge,
    Outcome,
    PromptKind,
    Remove,
    ReviewState,
    SetKeys,
    Undo,
    merged_names,
    next_open,
    with_decision,
)
from xzfacts.cli.review.text_input import Completion, TextInput
from xzfacts.cli.review.value_picker import Selection
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Fact
from xzfacts.quantity.whole_amount import cut_amount

_STEPS = {"left": -1, "up": -1, "right": 1, "down": 1}
_LEAST = "0.9"  # confidence suggested for accepting many drafts


def step(state: ReviewState, key: Key, lookup: StoreLookup) -> tuple[ReviewState, Edit | None]:
    """Apply a key."""
    state = replace(state, message="")
    if key.name in {"interrupt", "end_of_input"}:
        return replace(state, over=True), None
    if state.help:
        return replace(state, help=False), None
    if state.line is not None:
        return _in_line(state, state.line, key, lookup)
    if state.selection is not None:
        return _in_selection(state, state.selection, key)
    # Full-width letters count too: an input method may be on. Capitals do not: on a slow line
    # ESC may arrive apart from the `[A` of an arrow key, which must not accept a draft.
    if key.name in _STEPS:
        at = min(max(state.at + _STEPS[key.name], 0), len(state.drafts))
        return replace(state, at=at), None
    letter = normalize("NFKC", key.text) if key.name == "text" else ""
    return _command(state, letter, lookup)


def _command(
    state: ReviewState, letter: str, lookup: StoreLookup
) -> tuple[ReviewState, Edit | None]:
    draft = state.draft
    match letter:
        case "q":
            return replace(state, over=True), None
        case "?" | "h":
            return replace(state, help=True), None
        case "u":
            return _undo(state)
        case "n" | " ":
            return _skip(state), None
        case "b":
            return replace(state, at=max(state.at - 1, 0)), None
        case "c":
            return replace(state, paragraph=not state.paragraph), None
        case "o":
            return replace(state, prompt="confidence", line=lines.begin(_LEAST, _nothing)), None
    if draft is None or draft.outcome is not Outcome.OPEN:
        return state, None
    match letter:
        case "a":
            return state, SetKeys({"status": None, "confidence": None})
        case "x" | "r":
            return state, Remove()
        case "s":
            return _ask(state, "subject", draft.fact, draft.fact.subject, lookup), None
        case "t":
            return _ask(state, "attribute", draft.fact, draft.fact.attribute, lookup), None
        case "m":
            return _ask(state, "merge", draft.fact, "", lookup), None
        case "g":
            return _ask(state, "every_subject", draft.fact, draft.fact.subject, lookup), None
        case "d":
            source = draft.fact.source.id
            return state, same_edit(state, Remove(), lambda fact: fact.source.id == source)
        case "v":
            chosen = value_picker.begin(draft.fact.sentence.quote, draft.fact.value)
            return replace(state, selection=chosen), None
    return state, None


def _ask(
    state: ReviewState, prompt: PromptKind, fact: Fact, text: str, lookup: StoreLookup
) -> ReviewState:
    line = lines.begin(text, lambda typed: _completions(state, prompt, typed, fact, lookup))
    return replace(state, prompt=prompt, line=line)


def _in_line(
    state: ReviewState, line: TextInput, key: Key, lookup: StoreLookup
) -> tuple[ReviewState, Edit | None]:
    draft, prompt = state.draft, state.prompt
    closed = replace(state, prompt=None, line=None)
    if prompt == "confidence":
        return _in_confidence(state, line, key, lookup)
    if key.name == "escape" or draft is None or prompt is None:
        return closed, None
    if key.name != "enter":
        edited = lines.edited(
            line, key, lambda text: _completions(state, prompt, text, draft.fact, lookup)
        )
        return replace(state, line=edited), None
    text = line.text.strip()
    if prompt == "merge":
        return _merge(state, closed, draft.fact, text, lookup)
    if prompt == "every_subject":
        name = draft.fact.subject
        if not text or text == name:
            return closed, None
        edit = SetKeys({"subject": text})
        return closed, same_edit(state, edit, lambda fact: fact.subject == name)
    if not text or text == getattr(draft.fact, prompt):
        return closed, None
    return closed, SetKeys({prompt: text})


def _in_confidence(
    state: ReviewState, line: TextInput, key: Key, lookup: StoreLookup
) -> tuple[ReviewState, Edit | None]:
    closed = replace(state, prompt=None, line=None)
    if key.name == "escape":
        return closed, None
    if key.name != "enter":
        return replace(state, line=lines.edited(line, key, _nothing)), None
    least = share(line.text)
    if least is None:
        message = _("“{text}” is not a number from 0 to 1.").format(text=line.text)
        return replace(state, message=message), None
    batch = accepted_above(state, least, lookup)
    if not batch.edits:
        return replace(closed, message=_("No draft fact has this confidence.")), None
    return closed, batch


def _nothing(_text: str) -> tuple[Completion, ...]:
    return ()


def _merge(
    state: ReviewState, closed: ReviewState, fact: Fact, text: str, lookup: StoreLookup
) -> tuple[ReviewState, Edit | None]:
    if not text:
        return closed, None
    subject = _subject_called(state, text, lookup)
    if subject is None:
        return replace(state, message=_("No subject is called “{name}”.").format(name=text)), None
    own = _subject_called(state, fact.subject, lookup) or fact.subject
    if subject == own:
        return replace(state, message=_("This is the same subject.")), None
    if own != fact.subject:
        message = _("“{name}” is already an alias of “{subject}”; press s to change the subject.")
        return replace(closed, message=message.format(name=fact.subject, subject=own)), None
    for file in lookup.declared(own):
        if not fact.place.file.endswith(f"/{file}"):
            message = _("“{name}” is declared in {file} as a separate subject.")
            return replace(closed, message=message.format(name=own, file=file)), None
    return closed, Merge(subject)


def _subject_called(state: ReviewState, text: str, lookup: StoreLookup) -> str | None:
    """Return the subject with this name, including subjects assigned in this review."""
    text = merged_names(state).get(text, text)
    assigned = any(draft.fact.subject == text for draft in state.drafts)
    return lookup.subject(text) or (text if assigned else None)


def _completions(
    state: ReviewState, prompt: PromptKind, text: str, fact: Fact, lookup: StoreLookup
) -> tuple[Completion, ...]:
    """Return completions from the store, then names assigned in this review."""
    found = {completion.text: completion for completion in lookup.completions(prompt, text, fact)}
    if text:
        key = "attribute" if prompt == "attribute" else "subject"
        for draft in state.drafts:
            name = getattr(draft.fact, key)
            if key == "subject":
                name = _subject_called(state, name, lookup) or name
            if text in name and name != getattr(fact, key):
                found.setdefault(name, Completion(name))
    return tuple(found.values())


def _in_selection(
    state: ReviewState, chosen: Selection, key: Key
) -> tuple[ReviewState, Edit | None]:
    draft = state.draft
    closed = replace(state, selection=None)
    if key.name == "escape" or draft is None:
        return closed, None
    if key.name != "enter":
        return replace(state, selection=value_picker.moved(chosen, key)), None
    if not chosen.found:
        message = _("“{text}” does not occur in the sentence.").format(text=chosen.typed)
        return replace(state, message=message), None
    if not chosen.value.strip():
        return replace(state, message=_("A value cannot be blank.")), None
    number = cut_amount(chosen.quote, chosen.value)
    if number is not None:
        message = _("“{value}” is cut out of a longer number in the quote: “{number}”.")
        return replace(state, message=message.format(value=chosen.value, number=number)), None
    if chosen.value == draft.fact.value:
        return closed, None
    return closed, SetKeys({"value": chosen.value})


def _skip(state: ReviewState) -> ReviewState:
    if state.draft is None:
        return replace(state, at=next_open(state, 0))
    decision = Decision(state.at, state.draft)
    return with_decision(replace(state, at=next_open(state, state.at + 1)), decision)


def _undo(state: ReviewState) -> tuple[ReviewState, Edit | None]:
    if not state.done:
        return replace(state, message=_("Nothing to undo.")), None
    last = state.done[-1]
    if last.edit is not None:
        return state, Undo()
    return replace(state, at=last.at, done=state.done[:-1]), None
