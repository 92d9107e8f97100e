"""Writes decisions about drafts to the store, each in a transaction of its own."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace

from xzfacts.cli.review import review_state
from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark
from xzfacts.model.facts import Fact, Status
from xzfacts.quantity.parser import parse_quantity
from xzfacts.store.edit.diffs import Change
from xzfacts.store.edit.editing_session import EditSession, FactGoneError, edit_session
from xzfacts.store.edit.file_edit import FactKeys
from xzfacts.store.paths import shown_path
from xzfacts.store.toml.toml_text import EditByHandError


def apply_decision(
    state: review_state.ReviewState, edit: review_state.Edit, root: str
) -> review_state.ReviewState:
    """Write an edit to the store in the folder `root` and return the new state.

    If it fails, nothing is written and the message of the state says why.
    """
    draft = state.draft
    try:
        if isinstance(edit, review_state.Undo):
            _commit(root, lambda edits: _revert(edits, state.done[-1]))
            return review_state.after_undo(state)
        if isinstance(edit, review_state.Batch):
            return write_batch(state, edit, root)
        if draft is None:
            return state
        id_, changes = _commit(root, lambda edits: _apply(edits, draft.fact, edit))
        return review_state.after_edit(state, edit, edited_fact(draft.fact, edit, id_), changes)
    except (FactGoneError, DraftChangedError) as error:
        return review_state.after_fact_gone(state, error.message())
    except XzfactsError as error:
        return replace(state, message=error.message())


class DraftChangedError(XzfactsError):
    """The fact is no longer the draft that was shown: another reviewer decided or changed it."""

    exit_status = 1
    template = mark("The draft fact {subject} · {attribute} · {value} was changed meanwhile.")
    subject: str
    attribute: str
    value: str


def write_batch(
    state: review_state.ReviewState, batch: review_state.Batch, root: str
) -> review_state.ReviewState:
    """Write the edits of those drafts that are still as shown; the others are left alone.

    Raises what edits of a store raise; then nothing is written.
    """
    ids: dict[int, str] = {}
    by_file: dict[str, dict[int, review_state.SetKeys | review_state.Remove]] = {}
    with edit_session(root) as edits:
        for at, edit in batch.edits:
            fact = state.drafts[at].fact
            with suppress(FactGoneError, DraftChangedError):
                _check_draft(edits, fact)
                by_file.setdefault(fact.place.file, {})[at] = edit
        for file, several in by_file.items():
            facts = {at: state.drafts[at].fact for at in several}
            new = _apply_all(edits, file, [(facts[at], edit) for at, edit in several.items()])
            ids |= {at: new[fact.id] for at, fact in facts.items()}
        after = {
            at: review_state.ReviewItem(
                edited_fact(state.drafts[at].fact, edit, ids[at]), review_state.outcome(edit)
            )
            for at, edit in batch.edits
            if at in ids
        }
        changes = edits.changes()
        edits.commit()
    return review_state.after_batch(state, batch, after, changes)


def _commit(root: str, edit: Callable[[EditSession], str]) -> tuple[str, tuple[Change, ...]]:
    with edit_session(root) as edits:
        id_ = edit(edits)
        changes = edits.changes()
        edits.commit()
    return id_, changes


def _apply(edits: EditSession, fact: Fact, edit: review_state.Edit) -> str:
    file = fact.place.file
    _check_draft(edits, fact)
    if isinstance(edit, review_state.Merge):
        return _merge(edits, fact, edit.subject)
    if isinstance(edit, review_state.SetKeys | review_state.Remove):
        return _apply_all(edits, file, [(fact, edit)])[fact.id]
    return fact.id


def _apply_all(
    edits: EditSession,
    file: str,
    several: Sequence[tuple[Fact, review_state.SetKeys | review_state.Remove]],
) -> dict[str, str]:
    """Edit facts of one file, as a whole: each edit reads it again. Returns the ids afterwards."""
    setting: dict[str, FactKeys] = {}
    removed: list[str] = []
    left: dict[str, None] = {}  # subjects
    for fact, edit in several:
        if isinstance(edit, review_state.Remove):
            removed.append(fact.id)
        else:
            setting[fact.id] = edit.keys
        if isinstance(edit, review_state.Remove) or "subject" in edit.keys:
            left[fact.subject] = None
    ids = edits.set_facts(file, setting) if setting else {}
    if removed:
        edits.remove_facts(file, removed)
    _drop_unused_subjects(edits, file, left)
    return ids | {id_: id_ for id_ in removed}


def _check_draft(edits: EditSession, fact: Fact) -> None:
    """Raise FactGoneError or DraftChangedError if the fact is not the draft that was shown."""
    now = edits.fact(fact.place.file, fact.id)
    if now.status is not Status.DRAFT or _statement(now) != _statement(fact):
        raise DraftChangedError(fact.subject, fact.attribute, fact.value)


def _statement(fact: Fact) -> tuple[object, ...]:
    """Return what a reviewer saw of the draft and decided on."""
    known = fact.subject, fact.attribute, fact.value, fact.sentence.quote
    return *known, fact.as_of, fact.confidence


def _drop_unused_subjects(edits: EditSession, file: str, subjects: Collection[str]) -> None:
    """Remove the declarations of those subjects that no other fact uses.

    Otherwise their aliases would refer to subjects without facts.
    """
    if subjects:
        with suppress(EditByHandError):  # a leftover declaration is better than a failed decision
            edits.drop_unused(file, subjects)


def _merge(edits: EditSession, fact: Fact, subject: str) -> str:
    """Change the subject of the fact and make the old subject's names aliases of the new one.

    If the file of the fact declares the old subject, as extraction does for new ones, the
    declaration is removed: a name cannot be both a subject and an alias of another.
    """
    file = fact.place.file
    names = dict.fromkeys((fact.subject, *edits.undeclare(file, fact.subject)))
    others = [name for name in names if name != subject]
    if others:
        edits.add_aliases(subject, others)
    return edits.set_fact(file, fact.id, {"subject": subject})


def edited_fact(fact: Fact, edit: review_state.Edit, id_: str) -> Fact:
    """Return the fact after an edit, except for its status, which the state keeps."""
    if isinstance(edit, review_state.Merge):
        return fact._replace(id=id_, subject=edit.subject)
    if not isinstance(edit, review_state.SetKeys):
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


def _revert(edits: EditSession, decision: review_state.Decision) -> str:
    """Restore the files, unless they changed after the decision."""
    for change in decision.changes:
        if change.before is not None and change.after is not None:
            file = shown_path(f"{change.folder}/{change.file}")
            edits.replace(file, before=change.after, after=change.before)
    return decision.before.fact.id
