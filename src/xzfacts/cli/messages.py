"""Messages on standard error that accompany the results."""

from typing import TYPE_CHECKING

from xzfacts.cli.streams import detail, message
from xzfacts.i18n import gettext as _, ngettext
from xzfacts.model.facts import Answer, Result

if TYPE_CHECKING:
    from xzfacts.app import Facts
    from xzfacts.model.findings import Finding

_FINDINGS_SHOWN = 5
_ITEMS_SHOWN = 8
# A file or folder with one of these findings was not read at all.
_UNREADABLE = frozenset({"unreadable", "not-utf8", "not-toml", "too-large"})
# Without a valid source, no fact of a file is read.
_SOURCE_FAULTS = frozenset({"missing-key", "wrong-type", "empty"})
_SOURCE_KEYS = frozenset({"source", "source.id"})


def report_findings(findings: "tuple[Finding, ...]") -> None:
    """Print the first faults found while reading the store."""
    for finding in findings[:_FINDINGS_SHOWN]:
        spot = finding.place.file
        if finding.place.line is not None:
            spot = f"{spot}:{finding.place.line}"
        message(f"{spot}: {finding.message}")
    left = len(findings) - _FINDINGS_SHOWN
    if left > 0:
        text = ngettext(
            "{count} more problem; `xzfacts verify` lists all.",
            "{count} more problems; `xzfacts verify` lists all.",
            left,
        )
        message(text.format(count=left))


def not_found(findings: "tuple[Finding, ...]") -> int:
    """Return the exit status if nothing was found: 1, or 2 if part of the store is unreadable."""
    return 2 if store_is_incomplete(findings) else 1


def store_is_incomplete(findings: "tuple[Finding, ...]") -> bool:
    """Return whether part of the store could not be read, after printing a message if so."""
    incomplete = any(
        finding.code in _UNREADABLE
        or (finding.code in _SOURCE_FAULTS and finding.place.key in _SOURCE_KEYS)
        for finding in findings
    )
    if incomplete:
        message(_("Part of the store could not be read; results may be missing."))
    return incomplete


def explain(answer: Answer, facts: "Facts", *, corrected: bool) -> None:
    """Print that nothing or another value was found, with suggestions.

    corrected: also print which name was searched for instead of the one typed, for formats
        that do not show it.
    """
    if corrected:
        from xzfacts.render.wording import searched_for

        corrections = (searched_for(result.match) for result in answer.results)
        for line in dict.fromkeys(filter(None, corrections)):
            message(line)
    if any(result.match.value == "differs" for result in answer.results):
        message(_("The store has another value than “{query}”.").format(query=answer.query))
    if answer.results:
        return
    message(_not_found(answer.query, facts.root))
    _list(_("Not what you asked; closest in the store:"), [_closest(one) for one in answer.near])
    near = [suggestion.query for suggestion in answer.suggestions if suggestion.kind == "subject"]
    _list(_("Did you mean:"), near)
    known = [suggestion for suggestion in answer.suggestions if suggestion.kind != "subject"]
    for subject in dict.fromkeys(each.query.removesuffix(f" {each.text}") for each in known):
        words = [word for word in answer.query.split() if facts.canonical_name(word) != subject]
        attributes = _by_closeness(" ".join(words) or answer.query, facts.attributes_of(subject))
        _list(_("Known about “{subject}”:").format(subject=subject), attributes)


def _not_found(query: str, root: str) -> str:
    """Return that nothing was found, and in which store."""
    from xzfacts.cli.display_paths import relative_to_cwd
    from xzfacts.store.locate import is_shipped

    if is_shipped(root):
        return _("Nothing found for “{query}” in the store of xzfacts itself.").format(query=query)
    text = _("Nothing found for “{query}” in {store}.")
    return text.format(query=query, store=relative_to_cwd(root))


def _by_closeness(query: str, names: list[str]) -> list[str]:
    """Return the names, those most similar to a part of the query first."""
    from rapidfuzz.fuzz import partial_ratio

    return sorted(names, key=lambda name: -partial_ratio(query, name))


def _closest(result: Result) -> str:
    """Return a near result in one line: the fact, or its sentence."""
    fact = result.fact
    if result.kind == "sentence":
        return fact.sentence.quote
    from xzfacts.render.wording import modality

    return "  ".join((fact.value, f"{fact.subject} · {fact.attribute}", *modality(fact)))


def _list(heading: str, items: list[str]) -> None:
    """Print a heading, the first items, and the number of other items."""
    if not items:
        return
    detail(heading)
    for item in items[:_ITEMS_SHOWN]:
        detail(f"  {item}")
    left = len(items) - _ITEMS_SHOWN
    if left > 0:
        detail("  " + ngettext("… and {count} more", "… and {count} more", left).format(count=left))
