"""Edits of several drafts at once: those with a confidence, a source or a subject in common."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from itertools import combinations

from xzfacts.cli.review.completions import StoreLookup
from xzfacts.cli.review.review_state import Batch, Outcome, Remove, ReviewState, SetKeys
from xzfacts.model.facts import Fact
from xzfacts.model.temporal import Relation, dated_value, relation

_MAX_COMPARED = 200  # drafts with one subject and attribute


def share(text: str) -> Decimal | None:
    """Return the number that a text states, from 0 to 1; None if it states none."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number <= 1 else None


def accepted_above(state: ReviewState, least: Decimal, lookup: StoreLookup) -> Batch:
    """Return the batch that accepts the drafts with at least this confidence.

    Those that contradict the store or one another are left to be looked at one by one.
    """
    accept = SetKeys({"status": None, "confidence": None})
    batch = same_edit(
        state,
        accept,
        lambda fact: (
            fact.confidence is not None
            and fact.confidence >= least
            and not lookup.contradicts(fact)
        ),
    )
    chosen = {at: state.drafts[at].fact for at, _edit in batch.edits}
    disputed = _contradicting(chosen, lookup)
    return Batch(tuple((at, edit) for at, edit in batch.edits if at not in disputed))


def _contradicting(chosen: dict[int, Fact], lookup: StoreLookup) -> set[int]:
    """Return which of the drafts contradict another one; all of one attribute if there are many."""
    groups: dict[tuple[str, str], list[int]] = {}
    for at, fact in chosen.items():
        key = lookup.subject(fact.subject) or fact.subject, fact.attribute
        groups.setdefault(key, []).append(at)
    found: set[int] = set()
    for group in groups.values():
        if len(group) > _MAX_COMPARED:
            found.update(group)
            continue
        for one, other in combinations(group, 2):
            values = dated_value(chosen[one]), dated_value(chosen[other])
            if relation(*values) is Relation.CONFLICTING:
                found |= {one, other}
    return found


def same_edit(state: ReviewState, edit: SetKeys | Remove, wanted: Callable[[Fact], bool]) -> Batch:
    """Return a batch with this edit for all undecided drafts that are wanted."""
    return Batch(
        tuple(
            (at, edit)
            for at, draft in enumerate(state.drafts)
            if draft.outcome is Outcome.OPEN and wanted(draft.fact)
        )
    )
