"""Messages on standard error that accompany the results."""

from typing import TYPE_CHECKING

from xzfacts.cli.streams import detail, message
from xzfacts.i18n import gettext as _
from xzfacts.i18n import ngettext
from xzfacts.model.facts import Answer, Result

if TYPE_CHECKING:
    from xzfacts.model.findings import Finding

_FINDINGS_SHOWN = 5
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


def explain(answer: Answer, *, corrected: bool) -> None:
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
    message(_("Nothing found for “{query}”.").format(query=answer.query))
    _list(_("Not what you asked; closest in the store:"), [_closest(one) for one in answer.near])
    near = [suggestion.query for suggestion in answer.suggestions if suggestion.kind == "subject"]
    known = [suggestion.query for suggestion in answer.suggestions if suggestion.kind != "subject"]
    _list(_("Did you mean:"), near)
    _list(_("Known facts:"), known)


def _closest(result: Result) -> str:
    """A near result in one line: what the store says, or the sentence."""
    fact = result.fact
    if result.kind == "sentence":
        return fact.sentence.quote
    return f"{fact.value}  {fact.subject} · {fact.attribute}"


def _list(heading: str, queries: list[str]) -> None:
    if queries:
        detail(heading)
        for query in queries:
            detail(f"  {query}")
