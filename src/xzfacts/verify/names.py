"""Names of subjects and attributes: likely typos, shared aliases, unknown `part_of`."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise

from xzfacts.i18n import gettext as _
from xzfacts.model.declarations import Store
from xzfacts.model.facts import Place
from xzfacts.model.finding_catalogue import make_finding
from xzfacts.model.findings import Finding
from xzfacts.store.schema.contents import place_text
from xzfacts.text.lookalikes import in_latin
from xzfacts.text.normalize import compact
from xzfacts.verify.consistency import canonical_subjects
from xzfacts.verify.name_typos import differ_by_word, is_typo, near_pairs
from xzfacts.vocabulary.loader import load_vocabulary

_MAX_COMPARED = 60  # characters; the time to compare names grows with the square of their length
_HEAD = 2  # characters of the head noun at the end of a name


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a subject or attribute.

    text: the name.
    owner: the declared name that it belongs to, or itself.
    declared: whether it is declared or in the vocabulary.
    place: where it first occurs.
    used: number of facts with it.
    """

    text: str
    owner: str
    declared: bool
    place: Place
    used: int


def name_findings(store: Store) -> Iterator[Finding]:
    """Likely typos among names, aliases shared by subjects, and unknown `part_of`.

    Two declared names are never reported as typos: declaring both states that they differ.
    """
    yield from _shared_aliases(store)
    yield from _unknown_wholes(store)
    yield from _typos(_subject_names(store), inserted=True)
    terms = {term for concept in load_vocabulary().concepts for term in concept.terms}
    words = terms | _heads(terms)
    yield from _typos(_attribute_names(store, terms), inserted=False, words=words)


def _heads(terms: set[str]) -> set[str]:
    """Head nouns: endings shared by several attribute names."""
    ends = Counter(term[-_HEAD:] for term in terms if len(term) > _HEAD)
    return {end for end, times in ends.items() if times > 1}


def _typos(names: list[_Name], *, inserted: bool, words: Container[str] = ()) -> Iterator[Finding]:
    by_form: defaultdict[str, list[_Name]] = defaultdict(list)
    for name in names:  # letters are compared before `compact` makes all of them small
        latin = in_latin(name.text)
        by_form[compact(latin) or latin].append(name)
    reported: set[str] = set()
    pairs = [(one, other) for same in by_form.values() for one, other in pairwise(same)]
    short = [form for form in by_form if len(form) <= _MAX_COMPARED]
    for form, other_form in near_pairs(short):
        if is_typo(form, other_form, inserted=inserted):
            ours, theirs = by_form[form], by_form[other_form]
            pairs.extend((one, theirs[0]) for one in ours)
            pairs.extend((ours[0], other) for other in theirs[1:])
    for one, other in pairs:
        if one.owner == other.owner or (one.declared and other.declared):
            continue
        if differ_by_word(one.text, other.text, words):
            continue
        typo, intended = sorted((one, other), key=lambda name: (name.declared, name.used))
        if typo.text not in reported:
            reported.add(typo.text)
            yield _typo(typo, intended)


def _subject_names(store: Store) -> list[_Name]:
    owners = canonical_subjects(store)
    used = Counter(fact.subject for fact in store.facts)
    names: dict[str, _Name] = {}
    for subject in store.subjects:
        for text in (subject.name, *subject.aliases):
            place = subject.place or Place(store.name)
            names.setdefault(text, _Name(text, owners.get(text, text), True, place, used[text]))
    for fact in store.facts:
        text = fact.subject
        if text not in names:
            names[text] = _Name(text, text, False, fact.place.within("subject"), used[text])
    return list(names.values())


def _attribute_names(store: Store, known: set[str]) -> list[_Name]:
    used = Counter(fact.attribute for fact in store.facts)
    names: dict[str, _Name] = {}
    for attribute in store.attributes:
        for text in (attribute.name, *attribute.aliases):
            place = attribute.place or Place(store.name)
            names.setdefault(text, _Name(text, attribute.name, True, place, used[text]))
    for fact in store.facts:
        text = fact.attribute
        if text not in names:
            place = fact.place.within("attribute")
            names[text] = _Name(text, text, text in known, place, used[text])
    return list(names.values())


def _shared_aliases(store: Store) -> Iterator[Finding]:
    owners: dict[str, tuple[str, Place | None]] = {}
    for subject in store.subjects:
        owners[subject.name] = subject.name, subject.place
    for subject in store.subjects:
        for alias in subject.aliases:
            owner, place = owners.setdefault(alias, (subject.name, subject.place))
            if owner != subject.name and subject.place is not None:
                yield make_finding(
                    "alias-of-two",
                    _("“{alias}” is also a name of “{owner}” ({place}).").format(
                        alias=alias, owner=owner, place=place_text(place)
                    ),
                    subject.place.within("aliases"),
                )


def _unknown_wholes(store: Store) -> Iterator[Finding]:
    known = {fact.subject for fact in store.facts}
    for subject in store.subjects:
        known.update((subject.name, *subject.aliases))
    for subject in store.subjects:
        if subject.part_of and subject.part_of not in known and subject.place is not None:
            yield make_finding(
                "unknown-subject",
                _(
                    "“{name}” is declared as part of “{whole}”, but no subject has that name."
                ).format(name=subject.name, whole=subject.part_of),
                subject.place.within("part_of"),
            )


def _typo(typo: _Name, intended: _Name) -> Finding:
    return make_finding(
        "looks-like-slip",
        _("“{name}” looks like a typo of “{other}” ({place}).").format(
            name=typo.text, other=intended.text, place=place_text(intended.place)
        ),
        typo.place,
    )
