"""State of a review: its drafts, the input in progress, and the decisions."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from xzfacts.cli.review.text_input import TextInput
from xzfacts.cli.review.value_picker import Selection
from xzfacts.i18n import gettext as _, ngettext
from xzfacts.model.facts import Fact, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xzfacts.store.edit.diffs import Change

_MAX_UNDO = 200  # decisions that can be undone; each keeps the files that it changed


class Outcome(StrEnum):
    """Outcome of a draft; GONE: another program removed or changed its fact."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    GONE = "gone"


class ReviewItem(NamedTuple):
    """A draft under review.

    fact: the fact with the changes made so far.
    outcome: what was decided about it.
    """

    fact: Fact
    outcome: Outcome = Outcome.OPEN


PromptKind = Literal["subject", "attribute", "merge", "every_subject", "confidence"]


class SetKeys(NamedTuple):
    """Set or remove keys of the fact.

    keys: new texts by key; None removes the key.
    """

    keys: dict[str, str | None]


class Remove(NamedTuple):
    """Delete the fact."""


class Merge(NamedTuple):
    """Make the names of the fact's subject aliases of another subject.

    subject: the other subject.
    """

    subject: str


class Batch(NamedTuple):
    """Edit several drafts in one transaction.

    edits: the index of each draft, with its edit.
    """

    edits: tuple[tuple[int, SetKeys | Remove], ...]


class Undo(NamedTuple):
    """Undo the last decision in the store."""


Edit = SetKeys | Remove | Merge | Batch | Undo


class Decision(NamedTuple):
    """A decision that can be undone.

    at: index of the draft.
    before: the draft before the decision.
    edit: the edit; None for a skip.
    changes: changes of store files; empty for a skip.
    others: the drafts that a batch changed, with their indexes, before the decision.
    """

    at: int
    before: ReviewItem
    edit: Edit | None = None
    changes: "tuple[Change, ...]" = ()
    others: tuple[tuple[int, ReviewItem], ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewState:
    """State of a review.

    drafts: all drafts of the review.
    at: index of the current draft; the number of drafts on the last page.
    prompt: what the input line is for; None if there is none.
    line: input line; None if there is none.
    selection: value being selected; None if none is.
    help: whether the help page is shown.
    paragraph: whether the paragraph of the sentence is shown.
    over: whether the user has quit.
    done: decisions that can be undone, oldest first.
    message: message shown until the next key.
    """

    drafts: tuple[ReviewItem, ...]
    at: int = 0
    prompt: PromptKind | None = None
    line: TextInput | None = None
    selection: Selection | None = None
    help: bool = False
    paragraph: bool = False
    over: bool = False
    done: tuple[Decision, ...] = ()
    message: str = ""

    @property
    def draft(self) -> ReviewItem | None:
        """The current draft; None on the last page."""
        return self.drafts[self.at] if self.at < len(self.drafts) else None

    def count(self, outcome: Outcome) -> int:
        """Return the number of drafts with this outcome."""
        return sum(draft.outcome is outcome for draft in self.drafts)


def after_edit(
    state: ReviewState, edit: Edit, fact: Fact, changes: "tuple[Change, ...]"
) -> ReviewState:
    """Return the state after an edit was written; `fact` is the edited fact."""
    draft = state.drafts[state.at]
    after = ReviewItem(fact, outcome(edit))
    state = with_decision(_with(state, state.at, after), Decision(state.at, draft, edit, changes))
    if after.outcome is Outcome.OPEN:
        return state
    text = _("Accepted: {fact}") if after.outcome is Outcome.ACCEPTED else _("Rejected: {fact}")
    triple = f"{fact.subject} · {fact.attribute} · {fact.value}"
    return replace(state, at=next_open(state, state.at + 1), message=text.format(fact=triple))


def after_batch(
    state: ReviewState,
    batch: Batch,
    after: "Mapping[int, ReviewItem]",
    changes: "tuple[Change, ...]",
) -> ReviewState:
    """Return the state after a batch was written; `after` has each edited draft by its index."""
    others = tuple((at, state.drafts[at]) for at in after)
    if others:
        state = with_decision(
            state, Decision(state.at, state.drafts[others[0][0]], batch, changes, others)
        )
    for at, draft in after.items():
        state = _with(state, at, draft)
    text = ngettext("{count} draft fact changed.", "{count} draft facts changed.", len(after))
    if state.draft is not None and state.draft.outcome is not Outcome.OPEN:
        state = replace(state, at=next_open(state, state.at + 1))
    return replace(state, message=text.format(count=len(after)))


def outcome(edit: Edit) -> Outcome:
    """Return what an edit decides about its draft."""
    if isinstance(edit, Remove):
        return Outcome.REJECTED
    if isinstance(edit, SetKeys) and "status" in edit.keys:
        return Outcome.ACCEPTED
    return Outcome.OPEN


def after_undo(state: ReviewState) -> ReviewState:
    """Return the state after the last decision was undone in the store."""
    last = state.done[-1]
    for at, draft in last.others or ((last.at, last.before),):
        state = _with(state, at, draft)
    return replace(state, at=last.at, done=state.done[:-1], message=_("Undone."))


def after_fact_gone(state: ReviewState, message: str) -> ReviewState:
    """Return the state after the current fact turned out to be gone."""
    draft = state.drafts[state.at]
    state = _with(state, state.at, draft._replace(outcome=Outcome.GONE))
    return replace(state, at=next_open(state, state.at + 1), message=message)


def merged_names(state: ReviewState) -> dict[str, str]:
    """Return the names merged in this review, each with its new subject."""
    return {
        decision.before.fact.subject: decision.edit.subject
        for decision in state.done
        if isinstance(decision.edit, Merge)
    }


def accepted_facts(state: ReviewState) -> list[Fact]:
    """Return the facts accepted in this review."""
    return [
        draft.fact._replace(status=Status.CURRENT, confidence=None)
        for draft in state.drafts
        if draft.outcome is Outcome.ACCEPTED
    ]


def next_open(state: ReviewState, start: int) -> int:
    """Return the index of the next undecided draft; the number of drafts if there is none."""
    for at in range(start, len(state.drafts)):
        if state.drafts[at].outcome is Outcome.OPEN:
            return at
    return len(state.drafts)


def _with(state: ReviewState, at: int, draft: ReviewItem) -> ReviewState:
    drafts = (*state.drafts[:at], draft, *state.drafts[at + 1 :])
    return replace(state, drafts=drafts)


def with_decision(state: ReviewState, decision: Decision) -> ReviewState:
    """Return the state with a decision added, dropping the oldest beyond the limit."""
    return replace(state, done=(*state.done, decision)[-_MAX_UNDO:])
