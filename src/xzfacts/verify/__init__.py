"""Verification of a store: quotes against source texts, facts against one another.

All faults are returned together, as findings.
"""

import os
from collections.abc import Iterable, Sequence
from itertools import chain

from xzfacts.model.declarations import Store
from xzfacts.model.facts import Place
from xzfacts.model.findings import Finding
from xzfacts.store.listing import pending_contents
from xzfacts.store.paths import named_path
from xzfacts.store.regular_file import read_regular
from xzfacts.store.schema.reader import read_store
from xzfacts.store.toml.spans import path_text, scan
from xzfacts.verify.archived_texts import archived, misplaced, unused
from xzfacts.verify.consistency import disagreements, links, parts, values
from xzfacts.verify.interrupted_changes import unfinished
from xzfacts.verify.names import name_findings
from xzfacts.verify.quotes import quote_findings
from xzfacts.verify.source_texts import SourceText, TextUnreadableError, read_text

__all__ = ["SourceText", "TextUnreadableError", "read_text", "verify", "verify_store"]


def verify(
    store: Store,
    findings: Sequence[Finding] = (),
    texts: Iterable[SourceText] = (),
    *,
    strict: bool = False,
) -> tuple[Finding, ...]:
    """All findings of a store, by file and line, including `findings` of reading it.

    Checks that each value occurs in its quote, each quote in the text of its source at the given
    line (where `texts` has the text), that current facts do not contradict each other, that
    `superseded_by` leads to a fact and `part_of` not back to its subject. `strict` also reports
    names that look like typos.
    """
    found = [
        *findings,
        *values(store),
        *quote_findings(store, texts),
        *links(store),
        *parts(store),
        *disagreements(store),
    ]
    if strict:
        found += name_findings(store)
    return tuple(sorted(found, key=_order))


def verify_store(
    root: str, texts: Iterable[SourceText] = (), *, strict: bool = False
) -> tuple[Store, tuple[Finding, ...]]:
    """Read and verify the store in the folder `root`, with its archived texts and `texts`.

    Texts are read one at a time. Each finding has the exact line of its key, looked up again in
    the file. Raises StoreUnreadableError.
    """
    store, findings = read_store(root)
    of_archive: list[Finding] = []
    found = [
        *verify(store, findings, chain(texts, archived(root, store, of_archive)), strict=strict)
    ]
    found += of_archive
    found += misplaced(root)
    found += unfinished(root)
    if strict:
        found += unused(root, store)
    return store, tuple(sorted(_exact(root, found), key=_order))


def _order(finding: Finding) -> tuple[str, int]:
    return finding.place.file, finding.place.line or 0


def _exact(root: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with the exact line of their key, where the file can be read."""
    lines: dict[str, dict[str, int]] = {}
    exact: list[Finding] = []
    pending = pending_contents(root)[0]
    for finding in findings:
        file, key = finding.place.file, finding.place.key
        if key is not None and file not in lines:
            path = os.path.join(os.path.dirname(root), *named_path(file).split("/"))
            lines[file] = _lines(pending.get(path) or path)
        line = lines[file].get(key) if key is not None else None
        place = Place(file, line or finding.place.line, key)
        exact.append(Finding(finding.code, finding.message, place, finding.remedy))
    return exact


def _lines(path: str) -> dict[str, int]:
    """The line of each key of a file; empty if it can no longer be read."""
    try:
        spans = scan(read_regular(path).decode())
    except (OSError, ValueError, IndexError):
        return {}
    return {path_text(path): span.line for path, span in spans.items()}
