"""Consistency of facts: truncated values, contradictions, broken links, `part_of` in a loop."""

from collections import defaultdict
from collections.abc import Iterator

from xzfacts.i18n import gettext as _
from xzfacts.model.declarations import Store
from xzfacts.model.facts import Fact, Status
from xzfacts.model.finding_catalogue import make_finding
from xzfacts.model.findings import Finding
from xzfacts.model.temporal import Relation, dated_value, relation
from xzfacts.store.schema.contents import place_text
from xzfacts.store.schema.faults import value_fault

_MAX_COMPARED = 100  # earlier facts of one subject, attribute and date that a fact is compared with
_Group = dict[tuple[object, ...], Fact]


def values(store: Store) -> Iterator[Finding]:
    """Report facts with a value that is not in the quote, or that is only part of an amount there.

    The reader rejects both kinds; this check is for facts that are not in a file yet.
    """
    for fact in store.facts:
        fault = value_fault(fact.value, fact.sentence.quote, ("value",)) if fact.value else None
        if fault is not None:
            yield fault.at(fact.place.within("value"))


def links(store: Store) -> Iterator[Finding]:
    """Facts with a `superseded_by` that names no fact, or leads back to themselves."""
    next_of = {fact.id: fact.superseded_by for fact in store.facts}
    circles = _in_circles(next_of)
    for fact in store.facts:
        if fact.superseded_by is None:
            continue
        if fact.superseded_by not in next_of:
            yield make_finding(
                "unknown-fact",
                _("No fact has the id “{id}”.").format(id=fact.superseded_by),
                fact.place.within("superseded_by"),
            )
        elif fact.id in circles:
            yield make_finding(
                "superseded-in-circle",
                _(
                    "`superseded_by` leads back to this fact in a loop: none of these "
                    "facts is used as an answer."
                ),
                fact.place.within("superseded_by"),
            )


def parts(store: Store) -> Iterator[Finding]:
    """Report subjects that are part of themselves, directly or by way of others."""
    declared = canonical_subjects(store)
    whole_of = {
        subject.name: subject.part_of and declared.get(subject.part_of)
        for subject in store.subjects
    }
    circles = _in_circles(whole_of)
    for subject in store.subjects:
        if subject.name in circles and subject.place is not None:
            yield make_finding(
                "part-of-itself",
                _("`part_of` leads back to “{name}” in a loop.").format(name=subject.name),
                subject.place.within("part_of"),
            )


def _in_circles(next_of: dict[str, str | None]) -> set[str]:
    """The keys from which the values lead back to themselves; each is visited once."""
    circles: set[str] = set()
    seen: set[str] = set()
    for start in next_of:
        path: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in seen:
            seen.add(at)
            path[at] = len(path)
            at = next_of.get(at)
        if at in path:
            circles.update(list(path)[path[at] :])
    return circles


def disagreements(store: Store) -> Iterator[Finding]:
    """Current facts of one subject, attribute and date with contradicting quantities.

    Where the sources have dates, the newer one prevails and there is no fault. Quantities in one
    sentence do not contradict each other. Each fact is reported once, with the first that it
    contradicts.
    """
    declared = canonical_subjects(store)
    groups: defaultdict[tuple[str, str, str | None], _Group] = defaultdict(dict)
    for fact in store.facts:
        amount = fact.quantity
        if amount is None or fact.status is not Status.CURRENT:
            continue
        group = groups[declared.get(fact.subject, fact.subject), fact.attribute, fact.as_of]
        # Equal amounts in one sentence are compared once.
        key = (amount.low, amount.high, amount.bounds, amount.unit, amount.dimension)
        group.setdefault((*key, fact.source.id, fact.sentence.quote), fact)
    for group in groups.values():
        facts = list(group.values())
        for index, fact in enumerate(facts):
            before = facts[max(0, index - _MAX_COMPARED) : index]
            others = (one for one in before if one.value != fact.value)
            other = next((one for one in others if _disagree(one, fact)), None)
            if other is not None:
                yield _disagreement(fact, other)


def canonical_subjects(store: Store) -> dict[str, str]:
    """Maps each name of a declared subject to its canonical name, ambiguous aliases left out."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for subject in store.subjects:
        for name in (subject.name, *subject.aliases):
            owners[name].add(subject.name)
    names = {subject.name: subject.name for subject in store.subjects}
    return {name: next(iter(own)) for name, own in owners.items() if len(own) == 1} | names


def _disagree(one: Fact, other: Fact) -> bool:
    return relation(dated_value(one), dated_value(other)) is Relation.CONFLICTING


def _disagreement(fact: Fact, other: Fact) -> Finding:
    return Finding(
        "facts-disagree",
        _("The {attribute} of “{subject}” is “{value}” here and “{other}” at {place}.").format(
            subject=fact.subject,
            attribute=fact.attribute,
            value=fact.value,
            other=other.value,
            place=place_text(other.place),
        ),
        fact.place,
        _(
            "If both are true, add `as_of`, date the sources with `published`, or "
            "use different attributes; if the other one is out of date, add "
            '`superseded_by = "{id}"` to it.'
        ).format(id=fact.id),
    )
