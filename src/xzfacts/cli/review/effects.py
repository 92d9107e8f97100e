"""What was decided about a draft, written into the store: each decision a change of its own."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from xzfacts.cli.review.state import (
    Decision,
    Edit,
    Merge,
    Remove,
    SetKeys,
    State,
    TakeBack,
    gone,
    made,
    taken_back,
)
from xzfacts.errors import XzfactsError
from xzfacts.model.facts import Fact
from xzfacts.quantity.parser import parse_quantity
from xzfacts.store.edit import Change, EditByHandError, EditSession, FactGoneError, edit_session


def carried_out(state: State, edit: Edit, root: str) -> State:
    """The state after the edit was written to the store in the folder `root`.

    Where it could not be, nothing was written, and the state's message says why.
    """
    draft = state.draft
    try:
        if isinstance(edit, TakeBack):
            _written(root, lambda edits: _back(edits, state.done[-1]))
            return taken_back(state)
        if draft is None:
            return state
        id_, changes = _written(root, lambda edits: _done(edits, draft.fact, edit))
        return made(state, edit, _after(draft.fact, edit, id_), changes)
    except FactGoneError as error:
        return gone(state, error.message())
    except XzfactsError as error:
        return replace(state, message=error.message())


def _written(root: str, edit: Callable[[EditSession], str]) -> tuple[str, tuple[Change, ...]]:
    with edit_session(root) as edits:
        id_ = edit(edits)
        changes = edits.changes()
        edits.commit()
    return id_, changes


def _done(edits: EditSession, fact: Fact, edit: Edit) -> str:
    file = fact.place.file
    if isinstance(edit, Remove):
        edits.remove_fact(file, fact.id)
        _forget(edits, fact)
        return fact.id
    if isinstance(edit, Merge):
        return _merged(edits, fact, edit.subject)
    if isinstance(edit, SetKeys):
        id_ = edits.set_fact(file, fact.id, edit.keys)
        if "subject" in edit.keys:
            _forget(edits, fact)
        return id_
    return fact.id


def _forget(edits: EditSession, fact: Fact) -> None:
    """Take out the declaration that came with a draft, if no other fact needs it.

    Or its aliases would go on to name a subject that the store knows nothing of.
    """
    with suppress(EditByHandError):  # it harms less than a decision that cannot be taken
        edits.drop_unused(fact.place.file, fact.subject)


def _merged(edits: EditSession, fact: Fact, subject: str) -> str:
    """Give the fact the subject, and make its own one's names further names of that.

    Where the fact's file declares its subject, as a proposer does with a new one, the
    declaration goes: a name cannot be a subject of its own and another's as well.
    """
    file = fact.place.file
    edits.fact(file, fact.id)  # or nothing is merged
    names = dict.fromkeys((fact.subject, *edits.undeclare(file, fact.subject)))
    for name in names:
        if name != subject:
            edits.add_alias(subject, name)
    return edits.set_fact(file, fact.id, {"subject": subject})


def _after(fact: Fact, edit: Edit, id_: str) -> Fact:
    """What the fact says now; whether it is still a draft is up to the state."""
    if isinstance(edit, Merge):
        return fact._replace(id=id_, subject=edit.subject)
    if not isinstance(edit, SetKeys):
        return fact
    keys = edit.keys
    value = keys.get("value") or fact.value
    return fact._replace(
        id=id_,
        subject=keys.get("subject") or fact.subject,
        attribute=keys.get("attribute") or fact.attribute,
        value=value,
        quantity=parse_quantity(value),
    )


def _back(edits: EditSession, decision: Decision) -> str:
    """The files as they were before, if they still are as the decision left them."""
    for change in decision.changes:
        if change.before is not None and change.after is not None:
            file = f"{change.folder}/{change.file}"
            edits.replace(file, before=change.after, after=change.before)
    return decision.before.fact.id
