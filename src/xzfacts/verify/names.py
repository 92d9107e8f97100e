"""Names of subjects and attributes that look like a slip of another, and their relations."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise

from xzfacts.i18n import gettext as _
from xzfacts.model.declarations import Store
from xzfacts.model.facts import Place
from xzfacts.model.findings import Finding
from xzfacts.store.schema.contents import place_text
from xzfacts.text.normalize import compact
from xzfacts.verify.consistency import canonical_subjects
from xzfacts.verify.slips import is_slip, near_pairs, other_word
from xzfacts.vocabulary.loader import load_vocabulary

_HEAD = 2  # characters of the noun that a name ends in


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    owner: str  # the declared name that it belongs to, or itself
    declared: bool
    place: Place
    used: int  # by how many facts


def name_findings(store: Store) -> Iterator[Finding]:
    """Slips among names, aliases of two subjects, and parts of nothing.

    What is declared is meant: two declared names are never a slip of one another, so that
    declaring both is how to say that they differ.
    """
    yield from _shared_aliases(store)
    yield from _parts_of_nothing(store)
    yield from _slips(_subject_names(store), inserted=True)
    terms = {term for concept in load_vocabulary().concepts for term in concept.terms}
    words = terms | _heads(terms)
    yield from _slips(_attribute_names(store, terms), inserted=False, words=words)


def _heads(terms: set[str]) -> set[str]:
    """What several attributes end in: the noun that says what kind of thing is asked for."""
    ends = Counter(term[-_HEAD:] for term in terms if len(term) > _HEAD)
    return {end for end, times in ends.items() if times > 1}


def _slips(names: list[_Name], *, inserted: bool, words: Container[str] = ()) -> Iterator[Finding]:
    by_form: defaultdict[str, list[_Name]] = defaultdict(list)
    for name in names:
        by_form[compact(name.text) or name.text].append(name)
    told: set[str] = set()
    pairs = [(one, other) for same in by_form.values() for one, other in pairwise(same)]
    for form, other_form in near_pairs(list(by_form)):
        if is_slip(form, other_form, inserted=inserted):
            pairs.extend((one, other) for one in by_form[form] for other in by_form[other_form])
    for one, other in pairs:
        if one.owner == other.owner or (one.declared and other.declared):
            continue
        if other_word(one.text, other.text, words):
            continue
        slip, meant = sorted((one, other), key=lambda name: (name.declared, name.used))
        if slip.text not in told:
            told.add(slip.text)
            yield _slip(slip, meant)


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
            names[text] = _Name(text, text, False, _key(fact.place, "subject"), used[text])
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
            place = _key(fact.place, "attribute")
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
                yield Finding(
                    "alias-of-two",
                    _("“{alias}” is also a name of “{owner}” ({place}).").format(
                        alias=alias, owner=owner, place=place_text(place)
                    ),
                    _key(subject.place, "aliases"),
                    _("Leave it to one of the two, or make both aliases longer."),
                )


def _parts_of_nothing(store: Store) -> Iterator[Finding]:
    known = {fact.subject for fact in store.facts}
    for subject in store.subjects:
        known.update((subject.name, *subject.aliases))
    for subject in store.subjects:
        if subject.part_of and subject.part_of not in known and subject.place is not None:
            yield Finding(
                "unknown-subject",
                _("“{name}” is part of “{whole}”, and no subject has that name.").format(
                    name=subject.name, whole=subject.part_of
                ),
                _key(subject.place, "part_of"),
                _("Correct the name, or declare the subject."),
            )


def _slip(slip: _Name, meant: _Name) -> Finding:
    return Finding(
        "looks-like-slip",
        _("“{slip}” looks like a slip of “{meant}” ({place}).").format(
            slip=slip.text, meant=meant.text, place=place_text(meant.place)
        ),
        slip.place,
        _("Correct it, make it an alias, or declare both if they differ."),
    )


def _key(place: Place, key: str) -> Place:
    return Place(place.file, place.line, f"{place.key}.{key}")
