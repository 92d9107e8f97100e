"""Corrects typos of names in filters, with the query engine."""

from collections.abc import Iterator

from xzfacts.app import Facts
from xzfacts.cli.fact_filters import FactFilter
from xzfacts.cli.streams import message
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Fact, Result

_CANDIDATES = 50  # results among which the closest name is chosen
_CORRECTABLE = {
    "alias", "short", "homophone", "lookalike", "typo", "pinyin", "initials", "synonym"
}  # fmt: skip


def filtered(facts: Facts, given: FactFilter) -> Iterator[Fact]:
    """Yield the facts that pass a filter, after correcting and reporting typos in its names."""
    subject, attribute = given.subject, given.attribute
    if subject is not None and _is_unknown_subject(facts, subject):
        subject = _replaced(subject, closest_subject(facts, subject))
    if attribute is not None and next(facts.facts(attribute=attribute), None) is None:
        meant = _corrected(_results(facts, attribute), "attribute", "subject")
        attribute = _replaced(attribute, _closest(attribute, meant))
    names = given._replace(subject=subject, attribute=attribute)
    return facts.facts(**names._asdict())


def closest_subject(facts: Facts, typed: str) -> str | None:
    """Return the subject that is probably meant by a misspelled or shortened name, if any."""
    return _closest(typed, _corrected(_results(facts, typed), "subject", "attribute"))


def _is_unknown_subject(facts: Facts, name: str) -> bool:
    return facts.canonical_name(name) is None and next(facts.facts(subject=name), None) is None


def _results(facts: Facts, typed: str) -> tuple[Result, ...]:
    try:
        return facts.ask(typed, limit=_CANDIDATES, drafts=True).results
    except XzfactsError:  # not a query, such as punctuation only
        return ()


def _corrected(results: tuple[Result, ...], key: str, other: str) -> list[str]:
    """Return the subjects or attributes that only a correction of the typed text names."""
    return [
        getattr(one.fact, key)
        for one in results
        if getattr(one.match, key) in _CORRECTABLE and getattr(one.match, other) is None
    ]


def _closest(typed: str, names: list[str]) -> str | None:
    if not names:
        return None
    from rapidfuzz.fuzz import ratio

    return max(dict.fromkeys(names), key=lambda each: ratio(typed, each))


def _replaced(typed: str, name: str | None) -> str:
    """Return the name instead of the typed one, and say so; `typed` if there is none."""
    if name is None:
        return typed
    message(_("Listed “{name}” instead of “{typed}”.").format(name=name, typed=typed))
    return name
