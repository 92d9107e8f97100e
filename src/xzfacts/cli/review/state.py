"""Where a review stands: its drafts, what is being typed, and what was decided."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from xzfacts.cli.review.text_input import Entry
from xzfacts.cli.review.value_picker import Slice
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Fact, Status

if TYPE_CHECKING:
    from xzfacts.store.edit import Change

_LEVELS = 200  # decisions that can be taken back; each keeps the files that it changed


class Fate(StrEnum):
    """What became of a draft. gone: its fact is no longer where it was read."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    GONE = "gone"


class Draft(NamedTuple):
    """A draft as it stands now."""

    fact: Fact
    fate: Fate = Fate.OPEN


Asked = Literal["subject", "attribute", "merge"]


class SetKeys(NamedTuple):
    """Give the fact's keys other texts, or take them off."""

    keys: dict[str, str | None]


class Remove(NamedTuple):
    """Delete the fact."""


class Merge(NamedTuple):
    """Make the fact's subject another name of `subject`, and give the fact that one."""

    subject: str


class TakeBack(NamedTuple):
    """Undo the last decision in the store."""


Edit = SetKeys | Remove | Merge | TakeBack


class Decision(NamedTuple):
    """Something done, so that it can be taken back.

    at, before: which draft, and how it stood. changes: of the store's files, none for a skip.
    edit: what was done, None for a skip.
    """

    at: int
    before: Draft
    edit: Edit | None = None
    changes: "tuple[Change, ...]" = ()


@dataclass(frozen=True, slots=True)
class State:
    """Where the review stands. at: which draft is shown; their number when all were.

    asked, line: a subject or an attribute is typed. slice: a value is chosen. done: the last
    decisions, newest last. message: said once, until the next key.
    """

    drafts: tuple[Draft, ...]
    at: int = 0
    asked: Asked | None = None
    line: Entry | None = None
    slice: Slice | None = None
    help: bool = False
    over: bool = False
    done: tuple[Decision, ...] = ()
    message: str = ""

    @property
    def draft(self) -> Draft | None:
        """The one that is shown, None on the last page."""
        return self.drafts[self.at] if self.at < len(self.drafts) else None

    def count(self, fate: Fate) -> int:
        """How many drafts stand so."""
        return sum(draft.fate is fate for draft in self.drafts)


def made(state: State, edit: Edit, fact: Fact, changes: "tuple[Change, ...]") -> State:
    """After an edit was written: `fact` is what the draft says now."""
    draft = state.drafts[state.at]
    after = Draft(fact, _fate(edit))
    state = noted(_with(state, state.at, after), Decision(state.at, draft, edit, changes))
    if after.fate is Fate.OPEN:
        return state
    said = _("Accepted: {fact}") if after.fate is Fate.ACCEPTED else _("Rejected: {fact}")
    named = f"{fact.subject} · {fact.attribute} · {fact.value}"
    return replace(state, at=open_from(state, state.at + 1), message=said.format(fact=named))


def _fate(edit: Edit) -> Fate:
    if isinstance(edit, Remove):
        return Fate.REJECTED
    if isinstance(edit, SetKeys) and "status" in edit.keys:
        return Fate.ACCEPTED
    return Fate.OPEN


def taken_back(state: State) -> State:
    """After the last decision was undone in the store."""
    last = state.done[-1]
    state = _with(state, last.at, last.before)
    return replace(state, at=last.at, done=state.done[:-1], message=_("Taken back."))


def gone(state: State, message: str) -> State:
    """After the fact that is shown turned out to be no longer there."""
    draft = state.drafts[state.at]
    state = _with(state, state.at, draft._replace(fate=Fate.GONE))
    return replace(state, at=open_from(state, state.at + 1), message=message)


def merged(state: State) -> dict[str, str]:
    """The names that became other names of subjects, each with the subject."""
    return {
        decision.before.fact.subject: decision.edit.subject
        for decision in state.done
        if isinstance(decision.edit, Merge)
    }


def accepted(state: State) -> list[Fact]:
    """The facts that were drafts before."""
    return [
        draft.fact._replace(status=Status.CURRENT, confidence=None)
        for draft in state.drafts
        if draft.fate is Fate.ACCEPTED
    ]


def open_from(state: State, start: int) -> int:
    """The number of the next draft that is not decided; the last page where there is none."""
    for at in range(start, len(state.drafts)):
        if state.drafts[at].fate is Fate.OPEN:
            return at
    return len(state.drafts)


def _with(state: State, at: int, draft: Draft) -> State:
    drafts = (*state.drafts[:at], draft, *state.drafts[at + 1 :])
    return replace(state, drafts=drafts)


def noted(state: State, decision: Decision) -> State:
    """With a decision more; the oldest can no longer be taken back where there are very many."""
    return replace(state, done=(*state.done, decision)[-_LEVELS:])
