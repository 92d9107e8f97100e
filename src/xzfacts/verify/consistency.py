"""Whether facts can all be true together, and lead where they say."""

import re
from collections import defaultdict
from collections.abc import Iterator

from xzfacts.i18n import gettext as _
from xzfacts.model.declarations import Store
from xzfacts.model.facts import Fact, Place, Status
from xzfacts.model.findings import Finding
from xzfacts.model.temporal import Relation, dated_value, relation
from xzfacts.store.schema.contents import place_text
from xzfacts.store.schema.tables import value_not_in_quote

_Group = dict[tuple[object, ...], Fact]

# A number as it stands in a sentence, with the hedge behind its digits: 2,860, 1.5亿, 三十, 40余.
_NUMBER = re.compile(
    r"(?:\d+(?:,\d{3}(?!\d))*(?:\.\d+)?|[〇零一二两三四五六七八九十百千万亿])+[余多几]?"
)


def values(store: Store) -> Iterator[Finding]:
    """The facts whose value is not in their quote, or is cut out of a longer number there.

    Reading lets none of the first kind pass.
    """
    for fact in store.facts:
        quote = fact.sentence.quote
        if fact.value not in quote:
            fault = value_not_in_quote(fact.value, ("value",))
            yield Finding(fault.code, fault.message, _key(fact, "value"), fault.remedy)
        elif fact.quantity is not None:
            number = cut_number(quote, fact.value)
            if number is not None:
                yield _cut(fact, number)


def cut_number(quote: str, value: str) -> str | None:
    """The number that the value begins or ends within, if it does so wherever it stands."""
    numbers = [found.span() for found in _NUMBER.finditer(quote)]
    cut = None
    start = quote.find(value)
    while start >= 0:
        ends = (start, start + len(value))
        spans = (span for span in numbers if any(span[0] < end < span[1] for end in ends))
        inside = next(spans, None)
        if inside is None:
            return None
        cut = cut or quote[slice(*inside)]
        start = quote.find(value, start + 1)
    return cut


def _cut(fact: Fact, number: str) -> Finding:
    return Finding(
        "value-cuts-number",
        _("“{value}” is cut out of a longer number in the quote: “{number}”.").format(
            value=fact.value, number=number
        ),
        _key(fact, "value"),
        _("Copy the whole amount from the quote, character by character."),
    )


def links(store: Store) -> Iterator[Finding]:
    """The facts that are superseded by none, or by themselves in the end."""
    next_of = {fact.id: fact.superseded_by for fact in store.facts}
    for fact in store.facts:
        if fact.superseded_by is None:
            continue
        if fact.superseded_by not in next_of:
            yield Finding(
                "unknown-fact",
                _("No fact has the id “{id}”.").format(id=fact.superseded_by),
                _key(fact, "superseded_by"),
                _("Write the id of the fact that takes its place, as `xzfacts list` shows it."),
            )
        elif _leads_back(fact.id, next_of):
            yield Finding(
                "superseded-in-circle",
                _("Following `superseded_by` from here leads back here: none of these answers."),
                _key(fact, "superseded_by"),
                _("Take `superseded_by` off the fact that holds now."),
            )


def _leads_back(start: str, next_of: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    at = next_of[start]
    while at is not None and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = next_of.get(at)
    return False


def disagreements(store: Store) -> Iterator[Finding]:
    """Current facts of one subject, attribute and date with amounts that exclude each other.

    Where sources have dates, the newer one decides and there is no fault. A sentence does not
    disagree with itself: it may name several amounts. Each fact is told once, with the first
    that it disagrees with.
    """
    declared = canonical_subjects(store)
    groups: defaultdict[tuple[str, str, str | None], _Group] = defaultdict(dict)
    for fact in store.facts:
        amount = fact.quantity
        if amount is None or fact.status is not Status.CURRENT:
            continue
        group = groups[declared.get(fact.subject, fact.subject), fact.attribute, fact.as_of]
        # Of equal amounts in one sentence the first stands for all.
        key = (amount.low, amount.high, amount.bounds, amount.unit, amount.dimension)
        group.setdefault((*key, fact.source.id, fact.sentence.quote), fact)
    for group in groups.values():
        facts = list(group.values())
        for index, fact in enumerate(facts):
            other = next((one for one in facts[:index] if _disagree(one, fact)), None)
            if other is not None:
                yield _disagreement(fact, other)


def canonical_subjects(store: Store) -> dict[str, str]:
    """Each name of a declared subject to the subject's own; names of several are left out."""
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
        _("“{subject}” has {attribute} “{value}” here and “{other}” at {place}.").format(
            subject=fact.subject,
            attribute=fact.attribute,
            value=fact.value,
            other=other.value,
            place=place_text(other.place),
        ),
        fact.place,
        _(
            "If both held, say when with `as_of`, date the sources with `published`, or tell the"
            " attributes apart; if one is out of "
            'date, give it `superseded_by = "{id}"`.'
        ).format(id=fact.id),
    )


def _key(fact: Fact, key: str) -> Place:
    return Place(fact.place.file, fact.place.line, f"{fact.place.key}.{key}")
