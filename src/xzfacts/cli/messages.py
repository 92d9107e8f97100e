"""What is said on standard error beside the data."""

from typing import TYPE_CHECKING

from xzfacts.cli.streams import complain, tell
from xzfacts.i18n import gettext as _
from xzfacts.i18n import ngettext
from xzfacts.model.facts import Answer

if TYPE_CHECKING:
    from xzfacts.model.findings import Finding

_FINDINGS_SHOWN = 5
# Nothing is read of a file or folder with one of these, so nobody knows what it says.
_UNREAD = frozenset({"unreadable", "not-utf8", "not-toml"})
# No fact is read of a file where its source is not told.
_UNTOLD = frozenset({"missing-key", "wrong-type", "empty"})
_SOURCE = frozenset({"source", "source.id"})


def report_findings(findings: "tuple[Finding, ...]") -> None:
    """Name the faults met while reading the store; the other facts still answer."""
    for finding in findings[:_FINDINGS_SHOWN]:
        spot = finding.place.file
        if finding.place.line is not None:
            spot = f"{spot}:{finding.place.line}"
        complain(f"{spot}: {finding.message}")
    left = len(findings) - _FINDINGS_SHOWN
    if left > 0:
        message = ngettext(
            "and {count} more fault; `xzfacts verify` lists all.",
            "and {count} more faults; `xzfacts verify` lists all.",
            left,
        )
        complain(message.format(count=left))


def not_found(findings: "tuple[Finding, ...]") -> int:
    """The exit status where nothing was found in a store with these faults.

    1 says that the store does not know, 2 that nobody can say so.
    """
    return 2 if in_doubt(findings) else 1


def in_doubt(findings: "tuple[Finding, ...]") -> bool:
    """Whether what was not found may stand in a part that could not be read; says so then."""
    doubt = any(
        finding.code in _UNREAD or (finding.code in _UNTOLD and finding.place.key in _SOURCE)
        for finding in findings
    )
    if doubt:
        complain(_("Part of the store could not be read; what was looked for may stand there."))
    return doubt


def explain(answer: Answer, *, corrected: bool) -> None:
    """Say that nothing was found and what may have been meant.

    `corrected` adds which name was searched for instead of the one typed, for forms that
    have no room for it.
    """
    if corrected:
        from xzfacts.render.wording import searched_for

        said = (searched_for(result.match) for result in answer.results)
        for line in dict.fromkeys(filter(None, said)):
            complain(line)
    if answer.results:
        return
    complain(_("Nothing found for “{query}”.").format(query=answer.query))
    near = [suggestion.query for suggestion in answer.suggestions if suggestion.kind == "subject"]
    known = [suggestion.query for suggestion in answer.suggestions if suggestion.kind != "subject"]
    _list(_("Did you mean:"), near)
    _list(_("What is known:"), known)


def _list(heading: str, queries: list[str]) -> None:
    if queries:
        tell(heading)
        for query in queries:
            tell(f"  {query}")
